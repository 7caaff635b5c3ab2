"""Rare characters by their code point: Ctrl+G in any input of a window, for names no input method knows."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QRawFont, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from app.domain.code_points import typed_character
from app.errors import RuleError
from ui.i18n import tr
from ui.look import Look
from ui.theme import CHINESE, RARE, TIBETAN
from ui.widgets.boxes import fixed
from ui.widgets.dialogs import Choice, Dialog
from ui.widgets.fields import Field
from ui.widgets.words import Label

KEY = "Ctrl+G"  # Ctrl+U empties a line on X11
SHOWN_HEIGHT = 72


def has_face(char: str) -> bool:
    """Tell whether one of the project's faces has a character."""
    faces = (QRawFont.fromFont(QFont(family)) for family in (CHINESE, TIBETAN, RARE))
    return any(face.supportsCharacter(ord(char[0])) for face in faces)


class RareCharacter(Dialog):
    """Asks for a code point and shows its character, and whether the hall's faces have it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        self.code = Field(
            look, tr("码位"), typed_character, narrow=True, hint=tr("例如 20BB7，也可以写 U+20BB7")
        )
        self.shown = fixed(look, Label("", "public_name"), height=SHOWN_HEIGHT)
        self.known = Label("", "body", "text_2", wrap=True)
        super().__init__(
            look,
            parent,
            tr("按码位输入生僻字"),
            tr("证件上的字打不出来时，照字表输入它的码位。"),
            (Choice(tr("不输"), 0), Choice(tr("插入"), 1, "primary")),
            self.code,
            self.shown,
            self.known,
            icon="note",
        )
        self.code.edit.goes_on = False
        self.code.edited.connect(lambda _: self._show_character())

    @property
    def character(self) -> str:
        """The character, empty while none is named."""
        try:
            return typed_character(self.code.text)
        except RuleError:
            return ""

    def _show_character(self) -> None:
        char = self.character
        self.shown.say(char)
        if not char:
            self.known.say("")
        elif has_face(char):
            self.known.say(tr("字库里有这个字，屏幕和文书都能显示。"))
        else:
            self.known.say(tr("字库里没有这个字：可以存，打印前会提示。"))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Take the character at Enter: nothing is lost by it."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self.code.judge():
            self.accept()


def offer_rare_characters(look: Look, window: QWidget) -> None:
    """Let Ctrl+G ask for a code point wherever the keyboard is in an input of this window."""
    QShortcut(QKeySequence(KEY), window).activated.connect(lambda: insert_rare_character(look))


def insert_rare_character(look: Look) -> None:
    """Ask for a character and put it where the caret is, in the place of what is selected."""
    target = QApplication.focusWidget()
    if not isinstance(target, QLineEdit | QPlainTextEdit) or target.isReadOnly():
        return
    if isinstance(target.window(), RareCharacter):
        return
    if isinstance(target, QLineEdit) and target.echoMode() is not QLineEdit.EchoMode.Normal:
        return
    dialog = RareCharacter(look, target.window())
    dialog.code.setFocus()
    try:
        chosen = dialog.character if dialog.exec() == 1 else ""
    finally:
        dialog.deleteLater()
    target.setFocus()
    if chosen and isinstance(target, QLineEdit):
        target.insert(chosen)
        target.textEdited.emit(target.text())
    elif chosen and isinstance(target, QPlainTextEdit):
        target.insertPlainText(chosen)
