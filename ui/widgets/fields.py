"""What is typed into: a label above, the input, and one line below for a hint or for what is wrong."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.text import half_width
from app.errors import RuleError
from ui.error_texts import explain, warning
from ui.i18n import tr
from ui.look import Look
from ui.theme import MD, XS
from ui.widgets.boxes import Item, column, fixed, holder, row
from ui.widgets.icons import Icon
from ui.widgets.keys import KeyCap
from ui.widgets.words import Label, Spoken

CAPTION_ROW = 27  # px: a line of the Tibetan face at the size of captions


def caption_row(look: Look, *items: Item) -> QWidget:
    """Hold what stands above an input, as tall in every script: inputs stand on one line."""
    return fixed(look, holder(row(look, *items, gap=XS)), height=CAPTION_ROW)


class LineEdit(Spoken, QLineEdit):
    """A line of typed text. Enter goes to the next input, unless `goes_on` is off; it never submits."""

    def __init__(self, name: str, narrow: bool = False) -> None:
        super().__init__()
        self._narrow = narrow
        self.goes_on = True
        self.speak(setAccessibleName=name)
        self.textEdited.connect(self._narrow_typed)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go on at Enter."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self.goes_on:
            self.focusNextChild()
        else:
            event.ignore()

    def mark(self, invalid: bool) -> None:
        """Show or hide the red edge."""
        if bool(self.property("invalid")) != invalid:
            self.setProperty("invalid", invalid)
            self.style().unpolish(self)
            self.style().polish(self)

    def _narrow_typed(self, typed: str) -> None:
        narrow = half_width(typed).strip()
        if self._narrow and narrow != typed:
            place = self.cursorPosition()
            self.setText(narrow)
            self.setCursorPosition(place)
            self.textEdited.emit(narrow)


class Field(QWidget):
    """One fact to type. What is wrong shows when the field is left and is gone when it is right.

    Args:
        look: theme and size.
        caption: what is asked for.
        check: raises `RuleError` for a text that is wrong; the sentence of its code is shown.
        needed: otherwise 选填 stands beside the caption and an empty field is right.
        narrow: a number or code, whose full-width characters become half-width as they are typed.
        hint: shown below while nothing is wrong.
    """

    edited = Signal(str)

    def __init__(
        self,
        look: Look,
        caption: str,
        check: Callable[[str], object] | None = None,
        needed: bool = True,
        narrow: bool = False,
        hint: str = "",
    ) -> None:
        super().__init__()
        self._check, self._needed, self._shown = check, needed, False
        self.edit = LineEdit(caption, narrow)
        self.caption = Label(caption, "caption", "text_2")
        self.caption.setBuddy(self.edit)
        optional = () if needed else (Label(tr("选填"), "caption", "text_3"),)
        self._hint = Label(hint, "caption", "text_3", wrap=True)
        self._wrong = Label("", "caption", "error", wrap=True)
        self._sign = Icon(look, "error", 16, "error")
        below = row(look, self._sign, self._wrong, gap=5)
        below.setStretchFactor(self._wrong, 1)
        below.setAlignment(self._sign, Qt.AlignmentFlag.AlignTop)
        box = column(look, self.edit, self._hint, below, None, gap=5)
        self.setLayout(column(look, caption_row(look, self.caption, *optional, None), box, gap=0))
        self._show("")
        self.edit.textEdited.connect(self._typed)
        self.edit.installEventFilter(self)

    def setFocus(  # noqa: N802
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Give the keyboard to the input. No focus proxy: with one, Tab leaves out what stands before."""
        self.edit.setFocus(reason)

    def recaption(self, caption: str) -> None:
        """Ask for something else, for example another kind of number."""
        self.caption.say(caption)
        self.edit.speak(setAccessibleName=caption)

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.edit.text()

    @property
    def wrong(self) -> bool:
        """Whether a mistake is shown."""
        return self._shown

    def put(self, text: str) -> None:
        """Put text in, as from a draft or a card; nothing is judged yet."""
        self.edit.setText(text)
        self._shown = False
        self._show("")

    def problem(self) -> RuleError | None:
        """Return what is wrong with the text as it stands, without showing it."""
        text = self.text.strip()
        if not text and not self._needed:
            return None
        if not text:
            return RuleError("text.missing", field=self.edit.accessibleName())
        try:
            if self._check is not None:
                self._check(text)
        except RuleError as wrong:
            return wrong
        return None

    def judge(self) -> bool:
        """Show what is wrong, and tell whether it is right."""
        wrong = self.problem()
        self._shown = wrong is not None
        self._show(explain(wrong) if wrong else "")
        if wrong is None:
            self._show_doubt()
        return wrong is None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Judge a field that was left with something in it."""
        if watched is self.edit and event.type() == QEvent.Type.FocusOut and self.text.strip():
            self.judge()
        return False

    def _typed(self, text: str) -> None:
        if not self._wrong.isHidden() and self.problem() is None:
            self._shown = False
            self._show("")
        self.edited.emit(text)

    def _show_doubt(self) -> None:
        """Show in amber what is unusual but does not stop anybody, such as an old area code."""
        text = self.text.strip()
        found = self._check(text) if self._check is not None and text else None
        doubts = getattr(found, "warnings", ())
        if doubts:
            self._sign.show_icon("soon", "soon")
            self._wrong.say(warning(doubts[0]))
            self._wrong.retone("text_2")
            self._sign.show()
            self._wrong.show()

    def _show(self, words: str) -> None:
        self._sign.show_icon("error", "error")
        self._wrong.retone("error")
        self._wrong.say(words)
        self._wrong.setVisible(bool(words))
        self._sign.setVisible(bool(words))
        self._hint.setVisible(bool(self._hint.text()) and not words)
        self.edit.mark(bool(words))
        self.edit.speak(setAccessibleDescription=words)


class SearchField(LineEdit):
    """A tall input with its sign at the left and its key at the right."""

    def __init__(self, look: Look, name: str, hint: str, key: str) -> None:
        super().__init__(name)
        self.setProperty("kind", "search")
        self.speak(setPlaceholderText=hint)
        sign, cap = Icon(look, "search", 20, "text_2"), KeyCap(look, key)
        cap.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setLayout(row(look, sign, None, cap, margins=(MD, 0, MD, 0)))
