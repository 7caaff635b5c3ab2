"""The one module that speaks to segno: QR codes as squares to draw."""

import re
from typing import NamedTuple

import segno

QUIET_ZONE = 4
"""White modules around a code (ISO/IEC 18004)."""

_LIKE_NOISE = 100
"""A text this long is a signed code: it looks random under any mask, and trying all eight takes longest."""
_ANY_MASK = 0
_DARK = re.compile(rb"\x01+")


class QrCode(NamedTuple):
    """A code of `side` modules, without its quiet zone; `bars` are (column, row from the top, length)."""

    side: int
    bars: tuple[tuple[int, int, int], ...]


def qr_code(text: str) -> QrCode:
    """Make the QR code of a text, error correction M; dark modules side by side make one bar."""
    mask = _ANY_MASK if len(text) >= _LIKE_NOISE else None
    matrix = segno.make(text, error="m", micro=False, mask=mask).matrix
    bars = [
        (found.start(), row, found.end() - found.start())
        for row, modules in enumerate(matrix)
        for found in _DARK.finditer(modules)
    ]
    return QrCode(len(matrix), tuple(bars))
