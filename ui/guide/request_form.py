"""The form of a request: what it is, for which item, whom to reach, when and where."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.ids import new_id
from app.domain.items import ServiceItem
from app.domain.request_times import typed_day, typed_moment, typed_time
from app.domain.requests import RequestKind
from app.errors import RuleError
from app.services.requests import Asked
from ui.i18n import tr
from ui.look import Look
from ui.theme import MD, SM, XS
from ui.widgets.boxes import Card, column, row, scrolled
from ui.widgets.fields import Field
from ui.widgets.keys import Chip, KeyButton
from ui.widgets.words import Label
from ui.wording import spoken


class RequestForm(Card):
    """Says `asked` with an `Asked`, and `left` when the guide puts it away."""

    asked = Signal(object)
    left = Signal()

    def __init__(self, look: Look, today: Callable[[], date]) -> None:
        super().__init__(look, tr("新登记"), gap=SM)
        self._today, self._item = today, ""
        self._id = new_id()
        self._kinds = {kind: Chip(look, spoken(kind)) for kind in RequestKind}
        for chip in self._kinds.values():
            chip.setAutoExclusive(True)
            chip.clicked.connect(self._kind_chosen)
        self._about = Label("", "strong", wrap=True)
        self.name = Field(look, tr("姓名"), needed=False)
        self.phone = Field(look, tr("联系电话"), needed=False, narrow=True)
        self.day = Field(look, tr("日期"), self._check_day, needed=False, narrow=True, hint=tr("如 9-18"))
        self.time = Field(look, tr("时间"), typed_time, needed=False, narrow=True, hint=tr("如 9:30"))
        self.place = Field(look, tr("地点"), needed=False)
        self.note = Field(look, tr("说明"), needed=False)
        self.owner = Field(look, tr("负责人"), needed=False)
        self.keep = KeyButton(look, tr("登记"), "Ctrl+S", "save", "primary")
        self.put_away = KeyButton(look, tr("不登记"), "Esc", "cross")
        self._lay_out(look)
        self.keep.clicked.connect(self.submit)
        self.put_away.clicked.connect(self.left)
        self.begin(None)

    def begin(self, item: ServiceItem | None, kind: RequestKind = RequestKind.APPOINTMENT) -> None:
        """Begin a new request about an item."""
        self._id, self._item = new_id(), item.key if item else ""
        self._about.say(item.name if item else tr("没有指定事项"))
        for field in self._fields():
            field.put("")
        self._kinds[kind].setChecked(True)
        self._kind_chosen()

    @property
    def kind(self) -> RequestKind:
        """What is asked for."""
        return next(kind for kind, chip in self._kinds.items() if chip.isChecked())

    def submit(self) -> None:
        """Give the request to the page if every field that is shown is right."""
        wrong = [field for field in self._fields() if not field.isHidden() and not field.judge()]
        if wrong:
            wrong[0].setFocus()
            return
        try:
            wanted = typed_moment(self.day.text, self.time.text, self._today())
        except RuleError:
            self.time.setFocus()
            return
        self.asked.emit(
            Asked(
                id=self._id,
                kind=self.kind,
                item_key=self._item,
                name=self.name.text,
                phone=self.phone.text,
                place=self.place.text if not self.place.isHidden() else "",
                wanted_at=wanted,
                note=self.note.text,
                owner=self.owner.text if not self.owner.isHidden() else "",
            )
        )

    def _lay_out(self, look: Look) -> None:
        when = row(look, self.day, self.time, gap=MD)
        kinds = list(self._kinds.values())
        first, second = row(look, *kinds[:2], None, gap=XS), row(look, *kinds[2:], None, gap=XS)
        person = row(look, self.name, self.phone, gap=MD)
        fields = QWidget()
        fields.setLayout(column(look, person, when, self.place, self.owner, self.note, None, gap=SM))
        ends = row(look, self.put_away, None, self.keep, gap=MD)
        self.add(self._about, first, second, scrolled(fields, tr("登记表")), ends)
        self.body.setStretch(4, 1)

    def _fields(self) -> Sequence[Field]:
        return (self.name, self.phone, self.day, self.time, self.place, self.owner, self.note)

    def _kind_chosen(self) -> None:
        kind = self.kind
        self.place.setVisible(kind in (RequestKind.HOME_VISIT, RequestKind.AGENT))
        self.owner.setVisible(kind is not RequestKind.APPOINTMENT)

    def _check_day(self, text: str) -> date:
        return partial(typed_day, today=self._today())(text)
