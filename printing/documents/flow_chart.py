"""A flow chart: steps in boxes, joined by arrows, each row running back below the one before."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from printing.typesetting.flowables import TextBlock

_IN_A_ROW = 4
_GAP = 7 * mm
_ROW_GAP = 9 * mm
_PADDING = 2 * mm
_LEAST = 11 * mm
_RULE = 0.8
_TIP = 2.2 * mm
_HALF_TIP = 0.9 * mm
_ROUND = 4 * mm


class FlowChart(Flowable):
    """Boxes from left to right, the next row from right to left; the first and last box are rounded.

    Args:
        steps: the text of each box.
        width: width of the chart in points.
        first: how many steps of the whole process stand before these, on the page before.
        total: how many steps the whole process has.
    """

    def __init__(
        self, steps: Sequence[TextBlock], width: float, first: int = 0, total: int | None = None
    ) -> None:
        super().__init__()
        self._steps = steps
        self._first = first
        self._total = len(steps) if total is None else total
        self._heights: list[float] = []
        self.width = width

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """Lay out the boxes; those of a row are as high as the highest of them."""
        inside = self._box - 2 * _PADDING
        tall = [step.wrap(inside, 0)[1] + 2 * _PADDING for step in self._steps]
        self._heights = [
            max(_LEAST, *tall[start : start + _IN_A_ROW]) for start in range(0, len(tall), _IN_A_ROW)
        ]
        self.height = sum(self._heights) + _ROW_GAP * max(0, len(self._heights) - 1)
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 - reportlab's names
        """Cut between the rows that fit into a height of `aH` points and those that do not."""
        self.wrap(aW, aH)
        rows, used = 0, 0.0
        while rows < len(self._heights) and used + self._heights[rows] <= aH:
            used += self._heights[rows] + _ROW_GAP
            rows += 1
        cut = rows * _IN_A_ROW
        if rows in (0, len(self._heights)):
            return [self] if rows else []
        return [
            FlowChart(self._steps[:cut], self.width, self._first, self._total),
            FlowChart(self._steps[cut:], self.width, self._first + cut, self._total),
        ]

    def draw(self) -> None:
        """Draw boxes and arrows; the origin is the lower left corner."""
        self.canv.setLineWidth(_RULE)
        top = self.height
        for row, height in enumerate(self._heights):
            for place, step in enumerate(self._steps[row * _IN_A_ROW : (row + 1) * _IN_A_ROW]):
                number = row * _IN_A_ROW + place
                self._draw_box(step, number, top, height)
                if number + 1 < len(self._steps):
                    self._draw_arrow(number, top, height)
            top -= height + _ROW_GAP

    @property
    def _box(self) -> float:
        return (self.width - (_IN_A_ROW - 1) * _GAP) / _IN_A_ROW

    def _rightward(self, number: int) -> bool:
        return (self._first + number) // _IN_A_ROW % 2 == 0

    def _left(self, number: int) -> float:
        place = number % _IN_A_ROW
        column = place if self._rightward(number) else _IN_A_ROW - 1 - place
        return column * (self._box + _GAP)

    def _draw_box(self, step: TextBlock, number: int, top: float, height: float) -> None:
        left, bottom = self._left(number), top - height
        if self._first + number in (0, self._total - 1):
            self.canv.roundRect(left, bottom, self._box, height, _ROUND)
        else:
            self.canv.rect(left, bottom, self._box, height)
        step.drawOn(self.canv, left + _PADDING, bottom + (height - step.height) / 2)

    def _draw_arrow(self, number: int, top: float, height: float) -> None:
        """Draw the arrow from a box to the next: beside it, or down to the row below."""
        left, middle = self._left(number), top - height / 2
        if (number + 1) % _IN_A_ROW == 0:
            x = left + self._box / 2
            self._line_with_tip(x, top - height, 0, -_ROW_GAP)
        elif self._rightward(number):
            self._line_with_tip(left + self._box, middle, _GAP, 0)
        else:
            self._line_with_tip(left, middle, -_GAP, 0)

    def _line_with_tip(self, x: float, y: float, dx: float, dy: float) -> None:
        length = abs(dx + dy)
        along, across = dx / length, dy / length
        end_x, end_y = x + dx, y + dy
        base_x, base_y = end_x - along * _TIP, end_y - across * _TIP
        self.canv.line(x, y, base_x, base_y)
        tip = self.canv.beginPath()
        tip.moveTo(end_x, end_y)
        tip.lineTo(base_x + across * _HALF_TIP, base_y + along * _HALF_TIP)
        tip.lineTo(base_x - across * _HALF_TIP, base_y - along * _HALF_TIP)
        tip.close()
        self.canv.drawPath(tip, stroke=0, fill=1)
