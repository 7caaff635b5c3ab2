"""What the inside asks of composing: papers as PDF, pages as pictures, text as bitmaps for devices."""

from collections.abc import Sequence
from typing import Protocol

from app.domain.attendance_sheet import MonthTable
from app.domain.device_records import Bitmap
from app.domain.hall_papers import DayList, ItemPaper, PaymentNotice
from app.domain.images import PageImage, TextAlign
from app.domain.papers import Paper
from app.ports.certificates import CertificateComposer


class Composer(Protocol):
    """Makes papers; it blocks and belongs on the lane `compose`."""

    def compose(self, paper: Paper) -> bytes:
        """Return the paper as a PDF file; the same paper gives the same bytes.

        Raises:
            RuleError: `printing.missing_characters` when some text has a character no face can print;
                nothing is composed then.
        """

    def page_images(self, pdf: bytes, dpi: int, *, colour: bool = False) -> Sequence[PageImage]:
        """Return the pages of a PDF file as pictures of `dpi` dots an inch, grey unless `colour`."""


class HallPaperComposer(Protocol):
    """Makes the papers that no step writes; it blocks and belongs on the lane `compose`.

    Each method returns a PDF file, the same for the same record, and raises RuleError
    `printing.missing_characters` when some text has a character no face can print.
    """

    def compose_item(self, paper: ItemPaper) -> bytes:
        """Return what a service item asks for and gives, as a slip, a card or its whole guide.

        Raises:
            RuleError: `paper.version_expired`, `paper.version_not_yet`.
        """

    def compose_list(self, paper: DayList) -> bytes:
        """Return the list of the cases of a day."""

    def compose_payment(self, paper: PaymentNotice) -> bytes:
        """Return the notice of a payment, or the word that the item is free."""

    def compose_sheets(self, tables: Sequence[MonthTable]) -> bytes:
        """Return sheets to sign, each on pages of its own, on A4 across."""


class PageComposer(Composer, HallPaperComposer, CertificateComposer, Protocol):
    """Makes every page that a hall prints."""


class TextRaster(Protocol):
    """Sets text as a bitmap, with the same layout as on paper, for ticket printers and LED displays."""

    def bitmap(
        self,
        text: str,
        size: int,
        width: int | None = None,
        *,
        align: TextAlign = "left",
        bold: bool = False,
        leading: float = 1.6,
    ) -> Bitmap:
        """Set text of `size` pixels in lines of `width` pixels; without a width, one line as wide as it is.

        Args:
            leading: distance of lines in sizes; 1.0 for a display whose height is that of one character.

        Raises:
            RuleError: `printing.missing_characters`.
        """
