"""How one printer misses: its offset and scale, found with a ruler test page, and taken back in print."""

from dataclasses import dataclass

from app.errors import RuleError

Point = tuple[float, float]
"""Millimetres from the paper's left and top edge."""

UNIT = 10_000
_FURTHEST = 300
_SCALE_BAND = 500
MARK = 20.0
"""The crosses of the test page stand so many millimetres from the paper's edges."""


@dataclass(frozen=True)
class PrinterFit:
    """What is done to everything printed on one printer.

    Attributes:
        printer: the printer's name in the settings.
        dx: moves to the right, in tenths of a millimetre; `dy` down.
        scale_x: in ten-thousandths, 10 000 is as drawn; from the paper's top left corner.
    """

    printer: str
    dx: int = 0
    dy: int = 0
    scale_x: int = UNIT
    scale_y: int = UNIT

    def lands(self, x: float, y: float) -> Point:
        """Return where in the file a point of the template is drawn, in millimetres."""
        return x * self.scale_x / UNIT + self.dx / 10, y * self.scale_y / UNIT + self.dy / 10


def check_fit(fit: PrinterFit) -> None:
    """Make sure that a fit is one a printer can need.

    Raises:
        RuleError: `printer_fit.too_far`: beyond 30 mm, or beyond 5 % of scale.
    """
    too_far = max(abs(fit.dx), abs(fit.dy)) > _FURTHEST
    if too_far or max(abs(fit.scale_x - UNIT), abs(fit.scale_y - UNIT)) > _SCALE_BAND:
        raise RuleError("printer_fit.too_far")


def ruler_marks(width: float, height: float) -> tuple[Point, Point]:
    """Return where the two crosses of a test page of that size should stand on the paper."""
    return (MARK, MARK), (width - MARK, height - MARK)


def measured(former: PrinterFit, width: float, height: float, first: Point, second: Point) -> PrinterFit:
    """Return the fit that brings both crosses of a test page to their places.

    Args:
        former: the fit the test page was printed with.
        first: where the upper left cross was measured, in millimetres from the paper's edges.
        second: where the lower right one was measured.

    Raises:
        RuleError: `printer_fit.too_far`.
    """
    wanted = ruler_marks(width, height)
    sent = [former.lands(*place) for place in wanted]
    scale_x, dx = _axis((sent[0][0], sent[1][0]), (first[0], second[0]))
    scale_y, dy = _axis((sent[0][1], sent[1][1]), (first[1], second[1]))
    fit = PrinterFit(former.printer, dx, dy, scale_x, scale_y)
    check_fit(fit)
    return fit


def _axis(sent: Point, seen: Point) -> tuple[int, int]:
    """Return scale and shift that undo what the printer does to two places on one axis."""
    if seen[1] <= seen[0]:
        raise RuleError("printer_fit.too_far")
    stretch = (seen[1] - seen[0]) / (sent[1] - sent[0])
    move = seen[0] - stretch * sent[0]
    return round(UNIT / stretch), round(-10 * move / stretch)
