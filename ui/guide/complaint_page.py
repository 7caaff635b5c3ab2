"""Complaints, reports and suggestions: the form on the right, and until when each is owed an act."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLayout, QPlainTextEdit, QWidget

from app.domain.complaints import ComplaintKind
from app.domain.ids import new_id
from app.domain.items import ServiceItem
from app.errors import AppError
from app.services.complaints import Brought, ShownComplaint
from ui.complaints.cells import complaint_columns
from ui.error_texts import explain_any
from ui.guide.dependencies import GuideDependencies
from ui.i18n import tr
from ui.look import Look
from ui.theme import LG, MD, SM, XL, XS
from ui.widgets.boxes import Card, column, holder, row
from ui.widgets.fields import Field
from ui.widgets.keys import Chip, KeyButton
from ui.widgets.notices import NoticeLine
from ui.widgets.table_view import Table
from ui.widgets.words import Label, Spoken
from ui.wording import spoken

DB = "db"


class TextBox(Spoken, QPlainTextEdit):
    """Several lines of typed text; Tab leaves it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.speak(setAccessibleName=name)


class ComplaintForm(Card):
    """What is brought forward; without a name it is one of somebody unnamed."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, tr("登记投诉、举报、建议"), gap=SM)
        self._id, self._department = new_id(), ""
        self._kinds = {kind: Chip(look, spoken(kind)) for kind in ComplaintKind}
        for chip in self._kinds.values():
            chip.setAutoExclusive(True)
        self.about = Field(look, tr("对哪个窗口、哪件事"), needed=False)
        self.words = TextBox(tr("内容"))
        self.name = Field(look, tr("姓名"), needed=False, hint=tr("不愿留名的不填；留名的要书面答复"))
        self.phone = Field(look, tr("联系电话"), needed=False, narrow=True)
        self.keep = KeyButton(look, tr("登记"), "Ctrl+S", "save", "primary")
        caption = Label(tr("内容"), "caption", "text_2")
        caption.setBuddy(self.words)
        self.add(
            row(look, *self._kinds.values(), None, gap=XS),
            self.about,
            caption,
            self.words,
            _side_by_side(look, self.name, self.phone),
            row(look, None, self.keep),
        )
        self.body.setStretchFactor(self.words, 1)
        self.begin(None)

    def begin(self, item: ServiceItem | None) -> None:
        """Begin a new complaint, perhaps about an item."""
        self._id, self._department = new_id(), item.department if item else ""
        self.about.put(item.name if item else "")
        self.words.setPlainText("")
        self.name.put("")
        self.phone.put("")
        self._kinds[ComplaintKind.COMPLAINT].setChecked(True)

    def brought(self) -> Brought:
        """Return what was typed."""
        kind = next(kind for kind, chip in self._kinds.items() if chip.isChecked())
        return Brought(
            id=self._id,
            kind=kind,
            words=self.words.toPlainText(),
            about=self.about.text,
            department=self._department,
            name=self.name.text,
            phone=self.phone.text,
        )


def _side_by_side(look: Look, *fields: Field) -> QLayout:
    box = row(look, *fields, gap=MD)
    for field in fields:
        box.setAlignment(field, Qt.AlignmentFlag.AlignTop)
    return box


class ComplaintPage(QWidget):
    """The list by what is due first, and the form. Whoever takes one down does not decide about it."""

    def __init__(self, needs: GuideDependencies) -> None:
        super().__init__()
        self._needs = needs
        look = needs.look
        self.table: Table[ShownComplaint] = Table(
            look,
            tr("投诉建议"),
            complaint_columns(),
            nothing=tr("还没有投诉、举报、建议。有人来，就在右边登记。"),
        )
        self.form, self.notice = ComplaintForm(look), NoticeLine(look)
        card = Card(look, padding=0, gap=0).add(self.table)
        left = column(look, Label(tr("投诉、举报、建议"), "title"), card, self.notice, gap=MD)
        left.setStretch(1, 1)
        box = row(look, holder(left), self.form, gap=LG, margins=(XL, LG, XL, MD))
        box.setStretch(0, 3)
        box.setStretch(1, 2)
        self.setLayout(box)
        self.form.keep.clicked.connect(self.submit)
        for key, do in (("Ctrl+S", self.submit), ("F7", self.begin)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)
        self.refresh()
        needs.changes.subscribe(self, ("complaint", "complaint_event"), self.refresh)

    def setFocus(  # noqa: N802
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Give the keyboard to the form."""
        self.form.about.setFocus(reason)

    def begin(self, item: ServiceItem | None = None) -> None:
        """Begin a new complaint, perhaps about an item."""
        self.form.begin(item)
        (self.form.words if item else self.form.about).setFocus()

    def refresh(self) -> None:
        """Read the list again."""
        needs = self._needs
        needs.runner.run(
            DB,
            lambda _: needs.complaints.lately(needs.actor),
            name="read complaints",
            done=self.table.show_rows,
            owner=self,
        )

    def submit(self) -> None:
        """Take down what was typed."""
        needs, brought = self._needs, self.form.brought()
        needs.runner.run(
            DB,
            lambda _: needs.complaints.take_down(needs.actor, brought).complaint.number,
            name="take complaint down",
            done=self._taken_down,
            failed=self._failed,
            owner=self,
        )

    def _taken_down(self, number: str) -> None:
        self.form.begin(None)
        self.notice.note(tr("已登记，编号 {number}，5 个工作日内受理", number=number))
        self.form.about.setFocus()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        self.notice.problem(explain_any(error))
