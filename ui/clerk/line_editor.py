"""The chosen material in full, below the table: its fault and how to mend it, its form, count and pages."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QWidget

from app.domain.details import Form
from app.errors import RuleError
from ui.clerk.faults import FAULTS, Fault, with_fault
from ui.clerk.form_state import MaterialLine
from ui.i18n import Words, tr
from ui.look import Look
from ui.theme import MD, SM, XS
from ui.widgets.boxes import column, holder, row
from ui.widgets.fields import Field
from ui.widgets.keys import Chip
from ui.widgets.words import Label
from ui.wording import spoken

MOST_PAGES = 9999


class LineEditor(QFrame):
    """Says `edited` with the new line, and `closed` when Esc sends the clerk back to the table."""

    edited = Signal(object)
    closed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("kind", "well")
        self._line: MaterialLine | None = None
        self._title = Label("", "strong")
        self._faults, self._forms = QButtonGroup(self), QButtonGroup(self)
        chips = row(look, self._title, gap=6)
        for fault in FAULTS:
            chip = Chip(look, Words("{key} {name}", {"key": fault.key, "name": Words(fault.chip, {})}))
            chip.clicked.connect(lambda _=False, fault=fault: self._choose_fault(fault))
            self._faults.addButton(chip, int(fault.key))
            chips.addWidget(chip)
        chips.addStretch(1)
        self.problem = Field(look, tr("问题"))
        self.remedy = Field(look, tr("怎样补正"))
        self._words = holder(row(look, self.problem, self.remedy, gap=MD))
        self._details = self._make_details(look)
        self.setLayout(column(look, chips, self._words, self._details, gap=SM, margins=(MD, SM, MD, MD)))
        for name, field in self._typed_fields().items():
            field.edited.connect(lambda text, name=name: self._typed(name, text))

    def show_line(self, number: int, line: MaterialLine) -> None:
        """Show a line of the table."""
        same = self._line is not None and self._line.key == line.key
        self._line = line
        self._title.say(tr("第 {n} 项", n=number))
        self._check_fault(line)
        chosen = self._forms.button(tuple(Form).index(line.form))
        chosen.setChecked(True)
        texts = {"problem": line.problem, "remedy": line.remedy, "remark": line.remark}
        texts.update(count=str(line.count), pages=str(line.pages))
        for name, field in self._typed_fields().items():
            if not (same and field.text.strip() == texts[name].strip()):
                field.put(texts[name])
        self._words.setVisible(line.wrong)
        self._details.setVisible(not line.wrong)

    def begin(self) -> None:
        """Give the keyboard to what comes first: the problem's words, or the form."""
        if self._line is not None and self._line.wrong:
            self.remedy.setFocus() if self._line.problem else self.problem.setFocus()
        else:
            self.pages.setFocus()
            self.pages.edit.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go back to the table at Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _make_details(self, look: Look) -> QWidget:
        forms = row(look, gap=XS)
        for number, form in enumerate(Form):
            chip = Chip(look, spoken(form))
            chip.clicked.connect(lambda _=False, form=form: self._change(form=form))
            self._forms.addButton(chip, number)
            forms.addWidget(chip)
        self.count = Field(look, tr("份数"), _whole, narrow=True)
        self.pages = Field(look, tr("页数"), _whole, narrow=True)
        self.remark = Field(look, tr("备注"), needed=False)
        box = row(look, holder(forms), self.count, self.pages, self.remark, gap=MD)
        for place, share in ((1, 1), (2, 1), (3, 3)):
            box.setStretch(place, share)
        return holder(box)

    def _typed_fields(self) -> dict[str, Field]:
        return {
            "problem": self.problem,
            "remedy": self.remedy,
            "count": self.count,
            "pages": self.pages,
            "remark": self.remark,
        }

    def _check_fault(self, line: MaterialLine) -> None:
        self._faults.setExclusive(False)
        for fault in FAULTS:
            self._faults.button(int(fault.key)).setChecked(fault.key == line.fault)
        self._faults.setExclusive(True)

    def _choose_fault(self, fault: Fault) -> None:
        if self._line is not None:
            self._emit(with_fault(self._line, fault))
            self.begin()

    def _typed(self, name: str, text: str) -> None:
        if name in ("count", "pages"):
            if text.isdigit() and 0 < int(text) <= MOST_PAGES:
                self._change(**{name: int(text)})
        else:
            self._change(**{name: text})

    def _change(self, **changes: object) -> None:
        if self._line is not None:
            self._emit(replace(self._line, **changes))  # type: ignore[arg-type]  # names are the fields' own

    def _emit(self, line: MaterialLine) -> None:
        self._line = line
        self._check_fault(line)
        self._words.setVisible(line.wrong)
        self._details.setVisible(not line.wrong)
        self.edited.emit(line)


def _whole(text: str) -> None:
    if not text.isdigit() or not 0 < int(text) <= MOST_PAGES:
        raise RuleError("text.missing", field=tr("份数、页数（1 到 {most} 的数字）", most=MOST_PAGES))
