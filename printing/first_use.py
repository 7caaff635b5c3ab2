"""What is made when it is first wanted, so that no window waits for fonts: papers, slips, lines of text."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.attendance_sheet import MonthTable
    from app.domain.certificate_templates import Template
    from app.domain.device_records import Bitmap
    from app.domain.hall_papers import DayList, ItemPaper, PaymentNotice
    from app.domain.images import PageImage
    from app.domain.papers import Paper
    from app.domain.printer_fit import PrinterFit
    from app.ports.certificates import CertificateSheet
    from app.ports.queue import SlipComposer
    from printing.certificates.composer import CertificateSheets
    from printing.composer import PaperComposer
    from printing.typesetting.fonts import Fonts


class FirstUseComposer:
    """Composes every page, and loads what that takes when the first is wanted: no window waits for it."""

    @cached_property
    def _fonts(self) -> Fonts:
        from printing.typesetting.fonts import Fonts

        return Fonts()

    @cached_property
    def _papers(self) -> PaperComposer:
        from printing.composer import PaperComposer

        return PaperComposer(self._fonts)

    @cached_property
    def _certificates(self) -> CertificateSheets:
        from printing.certificates.composer import CertificateSheets

        return CertificateSheets(self._fonts)

    def compose(self, paper: Paper) -> bytes:
        """Return the paper as a PDF file; see `app.ports.printing.Composer`."""
        return self._papers.compose(paper)

    def page_images(self, pdf: bytes, dpi: int, *, colour: bool = False) -> Sequence[PageImage]:
        """Return the pages as pictures; see `app.ports.printing.Composer`."""
        return self._papers.page_images(pdf, dpi, colour=colour)

    def compose_item(self, paper: ItemPaper) -> bytes:
        """Return a paper about a service item; see `app.ports.printing.HallPaperComposer`."""
        return self._papers.compose_item(paper)

    def compose_list(self, paper: DayList) -> bytes:
        """Return the list of a day; see `app.ports.printing.HallPaperComposer`."""
        return self._papers.compose_list(paper)

    def compose_payment(self, paper: PaymentNotice) -> bytes:
        """Return the notice of a payment; see `app.ports.printing.HallPaperComposer`."""
        return self._papers.compose_payment(paper)

    def compose_sheets(self, tables: Sequence[MonthTable]) -> bytes:
        """Return sheets to sign; see `app.ports.printing.HallPaperComposer`."""
        return self._papers.compose_sheets(tables)

    def templates(self) -> tuple[Template, ...]:
        """Return the program's templates; see `app.ports.certificates.CertificateComposer`."""
        return self._certificates.templates()

    def compose_certificate(self, sheet: CertificateSheet) -> bytes:
        """Return one sheet of a certificate; see `app.ports.certificates.CertificateComposer`."""
        return self._certificates.compose_certificate(sheet)

    def ruler(self, width: float, height: float, fit: PrinterFit) -> bytes:
        """Return the ruler test page; see `app.ports.certificates.CertificateComposer`."""
        return self._certificates.ruler(width, height, fit)


class FirstUseSlips:
    """Sets what goes to ticket printers and bitmap displays."""

    @cached_property
    def _fonts(self) -> Fonts:
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
