"""The paper strip of a simulated ticket printer: what is put on it, line by line, until it is cut."""

from functools import lru_cache

from PIL import Image, ImageOps

from app.domain.device_records import Bitmap
from devices.simulators.led import cells

LETTER = 24
SPACING = 30
"""Dots from line to line after `ESC @` (1/6 inch at 180 dpi)."""

_LONGEST = 20_000


class Paper:
    """A strip of paper, `width` dots wide.

    Attributes:
        align: 0 left, 1 centre, 2 right.
        scale: how many times wider and higher letters are.
        bold: whether letters are bold.
        spacing: dots from line to line.
    """

    def __init__(self, width: int) -> None:
        self.width = width
        self._pieces: list[tuple[int, int, Image.Image]] = []
        self._line: list[Image.Image] = []
        self._used = 0
        self.initialise()

    def initialise(self) -> None:
        """Go back to the state after power-on; what is printed stays."""
        self.align, self.scale, self.bold, self.spacing = 0, (1, 1), False, SPACING
        self._line = []

    def text(self, text: str) -> None:
        """Put text into the line."""
        for character in text:
            letter = _letter(character)
            if self.bold:
                heavy = letter.copy()
                heavy.paste(letter, (1, 0), letter)
                letter = heavy
            self.piece(letter, *self.scale)

    def piece(self, dots: Image.Image, wide: int = 1, high: int = 1) -> None:
        """Put dots into the line, breaking it where it is full."""
        scaled = _scaled(dots, wide, high)
        if sum(image.width for image in self._line) + scaled.width > self.width:
            self.line_feed()
        self._line.append(scaled)

    def line_feed(self) -> None:
        """Print the line and go to the next one."""
        height = max((image.height for image in self._line), default=0)
        left = self._left(sum(image.width for image in self._line))
        for image in self._line:
            self._print(image, left, self._used + height - image.height)
            left += image.width
        self._line = []
        self.feed(max(self.spacing, height))

    def raster(self, dots: Image.Image, wide: int = 1, high: int = 1) -> None:
        """Print dots at once, below what is printed; dots beyond the paper's edge are lost."""
        if self._line:
            self.line_feed()
        scaled = _scaled(dots, wide, high)
        self._print(scaled, self._left(scaled.width), self._used)
        self.feed(scaled.height)

    def feed(self, dots: int) -> None:
        """Move the paper on."""
        self._used = min(self._used + dots, _LONGEST)

    def seen(self) -> Bitmap:
        """Return what is on the strip; 1 is black."""
        strip = Image.new("1", (self.width, self._used))
        for left, top, image in self._pieces:
            strip.paste(1, (left, top), image)
        return Bitmap(self.width, self._used, strip.tobytes())

    def cut(self) -> Bitmap:
        """Cut the strip off and return what is on it."""
        if self._line:
            self.line_feed()
        seen = self.seen()
        self._pieces, self._used = [], 0
        return seen

    def _left(self, width: int) -> int:
        return max(0, (0, (self.width - width) // 2, self.width - width)[self.align])

    def _print(self, image: Image.Image, left: int, top: int) -> None:
        if top < _LONGEST:
            self._pieces.append((left, top, image))


@lru_cache(2048)
def _letter(character: str) -> Image.Image:
    return cells(character, LETTER)


def _scaled(dots: Image.Image, wide: int, high: int) -> Image.Image:
    return dots.resize((dots.width * wide, dots.height * high), Image.Resampling.NEAREST)


def photograph(strip: Bitmap) -> Image.Image:
    """Return a strip as a person sees it: black on white, with a margin."""
    dots = Image.frombytes("1", (strip.width, strip.height), strip.rows).convert("L")
    return ImageOps.expand(ImageOps.invert(dots), border=16, fill=255)
