"""One line as large as its place allows: the numbers that are read from afar."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.look import Look
from ui.widgets.words import Spoken

SMALLEST, LEAST = 24, 36


def fitting_font(
    look: Look, words: str, size: float, width: float, height: float, bold: bool = True
) -> QFont:
    """Return the font of at most `size` (px at 100 %) in which the words fit into a place.

    Args:
        width: of the place, in device-independent pixels, as is `height`.
    """
    largest = look.font(size, bold)
    metrics = QFontMetrics(largest)
    share = min(1.0, width / max(metrics.horizontalAdvance(words), 1), height / metrics.height())
    return look.font(max(int(size * share), SMALLEST), bold)


class FittedText(Spoken, QWidget):
    """A line of at most `size` px at 100 %, smaller where its place is; in the middle unless `left`."""

    def __init__(
        self,
        look: Look,
        words: str,
        size: float,
        tone: str = "text",
        bold: bool = True,
        left: bool = False,
    ) -> None:
        super().__init__()
        self._look, self._size, self._tone, self._bold, self._left = look, size, tone, bold, left
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.say(words)

    def say(self, words: str) -> None:
        """Show another text."""
        self.speak(setAccessibleName=words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return what the words need at their largest."""
        metrics = QFontMetrics(self._look.font(self._size, self._bold))
        return QSize(metrics.horizontalAdvance(self.accessibleName()), metrics.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return less: a line that is smaller is still whole."""
        hint = self.sizeHint()
        return QSize(hint.width() // 3, max(hint.height() // 3, min(hint.height(), self._look.px(LEAST))))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint it."""
        painter, words = QPainter(self), self.accessibleName()
        font = fitting_font(self._look, words, self._size, self.width(), self.height(), self._bold)
        painter.setFont(font)
        painter.setPen(QColor(self._look.theme.tone(self._tone)))
        across = Qt.AlignmentFlag.AlignLeft if self._left else Qt.AlignmentFlag.AlignHCenter
        painter.drawText(QRectF(self.rect()), across | Qt.AlignmentFlag.AlignVCenter, words)
