"""Working days drawn: one tick a day up to the legal limit, filled to today, flags at promise and law."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.i18n import tr
from ui.look import Look
from ui.theme import CAPTION, XXS, Sign
from ui.widgets.words import Spoken

TICK, FLAG, HEIGHT, WORDS = 12, 8, 46, 22


class DayRuler(Spoken, QWidget):
    """A ruler of working days; shows nothing until it is told the days."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._used, self._promised, self._legal, self._sign = 0, 0, 0, Sign.ON_TIME
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVisible(False)

    def show_days(self, used: int, promised: int, legal: int, sign: Sign = Sign.ON_TIME) -> None:
        """Draw so many working days.

        Args:
            used: days gone by, 0 or more.
            promised: the hall's own limit; 0 where there is none.
            legal: the law's limit; 0 where there is none, then the ruler ends at the promise.
            sign: how the case stands, which colours the days used.
        """
        self._used, self._promised, self._legal, self._sign = used, promised, legal, sign
        self.speak(
            setAccessibleName=tr(
                "已用 {used} 个工作日，承诺 {promised}，法定 {legal}",
                used=used,
                promised=promised,
                legal=legal,
            )
        )
        self.setVisible(max(promised, legal) > 0)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the least width and the height with the flags' words."""
        return QSize(self._look.px(160), self._look.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint it."""
        days = max(self._promised, self._legal, 1)
        painter, px = QPainter(self), self._look.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = (self.width() + px(XXS)) / days
        for day in range(days):
            self._tick(painter, day, QRectF(day * step, px(XXS), max(step - px(XXS), 1), px(TICK)))
        self._flags(painter, step)

    def _tick(self, painter: QPainter, day: int, box: QRectF) -> None:
        theme = self._look.theme
        open_ = self._used <= day < self._promised
        colour = theme.signs[self._sign].edge if day < self._used else theme.edge if open_ else theme.line
        painter.setPen(QPen(QColor(colour), 1) if open_ else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.surface if open_ else colour))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)

    def _flags(self, painter: QPainter, step: float) -> None:
        theme, px, font = self._look.theme, self._look.px, self._look.font(CAPTION)
        painter.setFont(font)
        metrics, limit = QFontMetrics(font), float(self.width())
        flags = (
            (self._legal, tr("法定 {days}", days=self._legal), theme.text_2),
            (self._promised, tr("承诺 {days}", days=self._promised), theme.text),
        )
        for day, words, ink in flags:
            if not day:
                continue
            x = min(day * step - px(XXS), self.width() - 1)
            painter.setPen(QPen(QColor(ink), 1))
            painter.drawLine(QPointF(x, px(XXS)), QPointF(x, px(XXS + TICK + FLAG)))
            wide = metrics.horizontalAdvance(words)
            # The words end at their flag, but never run into those of the later flag or off the left end.
            right = max(min(x - px(XXS), limit), wide)
            box = QRectF(right - wide, px(XXS + TICK + FLAG) - px(XXS), wide, px(WORDS))
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
            limit = box.left() - px(8)
