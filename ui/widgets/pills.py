"""The state of a piece of work as a pill: shape and words; the colour only repeats them."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.look import Look
from ui.theme import CAPTION, RADIUS_SM, Sign
from ui.widgets.icons import paint_icon
from ui.widgets.painted import paint_words
from ui.widgets.words import Spoken

HEIGHT, ICON, PADDING, GAP = 25, 15, 7, 5


def pill_size(look: Look, words: str) -> QSize:
    """Return a pill's size in device-independent pixels."""
    return QSize(look.advance(words, CAPTION) + look.px(2 * PADDING + ICON + GAP + 1), look.px(HEIGHT))


def paint_pill(painter: QPainter, look: Look, sign: Sign, words: str, at: QPointF) -> None:
    """Paint a pill with its upper left corner at a point."""
    size, tone, px = pill_size(look, words), look.theme.signs[sign], look.px
    box = QRectF(at.x(), at.y(), size.width(), size.height())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tone.fill))
    painter.drawRoundedRect(box, px(RADIUS_SM), px(RADIUS_SM))
    side = px(ICON)
    icon = QRectF(box.left() + px(PADDING), box.top() + (box.height() - side) / 2, side, side)
    paint_icon(painter, sign.value, tone.ink, icon)
    painter.setPen(QColor(tone.ink))
    words_box = box.adjusted(px(PADDING + ICON + GAP), 0, 0, 0)
    paint_words(painter, look, words_box, Qt.AlignmentFlag.AlignVCenter, words, CAPTION)


class StatePill(Spoken, QWidget):
    """The state of a piece of work."""

    def __init__(self, look: Look, sign: Sign, words: str) -> None:
        super().__init__()
        self._look, self._sign = look, sign
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.speak(setAccessibleName=words)

    def show_state(self, sign: Sign, words: str) -> None:
        """Show another state."""
        self._sign = sign
        self.speak(setAccessibleName=words)
        self.updateGeometry()
        self.update()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Make room for the words of another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return what sign and words need."""
        return pill_size(self._look, self.accessibleName())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_pill(painter, self._look, self._sign, self.accessibleName(), QPointF(0, 0))
