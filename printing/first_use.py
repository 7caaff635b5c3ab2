"""What is made when it is first wanted, so that no window waits for fonts: papers, slips, lines of text."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from app.domain.device_records import Bitmap
from app.domain.images import PageImage
from app.domain.papers import Paper
from app.ports.printing import Composer
from app.ports.queue import SlipComposer

if TYPE_CHECKING:
    from printing.typesetting.fonts import Fonts


class FirstUseComposer:
    """Composes papers, and loads what that takes when the first is wanted: no window waits for it."""

    @cached_property
    def _composer(self) -> Composer:
        from printing.composer import PaperComposer
        from printing.typesetting.fonts import Fonts

        return PaperComposer(Fonts())

    def compose(self, paper: Paper) -> bytes:
        """Return the paper as a PDF file; see `app.ports.printing.Composer`."""
        return self._composer.compose(paper)

    def page_images(self, pdf: bytes, dpi: int, *, colour: bool = False) -> Sequence[PageImage]:
        """Return the pages as pictures; see `app.ports.printing.Composer`."""
        return self._composer.page_images(pdf, dpi, colour=colour)


class FirstUseSlips:
    """Sets what goes to ticket printers and bitmap displays."""

    @cached_property
    def _fonts(self) -> "Fonts":
        from printing.typesetting.fonts import Fonts

        return Fonts()

    def slips(self, dots: int = 576, *, cuts: bool = True) -> SlipComposer:
        """Return what composes tickets for a printer of `dots` across, with a cutter or without."""
        from printing.tickets.slips import EscposSlips

        return EscposSlips(self._fonts, dots, cuts=cuts)

    def test_ticket(self) -> bytes:
        """Return the bytes of a ticket that says it is a test."""
        from printing.tickets.slips import EscposSlips

        return EscposSlips(self._fonts).test_ticket()

    def line(self, text: str, width: int, height: int) -> Bitmap:
        """Return a line in the middle of a display of a width and height in dots."""
        from printing.typesetting.raster import FontRaster

        return FontRaster(self._fonts).bitmap(text, height * 3 // 5, width, align="center")
