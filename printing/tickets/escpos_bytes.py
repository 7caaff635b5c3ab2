"""The one module that speaks to python-escpos: a picture as the bytes a thermal printer prints."""

from typing import Final

from escpos.printer import Dummy
from PIL import Image, ImageOps

from app.domain.device_records import Bitmap

_PROFILES: Final = {576: "NT-80-V-UL", 384: "ZJ-5870"}
"""Profiles of the right width; nothing else of them is used, and without one the library writes to stdout."""
_STRIP: Final = 240
"""Rows in one command: cheap printers hold no more than 255 (protocols §9)."""
_FEED_AND_CUT: Final = bytes.fromhex("1D 56 42 10")
_FEED: Final = bytes.fromhex("1B 64 05")


def picture_bytes(picture: Bitmap, *, cuts: bool) -> bytes:
    """Return the bytes that print a picture and let it be taken.

    Args:
        picture: as wide as the paper, 1 is black.
        cuts: whether the printer has a cutter; else the paper is fed to the tear-off edge.
    """
    printer = Dummy(profile=_PROFILES[picture.width])
    printer.hw("INIT")
    dots = Image.frombytes("1", (picture.width, picture.height), picture.rows)
    printer.image(ImageOps.invert(dots.convert("L")), impl="bitImageRaster", fragment_height=_STRIP)
    return bytes(printer.output) + (_FEED_AND_CUT if cuts else _FEED)
