"""How far an enrolment is: two fingers, two takes each, drawn as prints that fill."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.device_records import FingerPrompt
from app.domain.fingers import FINGERS
from app.services.enrolling import Take
from ui.i18n import tr
from ui.look import Look
from ui.theme import CAPTION, RADIUS_LG
from ui.widgets.icons import paint_icon
from ui.widgets.words import Spoken

TAKES = 2
SIDE, GAP, BETWEEN, CAPTION_HEIGHT = 64, 12, 40, 24


class TakesPicture(Spoken, QWidget):
    """One square a take: empty, being taken, or done."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._done, self._running, self._placed = 0, False, False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_takes(0, False)

    @property
    def done(self) -> int:
        """How many takes are over."""
        return self._done

    def hear(self, take: Take) -> None:
        """Follow what is told of an enrolment; a finger that lifts after it was placed is one take more."""
        before = (take.finger - 1) * TAKES
        if take.prompt is None:
            self._placed = False
            self.show_takes(before, True)
        elif take.prompt in (FingerPrompt.PLACE, FingerPrompt.PLACE_AGAIN):
            self._placed = True
        elif take.prompt is FingerPrompt.LIFT and self._placed:
            self.show_takes(before + 1, True)

    def show_takes(self, done: int, running: bool) -> None:
        """Show so many takes as done, and whether the next one is being taken."""
        self._done, self._running = done, running
        self.speak(setAccessibleName=tr("已录 {done} / {all} 次", done=done, all=FINGERS * TAKES))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return what the squares and their captions need."""
        wide = FINGERS * (TAKES * SIDE + GAP) + BETWEEN
        return QSize(self._look.px(wide), self._look.px(SIDE + CAPTION_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint it."""
        px, painter = self._look.px, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._look.font(CAPTION))
        for finger in range(FINGERS):
            left = finger * (TAKES * SIDE + GAP + BETWEEN)
            for take in range(TAKES):
                place = finger * TAKES + take
                self._square(painter, QRectF(px(left + take * (SIDE + GAP)), 0, px(SIDE), px(SIDE)), place)
            under = QRectF(px(left), px(SIDE), px(TAKES * SIDE + GAP), px(CAPTION_HEIGHT))
            painter.setPen(QColor(self._look.theme.text_2))
            painter.drawText(under, Qt.AlignmentFlag.AlignCenter, _finger_words(finger))

    def _square(self, painter: QPainter, box: QRectF, place: int) -> None:
        theme = self._look.theme
        done, now = place < self._done, place == self._done and self._running
        painter.setBrush(QColor(theme.primary_soft if done or now else theme.ground))
        edge = theme.primary if done or now else theme.edge
        style = Qt.PenStyle.SolidLine if done or now else Qt.PenStyle.DashLine
        painter.setPen(QPen(QColor(edge), 2 if now else 1, style))
        painter.drawRoundedRect(
            box.adjusted(1, 1, -1, -1), self._look.px(RADIUS_LG), self._look.px(RADIUS_LG)
        )
        inset = box.width() * 0.22
        tone = theme.primary if done or now else theme.edge
        paint_icon(
            painter, "done" if done else "fingerprint", tone, box.adjusted(inset, inset, -inset, -inset)
        )


def _finger_words(finger: int) -> str:
    return tr("第一个手指") if finger == 0 else tr("第二个手指")
