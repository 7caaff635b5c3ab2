"""A tick box drawn from the tokens, so that both themes and every size look the same."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from ui.look import Look
from ui.theme import BODY, RADIUS_SM, SM
from ui.widgets.icons import paint_icon
from ui.widgets.words import Spoken

BOX, HEIGHT = 20, 30


class Tick(Spoken, QCheckBox):
    """A tick box with its words; Space ticks it."""

    def __init__(self, look: Look, caption: str, ticked: bool = False) -> None:
        super().__init__()
        self._look = look
        self.speak(setText=caption, setAccessibleName=caption)
        self.setChecked(ticked)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return what box and words need."""
        words = QFontMetrics(self._look.font(BODY)).horizontalAdvance(self.text())
        return QSize(self._look.px(BOX + SM) + words + 2, self._look.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the same: words are never cut."""
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:  # noqa: N802
        """Take a click anywhere on it."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint it."""
        theme, px, painter = self._look.theme, self._look.px, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = px(BOX)
        box = QRectF(0.5, (self.height() - side) / 2 + 0.5, side - 1, side - 1)
        painter.setPen(QPen(QColor(theme.primary if self.isChecked() else theme.edge), 1))
        painter.setBrush(QColor(theme.primary if self.isChecked() else theme.surface))
        painter.drawRoundedRect(box, px(RADIUS_SM), px(RADIUS_SM))
        if self.isChecked():
            paint_icon(painter, "finish", theme.on_primary, box.adjusted(2, 2, -2, -2))
        painter.setFont(self._look.font(BODY))
        painter.setPen(QColor(theme.text if self.isEnabled() else theme.text_3))
        words = QRectF(self.rect()).adjusted(px(BOX + SM), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
