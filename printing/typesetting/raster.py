"""The layout of the papers as a 1-bit bitmap: text of tickets and LED displays."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from PIL import Image

from app.domain.device_records import Bitmap
from app.domain.images import TextAlign
from printing.typesetting.fonts import Fonts
from printing.typesetting.harfbuzz import PlacedGlyph, draw_grey
from printing.typesetting.layout import Line, Span, Style, baselines, lay_out

_INKED = 110
"""A pixel is black when ink covers this much of it (of 255)."""
_BODY_STRENGTH = 0.02
_BOLD_STRENGTH = 0.04
"""Fattening in em: a thermal head burns thin strokes away."""
_TINY = 20
"""Below so many pixels fattening would clog the strokes of an LED display."""
_ENDLESS = float(10**6)


@dataclass(frozen=True, slots=True)
class RasterBlock:
    """A paragraph of a bitmap; sizes are pixels."""

    spans: Sequence[Span]
    align: TextAlign = "left"
    leading: float = 1.6


class FontRaster:
    """Sets text as bitmaps; fills the port `TextRaster`."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts

    def bitmap(
        self,
        text: str,
        size: int,
        width: int | None = None,
        *,
        align: TextAlign = "left",
        bold: bool = False,
        leading: float = 1.6,
    ) -> Bitmap:
        """Set one text; see `app.ports.printing.TextRaster`."""
        return self.blocks([RasterBlock([Span(text, Style(size, bold, "plain"))], align, leading)], width)

    def blocks(self, blocks: Iterable[RasterBlock], width: int | None = None) -> Bitmap:
        """Set paragraphs below each other; without a width, each line is as wide as it is.

        Raises:
            RuleError: `printing.missing_characters`.
        """
        room = _ENDLESS if width is None else float(width)
        laid = [
            (block, [_fattened(line) for line in lay_out(block.spans, self._fonts, room)]) for block in blocks
        ]
        if width is None:
            width = max((math.ceil(line.width) for _, lines in laid for line in lines), default=0)
        rows: list[tuple[Line, float, float]] = []
        top = 0
        for block, lines in laid:
            depths, height = baselines(lines, block.leading)
            for line, depth in zip(lines, depths, strict=True):
                rows.append((line, _indent(line, width, block.align), top + depth))
            top += math.ceil(height)
        return _thresholded(draw_grey(_placed(rows, top), width, top), width, top)


def _fattened(line: Line) -> Line:
    """Give the ink of deep stacks the room that fattening and rounding to pixels take."""
    fat = math.ceil(_BOLD_STRENGTH * line.size)
    return replace(line, above=line.above and line.above + fat, below=line.below and line.below + fat)


def _indent(line: Line, width: int, align: TextAlign) -> float:
    room = width - line.width
    return {"left": 0.0, "center": room // 2, "right": room}[align]


def _placed(rows: Iterable[tuple[Line, float, float]], height: int) -> Iterator[PlacedGlyph]:
    for line, indent, depth in rows:
        x = indent
        y = height - round(depth)
        for run in line.runs:
            scale = run.style.size / run.face.upem
            strength = _strength(run.style)
            for glyph in run.glyphs:
                yield PlacedGlyph(
                    run.face, glyph.gid, scale, x + glyph.dx * scale, y + glyph.dy * scale, strength
                )
                x += glyph.advance * scale


def _strength(style: Style) -> float:
    if style.bold:
        return _BOLD_STRENGTH
    return _BODY_STRENGTH if style.size >= _TINY else 0.0


def _thresholded(grey: bytes, width: int, height: int) -> Bitmap:
    if not width or not height:
        return Bitmap(width, height, b"")
    image = Image.frombytes("L", (width, height), grey)
    # The threshold comes first: converting grey to one bit would dither.
    return Bitmap(
        width, height, image.point([255 * (value >= _INKED) for value in range(256)], "1").tobytes()
    )
