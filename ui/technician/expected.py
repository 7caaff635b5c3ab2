"""A drawing of what should happen when a device is tested, in the colours of the theme."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.device_records import DeviceKind
from ui.i18n import Words, tr
from ui.look import Look
from ui.technician.trials import TEST_TICKET
from ui.theme import BODY, CAPTION, PAPER, PAPER_INK, RADIUS
from ui.widgets.icons import paint_icon
from ui.widgets.words import Spoken

WIDTH, HEIGHT = 288, 132
_DOTS = QSize(72, 16)
_BARS = (3, 1, 2, 1, 1, 3, 2, 1, 3, 1, 1, 2, 1, 3, 1, 2, 2, 1, 3, 1)


def expectation(kind: DeviceKind) -> Words:
    """Return in words what the drawing shows."""
    return {
        DeviceKind.FINGERPRINT: tr("按测试后，把任意一个手指平放在指纹仪上，这里说出读到了几号位置。"),
        DeviceKind.QUEUE_DISPLAY: tr("屏上出现测试号 {ticket}，几秒后清屏。", ticket=TEST_TICKET),
        DeviceKind.ID_CARD_READER: tr("按测试后，把证件平放在阅读器上，这里说出证件种类，不显示内容。"),
        DeviceKind.TICKET_PRINTER: tr("打印机走纸，吐出一张写着“测试”的小票并切断。"),
        DeviceKind.SCANNER: tr("按测试后，扫任意一个条码，这里说出读到了几个字符。"),
    }[kind]


class ExpectedPicture(Spoken, QWidget):
    """The drawing for one kind of device; a screen reader reads the same in words."""

    def __init__(self, look: Look, kind: DeviceKind) -> None:
        super().__init__()
        self._look, self._kind = look, kind
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.speak(setAccessibleName=expectation(kind))

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the drawing's size."""
        return QSize(self._look.px(WIDTH), self._look.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint it, in px at 100 % around the middle of its upper edge."""
        theme, painter = self._look.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.ground))
        painter.drawRoundedRect(self.rect(), self._look.px(RADIUS), self._look.px(RADIUS))
        painter.translate(self.width() / 2, 0)
        painter.scale(self._look.scale, self._look.scale)
        {
            DeviceKind.FINGERPRINT: self._sensor,
            DeviceKind.QUEUE_DISPLAY: self._screen,
            DeviceKind.ID_CARD_READER: self._card,
            DeviceKind.TICKET_PRINTER: self._printer,
            DeviceKind.SCANNER: self._barcode,
        }[self._kind](painter)

    def _line(self, painter: QPainter, tone: str = "edge", width: float = 1.5) -> None:
        painter.setPen(QPen(QColor(self._look.theme.tone(tone)), width))
        painter.setBrush(QColor(self._look.theme.surface))

    def _icon(self, painter: QPainter, name: str, tone: str, box: QRectF) -> None:
        paint_icon(painter, name, self._look.theme.tone(tone), box)

    def _sensor(self, painter: QPainter) -> None:
        self._line(painter, "primary", 3)
        painter.drawRoundedRect(QRectF(-44, 44, 88, 76), 12, 12)
        self._icon(painter, "fingerprint", "primary", QRectF(-28, 54, 56, 56))
        self._icon(painter, "down", "text_2", QRectF(-12, 8, 24, 24))
        self._icon(painter, "done", "ontime", QRectF(76, 70, 28, 28))

    def _screen(self, painter: QPainter) -> None:
        """Draw the test number in dots, as the diodes show it."""
        dots = QImage(_DOTS, QImage.Format.Format_Grayscale8)
        dots.fill(0)
        pen = QPainter(dots)
        font = self._look.font(BODY)
        font.setPixelSize(14)
        pen.setFont(font)
        pen.setPen(QColor(255, 255, 255))
        pen.drawText(dots.rect(), Qt.AlignmentFlag.AlignCenter, TEST_TICKET)
        pen.end()
        painter.setPen(QPen(QColor(self._look.theme.edge), 1))
        painter.setBrush(QColor(self._look.theme.bar))
        painter.drawRoundedRect(QRectF(-124, 34, 248, 64), 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.theme.accent))
        for x in range(_DOTS.width()):
            for y in range(_DOTS.height()):
                if dots.pixelColor(x, y).value() > 110:
                    painter.drawEllipse(QPointF(-118 + 3.3 * x, 41 + 3.3 * y), 1.3, 1.3)

    def _card(self, painter: QPainter) -> None:
        self._line(painter)
        painter.drawRoundedRect(QRectF(-70, 84, 140, 36), 8, 8)
        self._line(painter, "primary", 2)
        painter.drawRoundedRect(QRectF(-44, 14, 88, 54), 5, 5)
        self._icon(painter, "person", "primary", QRectF(-36, 24, 26, 26))
        painter.setPen(QPen(QColor(self._look.theme.primary), 2))
        for y in (28, 38, 48):
            painter.drawLine(QPointF(0, y), QPointF(34, y))
        self._icon(painter, "down", "text_2", QRectF(-10, 66, 20, 20))
        self._icon(painter, "done", "ontime", QRectF(92, 88, 28, 28))

    def _printer(self, painter: QPainter) -> None:
        self._line(painter)
        painter.drawRoundedRect(QRectF(-62, 76, 124, 46), 8, 8)
        painter.setPen(QPen(QColor(self._look.theme.edge), 1))
        painter.setBrush(QColor(PAPER))
        painter.drawRect(QRectF(-34, 12, 68, 72))
        painter.setPen(QColor(PAPER_INK))
        font = self._look.font(BODY, bold=True)
        font.setPixelSize(BODY)
        painter.setFont(font)
        painter.drawText(QRectF(-34, 18, 68, 24), Qt.AlignmentFlag.AlignCenter, tr("测试"))
        font.setPixelSize(CAPTION)
        painter.setFont(font)
        painter.drawText(QRectF(-34, 44, 68, 20), Qt.AlignmentFlag.AlignCenter, TEST_TICKET)
        painter.setPen(QPen(QColor(self._look.theme.edge), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(-34, 72), QPointF(34, 72))

    def _barcode(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(self._look.theme.edge), 1))
        painter.setBrush(QColor(PAPER))
        painter.drawRect(QRectF(-60, 28, 120, 76))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(PAPER_INK))
        left = -48.0
        for place, width in enumerate(_BARS):
            if place % 2 == 0:
                painter.drawRect(QRectF(left, 40, 2.7 * width, 52))
            left += 2.7 * width
        painter.setPen(QPen(QColor(self._look.theme.error), 2))
        painter.drawLine(QPointF(-84, 66), QPointF(84, 66))
        self._icon(painter, "done", "ontime", QRectF(96, 52, 28, 28))
