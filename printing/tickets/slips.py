"""Composes slips for one ticket printer; fills the port `SlipComposer`."""

from app.ports.queue import Slip
from printing.tickets.escpos_bytes import picture_bytes
from printing.tickets.picture import SlipPicture
from printing.tickets.words import tibetan
from printing.typesetting.fonts import Fonts
from printing.typesetting.raster import FontRaster

WIDE, NARROW = 576, 384
"""Dots across 80 mm and 58 mm paper at 203 dpi."""


class EscposSlips:
    """Slips for a printer of `dots` across.

    Args:
        cuts: whether it has a cutter.
    """

    def __init__(self, fonts: Fonts, dots: int = WIDE, *, cuts: bool = True) -> None:
        self._picture = SlipPicture(FontRaster(fonts), dots, tibetan())
        self._cuts = cuts

    def compose(self, slip: Slip) -> bytes:
        """Return the bytes for the printer; see `app.ports.queue.SlipComposer`."""
        return picture_bytes(self._picture.draw(slip), cuts=self._cuts)
