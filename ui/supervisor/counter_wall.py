"""The counters in the order of the walls: who is there, whom they serve, how many wait."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.domain.posts import CounterDuty
from app.ports.queue import DeskState
from app.services.hall_overview import CounterStanding
from ui.i18n import tr
from ui.look import Look
from ui.supervisor.words import counter_words
from ui.theme import CAPTION, HEADING, RADIUS, SM
from ui.widgets.icons import paint_icon
from ui.widgets.words import Spoken

COLUMNS, GAP, LEAST_HEIGHT, ICON = 6, 6, 50, 16
BUSY = 6
"""From so many waiting people on the number is red."""

_TURNS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -COLUMNS,
    Qt.Key.Key_Down: COLUMNS,
}
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CounterTile(Spoken, QWidget):
    """One counter; red edged when people wait whom no open counter calls.

    A click or Enter says `opened` with the counter; an arrow key says `stepped`.
    """

    opened = Signal(object)
    stepped = Signal(int)

    def __init__(self, look: Look, counter: CounterStanding) -> None:
        super().__init__()
        self._look, self._counter = look, counter
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.show_counter(counter)

    def show_counter(self, counter: CounterStanding) -> None:
        """Show how the counter stands now."""
        self._counter = counter
        words = counter_words(counter)
        self.speak(setAccessibleName=words, setToolTip=words)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the least size that shows two lines."""
        return QSize(self._look.px(110), self._look.px(LEAST_HEIGHT))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the same."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Open, or lead to another counter."""
        turn = _TURNS.get(Qt.Key(event.key()))
        if turn is not None:
            self.stepped.emit(turn)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self._counter)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Open."""
        if self.rect().contains(event.position().toPoint()):
            self.opened.emit(self._counter)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint it."""
        one, theme, px, painter = self._counter, self._look.theme, self._look.px, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wrong = one.stranded > 0
        painter.setPen(QPen(QColor(theme.error if wrong else theme.line), 2 if wrong else 1))
        painter.setBrush(QColor(theme.error_soft if wrong else theme.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(RADIUS), px(RADIUS))
        inside = QRectF(self.rect()).adjusted(px(SM), px(4), -px(SM), -px(4))
        upper = QRectF(inside.left(), inside.top(), inside.width(), inside.height() / 2)
        lower = upper.translated(0, upper.height())
        self._upper(painter, upper)
        self._lower(painter, lower)

    def _upper(self, painter: QPainter, box: QRectF) -> None:
        one, theme = self._counter, self._look.theme
        self._write(painter, box, one.number, HEADING, theme.text, bold=True)
        left = self._look.advance(one.number, HEADING, bold=True) + self._look.px(6)
        self._write(painter, box.adjusted(left, 0, 0, 0), one.office, CAPTION, theme.text_2)
        busy = one.waiting >= BUSY or one.stranded
        ink = theme.error if busy else theme.text if one.waiting else theme.text_3
        self._write(painter, box, str(one.waiting), HEADING, ink, bold=bool(one.waiting), side=_RIGHT)

    def _lower(self, painter: QPainter, box: QRectF) -> None:
        one, theme, side = self._counter, self._look.theme, self._look.px(ICON)
        absent = not one.staff and one.duty is CounterDuty.NOBODY
        ink = theme.text if one.staff else theme.tone("soon") if absent else theme.text_3
        self._write(painter, box, one.staff or (str(tr("岗上无人")) if absent else "—"), CAPTION, ink)
        if one.ticket:
            self._write(painter, box, one.ticket, CAPTION, theme.primary, side=_RIGHT)
            return
        sign, tone = {DeskState.OPEN: ("open", "edge"), DeskState.PAUSED: ("paused", "paused")}.get(
            one.state, ("cross", "edge")
        )
        if one.stranded:
            sign, tone = "error", "error"
        place = QRectF(box.right() - side, box.center().y() - side / 2, side, side)
        paint_icon(painter, sign, theme.tone(tone), place)

    def _write(
        self,
        painter: QPainter,
        box: QRectF,
        text: str,
        size: int,
        ink: str,
        *,
        bold: bool = False,
        side: Qt.AlignmentFlag = _LEFT,
    ) -> None:
        painter.setFont(self._look.font(size, bold))
        painter.setPen(QColor(ink))
        painter.drawText(box, side, text)


class CounterWall(QWidget):
    """All counters as tiles; made anew only when there are others than before, which it says by `rebuilt`.

    Tab stops at the first tile, arrow keys lead on to the others. `opened` says a counter.
    """

    opened = Signal(object)
    rebuilt = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._tiles: dict[str, CounterTile] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(look.px(GAP))

    @property
    def tiles(self) -> dict[str, CounterTile]:
        """The tiles by the number of their counter."""
        return dict(self._tiles)

    def show_counters(self, counters: Sequence[CounterStanding]) -> None:
        """Show how the counters stand now."""
        if list(self._tiles) != [one.number for one in counters]:
            self._make_tiles(counters)
        for one in counters:
            self._tiles[one.number].show_counter(one)

    def _make_tiles(self, counters: Sequence[CounterStanding]) -> None:
        for tile in self._tiles.values():
            tile.hide()
            tile.deleteLater()
        self._tiles = {one.number: CounterTile(self._look, one) for one in counters}
        for place, tile in enumerate(self._tiles.values()):
            tile.setFocusPolicy(Qt.FocusPolicy.ClickFocus if place else Qt.FocusPolicy.StrongFocus)
            tile.opened.connect(self.opened)
            tile.stepped.connect(partial(self._step, place))
            self._grid.addWidget(tile, place // COLUMNS, place % COLUMNS)
        self.rebuilt.emit()

    def _step(self, place: int, turn: int) -> None:
        tiles = list(self._tiles.values())
        if 0 <= place + turn < len(tiles):
            tiles[place + turn].setFocus(Qt.FocusReason.TabFocusReason)
