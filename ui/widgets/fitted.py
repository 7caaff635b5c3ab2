"""One line as large as its place allows: the numbers that are read from afar."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.look import Look
from ui.widgets.words import Spoken

SMALLEST, LEAST = 24, 36


def fitting_font(look: Look, words: str, size: float, width: float, height: float) -> QFont:
    """Return the bold font of at most `size` (px at 100 %) in which the words fit into a place.

    Args:
        width: of the place, in device-independent pixels, as is `height`.
    """
    largest = look.font(size, bold=True)
    metrics = QFontMetrics(largest)
    share = min(1.0, width / max(metrics.horizontalAdvance(words), 1), height / metrics.height())
    return look.font(max(int(size * share), SMALLEST), bold=True)


class FittedText(Spoken, QWidget):
    """A line of at most `size` px at 100 %, smaller where its place is, in the middle of it."""

    def __init__(self, look: Look, words: str, size: float, tone: str = "text") -> None:
        super().__init__()
        self._look, self._size, self._tone = look, size, tone
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.say(words)

    def say(self, words: str) -> None:
        """Show another text."""
        self.speak(setAccessibleName=words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return what the words need at their largest."""
        metrics = QFontMetrics(self._look.font(self._size, bold=True))
        return QSize(metrics.horizontalAdvance(self.accessibleName()), metrics.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return less: a line that is smaller is still whole."""
        hint = self.sizeHint()
        return QSize(hint.width() // 3, max(hint.height() // 3, min(hint.height(), self._look.px(LEAST))))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint it."""
        painter, words = QPainter(self), self.accessibleName()
        painter.setFont(fitting_font(self._look, words, self._size, self.width(), self.height()))
        painter.setPen(QColor(self._look.theme.tone(self._tone)))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, words)
