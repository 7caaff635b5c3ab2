"""The theme at a size: what every widget asks for pixels, fonts and colours, and what Ctrl +/− changes."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget

from app.domain.text import is_han, is_tibetan
from ui.stylesheet import render_qss
from ui.theme import BODY, CHINESE, LIGHT, RARE, TIBETAN, Theme

_WORN = "worn"
REMEMBERED = 5000  # texts: how wide, of which script
STYLE = ("-style", "Fusion")  # an application's arguments: to set it later would load all that styles know
SCALES = (0.9, 1.0, 1.15, 1.3, 1.5)


@lru_cache(maxsize=REMEMBERED)
def is_tibetan_line(words: str) -> bool:
    """Tell whether words are to be set as Tibetan: its own face first, and a row tall enough for stacks."""
    return any(map(is_tibetan, words)) and not any(map(is_han, words))


class Look(QObject):
    """Hold the theme and the size that all widgets of this program share.

    Widgets that paint themselves read it at every paint; layouts and fixed sizes made by `ui.widgets.boxes`
    are scaled anew when it changes; everything else follows the style sheet.
    """

    changed = Signal()

    def __init__(self, theme: Theme = LIGHT, scale: float = 1.0) -> None:
        super().__init__()
        self._theme, self._scale = theme, scale
        self._fonts: dict[tuple[float, bool, bool], QFont] = {}
        self._metrics: dict[tuple[float, bool, bool], QFontMetrics] = {}
        self._widths: dict[tuple[str, float, bool], int] = {}

    @property
    def theme(self) -> Theme:
        """The colours."""
        return self._theme

    @property
    def scale(self) -> float:
        """1.0 is the size of the drawings at 1366×768."""
        return self._scale

    def px(self, size: float) -> int:
        """Return a distance or height, given in px at 100 %, at this size."""
        return round(size * self._scale)

    def font(self, size: float, bold: bool = False, tibetan: bool = False) -> QFont:
        """Return a font for painted text, `size` in px at 100 %; it is shared and not to be changed.

        Tibetan puts its own face first, so that the line is tall enough for its stacks.
        """
        made = self._fonts.get((size, bold, tibetan))
        if made is None:
            made = self._fonts[size, bold, tibetan] = QFont()
            made.setFamilies([TIBETAN, CHINESE, RARE] if tibetan else [CHINESE, TIBETAN, RARE])
            made.setPixelSize(self.px(size))
            made.setBold(bold)
        return made

    def font_for(self, words: str, size: float, bold: bool = False) -> QFont:
        """Return the font for words of any script; Tibetan is never bold."""
        tibetan = is_tibetan_line(words)
        return self.font(size, bold and not tibetan, tibetan)

    def metrics(self, words: str, size: float, bold: bool = False) -> QFontMetrics:
        """Return the measures of the font for words of any script, made once."""
        tibetan = is_tibetan_line(words)
        key = (size, bold and not tibetan, tibetan)
        made = self._metrics.get(key)
        if made is None:
            made = self._metrics[key] = QFontMetrics(self.font(*key))
        return made

    def advance(self, text: str, size: float, bold: bool = False) -> int:
        """Return how wide a text is on one line, in device-independent pixels; remembered, for long lists."""
        found = self._widths.get((text, size, bold))
        if found is None:
            if len(self._widths) >= REMEMBERED:
                self._widths.clear()
            found = self.metrics(text, size, bold).horizontalAdvance(text)
            self._widths[text, size, bold] = found
        return found

    def change(self, theme: Theme | None = None, scale: float | None = None) -> None:
        """Take another theme or size; every window follows at once."""
        before = (self._theme, self._scale)
        self._theme, self._scale = theme or self._theme, scale or self._scale
        if before != (self._theme, self._scale):
            self._fonts.clear()
            self._metrics.clear()
            self._widths.clear()
            self.changed.emit()

    def grow(self, steps: int) -> None:
        """Go `steps` up (or down, if negative) the ladder of text sizes."""
        nearest = min(range(len(SCALES)), key=lambda index: abs(SCALES[index] - self._scale))
        self.change(scale=SCALES[min(max(nearest + steps, 0), len(SCALES) - 1)])


def load_fonts(files: Iterable[Path]) -> None:
    """Register the project's faces with Qt.

    Raises:
        FileNotFoundError: a file is missing or damaged, so the installation is.
    """
    for file in files:
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            raise FileNotFoundError(file)


def dress(application: QApplication, look: Look) -> None:
    """Give the application this look; its windows `wear` it, and follow when it changes."""

    def put_on() -> None:
        application.setFont(look.font(BODY))
        for window in application.topLevelWidgets():
            if window.property(_WORN):
                wear(window, look)
                rescale(window, look)

    look.changed.connect(put_on)
    put_on()


def wear(window: QWidget, look: Look) -> None:
    """Put the style sheet on a window, and so on everything in it.

    Not on the application: under such a sheet every widget that is put into another one is styled anew with
    all that it holds, and a page took four times as long to make.
    """
    window.setProperty(_WORN, True)
    window.setStyleSheet(render_qss(look.theme, look.px))


def rescale(root: QWidget, look: Look) -> None:
    """Set all distances and fixed sizes below `root`, which carry their size at 100 % as a property, anew."""
    for box in root.findChildren(QBoxLayout):
        if (margins := box.property("margins")) is not None:
            box.setSpacing(look.px(box.property("gap")))
            box.setContentsMargins(*(look.px(margin) for margin in margins))
    for widget in (root, *root.findChildren(QWidget)):
        if (width := widget.property("fixed_width")) is not None:
            widget.setFixedWidth(look.px(width))
        if (height := widget.property("fixed_height")) is not None:
            widget.setFixedHeight(look.px(height))
