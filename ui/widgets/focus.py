"""One ring that shows where the keyboard is, above everything, so that nothing cuts it."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QWidget

from ui.look import Look
from ui.theme import FOCUS_GAP, FOCUS_WIDTH, RADIUS

_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


class FocusRing(QWidget):
    """A ring around whatever has the keyboard in a window.

    Lists mark their own row instead: a ring around half the screen tells nothing.
    """

    def __init__(self, look: Look, window: QWidget, application: QApplication) -> None:
        super().__init__(window)
        self._look, self._window = look, window
        self._held: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        application.focusChanged.connect(self._follow)
        look.changed.connect(self._settle)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        for widget in filter(shiboken6.isValid, self._watched):  # a page that was left is gone by now
            widget.removeEventFilter(self)
        ringed = now is not None and self._window.isAncestorOf(now) and not isinstance(now, QAbstractItemView)
        self._held = now if ringed else None
        self._watched = []
        above = self._held
        while above is not None and above is not self._window:  # a page that scrolls moves its content
            above.installEventFilter(self)
            self._watched.append(above)
            above = above.parentWidget()
        self._settle()

    def _settle(self) -> None:
        self.setVisible(self._box() is not None)
        box = self._box()  # showing lays the window out, which may move what has the keyboard
        if box is not None:
            self.setGeometry(box)
            self.raise_()

    def _box(self) -> QRect | None:
        held = self._held
        if held is None or not shiboken6.isValid(held) or not held.isVisible():
            return None
        reach = self._look.px(FOCUS_GAP + FOCUS_WIDTH)
        box = QRect(held.mapTo(self._window, QPoint()), held.size()).adjusted(-reach, -reach, reach, reach)
        for widget in self._watched:
            area = widget.parentWidget()
            if isinstance(area, QAbstractScrollArea) and widget is area.viewport():
                seen = QRect(widget.mapTo(self._window, QPoint()), widget.size())
                box = box if seen.contains(box.center()) else QRect()
        return box if box.isValid() else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Stay with the widget."""
        if event.type() in _MOVES and self._held is not None:
            self._settle()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the ring."""
        painter, half = QPainter(self), self._look.px(FOCUS_WIDTH) / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._look.theme.focus), self._look.px(FOCUS_WIDTH)))
        round_ = self._look.px(RADIUS + FOCUS_GAP)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), round_, round_)
