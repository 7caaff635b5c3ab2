"""The window of a staff role: the band, its pages, and the keys that hold everywhere."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from ui.band import Band
from ui.look import Look, wear
from ui.widgets.boxes import column
from ui.widgets.focus import FocusRing
from ui.widgets.rare_character import offer_rare_characters
from ui.widgets.tab_order import order_tabs
from ui.widgets.words import Spoken


@dataclass(frozen=True)
class PageTab:
    """One page of a role: its name in the band, and how it is made when first wanted."""

    name: str
    make: Callable[[], QWidget]


class StaffWindow(Spoken, QWidget):
    """Shows one page at a time; Alt and a digit changes it, Ctrl +/− the text size, Ctrl+L signs out.

    A page is made when it is first shown, so that the first one is usable early.
    """

    signed_out = Signal()

    def __init__(
        self, look: Look, application: QApplication, band: Band, tabs: Sequence[PageTab], title: str
    ) -> None:
        super().__init__()
        self._tabs = tuple(tabs)
        self._made: dict[int, QWidget] = {}
        self.band = band
        self._stack = QStackedWidget()
        self.speak(setWindowTitle=title)
        self.setProperty("kind", "page")
        self.setLayout(column(look, band, self._stack, gap=0))
        wear(self, look)
        self._ring = FocusRing(look, self, application)
        band.chosen.connect(self.show_page)
        band.leaving.connect(self.signed_out)
        for number in range(len(self._tabs)):
            self._key(f"Alt+{number + 1}", partial(self.show_page, number))
        for key, steps in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1)):
            self._key(key, partial(look.grow, steps))
        self._key("Ctrl+0", lambda: look.change(scale=natural_scale(self.width())))
        self._key("Ctrl+L", self.signed_out.emit)
        offer_rare_characters(look, self)

    def show_page(self, number: int) -> None:
        """Show a page and give it the keyboard."""
        if number not in self._made:
            self._made[number] = self._tabs[number].make()
            self._stack.addWidget(self._made[number])
            order_tabs(self._made[number])
        self._stack.setCurrentWidget(self._made[number])
        self.band.show_chosen(number)
        self._made[number].setFocus()

    def append(self, tab: PageTab) -> None:
        """Add a page behind the others, with the next digit as its key."""
        number = len(self._tabs)
        self._tabs = (*self._tabs, tab)
        self.band.append(tab.name)
        self._key(f"Alt+{number + 1}", partial(self.show_page, number))

    def on_key(self, key: str, act: Callable[[], object]) -> None:
        """Let a key do something on every page."""
        self._key(key, act)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the pages, in the order of their keys."""
        return tuple(tab.name for tab in self._tabs)

    def page(self, number: int) -> QWidget | None:
        """Return a page if it has been made."""
        return self._made.get(number)

    def _key(self, key: str, act: Callable[[], object]) -> None:
        QShortcut(QKeySequence(key), self).activated.connect(act)


def natural_scale(width: int) -> float:
    """Return the text size for a screen `width` pixels wide: large screens stand farther away."""
    return 1.15 if width >= 1800 else 1.0
