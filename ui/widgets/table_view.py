"""The view of a list: whole rows, hairlines, wrapped names, and a bar at the chosen row."""

from collections.abc import Sequence
from operator import attrgetter
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui.i18n import now
from ui.look import Look, is_tibetan_line
from ui.theme import BODY, CAPTION, LG, LIST_ROW, SM, XXS
from ui.widgets.icons import paint_icon
from ui.widgets.pills import paint_pill, pill_size
from ui.widgets.tables import Cell, Column, Index, RowsModel
from ui.widgets.words import Spoken

T = TypeVar("T")
BAR, ICON, ICON_GAP, LEAST_STRETCH = 4, 18, 6, 160
PIECE = 16  # rows fitted in one go: a few milliseconds, and what a screen holds
_BELOW = attrgetter("below")
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft


def cell_width(look: Look, cell: Cell) -> int:
    """Return the width a cell needs on one line, in device-independent pixels."""
    if cell.sign is not None:
        return pill_size(look, cell.words).width() + look.px(2 * SM)
    return look.advance(cell.words, cell.size) + look.px(2 * SM + (ICON + ICON_GAP if cell.icon else 0)) + 1


def cell_height(look: Look, cell: Cell, width: int) -> int:
    """Return the height a cell needs when its words wrap within `width`."""
    inner = max(width - look.px(2 * SM + (ICON + ICON_GAP if cell.icon else 0)), 1)
    high = _wrapped(look, cell.words, cell.size, inner) + look.px(2 * SM)
    return high + (_wrapped(look, cell.below, CAPTION, inner) + look.px(XXS) if cell.below else 0)


def _wrapped(look: Look, words: str, size: int, width: int) -> int:
    metrics = look.metrics(words, size)
    if look.advance(words, size) <= width:
        return metrics.height()
    return metrics.boundingRect(QRect(0, 0, width, 9999), _WRAP, words).height()


def _fill(painter: QPainter, box: QRect, colour: str) -> None:
    """Fill a box; Qt's own way to do so would load every gradient it knows before the first page stands."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRect(box)


class CellPainter(QStyledItemDelegate):
    """Paints cells from the tokens; the words of a row stand on its first line, remarks below."""

    def __init__(self, look: Look, view: QTableView) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell, onto the surface that the style sheet gives the view."""
        theme, px = self._look.theme, self._look.px
        box: QRect = option.rect
        row, column = index.row(), index.column()
        chosen = row == self._view.currentIndex().row()  # asking the style loads its enums
        cells: tuple[Cell, ...] = self._view.model().cells(row)  # type: ignore[attr-defined]
        if any(map(_BELOW, cells)):
            _fill(painter, box, theme.error_soft)
        elif chosen:
            _fill(painter, box, theme.primary_soft)
        _fill(painter, QRect(box.left(), box.bottom(), box.width(), 1), theme.line)
        if chosen and self._first(column):
            bar = QRect(box.left(), box.top(), px(BAR), box.height())
            _fill(painter, bar, theme.focus if self._view.hasFocus() else theme.edge)
        self._words(painter, cells[column], box.adjusted(px(SM), px(SM), -px(SM), -px(XXS)))

    def _first(self, column: int) -> bool:
        return all(self._view.isColumnHidden(before) for before in range(column))

    def _words(self, painter: QPainter, cell: Cell, box: QRect) -> None:
        look, px = self._look, self._look.px
        line = look.metrics("", cell.size).height()
        if cell.sign is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            lift = (pill_size(look, cell.words).height() - line) / 2
            paint_pill(painter, look, cell.sign, cell.words, QPointF(box.left(), box.top() - lift))
            return
        if cell.icon:
            top = box.top() + (line - px(ICON)) / 2
            tone = look.theme.tone(cell.icon_tone)
            paint_icon(painter, cell.icon, tone, QRectF(box.left(), top, px(ICON), px(ICON)))
            box = box.adjusted(px(ICON + ICON_GAP), 0, 0, 0)
        # Smaller words stand in the middle of the row's first line, not at its top.
        lift = (look.metrics("", BODY).height() - line) // 2 if cell.size < BODY else 0
        painter.setFont(look.font_for(cell.words, cell.size))
        painter.setPen(QColor(look.theme.tone(cell.tone)))
        painter.drawText(box.adjusted(0, lift, 0, 0), _WRAP, cell.words)
        if cell.below:
            down = _wrapped(look, cell.words, cell.size, box.width()) + px(XXS)
            painter.setFont(look.font(CAPTION))
            painter.setPen(QColor(look.theme.error))
            painter.drawText(box.adjusted(0, down, 0, 0), _WRAP, cell.below)


class Table(Spoken, QTableView, Generic[T]):
    """A list moved through with the arrow keys; whole rows are chosen and Tab leaves it.

    Enter or a double click says `opened`; the chosen row changing says `moved`.
    """

    opened = Signal()
    moved = Signal()

    def __init__(
        self,
        look: Look,
        name: str,
        columns: Sequence[Column[T]],
        least_row: float = LIST_ROW,
        hugging: bool = False,
        most: int = 99,
        nothing: str = "",
    ) -> None:
        """Make the list; a `hugging` one has no heads and is as high as its rows, at most `most` of them.

        Args:
            nothing: stands there while there are no rows, and says what to do first.
        """
        super().__init__()
        self._look, self._columns, self._least_row = look, tuple(columns), least_row
        self._hugging, self._most, self._nothing = hugging, most, nothing
        self._wide, self._room = [0] * len(self._columns), 0
        self._fitted = 0
        self._more = QTimer(self, singleShot=True, interval=0)
        self._more.timeout.connect(self._fit_more)
        self._rows: RowsModel[T] = RowsModel(columns, self)
        self.setModel(self._rows)
        self.speak(setAccessibleName=name)
        self.setItemDelegate(CellPainter(look, self))
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setHidden(hugging)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setMinimumSectionSize(look.px(24))
        head.setSectionsClickable(False)
        self.doubleClicked.connect(lambda _: self.opened.emit())
        self.selectionModel().currentRowChanged.connect(lambda *_: self.moved.emit())
        look.changed.connect(self.fit)

    @property
    def rows(self) -> tuple[T, ...]:
        """The records shown, in order."""
        return self._rows.rows

    def show_rows(self, rows: Sequence[T], chosen: int | None = None) -> None:
        """Show these records; `chosen` names the row to choose, otherwise the choice stays where it is."""
        place = max(self.currentIndex().row(), 0) if chosen is None else chosen
        place = min(place, len(rows) - 1)
        changed = self._rows.changes(rows, PIECE)
        if changed is None:
            self._rows.show_rows(rows)
            self.fit(place)
        else:
            self._rows.replace(rows, changed)
            self._raise(range(self._fitted) if self._widened(changed) else changed)
        if rows:
            self.choose(place)

    def choose(self, row: int) -> None:
        """Choose a row and bring it into sight."""
        self.selectRow(row)
        self.scrollTo(self._rows.index(row, 0))

    def chosen(self) -> T | None:
        """Return the record of the chosen row."""
        row = self.currentIndex().row()
        return self._rows.rows[row] if 0 <= row < len(self._rows.rows) else None

    def hide_columns(self, hidden: Sequence[int]) -> None:
        """Hide these columns and show the others."""
        for place in range(len(self._columns)):
            self.setColumnHidden(place, place in hidden)
        self.fit()

    def fit(self, seen: int = 0) -> None:
        """Give every column the width its words need and every row the height its wrapped words need.

        Of a long list the first rows, to the one that is to be seen, are fitted at once and the others piece
        by piece, so that nothing else has to wait.
        """
        self.verticalHeader().setDefaultSectionSize(self._look.px(self._least_row))
        self._wide = [self._least_width(place) for place in range(len(self._columns))]
        count = len(self._rows.rows)
        first = range(count if self._hugging else min(max(PIECE, seen + 1), count))
        if not self._widened(first):
            self._stretch()
        self._raise(first)
        self._fitted = first.stop
        if self._fitted < count:
            self._more.start()

    def _fit_more(self) -> None:
        count = len(self._rows.rows)
        rows = range(self._fitted, min(self._fitted + PIECE, count))
        self._raise(range(rows.stop) if self._widened(rows) else rows)
        self._fitted = rows.stop
        if self._fitted < count:
            self._more.start()

    def _least_width(self, place: int) -> int:
        column = self._columns[place]
        if not column.width or self.isColumnHidden(place):
            return 0
        head = Cell(str(self._rows.headerData(place, Qt.Orientation.Horizontal)), size=CAPTION)
        return max(self._look.px(column.width), cell_width(self._look, head))

    def _widened(self, rows: Sequence[int]) -> bool:
        """Widen the columns for what some rows show, where they must be; tell whether any must."""
        before = list(self._wide)
        fixed = [n for n, column in enumerate(self._columns) if column.width and not self.isColumnHidden(n)]
        for row in rows:
            cells = self._rows.cells(row)
            for place in fixed:
                self._wide[place] = max(self._wide[place], cell_width(self._look, cells[place]))
        if self._wide == before:
            return False
        self._stretch()
        return True

    def _stretch(self) -> None:
        stretching = self._stretching()
        rest = max(self._room - sum(self._wide), self._look.px(LEAST_STRETCH) * len(stretching))
        for place, width in enumerate(self._wide):
            self.setColumnWidth(place, rest // len(stretching) if place in stretching else width)

    def _stretching(self) -> list[int]:
        return [place for place, column in enumerate(self._columns) if not column.width]

    def _raise(self, rows: Sequence[int]) -> None:
        """Give rows the height their wrapped words need; most need no more than the usual one."""
        for row in rows:
            high = self.sizeHintForRow(row)
            if high != self.rowHeight(row):
                self.setRowHeight(row, high)
        if self._hugging:
            shown = range(min(len(self._rows.rows), self._most))
            self.setFixedHeight(sum(self.rowHeight(row) for row in shown) + 2)

    def sizeHintForRow(self, row: int) -> int:  # noqa: N802
        """Return the height of the tallest cell of a row; only stretching columns wrap, Tibetan is taller."""
        cells, high = self._rows.cells(row), self._look.px(self._least_row)
        stretching = self._stretching()
        for place, cell in enumerate(cells):
            if place in stretching or is_tibetan_line(cell.words):
                high = max(high, cell_height(self._look, cell, self.columnWidth(place)))
        return high

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Say what to do first while there is nothing to show."""
        super().paintEvent(event)
        words, look = now(self._nothing), self._look
        if words and not self._rows.rows:
            painter, edge = QPainter(self.viewport()), look.px(LG)
            painter.setFont(look.font_for(words, BODY))
            painter.setPen(QColor(look.theme.text_2))
            painter.drawText(self.viewport().rect().adjusted(edge, edge, -edge, -edge), _WRAP, words)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fit the columns into the new width."""
        super().resizeEvent(event)
        # Asking the viewport for its width would load every kind of widget that Qt has.
        if event.size().width() != self._room:
            self._room = event.size().width()
            self.fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Fit the columns to the words of another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._rows.forget_cells()
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Open the chosen record at Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen() is not None:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def clipped(self) -> list[str]:
        """Return the words that do not fit their cell, for the walk over the pages."""
        found = []
        for row in range(len(self._rows.rows)):
            for place, column in enumerate(self._columns):
                cell = self._rows.cells(row)[place]
                narrow = column.width and cell_width(self._look, cell) > self.columnWidth(place)
                low = cell_height(self._look, cell, self.columnWidth(place)) > self.rowHeight(row)
                if not self.isColumnHidden(place) and (narrow or low):
                    found.append(cell.words)
        return found
