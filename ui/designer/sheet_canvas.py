"""The sheet with its boxes: the blank's scan below, the product's own setting over it, boxes to move."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.certificate_templates import Template
from app.domain.template_edits import QR, place_of, stated
from ui.i18n import tr
from ui.look import Look
from ui.theme import BODY, CAPTION, PAPER, PAPER_INK
from ui.widgets.words import Spoken

EDGE = 18
"""Between the sheet and the widget's edge, in px at 100 %, for the rulers."""
FINE, COARSE = 1, 10
"""Tenths of a millimetre of an arrow key, and of one with Shift."""
_TURNS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_HIT = 0.8


class SheetCanvas(Spoken, QWidget):
    """Says `nudged` and `stretched` in tenths of a millimetre, `picked` with a box, `dragged` with its place.

    Arrows move the chosen box by 0.1 mm, with Shift by 1 mm; with Ctrl they stretch it. Page Up and Page Down
    choose another box.
    """

    nudged = Signal(int, int)
    stretched = Signal(int, int)
    picked = Signal(str)
    stepped = Signal(int)
    dragged = Signal(float, float, bool)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._template: Template | None = None
        self._chosen = ""
        self._scan, self._picture = QImage(), QImage()
        self._stale = False
        self._held: tuple[QPointF, float, float] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.speak(setAccessibleName=tr("证照版面"))

    @property
    def scan(self) -> QImage:
        """The scan of the blank, null without one."""
        return self._scan

    def show_template(self, template: Template, chosen: str) -> None:
        """Show where the boxes of a template stand, one of them chosen."""
        self._template, self._chosen, self._stale = template, chosen, True
        at = place_of(template, chosen) if chosen else None
        if at is not None:
            self.speak(
                setAccessibleDescription=tr(
                    "{box}，左 {left}，上 {top}，宽 {width}，高 {height} 毫米",
                    box=tr("二维码") if chosen == QR else stated(template, template.box(chosen).text),
                    left=f"{at[0]:.1f}",
                    top=f"{at[1]:.1f}",
                    width=f"{at[2]:.1f}",
                    height=f"{at[3]:.1f}",
                )
            )
        self.update()

    def show_scan(self, scan: QImage) -> None:
        """Lay a scan of the blank below, stretched to the sheet; a null image takes it away."""
        self._scan = scan
        self.update()

    def show_picture(self, picture: QImage) -> None:
        """Show the sheet as it was set."""
        self._picture, self._stale = picture, False
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a small sheet."""
        return QSize(self._look.px(420), self._look.px(320))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Move, stretch or choose."""
        turn = _TURNS.get(Qt.Key(event.key()))
        step = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()))
        if turn is not None:
            far = COARSE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else FINE
            stretches = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            (self.stretched if stretches else self.nudged).emit(turn[0] * far, turn[1] * far)
        elif step is not None:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose the box under the mouse and hold it."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        name = self._under(event.position())
        if name and self._template is not None:
            self.picked.emit(name)
            at = place_of(self._template, name)
            assert at is not None
            self._held = (event.position(), at[0], at[1])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Drag the box that is held."""
        self._drag(event.position(), dropped=False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Let go."""
        self._drag(event.position(), dropped=True)
        self._held = None

    def _drag(self, now: QPointF, *, dropped: bool) -> None:
        if self._held is None:
            return
        start, left, top = self._held
        away = now - start
        if away.manhattanLength() >= 2 or not dropped:
            unit = self._unit()
            self.dragged.emit(left + away.x() / unit, top + away.y() / unit, dropped)

    def _unit(self) -> float:
        """Return how many pixels a millimetre has."""
        template = self._template
        if template is None:
            return 1.0
        edge = 2 * self._look.px(EDGE)
        return min((self.width() - edge) / template.width, (self.height() - edge) / template.height)

    def _sheet(self) -> QRectF:
        template = self._template
        assert template is not None
        unit = self._unit()
        wide, high = template.width * unit, template.height * unit
        return QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high)

    def box_on_screen(self, name: str) -> QRectF | None:
        """Return where a box is painted."""
        assert self._template is not None
        at = place_of(self._template, name)
        if at is None:
            return None
        sheet, unit = self._sheet(), self._unit()
        left, top, width, height = at
        return QRectF(sheet.left() + left * unit, sheet.top() + top * unit, width * unit, height * unit)

    def _under(self, point: QPointF) -> str:
        """Return the smallest box under a point, for a small one may lie in a large one."""
        if self._template is None:
            return ""
        found: list[tuple[float, str]] = []
        for name in box_names(self._template):
            box = self.box_on_screen(name)
            if box is not None and box.adjusted(-_HIT, -_HIT, _HIT, _HIT).contains(point):
                found.append((box.width() * box.height(), name))
        return min(found)[1] if found else ""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint it; paper stays white."""
        if self._template is None:
            return
        theme, painter, sheet = self._look.theme, QPainter(self), self._sheet()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(sheet, QColor(PAPER))
        if not self._scan.isNull():
            painter.drawImage(sheet, self._scan)
        if self._picture.isNull():
            painter.setFont(self._look.font(BODY))
            painter.setPen(QColor(PAPER_INK))
            painter.drawText(sheet, Qt.AlignmentFlag.AlignCenter, tr("正在排版…"))
        else:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.setOpacity(0.45 if self._stale else 1.0)
            painter.drawImage(sheet, self._picture)
            painter.setOpacity(1.0)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painter.setPen(QPen(QColor(theme.edge), 1))
        painter.drawRect(sheet)
        self._rulers(painter, sheet)
        for name in box_names(self._template):
            self._outline(painter, name)

    def _outline(self, painter: QPainter, name: str) -> None:
        box, chosen = self.box_on_screen(name), name == self._chosen
        if box is None:
            return
        ink = QColor("#0B6BDE" if chosen else "#5A84B4")
        painter.setPen(
            QPen(ink, 2 if chosen else 1, Qt.PenStyle.SolidLine if chosen else Qt.PenStyle.DashLine)
        )
        painter.drawRect(box)
        if chosen:
            corner = self._look.px(5)
            for point in (box.topLeft(), box.topRight(), box.bottomLeft(), box.bottomRight()):
                painter.fillRect(QRectF(point.x() - corner / 2, point.y() - corner / 2, corner, corner), ink)

    def _rulers(self, painter: QPainter, sheet: QRectF) -> None:
        """Draw a stroke each centimetre along the upper and the left edge, a number each fifth."""
        theme, unit, long = self._look.theme, self._unit(), self._look.px(6)
        assert self._template is not None
        painter.setPen(QPen(QColor(theme.text_2), 1))
        painter.setFont(self._look.font(CAPTION - 3))
        for place in range(0, int(self._template.width) + 1, 10):
            x = sheet.left() + place * unit
            painter.drawLine(
                QPointF(x, sheet.top() - long / (1 if place % 50 == 0 else 2)), QPointF(x, sheet.top())
            )
            if place % 50 == 0:
                painter.drawText(QPointF(x + 2, sheet.top() - 3), str(place))
        for place in range(0, int(self._template.height) + 1, 10):
            y = sheet.top() + place * unit
            painter.drawLine(
                QPointF(sheet.left() - long / (1 if place % 50 == 0 else 2), y), QPointF(sheet.left(), y)
            )


def box_names(template: Template) -> list[str]:
    """Return the boxes in the order of the template, the code last."""
    return [*(box.name for box in template.boxes), *([QR] if template.qr is not None else [])]
