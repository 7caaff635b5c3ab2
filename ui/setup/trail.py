"""Where a person is in a row of pages: ticked behind, strong here, pale ahead."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.i18n import Words
from ui.look import Look
from ui.theme import LG, SM
from ui.widgets.boxes import row
from ui.widgets.icons import Icon
from ui.widgets.words import Label

SIGN = 18


class Trail(QWidget):
    """The pages' names, each with its sign; `go` says which one is shown."""

    def __init__(self, look: Look, names: Sequence[Words]) -> None:
        super().__init__()
        self._signs = [Icon(look, "open", SIGN, "text_3") for _ in names]
        self._names = [Label(name, "body", "text_3") for name in names]
        pairs = [row(look, *pair, gap=SM) for pair in zip(self._signs, self._names, strict=True)]
        self.setLayout(row(look, *pairs, gap=LG))
        self.go(0)

    def go(self, place: int) -> None:
        """Show that the page at a place is the present one."""
        for number, (sign, name) in enumerate(zip(self._signs, self._names, strict=True)):
            icon = "done" if number < place else "right" if number == place else "open"
            sign.show_icon(icon, "text_3" if number > place else "primary")
            name.retone("text" if number == place else "text_2" if number < place else "text_3")
