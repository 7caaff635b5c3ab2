"""Blocks set in columns: titles between margins, numbers side by side, signatures beside the seal."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from printing.documents.measures import SEAL_SIDE
from printing.typesetting.flowables import TextBlock

_RIGHT = 62 * mm
_GAP = 2 * mm


class SignatureBlock(Flowable):
    """Two columns; nothing is printed in the square of `SEAL_SIDE` above the right one."""

    def __init__(self, left: Sequence[TextBlock], right: TextBlock, width: float) -> None:
        super().__init__()
        self.left = left
        self.right = right
        self.width = width

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """Return the size: the seal's square, the organ and date below it, or the left column if taller."""
        left = sum(block.wrap(self.width - _RIGHT - _GAP, aH)[1] for block in self.left)
        _, right = self.right.wrap(_RIGHT, aH)
        self.height = _GAP + max(left, SEAL_SIDE + right)
        return self.width, self.height

    def draw(self) -> None:
        """Draw both columns; the origin is the lower left corner."""
        top = self.height - _GAP
        for block in self.left:
            top -= block.height
            block.drawOn(self.canv, 0, top)
        self.right.drawOn(self.canv, self.width - _RIGHT, 0)


class Pair(Flowable):
    """Two blocks on one line, the first at the left margin, the second at the right."""

    def __init__(self, left: TextBlock, right: TextBlock, width: float) -> None:
        super().__init__()
        self.blocks = (left, right)
        self.width = width

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """Return the size: each block takes half of the width."""
        self.height = max(block.wrap(self.width / 2, aH)[1] for block in self.blocks)
        return self.width, self.height

    def draw(self) -> None:
        """Draw both blocks on the same bottom line; the origin is the lower left corner."""
        for number, block in enumerate(self.blocks):
            block.drawOn(self.canv, number * self.width / 2, 0)


class Inset(Flowable):
    """Blocks below each other between wider margins."""

    def __init__(self, blocks: Sequence[TextBlock], margin: float) -> None:
        super().__init__()
        self.blocks = blocks
        self._margin = margin

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """Return the full width and the height of the blocks."""
        self.width = aW
        self.height = sum(block.wrap(aW - 2 * self._margin, aH)[1] for block in self.blocks)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the blocks; the origin is the lower left corner."""
        top = self.height
        for block in self.blocks:
            top -= block.height
            block.drawOn(self.canv, self._margin, top)
