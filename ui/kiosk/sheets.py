"""How many tiles a screen holds, and which of them a sheet shows."""

from collections.abc import Sequence
from typing import TypeVar

from ui.theme import LG

T = TypeVar("T")

# Px at 100 %: band, foot and the question with their distances; a tile by what stands on it.
_AROUND, _PRIORITY, _DEPARTMENT, _SERVICE, _SCRIPT, _WIDEST = 490, 188, 180, 152, 58, 430
_UNDER, _BRIEF = 46, 18  # the line under the question; characters that take two lines of a tile
_BESIDE, _DOORS, _DOORS_LARGE = 328, 164, 132  # band and foot alone; the doors above the grid
DOORS_WIDTH = 400
"""Of the doors beside the departments, on a screen that lies."""


def department_grid(room: tuple[float, float], *, both: bool, large: bool = False) -> tuple[int, int]:
    """Return columns and rows of departments for a screen of that width and height in px at 100 %.

    On a screen that stands the doors take a row above them, on one that lies a column beside.

    Args:
        large: whether the question and the doors stand without the lines under them, for want of height.
    """
    width, height = room
    least = _DEPARTMENT + (_SCRIPT if both else 0)
    if width > height:
        return max(int((width - DOORS_WIDTH) // _WIDEST), 1), _rows(height - _BESIDE, least)
    doors = (_DOORS_LARGE - _UNDER if large else _DOORS) + (_SCRIPT if both else 0)
    return max(int(width // _WIDEST), 1), _rows(height - _AROUND - doors, least)


def first_names(names: Sequence[str]) -> Sequence[str]:
    """Return as many names as two lines of a tile hold, one at least."""
    held = len(names)
    while held > 1 and sum(map(len, names[:held])) + held > _BRIEF:
        held -= 1
    return names[:held]


def service_grid(room: tuple[float, float], *, both: bool) -> tuple[int, int]:
    """Return columns and rows of services, beside the tile for priority."""
    width, height = room
    least = _SERVICE + (_SCRIPT if both else 0)
    return (1 if width < height else 2), _rows(height - _AROUND - _PRIORITY, least)


def sheet_of(everything: Sequence[T], first: int, size: int) -> Sequence[T]:
    """Return what a sheet shows from a place on; a place beyond the end shows the last sheet."""
    last = max((len(everything) - 1) // size * size, 0)
    start = min(first, last)
    return everything[start : start + size]


def _rows(height: float, least: float) -> int:
    return max(int((height + LG) // (least + LG)), 1)
