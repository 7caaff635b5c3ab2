"""A text in its box: one line, several, or a character a cell; set smaller before it would leave the box."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportlab.lib.units import mm

from app.domain.certificate_templates import Fitting, TextBox
from app.domain.text import graphemes
from app.errors import RuleError
from printing.typesetting.fonts import Fonts
from printing.typesetting.layout import Line, Span, Style, baselines, lay_out

SMALLEST = 4.0
"""Points below which a laser printer's characters run together."""
_STEP = 0.25
_SOMEWHAT_SMALLER = 0.8
_ENDLESS = float(10**6)
_SLACK = 0.01


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line with its left end and baseline in points from the paper's top left corner."""

    line: Line
    x: float
    depth: float


@dataclass(frozen=True, slots=True)
class _Room:
    left: float
    top: float
    width: float
    height: float


def fit(text: str, box: TextBox, fonts: Fonts) -> list[PlacedLine]:
    """Set a text into its box, wholly.

    Raises:
        RuleError: `certificate.too_long`: it does not go in at `SMALLEST` points, or has more characters
            than cells.
    """
    room = _Room(*(number * mm for number in box.at))
    if not text:
        return []
    if box.fitting is Fitting.CELLS:
        return list(_in_cells(text, box, fonts, room))
    if box.align == "spread":
        return list(_spread(text, box, fonts, room))
    for size in _sizes(box.size, _least_in_one_line(box)):
        lines = _laid(text, box, fonts, size, _ENDLESS)
        if _goes_in(lines, box, room):
            return list(_placed(lines, box, room))
    sizes = list(_sizes(box.size, min(SMALLEST, box.size)))
    return list(_placed(_largest(text, box, fonts, room, sizes), box, room))


def _least_in_one_line(box: TextBox) -> float:
    """Return the smallest size at which one line is better than several: no last character stands alone."""
    if box.fitting is Fitting.SHRINK:
        return box.least
    return box.size if box.top else _SOMEWHAT_SMALLER * box.size


def _sizes(largest: float, least: float) -> Iterator[float]:
    count = int((largest - least) / _STEP)
    yield from (largest - step * _STEP for step in range(count + 1))


def _largest(text: str, box: TextBox, fonts: Fonts, room: _Room, sizes: list[float]) -> list[Line]:
    """Return the lines of the largest size that goes in: mostly the wished one, else found by halving."""
    wished = _laid(text, box, fonts, sizes[0], room.width)
    if _goes_in(wished, box, room):
        return wished
    found: list[Line] | None = None
    low, high = 1, len(sizes)
    while low < high:
        middle = (low + high) // 2
        lines = _laid(text, box, fonts, sizes[middle], room.width)
        if _goes_in(lines, box, room):
            found, high = lines, middle
        else:
            low = middle + 1
    if found is None:
        raise _too_long(text, box)
    return found


def _laid(text: str, box: TextBox, fonts: Fonts, size: float, width: float) -> list[Line]:
    style = Style(size, box.bold, box.family)
    return lay_out([Span(text, style)], fonts, width, justify=box.align == "justify" and width < _ENDLESS)


def _goes_in(lines: list[Line], box: TextBox, room: _Room) -> bool:
    height = baselines(lines, box.leading)[1]
    return height <= room.height + _SLACK and max(line.width for line in lines) <= room.width + _SLACK


def _placed(lines: list[Line], box: TextBox, room: _Room) -> Iterator[PlacedLine]:
    depths, height = baselines(lines, box.leading)
    top = room.top + (0.0 if box.top else (room.height - height) / 2)
    share = {"center": 0.5, "right": 1.0}.get(box.align, 0.0)
    for line, depth in zip(lines, depths, strict=True):
        yield PlacedLine(line, room.left + (room.width - line.width) * share, top + depth)


def _in_cells(text: str, box: TextBox, fonts: Fonts, room: _Room) -> Iterator[PlacedLine]:
    parts = graphemes(text)
    if len(parts) > box.cells:
        raise _too_long(text, box)
    width = room.width / box.cells
    yield from _row(parts, box, fonts, room, [(at * width, width) for at in range(len(parts))])


def _spread(text: str, box: TextBox, fonts: Fonts, room: _Room) -> Iterator[PlacedLine]:
    """Set the first character at the left edge, the last at the right, the others evenly between."""
    parts = graphemes(text)
    widths = [_laid(part, box, fonts, box.size, _ENDLESS)[0].width for part in parts]
    total = sum(widths)
    if total > room.width + _SLACK:
        raise _too_long(text, box)
    gap = (room.width - total) / max(len(parts) - 1, 1)
    places = [(sum(widths[:at]) + gap * at, width) for at, width in enumerate(widths)]
    yield from _row(parts, box, fonts, room, places)


def _row(
    parts: list[str], box: TextBox, fonts: Fonts, room: _Room, places: list[tuple[float, float]]
) -> Iterator[PlacedLine]:
    """Set each part in the middle of its place, all at the largest size at which each goes in."""
    lines = [_laid(part, box, fonts, box.size, _ENDLESS)[0] for part in parts]
    tallest = max(baselines([line], box.leading)[1] for line in lines) / room.height
    widest = max(line.width / width for line, (_, width) in zip(lines, places, strict=True))
    if max(tallest, widest) > 1:
        size = box.size / max(tallest, widest)
        lines = [_laid(part, box, fonts, size, _ENDLESS)[0] for part in parts]
    blocks = [baselines([line], box.leading) for line in lines]
    above, height = max(depths[0] for depths, _ in blocks), max(height for _, height in blocks)
    top = room.top + (0.0 if box.top else (room.height - height) / 2)
    for line, (left, width) in zip(lines, places, strict=True):
        yield PlacedLine(line, room.left + left + (width - line.width) / 2, top + above)


def _too_long(text: str, box: TextBox) -> RuleError:
    return RuleError("certificate.too_long", box=box.name, length=len(text))
