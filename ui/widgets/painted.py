"""Words in widgets that paint themselves: Tibetan in its own face, never bold, in the middle to the eye."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from ui.look import Look, is_tibetan_line

_DROP = 0.18  # em by which the middle of most Tibetan syllables stands above the middle of their line


def paint_words(
    painter: QPainter,
    look: Look,
    box: QRectF | QRect,
    place: Qt.AlignmentFlag,
    words: str,
    size: float,
    bold: bool = False,
) -> None:
    """Paint one line, vertically centred in `box` whatever its script; the pen is the caller's.

    Args:
        place: where in the box, with `AlignVCenter`.
        size: in px at 100 %.
    """
    font = look.font_for(words, size, bold)
    painter.setFont(font)
    room = QRectF(box)
    if is_tibetan_line(words):
        # The line leaves room below for deep stacks; a text that has one is not pushed out at the foot.
        metrics = QFontMetricsF(font)
        ink = metrics.tightBoundingRect(words)
        baseline = room.center().y() + (metrics.ascent() - metrics.descent()) / 2
        spare = room.bottom() - 1 - (baseline + ink.bottom())
        room.translate(0, max(min(_DROP * font.pixelSize(), spare), 0))
    painter.drawText(room, place, words)
