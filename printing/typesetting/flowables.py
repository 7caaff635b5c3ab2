"""A paragraph of ours as a reportlab flowable: it stands in frames and table cells and splits over pages."""

from collections.abc import Sequence
from typing import Literal

from reportlab.platypus import Flowable

from printing.typesetting.canvas import PaperCanvas
from printing.typesetting.fonts import Fonts
from printing.typesetting.layout import Line, Span, baselines, lay_out
from printing.typesetting.pdf_text import draw_line

Align = Literal["left", "center", "right", "justify"]
_TOGETHER = 2
"""So many lines of a paragraph stand at least at the foot of a page, and at the top of the next."""
_SLACK = 0.01
"""Points of room that a table may take from a cell by its own rounding."""


class TextBlock(Flowable):
    """A paragraph in one or several styles.

    Args:
        spans: the paragraph; a line feed ends a line.
        leading: distance of baselines, in sizes of the text.
    """

    def __init__(
        self, spans: Sequence[Span], fonts: Fonts, align: Align = "left", leading: float = 1.5
    ) -> None:
        super().__init__()
        self.spans = spans
        self._fonts = fonts
        self.align: Align = align
        self._leading = leading
        self._lines: list[Line] = []
        self._laid_for: float | None = None

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """Lay the paragraph out in a width of `aW` points; return the size it takes."""
        if self._laid_for != aW:
            self._lines = lay_out(self.spans, self._fonts, aW, justify=self.align == "justify")
            self._laid_for = aW
        self.width = aW
        self.height = baselines(self._lines, self._leading)[1]
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 - reportlab's names
        """Cut the paragraph after the last line that fits into a height of `aH` points; see `cut`."""
        first, second = self.cut(aW, aH)
        return [part for part in (first, second) if part is not None] if first else []

    def cut(self, width: float, room: float) -> tuple["TextBlock | None", "TextBlock | None"]:
        """Return what fits into a height of `room` points and what does not; either may be nothing.

        No line stands alone on either side of the cut.
        """
        self.wrap(width, room)
        fitting = 0
        while fitting < len(self._lines) and self._height_of(fitting + 1) <= room + _SLACK:
            fitting += 1
        if fitting == len(self._lines):
            return self, None
        if len(self._lines) - fitting < _TOGETHER:
            fitting = len(self._lines) - _TOGETHER
        if fitting < _TOGETHER:
            return None, self
        return self._part(self._lines[:fitting], width), self._part(self._lines[fitting:], width)

    def draw(self) -> None:
        """Draw the lines; the flowable's origin is its lower left corner."""
        canvas = self.canv
        if not isinstance(canvas, PaperCanvas):
            raise TypeError("text is drawn on a PaperCanvas")
        for line, depth in zip(self._lines, baselines(self._lines, self._leading)[0], strict=True):
            draw_line(canvas, line, self._indent(line), self.height - depth)

    def _indent(self, line: Line) -> float:
        room = self.width - line.width
        return {"center": room / 2, "right": room}.get(self.align, 0.0)

    def _height_of(self, count: int) -> float:
        return baselines(self._lines[:count], self._leading)[1]

    def _part(self, lines: list[Line], width: float) -> "TextBlock":
        part = TextBlock(self.spans, self._fonts, self.align, self._leading)
        part._lines = lines
        part._laid_for = width
        return part
