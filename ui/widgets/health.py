"""A place in the band for something a clerk must be able to trust at a glance: the line, the devices."""

from PySide6.QtWidgets import QWidget

from ui.look import Look
from ui.widgets.boxes import row
from ui.widgets.icons import Icon
from ui.widgets.words import Label, Spoken


class HealthPlace(Spoken, QWidget):
    """A sign and a few words; saffron when something needs a look."""

    def __init__(self, look: Look, icon: str, words: str) -> None:
        super().__init__()
        self._icon = icon
        self._sign, self._words = Icon(look, icon, 18, "on_bar_2"), Label("", "caption", "on_bar_2")
        self.setLayout(row(look, self._sign, self._words, gap=6))
        self.show_well(words)

    @property
    def words(self) -> str:
        """What it says now."""
        return self._words.text()

    def show_well(self, words: str) -> None:
        """Say that all is well."""
        self._show(self._icon, words, "on_bar_2")

    def show_trouble(self, words: str) -> None:
        """Say what needs a look; work goes on."""
        self._show("soon", words, "accent")

    def fold(self, folded: bool) -> None:
        """Show the sign alone where the band is narrow; the words stay in the tool tip."""
        self._words.setHidden(folded)

    def _show(self, icon: str, words: str, tone: str) -> None:
        self._sign.show_icon(icon, tone)
        self._words.say(words)
        self._words.retone(tone)
        self.speak(setToolTip=words, setAccessibleName=words)
