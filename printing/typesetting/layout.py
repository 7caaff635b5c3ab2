"""Text into lines: shaped runs filled greedily into a width, each line shaped again on its own."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from printing.typesetting.breaks import Breaks, break_class, find_breaks, is_wide
from printing.typesetting.fonts import Family, Fonts
from printing.typesetting.harfbuzz import Face, Glyph

_ROUNDING = 1e-6
_UNSEEN_AT_END = " \u200b\n\v\f\r\x85\u2028\u2029"
_UNFIT_TO_START = frozenset({"BA", "EX", "CL", "CP", "NS", "IS", "GL"})
_MIDDLE = 0.38
"""Height of the middle of a Chinese character above the baseline, in em."""
_CLEARANCE = 0.06
"""Least white between the ink of two lines, in em."""
_LOOSEST = 2.0
"""A line that wants more than so many em of extra space is not justified."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a span looks: size in points (pixels for a bitmap), weight, family."""

    size: float
    bold: bool = False
    family: Family = "text"


@dataclass(frozen=True, slots=True)
class Span:
    """Text of one style; a paragraph is a sequence of spans."""

    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Run:
    """Shaped text of one face and style; glyph clusters count from the start of `text`."""

    face: Face
    style: Style
    text: str
    glyphs: tuple[Glyph, ...]

    @property
    def width(self) -> float:
        """Sum of the advances, in the unit of the style's size."""
        return sum(glyph.advance for glyph in self.glyphs) * self.style.size / self.face.upem


@dataclass(frozen=True, slots=True)
class Line:
    """One line: characters `start` to `end` of the paragraph, without the spaces at its end.

    Attributes:
        size: largest size in the line.
        above: reach of the ink above the baseline; `below` the same downwards.
    """

    start: int
    end: int
    runs: tuple[Run, ...]
    width: float
    size: float
    above: float
    below: float


class _Piece(NamedTuple):
    start: int
    end: int
    run: Run


@dataclass(frozen=True, slots=True)
class _Measured:
    """A paragraph shaped once: advance of each character, and where glyph clusters begin."""

    text: str
    pieces: Sequence[_Piece]
    advances: Sequence[float]
    clusters: frozenset[int]
    breaks: Breaks


def lay_out(spans: Sequence[Span], fonts: Fonts, width: float, *, justify: bool = False) -> list[Line]:
    """Fill lines of at most `width`; an empty paragraph gives one empty line.

    A piece with no place to break that is wider than the line is cut between clusters.

    Args:
        spans: the paragraph; a line feed in it ends a line.
        justify: stretch full lines of Chinese to the width; lines with Tibetan stay ragged.

    Raises:
        RuleError: some characters have no face (`printing.missing_characters`).
    """
    measured = _measure(spans, fonts)
    size = spans[0].style.size
    lines = []
    for start, end in _filled(measured, width):
        line = _line(measured, start, end, size)
        if justify and end < len(measured.text) and end not in measured.breaks.hard:
            line = _justified(line, width)
        lines.append(line)
    return lines or [_line(measured, 0, 0, size)]


def baselines(lines: Sequence[Line], leading: float) -> tuple[list[float], float]:
    """Place lines below each other.

    Args:
        leading: distance of baselines, in sizes of the line; more where deep stacks would touch.

    Returns:
        The depth of each baseline below the top of the block, and the block's height.
    """
    places: list[float] = []
    free = depth = bottom = 0.0
    for line in lines:
        nominal = (leading / 2 + _MIDDLE) * line.size
        baseline = max(free + nominal, bottom + line.above + (_CLEARANCE * line.size if places else 0.0))
        places.append(baseline)
        free = baseline + leading * line.size - nominal
        bottom = baseline + line.below
        depth = max(free, bottom)
    return places, depth


def _measure(spans: Sequence[Span], fonts: Fonts) -> _Measured:
    text = "".join(span.text for span in spans)
    advances = [0.0] * len(text)
    clusters = set()
    pieces = []
    offset = 0
    for span in spans:
        for face, start, end in fonts.family(span.style.family).runs(span.text):
            run = _shaped(face, span.style, span.text[start:end])
            first = offset + start
            pieces.append(_Piece(first, offset + end, run))
            scale = span.style.size / face.upem
            for glyph in run.glyphs:
                advances[first + glyph.cluster] += glyph.advance * scale
                clusters.add(first + glyph.cluster)
        offset += len(span.text)
    return _Measured(text, pieces, advances, frozenset(clusters), find_breaks(text))


def _shaped(face: Face, style: Style, text: str) -> Run:
    return Run(face, style, text, face.shape(text))


def _filled(measured: _Measured, width: float) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(measured.text):
        end = _line_end(measured, start, width)
        yield start, end
        start = end


def _line_end(measured: _Measured, start: int, width: float) -> int:
    used = 0.0
    last = None
    for index in range(start, len(measured.text)):
        if index > start and index in measured.breaks.allowed:
            last = index
            if index in measured.breaks.hard:
                return index
        used += measured.advances[index]
        if used > width + _ROUNDING and measured.text[index] not in _UNSEEN_AT_END:
            return last or _emergency_cut(measured, start, index)
    return len(measured.text)


def _emergency_cut(measured: _Measured, start: int, over: int) -> int:
    """Find the last place between clusters that fits, or the first one if none does."""
    whole = [index for index in range(start + 1, over + 1) if _between_clusters(measured, index)]
    if not whole:
        later = range(over + 1, len(measured.text))
        return next((index for index in later if _between_clusters(measured, index)), len(measured.text))
    comely = [index for index in whole if break_class(measured.text[index]) not in _UNFIT_TO_START]
    return (comely or whole)[-1]


def _between_clusters(measured: _Measured, index: int) -> bool:
    mark = unicodedata.category(measured.text[index])[0] == "M" or break_class(measured.text[index]) == "CM"
    return index in measured.clusters and not mark


def _line(measured: _Measured, start: int, end: int, size: float) -> Line:
    while end > start and measured.text[end - 1] in _UNSEEN_AT_END:
        end -= 1
    inside = [piece for piece in measured.pieces if max(piece.start, start) < min(piece.end, end)]
    runs = tuple(_cut(piece, start, end) for piece in inside)
    above, below = _ink(runs)
    largest = max((run.style.size for run in runs), default=size)
    return Line(start, end, runs, sum(run.width for run in runs), largest, above, below)


def _cut(piece: _Piece, start: int, end: int) -> Run:
    """Shape the part of a piece that is in the line again: letters join otherwise at its ends."""
    if start <= piece.start and end >= piece.end:
        return piece.run
    text = piece.run.text[max(start - piece.start, 0) : end - piece.start]
    return _shaped(piece.run.face, piece.run.style, text)


def _ink(runs: Sequence[Run]) -> tuple[float, float]:
    """Measure the reach of Tibetan ink; Chinese stays within its em and needs no look."""
    above = below = 0.0
    for run in runs:
        if run.face.script == "Tibt":
            scale = run.style.size / run.face.upem
            inks = [(glyph.dy, run.face.ink(glyph.gid)) for glyph in run.glyphs]
            above = max(above, max((rise + top for rise, (top, _) in inks), default=0) * scale)
            below = max(below, -min((rise + bottom for rise, (_, bottom) in inks), default=0) * scale)
    return above, below


def _justified(line: Line, width: float) -> Line:
    """Spread a line of Chinese to the width, between wide characters only."""
    room = width - line.width
    if any(run.face.script == "Tibt" for run in line.runs) or not 0 < room <= _LOOSEST * line.size:
        return line
    gaps = [
        (number, place)
        for number, run in enumerate(line.runs)
        for place, glyph in enumerate(run.glyphs)
        if is_wide(run.text[glyph.cluster])
    ]
    if gaps and gaps[-1] == (len(line.runs) - 1, len(line.runs[-1].glyphs) - 1):
        gaps.pop()
    runs = list(line.runs)
    given = 0.0
    for count, (number, place) in enumerate(gaps, 1):
        run = runs[number]
        unit = run.style.size / run.face.upem
        extra = round((room * count / len(gaps) - given) / unit)
        given += extra * unit
        glyph = run.glyphs[place]._replace(advance=run.glyphs[place].advance + extra)
        runs[number] = replace(run, glyphs=(*run.glyphs[:place], glyph, *run.glyphs[place + 1 :]))
    return replace(line, runs=tuple(runs), width=line.width + given)
