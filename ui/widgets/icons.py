"""Painting the program's icons: one line weight, round ends, in the colour of the text beside them."""

from PySide6.QtCore import QByteArray, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from ui.look import Look
from ui.widgets.icon_paths import PATHS

WEIGHT, WEIGHT_SMALL, SMALL = 1.75, 2.0, 18  # thin lines vanish below 18 px


def paint_icon(painter: QPainter, name: str, colour: str, box: QRectF) -> None:
    """Paint an icon into a square; rendered once a size and colour, then kept by Qt's pixmap cache.

    Raises:
        KeyError: there is no icon of that name.
    """
    ratio = painter.device().devicePixelRatio()
    side = max(1, round(box.width() * ratio))
    key = f"icon {name} {colour} {side}"
    picture = QPixmap()
    if not QPixmapCache.find(key, picture):
        picture = _draw(name, colour, side, box.width())
        QPixmapCache.insert(key, picture)
    picture.setDevicePixelRatio(ratio)
    painter.drawPixmap(QPoint(round(box.left()), round(box.top())), picture)


def _draw(name: str, colour: str, side: int, size: float) -> QPixmap:
    weight = WEIGHT_SMALL if size <= SMALL else WEIGHT
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
        f'<path d="{PATHS[name]}" fill="none" stroke="{colour}" stroke-width="{weight}" '
        'stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return picture


class Icon(QWidget):
    """An icon beside a text, which says the same in words; so it has no name of its own for a reader."""

    def __init__(self, look: Look, name: str, size: float = 20, tone: str = "text") -> None:
        super().__init__()
        self._look, self._name, self._size, self._tone = look, name, size, tone
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setProperty("fixed_width", size)
        self.setProperty("fixed_height", size)
        self.setFixedSize(self.sizeHint())

    def show_icon(self, name: str, tone: str) -> None:
        """Show another icon in another tone."""
        self._name, self._tone = name, tone
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the icon's square."""
        return QSize(self._look.px(self._size), self._look.px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint it."""
        painter = QPainter(self)
        paint_icon(painter, self._name, self._look.theme.tone(self._tone), QRectF(self.rect()))
