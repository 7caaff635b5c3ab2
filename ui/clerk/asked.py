"""Dialogs that ask for words before an act: what was typed stays when one is closed and opened again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLineEdit, QWidget

from ui.i18n import tr
from ui.look import Look
from ui.theme import LG, MD, SM, XL, XS
from ui.widgets.boxes import column, fixed, holder, row, scrolled
from ui.widgets.dialogs import Modal, ring
from ui.widgets.fields import Field, caption_row
from ui.widgets.icons import Icon
from ui.widgets.keys import Chip, KeyButton
from ui.widgets.notices import NoticeLine
from ui.widgets.tab_order import order_tabs
from ui.widgets.tick import Tick
from ui.widgets.words import Label

VERB_KEY = "Ctrl+Return"
MANY, MOST_OF_TWO, WIDTH, COLUMN, AROUND = 7, 12, 600, 380, 200
WIDEST = 18  # characters of choices that stand side by side; more stand one below the other


@dataclass(frozen=True)
class Asked:
    """One thing a dialog asks for.

    `kind` is `text`, `number` (half-width), `password`, `tick`, or `choice` among `choices` (value, words).
    A tick and a password are never kept.
    """

    name: str
    caption: str
    kind: str = "text"
    needed: bool = True
    check: Callable[[str], object] | None = None
    choices: Sequence[tuple[str, str]] = ()
    hint: str = ""


class AskingDialog(Modal):
    """Says `typed` with name and text at every change; accepted, `answers` has everything.

    Enter goes to the next field; the verb has a key of its own (Ctrl+Enter), Esc keeps all as it is.
    `refuse` shows a rule's sentence and leaves the dialog open.
    """

    typed = Signal(str, str)

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        title: str,
        words: str,
        verb: str,
        asked: Sequence[Asked],
        texts: dict[str, str],
        danger: bool = False,
    ) -> None:
        super().__init__(parent)
        self.entitle(title)
        self._look, self._asked, self._texts = look, tuple(asked), dict(texts)
        self._fields: dict[str, Field] = {}
        self._ticks: dict[str, Tick] = {}
        icon, tone = ("soon", "error") if danger else ("note", "primary")
        head = row(look, Icon(look, icon, 24, tone), Label(title, "heading", wrap=True), gap=SM)
        head.setStretch(1, 1)
        self.notice = NoticeLine(look)
        self.verb = KeyButton(look, verb, tr("Ctrl+回车"), variant="danger" if danger else "primary")
        keep = KeyButton(look, tr("先不办"), "Esc")
        self.verb.clicked.connect(self._finish)
        keep.clicked.connect(self.reject)
        ends = row(look, None, keep, self.verb, gap=MD)
        text = Label(words, wrap=True)
        text.setVisible(bool(words))
        many = len(self._asked) > MANY
        columns = 1 + many + (len(self._asked) > MOST_OF_TWO)
        parts = self._side_by_side(columns, parent) if many else self._one_column()
        self.setLayout(column(look, head, text, parts, self.notice, ends, gap=MD, margins=(XL, LG, XL, LG)))
        fixed(look, self, width=max(COLUMN * columns, WIDTH))
        for key in (VERB_KEY, "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self._finish)
        order_tabs(self)
        ring(look, self)
        if self._fields:
            next(iter(self._fields.values())).setFocus()

    def answers(self) -> dict[str, str]:
        """Return what was typed, chosen and ticked, by name; a tick is `yes` or empty."""
        ticked = {name: "yes" if tick.isChecked() else "" for name, tick in self._ticks.items()}
        return {**self._texts, **{name: field.text for name, field in self._fields.items()}, **ticked}

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Let Enter go on to the next one from a choice and a tick too; it never presses the verb."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def refuse(self, words: str) -> None:
        """Say why it cannot be done."""
        self.verb.setEnabled(True)
        self.notice.problem(words)

    def _one_column(self) -> QWidget:
        return holder(column(self._look, *map(self._make, self._asked), gap=MD))

    def _side_by_side(self, columns: int, parent: QWidget) -> QWidget:
        """Set many fields in columns, read line by line, which scroll where the window is too low."""
        grid, content = QGridLayout(), QWidget()
        grid.setContentsMargins(*[self._look.px(XS)] * 4)  # room for the ring of the first and last field
        grid.setHorizontalSpacing(self._look.px(LG))
        grid.setVerticalSpacing(self._look.px(MD))
        for place, one in enumerate(self._asked):
            grid.addWidget(self._make(one), place // columns, place % columns, Qt.AlignmentFlag.AlignTop)
        content.setLayout(grid)
        area = scrolled(content, tr("填写的内容"))
        free = parent.window().height() - self._look.px(AROUND)
        area.setMinimumHeight(min(content.sizeHint().height(), free))
        return area

    def _make(self, one: Asked) -> QWidget:
        if one.kind == "choice":
            return self._choice(one)
        if one.kind == "tick":
            self._ticks[one.name] = Tick(self._look, one.caption, self._texts.get(one.name) == "yes")
            return self._ticks[one.name]
        field = Field(self._look, one.caption, one.check, one.needed, one.kind == "number", one.hint)
        if one.kind == "password":
            field.edit.setEchoMode(QLineEdit.EchoMode.Password)
        else:
            field.put(self._texts.get(one.name, ""))
            field.edited.connect(lambda text, name=one.name: self.typed.emit(name, text))
        self._fields[one.name] = field
        return field

    def _choice(self, one: Asked) -> QWidget:
        caption = caption_row(self._look, Label(one.caption, "caption", "text_2"), None)
        group, chips = QButtonGroup(self), column(self._look, caption, gap=0)
        line = row(self._look, gap=XS)
        wide = sum(len(words) for _, words in one.choices) > WIDEST
        chosen = self._texts.setdefault(one.name, one.choices[0][0])
        for value, words in one.choices:
            chip = Chip(self._look, words)
            chip.setChecked(value == chosen)
            chip.clicked.connect(lambda _=False, value=value: self._choose(one.name, value))
            group.addButton(chip)
            (chips if wide else line).addWidget(chip)
        if not wide:
            line.addStretch(1)
            chips.addLayout(line)
        return holder(chips)

    def _choose(self, name: str, value: str) -> None:
        self._texts[name] = value
        self.typed.emit(name, value)

    def _finish(self) -> None:
        wrong = [field for field in self._fields.values() if not field.judge()]
        if wrong:
            wrong[0].setFocus()
        else:
            self.accept()
