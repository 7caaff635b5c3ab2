"""The foot of the counter page: what stands in the way at the left, the four ends at the right."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ui.i18n import tr
from ui.look import Look
from ui.theme import FOOT, MD, XL
from ui.widgets.boxes import fixed, row
from ui.widgets.keys import KeyButton
from ui.widgets.notices import NoticeLine
from ui.widgets.words import Label

ACCEPT, NOTIFY, REFUSE, RECEIVE = "accept", "notify", "refuse", "receive"


@dataclass(frozen=True)
class Ends:
    """Which ends can be chosen, and which one is right next (empty: none)."""

    open: frozenset[str]
    next: str = ""


class ActionFoot(QFrame):
    """Says `chosen` with the name of an end, and `mistake_wanted` when the clerk goes to a mistake."""

    chosen = Signal(str)
    mistake_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("kind", "pane")
        fixed(look, self, height=FOOT)
        self.notice = NoticeLine(look)
        self._mistakes = KeyButton(look, "", "Ctrl+E", "error", "danger")
        self._mistakes.clicked.connect(self.mistake_wanted)
        self._saved = Label("", "caption", "text_2")
        self._ends = {
            ACCEPT: KeyButton(look, tr("受理"), "Ctrl+1", "finish"),
            NOTIFY: KeyButton(look, tr("一次性告知"), "Ctrl+2", "note"),
            REFUSE: KeyButton(look, tr("不予受理"), "Ctrl+3", "noshow", "danger"),
            RECEIVE: KeyButton(look, tr("收件"), "Ctrl+4", "file"),
        }
        for name, button in self._ends.items():
            button.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))
        parts = row(look, self._mistakes, self._saved, self.notice, *self._ends.values(), gap=MD)
        parts.setStretch(2, 1)
        parts.setProperty("margins", [XL, 0, XL, 0])
        parts.setContentsMargins(look.px(XL), 0, look.px(XL), 0)
        self.setLayout(parts)
        self.show_mistakes(0)

    def show_ends(self, ends: Ends) -> None:
        """Open and close the ends, and fill the one that is right next."""
        for name, button in self._ends.items():
            button.setEnabled(name in ends.open)
            usual = "danger" if name == REFUSE else ""
            button.restyle("primary" if name == ends.next else usual)

    def name_receive(self, words: str) -> None:
        """Name the fourth end: 收件 for a new application, 收下材料 for a case that is here."""
        self._ends[RECEIVE].rename(words)

    def show_mistakes(self, count: int) -> None:
        """Count the fields that show a mistake."""
        self._mistakes.setVisible(count > 0)
        if count:
            self._mistakes.rename(tr("{n} 处要更正", n=count))

    def show_saved(self, words: str) -> None:
        """Say quietly that the draft is safe."""
        self._saved.say(words)
