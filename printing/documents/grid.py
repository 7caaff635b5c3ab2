"""A ruled table of text blocks: rows grow, heads repeat on every page, an overlong row goes on overleaf."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from printing.documents.measures import ROW
from printing.typesetting.canvas import PaperCanvas
from printing.typesetting.flowables import TextBlock

_PADDING_X = 4.0
_PADDING_Y = 2.2
_RULE = 0.5
_FRAME = 1.0
_SPLITS_FROM = 240.0
"""A row taller than this may be cut between its lines; lower ones move to the next page whole."""
_PIECE_AT_LEAST = 60.0


@dataclass(frozen=True, slots=True)
class Cell:
    """A text block over `span` columns; None leaves the cell empty."""

    block: TextBlock | None
    span: int = 1


Row = Sequence[Cell]


class Grid(Flowable):
    """A table with rules around every cell.

    Args:
        widths: widths of the columns in points.
        rows: each row's cells together span all columns.
        heads: how many rows at the top are repeated on every page.
        least: least height of a row in points.
    """

    def __init__(
        self, widths: Sequence[float], rows: Sequence[Row], heads: int = 0, least: float = ROW
    ) -> None:
        super().__init__()
        self._widths = widths
        self.rows = rows
        self._heads = heads
        self._least = least
        self._heights: list[float] = []

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """Lay out every cell and return the size of the table."""
        self._heights = [self._height(row) for row in self.rows]
        self.width = sum(self._widths)
        self.height = sum(self._heights)
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 - reportlab's names
        """Cut after the last row that fits into a height of `aH` points, or inside an overlong row."""
        self.wrap(aW, aH)
        fitting, used = 0, 0.0
        while fitting < len(self.rows) and used + self._heights[fitting] <= aH:
            used += self._heights[fitting]
            fitting += 1
        if fitting == len(self.rows):
            return [self]
        before, after = list(self.rows[:fitting]), list(self.rows[fitting:])
        if self._heights[fitting] > _SPLITS_FROM and aH - used > _PIECE_AT_LEAST and fitting >= self._heads:
            first, second = self._cut(after[0], aH - used - 2 * _PADDING_Y)
            before.append(first)
            after[0] = second
        if len(before) <= self._heads:
            return []
        return [self._part(before), self._part([*self.rows[: self._heads], *after])]

    def draw(self) -> None:
        """Draw the cells, then all rules in one path; the origin is the lower left corner."""
        canvas = self.canv
        if not isinstance(canvas, PaperCanvas):
            raise TypeError("tables are drawn on a PaperCanvas")
        rules: list[str] = []
        top = self.height
        for number, (row, height) in enumerate(zip(self.rows, self._heights, strict=True)):
            if number:
                rules.append(f"0 {top:.3f} m {self.width:.3f} {top:.3f} l")
            rules.extend(self._draw_row(row, top, height))
            top -= height
        frame = f"{_FRAME} w 0 0 {self.width:.3f} {self.height:.3f} re S"
        canvas.write(f"{_RULE} w {' '.join(rules)} S {frame}")

    def _draw_row(self, row: Row, top: float, height: float) -> Iterator[str]:
        """Draw the blocks of a row, and yield the rules between them."""
        column, left = 0, 0.0
        for cell in row:
            width = sum(self._widths[column : column + cell.span])
            if left:
                yield f"{left:.3f} {top:.3f} m {left:.3f} {top - height:.3f} l"
            if cell.block is not None:
                room = height - cell.block.height
                cell.block.drawOn(self.canv, left + _PADDING_X, top - height + room / 2)
            column += cell.span
            left += width

    def _height(self, row: Row) -> float:
        column, tallest = 0, 0.0
        for cell in row:
            if cell.block is not None:
                tallest = max(tallest, cell.block.wrap(self._inside(column, cell.span), 0)[1])
            column += cell.span
        return max(tallest + 2 * _PADDING_Y, self._least)

    def _inside(self, column: int, span: int) -> float:
        return sum(self._widths[column : column + span]) - 2 * _PADDING_X

    def _cut(self, row: Row, room: float) -> tuple[Row, Row]:
        column = 0
        first, second = [], []
        for cell in row:
            parts = cell.block.cut(self._inside(column, cell.span), room) if cell.block else (None, None)
            first.append(Cell(parts[0], cell.span))
            second.append(Cell(parts[1], cell.span))
            column += cell.span
        return first, second

    def _part(self, rows: Sequence[Row]) -> "Grid":
        return Grid(self._widths, rows, self._heads, self._least)
