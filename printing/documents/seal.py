"""The end of a paper: signatures at the left, at the right the place for the seal over organ and date."""

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from printing.documents.measures import SEAL_SIDE
from printing.typesetting.flowables import TextBlock

_RIGHT = 62 * mm
_GAP = 3 * mm


class SignatureBlock(Flowable):
    """Two columns; nothing is printed in the square of `SEAL_SIDE` above the right one."""

    def __init__(self, left: TextBlock, right: TextBlock, width: float) -> None:
        super().__init__()
        self._left = left
        self._right = right
        self.width = width

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """Return the size: the seal's square, the organ and date below it, or the left column if taller."""
        _, left = self._left.wrap(self.width - _RIGHT - _GAP, aH)
        _, right = self._right.wrap(_RIGHT, aH)
        self.height = _GAP + max(left, SEAL_SIDE + right)
        return self.width, self.height

    def draw(self) -> None:
        """Draw both columns; the origin is the lower left corner."""
        self._left.drawOn(self.canv, 0, self.height - _GAP - self._left.height)
        self._right.drawOn(self.canv, self.width - _RIGHT, 0)

    def seal_box(self) -> tuple[float, float]:
        """Return the lower left corner of the free square, from the block's own corner."""
        return self.width - _RIGHT / 2 - SEAL_SIDE / 2, self._right.height
