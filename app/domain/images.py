"""Pictures as pure data: pages of a paper for the screen and the spooler."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

TextAlign: TypeAlias = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page as pixels.

    Attributes:
        width: pixels.
        height: pixels.
        channels: bytes a pixel: 1 is grey (0 black, 255 white), 3 is red, green, blue.
        pixels: row by row from the top, without padding.
    """

    width: int
    height: int
    channels: Literal[1, 3]
    pixels: bytes

    def __post_init__(self) -> None:
        wanted = self.width * self.height * self.channels
        if len(self.pixels) != wanted:
            raise ValueError(f"{self.width}x{self.height} pixels need {wanted} bytes, not {len(self.pixels)}")
