"""The form of a next version: what may change by hand, its name, its date and the reason."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.dates import parse_date
from app.domain.item_terms import limit_text, typed_limit
from app.domain.items import Limit, ServiceItem
from app.domain.workdays import TermUnit
from app.errors import RuleError
from ui.i18n import tr
from ui.look import Look
from ui.theme import MD, SM
from ui.widgets.boxes import Card, column, row, scrolled
from ui.widgets.fields import Field
from ui.widgets.keys import KeyButton
from ui.widgets.words import Label


class VersionForm(Card):
    """Says `published` with the next version and the reason; longer changes go through the workbook."""

    published = Signal(object, str)

    def __init__(self, look: Look, today: Callable[[], date]) -> None:
        super().__init__(look, tr("下一版"), gap=SM)
        self._today = today
        self._item: ServiceItem | None = None
        self._about = Label("", "strong", wrap=True)
        self.code = Field(look, tr("实施编码（31 位）"), narrow=True)
        self.days = Field(
            look, tr("承诺时限"), self._limit, narrow=True, hint=tr("例如 10 工作日、15 自然日、1 月、当场")
        )
        self.counter = Field(look, tr("窗口号"), _days, narrow=True)
        self.conditions = Field(look, tr("受理条件"))
        self.process = Field(look, tr("办理程序"))
        self.basis = Field(look, tr("设定依据"))
        self.note = Field(look, tr("备注"), needed=False)
        self.version = Field(look, tr("版本号"))
        self.effective = Field(
            look, tr("生效日期"), lambda text: parse_date(text, tr("生效日期")), narrow=True
        )
        self.reason = Field(look, tr("修改理由或依据"))
        self.publish = KeyButton(look, tr("发布"), "Ctrl+S", "save", "primary")
        fields = QWidget()
        fields.setLayout(
            column(
                look,
                row(look, self.version, self.effective, gap=MD),
                self.reason,
                row(look, self.days, self.counter, gap=MD),
                self.conditions,
                self.process,
                self.basis,
                self.code,
                self.note,
                None,
                gap=SM,
            )
        )
        self.add(self._about, scrolled(fields, tr("下一版")), row(look, None, self.publish))
        self.body.setStretch(2, 1)
        self.publish.clicked.connect(self.submit)

    def begin(self, item: ServiceItem) -> None:
        """Begin with what holds today."""
        self._item = item
        day = self._today() + timedelta(days=1)
        self._about.say(item.name)
        for field, text in (
            (self.code, item.implementation_code),
            (self.days, limit_text(item.promised)),
            (self.counter, str(item.counter)),
            (self.conditions, item.conditions),
            (self.process, item.process),
            (self.basis, item.legal_basis),
            (self.note, item.note),
            (self.version, f"{day:%Y.%m.%d}"),
            (self.effective, day.isoformat()),
            (self.reason, ""),
        ):
            field.put(text)
            field.edit.setCursorPosition(0)

    def submit(self) -> None:
        """Give the next version to the page if every field is right."""
        item = self._item
        wrong = [field for field in self.findChildren(Field) if not field.judge()]
        if item is None or wrong:
            if wrong:
                wrong[0].setFocus()
            return
        self.published.emit(self._made(item), self.reason.text)

    def _limit(self, text: str) -> Limit:
        return typed_limit(text, self._item.promised.unit if self._item else TermUnit.WORKDAYS)

    def _made(self, item: ServiceItem) -> ServiceItem:
        code = self.code.text.strip()
        changed = code != item.implementation_code
        return replace(
            item,
            promised=self._limit(self.days.text),
            counter=int(self.counter.text),
            conditions=self.conditions.text,
            process=self.process.text,
            legal_basis=self.basis.text,
            note=self.note.text,
            implementation_code=code,
            basic_code=code[-12:] if changed else item.basic_code,
            handling_codes=_renewed(item, code) if changed else item.handling_codes,
            version=self.version.text.strip(),
            effective_on=parse_date(self.effective.text, tr("生效日期")),
        )


def _renewed(item: ServiceItem, code: str) -> tuple[str, ...]:
    """Return the 33-digit codes of the item's branches under another 31-digit code."""
    old = len(item.implementation_code)
    return tuple(code + one[old:] for one in item.handling_codes)


def _days(text: str) -> int:
    if not text.isdecimal() or int(text) > 999:
        raise RuleError("catalogue.number", value=text)
    return int(text)
