"""Composes slips for one ticket printer; fills the port `SlipComposer`."""

from app.ports.queue import Slip
from printing.tickets.escpos_bytes import picture_bytes
from printing.tickets.picture import SlipPicture
from printing.tickets.words import NUMBER, tibetan
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
        self._raster, self._dots, self._cuts = FontRaster(fonts), dots, cuts
        self._picture = SlipPicture(self._raster, dots, tibetan())

    def compose(self, slip: Slip) -> bytes:
        """Return the bytes for the printer; see `app.ports.queue.SlipComposer`."""
        return picture_bytes(self._picture.draw(slip), cuts=self._cuts)

    def test_ticket(self) -> bytes:
        """Return the bytes of a slip that says it is a test, with a word in both scripts."""
        text = f"打印测试\n{NUMBER} {tibetan().get(NUMBER, '')}\n0123456789"
        return picture_bytes(self._raster.bitmap(text, 48, self._dots, align="center"), cuts=self._cuts)
