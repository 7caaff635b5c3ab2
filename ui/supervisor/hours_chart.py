"""The hours of the day: today's tickets as bars before yesterday's pale ones, the finished as a line."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.overview import HourOfDay
from ui.i18n import joined, tr
from ui.look import Look
from ui.theme import CAPTION
from ui.widgets.words import Spoken

FOOT, HEAD, DOT = 22, 20, 4
_WIDE = 0.62
_PALE = 0.86


class HoursChart(Spoken, QWidget):
    """Draws the hours; the running one is dashed, for it is not over."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._today: dict[int, HourOfDay] = {}
        self._before: dict[int, HourOfDay] = {}
        self._running = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.speak(setAccessibleName=tr("今天各时段取号和办结"))

    def show_hours(self, today: Sequence[HourOfDay], before: Sequence[HourOfDay], running: int) -> None:
        """Show these hours; `running` is the hour of now."""
        self._today = {one.hour: one for one in today}
        self._before = {one.hour: one for one in before}
        self._running = running
        said = joined((tr("{hour} 时 {n} 号", hour=one.hour, n=one.taken) for one in today), "，")
        self.speak(setAccessibleDescription=said)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the least size that can be read."""
        return QSize(self._look.px(240), self._look.px(110))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint it."""
        seen = self._today.keys() | self._before.keys()
        hours = range(min((9, *seen)), max((17, *seen)) + 1)
        painter, px, theme = QPainter(self), self._look.px, self._look.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max([one.taken for one in (*self._today.values(), *self._before.values())], default=0)
        step, floor = self.width() / len(hours), self.height() - px(FOOT)
        unit = (floor - px(HEAD)) / max(most, 1)
        painter.setFont(self._look.font(CAPTION))
        points = []
        for place, hour in enumerate(hours):
            column = QRectF(place * step, 0, step, floor)
            self._bars(painter, column, hour, unit)
            painter.setPen(QColor(theme.text_2))
            foot = QRectF(column.left(), floor, step, px(FOOT))
            painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, str(hour))
            if hour in self._today:
                points.append(QPointF(column.center().x(), floor - self._today[hour].finished * unit))
        painter.setPen(QPen(QColor(theme.edge), 1))
        painter.drawLine(QPointF(0, floor), QPointF(self.width(), floor))
        self._line(painter, points)

    def _bars(self, painter: QPainter, column: QRectF, hour: int, unit: float) -> None:
        theme = self._look.theme
        wide = column.width() * _WIDE
        if hour in self._before:
            high = self._before[hour].taken * unit
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.sunken))
            pale = wide * (1 + _PALE) / 2 * 1.15
            painter.drawRect(QRectF(column.center().x() - pale / 2, column.bottom() - high, pale, high))
        if hour not in self._today:
            return
        taken = self._today[hour].taken
        box = QRectF(column.center().x() - wide / 2, column.bottom() - taken * unit, wide, taken * unit)
        running = hour == self._running
        ink = QColor(theme.primary)
        painter.setPen(QPen(ink, 1, Qt.PenStyle.DashLine if running else Qt.PenStyle.SolidLine))
        painter.setBrush(QColor(theme.primary_soft) if running else ink)
        painter.drawRect(box)
        if taken:
            painter.setPen(QColor(theme.text))
            head = QRectF(column.left(), box.top() - self._look.px(HEAD), column.width(), self._look.px(HEAD))
            painter.drawText(head, Qt.AlignmentFlag.AlignCenter, str(taken))

    def _line(self, painter: QPainter, points: Sequence[QPointF]) -> None:
        theme, dot = self._look.theme, self._look.px(DOT)
        painter.setPen(QPen(QColor(theme.text), 2))
        painter.setBrush(QColor(theme.surface))
        for before, after in pairwise(points):
            painter.drawLine(before, after)
        for point in points:
            painter.drawEllipse(point, dot, dot)
