"""Pixels as Onbon bitmap cards want them: inverted, padded to the display's grid (protocols §2)."""

from collections.abc import Iterator
from enum import Enum
from itertools import chain

from app.domain.device_records import Bitmap
from app.errors import DeviceError


class Colour(Enum):
    """What lights up; every colour but `SINGLE` is for a display with red and green diodes."""

    SINGLE = "single"
    RED = "red"
    GREEN = "green"
    YELLOW = "yellow"

    @property
    def planes(self) -> tuple[bool, ...]:
        """Return which of the planes (red, green) carry the picture."""
        return {
            Colour.SINGLE: (True,),
            Colour.RED: (True, False),
            Colour.GREEN: (False, True),
            Colour.YELLOW: (True, True),
        }[self]


class WordOrder(Enum):
    """Bytes of a 6E card's 32-pixel words on the wire; nobody has published which (§2), hence a setting."""

    BIG = "big"
    LITTLE = "little"


def _dark_rows(bitmap: Bitmap, x: int, grid: int) -> Iterator[bytes]:
    """Yield rows in which 0 is lit, padded with 1 to the display's grid on both edges."""
    stride = (bitmap.width + 7) // 8
    left = x % grid
    total = -(-(left + bitmap.width) // grid) * grid
    for at in range(0, len(bitmap.rows), stride):
        lit = int.from_bytes(bitmap.rows[at : at + stride], "big") >> (stride * 8 - bitmap.width)
        dark = ((1 << total) - 1) ^ (lit << (total - left - bitmap.width))
        yield dark.to_bytes(total // 8, "big")


def pack_5e(bitmap: Bitmap, x: int = 0, colour: Colour = Colour.SINGLE) -> bytes:
    """Return the pixels for a 5E area at `x`: rows of bytes, red and green byte by byte in turn."""
    rows = b"".join(_dark_rows(bitmap, x, 8))
    if colour is Colour.SINGLE:
        return rows
    planes = [rows if lit else b"\xff" * len(rows) for lit in colour.planes]
    return bytes(chain.from_iterable(zip(*planes, strict=True)))


def pack_6e(
    bitmap: Bitmap, x: int = 0, colour: Colour = Colour.SINGLE, order: WordOrder = WordOrder.BIG
) -> bytes:
    """Return the pixels for a 6E area at `x`: 32-pixel words, all red rows, then all green rows."""
    rows = b"".join(_dark_rows(bitmap, x, 32))
    if order is WordOrder.LITTLE:
        rows = b"".join(rows[at : at + 4][::-1] for at in range(0, len(rows), 4))
    return b"".join(rows if lit else b"\xff" * len(rows) for lit in colour.planes)


def unpack_5e(pixels: bytes, x: int, width: int, height: int) -> Bitmap:
    """Read the pixels of a single-colour or two-colour 5E area: what any of its diodes lights.

    Raises:
        DeviceError: `device.garbled`, the number of bytes does not fit the area.
    """
    plane = -(-(x % 8 + width) // 8) * height
    if not plane or len(pixels) not in (plane, 2 * plane):
        raise DeviceError("device.garbled")
    colours = len(pixels) // plane
    dark = pixels if colours == 1 else bytes(a & b for a, b in zip(pixels[::2], pixels[1::2], strict=True))
    return _lit(dark, x % 8, width, height)


def unpack_6e(pixels: bytes, x: int, width: int, height: int, order: WordOrder = WordOrder.BIG) -> Bitmap:
    """Read the pixels of a 6E area: what any of its diodes lights.

    Raises:
        DeviceError: `device.garbled`, the number of bytes does not fit the area.
    """
    plane = -(-(x % 32 + width) // 32) * 4 * height
    if not plane or len(pixels) not in (plane, 2 * plane):
        raise DeviceError("device.garbled")
    dark = bytes(a & b for a, b in zip(pixels[:plane], pixels[-plane:], strict=True))
    if order is WordOrder.LITTLE:
        dark = b"".join(dark[at : at + 4][::-1] for at in range(0, len(dark), 4))
    return _lit(dark, x % 32, width, height)


def _lit(dark: bytes, left: int, width: int, height: int) -> Bitmap:
    stride, out = len(dark) // height, (width + 7) // 8
    rows = bytearray()
    for at in range(0, len(dark), stride):
        row = int.from_bytes(dark[at : at + stride], "big") >> (stride * 8 - left - width)
        lit = ~row & ((1 << width) - 1)
        rows += (lit << (out * 8 - width)).to_bytes(out, "big")
    return Bitmap(width, height, bytes(rows))


def centred(bitmap: Bitmap, width: int, height: int) -> Bitmap:
    """Return the picture in the middle of a dark one that is `width` × `height` pixels large."""
    left, top = (width - bitmap.width) // 2, (height - bitmap.height) // 2
    stride, out = (bitmap.width + 7) // 8, (width + 7) // 8
    rows = bytearray(top * out)
    for at in range(0, len(bitmap.rows), stride):
        lit = int.from_bytes(bitmap.rows[at : at + stride], "big") >> (stride * 8 - bitmap.width)
        rows += (lit << (out * 8 - left - bitmap.width)).to_bytes(out, "big")
    return Bitmap(width, height, bytes(rows.ljust(height * out, b"\0")))
