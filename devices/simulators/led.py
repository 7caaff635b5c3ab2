"""What a person sees of a simulated display: diodes and seven-segment digits as pictures."""

import io
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TypeAlias

from PIL import Image, ImageChops, ImageDraw, ImageFont

from app.domain.device_records import Bitmap

Rgb: TypeAlias = tuple[int, int, int]

RED: Rgb = (255, 60, 40)
GREEN: Rgb = (70, 235, 90)
YELLOW: Rgb = (255, 200, 60)
_DARK: Rgb = (46, 24, 22)
_CASE: Rgb = (14, 14, 16)
_PITCH = 6
_FONT = "NotoSansSC_400Regular.ttf"


@cache
def font(size: int, path: Path | None = None) -> ImageFont.FreeTypeFont:
    """Return a face for text in pictures, the vendored Chinese one unless a path is given."""
    data = path.read_bytes() if path else files("printing").joinpath("fonts", _FONT).read_bytes()
    return ImageFont.truetype(io.BytesIO(data), size)


def picture(bitmap: Bitmap) -> Image.Image:
    """Return a bitmap as an image of mode 1."""
    return Image.frombytes("1", (bitmap.width, bitmap.height), bitmap.rows)


def cells(text: str, letter: int, path: Path | None = None) -> Image.Image:
    """Return text as a card with a fixed-width font draws it: Chinese in square cells, ASCII in half ones."""
    widths = [letter // 2 if character.isascii() else letter for character in text]
    drawn = Image.new("L", (max(1, sum(widths)), letter))
    pen = ImageDraw.Draw(drawn)
    left = 0
    for character, width in zip(text, widths, strict=True):
        size = letter if width == letter else round(letter * 0.85)
        pen.text((left + width / 2, letter / 2), character, 255, font(size, path), anchor="mm")
        left += width
    return drawn.point(lambda grey: 255 * (grey > 96)).convert("1")


class LedPanel:
    """A field of diodes, dark at first; it grows when something is put beyond its edge."""

    def __init__(self, width: int, height: int) -> None:
        self._diodes = Image.new("RGB", (width, height), _DARK)

    def clear(self) -> None:
        """Darken every diode."""
        self._diodes.paste(_DARK, (0, 0, *self._diodes.size))

    def put(self, lit: Image.Image, x: int, y: int, colour: Rgb = RED) -> None:
        """Light the pixels of an image of mode 1 and darken its others."""
        old = self._diodes
        size = (max(old.width, x + lit.width), max(old.height, y + lit.height))
        self._diodes = Image.new("RGB", size, _DARK)
        self._diodes.paste(old, (0, 0))
        self._diodes.paste(_DARK, (x, y, x + lit.width, y + lit.height))
        self._diodes.paste(colour, (x, y), lit)

    def save(self, path: Path) -> None:
        """Write the panel as a person sees it."""
        width, height = self._diodes.size
        size = (width * _PITCH, height * _PITCH)
        dot = Image.new("L", (_PITCH * 4, _PITCH * 4))
        ImageDraw.Draw(dot).ellipse((2, 2, _PITCH * 4 - 3, _PITCH * 4 - 3), 255)
        mask = Image.new("L", size)
        dot = dot.resize((_PITCH, _PITCH), Image.Resampling.LANCZOS)
        for left in range(0, size[0], _PITCH):
            mask.paste(dot, (left, 0))
        row = mask.crop((0, 0, size[0], _PITCH))
        for top in range(0, size[1], _PITCH):
            mask.paste(row, (0, top))
        seen = ImageChops.multiply(
            self._diodes.resize(size, Image.Resampling.NEAREST), Image.merge("RGB", (mask, mask, mask))
        )
        _framed(seen).save(path)


_STROKES = {  # of a digit 10 wide and 18 high, bit 0 first: a, b, c, d, e, f, g
    0: ((1, 0), (9, 0)),
    1: ((10, 1), (10, 8)),
    2: ((10, 10), (10, 17)),
    3: ((1, 18), (9, 18)),
    4: ((0, 10), (0, 17)),
    5: ((0, 1), (0, 8)),
    6: ((1, 9), (9, 9)),
}


def save_digits(digits: Sequence[int], path: Path) -> None:
    """Write seven-segment digits as a person sees them; bit 0 is a (top), 6 is g (middle), 7 the point."""
    scale, gap = 6, 17
    seen = Image.new("RGB", (gap * scale * len(digits), 24 * scale), _CASE)
    pen = ImageDraw.Draw(seen)
    for place, segments in enumerate(digits):
        left, top = (place * gap + 2) * scale, 3 * scale
        for bit, ((x1, y1), (x2, y2)) in _STROKES.items():
            ends = (left + x1 * scale, top + y1 * scale, left + x2 * scale, top + y2 * scale)
            pen.line(ends, RED if segments >> bit & 1 else _DARK, width=9)
        x, y = left + 12 * scale, top + 18 * scale
        pen.ellipse((x - 5, y - 5, x + 5, y + 5), RED if segments & 0x80 else _DARK)
    _framed(seen).save(path)


def _framed(seen: Image.Image) -> Image.Image:
    framed = Image.new("RGB", (seen.width + 24, seen.height + 24), _CASE)
    framed.paste(seen, (12, 12))
    return framed
