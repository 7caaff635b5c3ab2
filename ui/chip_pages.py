"""Several pages in the place of one, chosen by chips above: a band has room for few."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.i18n import Words
from ui.look import Look
from ui.staff_window import PageTab
from ui.theme import MD, SM, XL
from ui.widgets.boxes import column, row
from ui.widgets.keys import Chip
from ui.widgets.tab_order import order_tabs


def one_tab(look: Look, name: Words, tabs: Sequence[PageTab]) -> PageTab:
    """Return several pages as one of the band's."""
    makers = {tab.name: tab.make for tab in tabs}
    titles = {tab.name: tab.name for tab in tabs}
    return PageTab(name, lambda: ChipPages(look, titles, lambda key: makers[key]()))


class ChipPages(QWidget):
    """Shows one of some pages at a time; a page is made when it is first wanted, the first one at once.

    Args:
        titles: the pages' names by their keys, in order.
        make: makes a page of a key.
    """

    def __init__(self, look: Look, titles: Mapping[str, str], make: Callable[[str], QWidget]) -> None:
        super().__init__()
        self._make = make
        self._made: dict[str, QWidget] = {}
        self._stack = QStackedWidget()
        self.chips = {name: Chip(look, title) for name, title in titles.items()}
        for name, chip in self.chips.items():
            chip.clicked.connect(lambda _=False, name=name: self.show_page(name))
        chips = row(look, *self.chips.values(), None, gap=SM, margins=(XL, MD, XL, 0))
        box = column(look, chips, self._stack, gap=0)
        box.setStretch(1, 1)
        self.setLayout(box)
        self.show_page(next(iter(titles)))

    def setFocus(self, *_: object) -> None:  # noqa: N802
        """Give the keyboard to the page that is shown."""
        shown = self._stack.currentWidget()
        if shown is not None:
            shown.setFocus()

    def page(self, name: str) -> QWidget | None:
        """Return a page if it has been made."""
        return self._made.get(name)

    def show_page(self, name: str) -> None:
        """Show a page and give it the keyboard."""
        if name not in self._made:
            self._made[name] = self._make(name)
            self._stack.addWidget(self._made[name])
            order_tabs(self)
        self._stack.setCurrentWidget(self._made[name])
        for one, chip in self.chips.items():
            chip.setChecked(one == name)
        self._made[name].setFocus()
