"""The one fact of the hall screen: number and counter, as large as they go, flashing three times when new."""

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.i18n import tr
from ui.look import Look
from ui.theme import LG, RADIUS_LG, XL, XXL
from ui.widgets.fitted import fitting_font
from ui.widgets.icons import paint_icon
from ui.widgets.words import Spoken

NUMBER, WORD, HEAD, SIGN, ARROW = 220, 72, 44, 52, 130
CHANGES = 6  # three flashes: off and on


class CallPanel(Spoken, QWidget):
    """Shows who is called where; `flashing` until a new call stands still."""

    def __init__(self, look: Look, flash_ms: int) -> None:
        super().__init__()
        self._look, self._number, self._counter = look, "", ""
        self._left = 0
        self._timer = QTimer(self, interval=flash_ms)
        self._timer.timeout.connect(self.turn)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.show_call("", "", new=False)

    @property
    def flashing(self) -> bool:
        """Whether a new call still flashes."""
        return self._left > 0

    @property
    def lit(self) -> bool:
        """Whether the call stands on its own colour now; without a call nothing is lit."""
        return bool(self._number) and self._left % 2 == 0

    @property
    def call(self) -> tuple[str, str]:
        """Number and counter, empty where nobody is called."""
        return self._number, self._counter

    def show_call(self, number: str, counter: str, new: bool) -> None:
        """Show a call; a new one flashes three times, then stands."""
        self._number, self._counter = number, counter
        words = tr("{number} 号请到 {counter} 号窗口", number=number, counter=counter)
        self.speak(setAccessibleName=words if number else tr("还没有叫号"))
        self._left = CHANGES if new else 0
        if new:
            self._timer.start()
        else:
            self._timer.stop()
        self.update()

    def turn(self) -> None:
        """Do one change of the flashing."""
        self._left -= 1
        if self._left <= 0:
            self._timer.stop()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the panel."""
        theme, px, painter = self._look.theme, self._look.px, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = theme.on_accent if self.lit else theme.accent
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent if self.lit else theme.surface))
        painter.drawRoundedRect(QRectF(self.rect()), px(RADIUS_LG), px(RADIUS_LG))
        painter.setPen(QColor(ink))
        if self._number:
            self._paint_head(painter, ink)
            self._paint_call(painter, ink)
        else:
            painter.setPen(QColor(theme.text_2))
            painter.setFont(self._look.font(WORD, bold=True))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("还没有叫号"))

    def _paint_head(self, painter: QPainter, ink: str) -> None:
        px = self._look.px
        paint_icon(painter, "call", ink, QRectF(px(XXL), px(XL), px(SIGN), px(SIGN)))
        painter.setFont(self._look.font(HEAD, bold=True))
        box = QRectF(px(XXL + SIGN + LG), px(XL), self.width(), px(SIGN))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, tr("请到窗口"))

    def _paint_call(self, painter: QPainter, ink: str) -> None:
        """Paint number, arrow, counter and the word for it on one line, all as large as it allows."""
        look, px = self._look, self._look.px
        words, top = (tr("号"), tr("窗口")), px(XL + SIGN)
        wide, high = self.width() - px(2 * XXL), self.height() - top - px(LG)
        word_font = look.font(WORD, bold=True)
        beside = max(QFontMetrics(word_font).horizontalAdvance(word) for word in words)
        room = wide - beside - px(ARROW + 3 * XL)
        font = fitting_font(look, self._number + self._counter, NUMBER, room, high)
        metrics = QFontMetrics(font)
        counter_wide = metrics.horizontalAdvance(self._counter)
        number_wide = metrics.horizontalAdvance(self._number)
        right = self.width() - px(XXL) - beside
        painter.setFont(font)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(px(XXL), top, number_wide, high), middle, self._number)
        counter_left = right - px(XL) - counter_wide
        painter.drawText(QRectF(counter_left, top, counter_wide, high), middle, self._counter)
        gap = (px(XXL) + number_wide + counter_left) / 2
        side = px(ARROW)
        paint_icon(painter, "arrow", ink, QRectF(gap - side / 2, top + (high - side) / 2, side, side))
        painter.setFont(word_font)
        line = QFontMetrics(word_font).height()
        for place, word in enumerate(words):
            box = QRectF(right, top + high / 2 + (place - 1) * line, beside, line)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, word)
