"""The one form of dialog: it names the thing, its buttons are verbs, Esc keeps, Enter never destroys."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ui.look import Look, wear
from ui.theme import LG, MD, SM, XL
from ui.widgets.boxes import column, fixed, row
from ui.widgets.focus import FocusRing
from ui.widgets.icons import Icon
from ui.widgets.keys import KeyButton
from ui.widgets.words import Label, Spoken


@dataclass(frozen=True)
class Choice:
    """One way out of a dialog: a verb, how it stands out, and what `exec` then returns."""

    verb: str
    result: int
    variant: str = ""


class Modal(Spoken, QDialog):
    """A dialog that gives the keyboard back to its window, also where no window manager does.

    It grows with its words when the language changes.
    """

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Take the room that the words of another language need, once all of them are said."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self._grow)

    def entitle(self, title: str) -> None:
        """Say what the dialog is about, to the desktop and to a screen reader."""
        self.speak(setWindowTitle=title, setAccessibleName=title)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Take the room that its words need from the first moment."""
        self._grow()
        super().showEvent(event)

    def _grow(self) -> None:
        """Be as high as the words need; Qt's own `adjustSize` stops at two thirds of the screen."""
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))
        else:
            self.adjustSize()

    def done(self, result: int) -> None:
        """Close with a result."""
        super().done(result)
        parent = self.parentWidget()
        if parent is not None and QApplication.activeModalWidget() is None:
            parent.window().activateWindow()


def ring(look: Look, dialog: QDialog) -> None:
    """Show in a dialog too where the keyboard is, and let its inputs take rare characters."""
    from ui.widgets.rare_character import offer_rare_characters  # itself a dialog

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    FocusRing(look, dialog, application)
    offer_rare_characters(look, dialog)


class Dialog(Modal):
    """A title, what it is about, further widgets, and the ways out; Esc is always 'leave it as it is' (0)."""

    def __init__(
        self,
        look: Look,
        parent: QWidget | None,
        title: str,
        words: str,
        choices: Sequence[Choice],
        *parts: QWidget,
        icon: str = "info",
        tone: str = "primary",
    ) -> None:
        super().__init__(parent)
        self.entitle(title)
        self.speak(setAccessibleDescription=words)
        head = row(look, Icon(look, icon, 24, tone), Label(title, "heading", wrap=True), gap=SM)
        head.setStretch(1, 1)
        ends = row(look, None, gap=MD)
        for number, choice in enumerate(choices):
            button = KeyButton(look, choice.verb, "" if number else "Esc", variant=choice.variant)
            button.clicked.connect(lambda _=False, result=choice.result: self.done(result))
            ends.addWidget(button)
        text = Label(words, wrap=True)
        self.setLayout(column(look, head, text, *parts, LG, ends, gap=MD, margins=(XL, LG, XL, LG)))
        fixed(look, self, width=520)
        ring(look, self)
        if parent is None:
            wear(self, look)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Let Enter do nothing; Esc leaves everything as it is."""
        if event.key() == Qt.Key.Key_Escape:
            self.done(0)
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)


def ask(
    look: Look, parent: QWidget, title: str, words: str, verb: str, keep: str, danger: bool = False
) -> bool:
    """Ask before what cannot be undone; returns whether the person chose the verb."""
    choices = (Choice(keep, 0), Choice(verb, 1, "danger" if danger else "primary"))
    dialog = Dialog(
        look,
        parent,
        title,
        words,
        choices,
        icon="soon" if danger else "help",
        tone="error" if danger else "primary",
    )
    try:
        return dialog.exec() == 1
    finally:
        dialog.deleteLater()
