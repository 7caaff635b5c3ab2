"""Papers composed: the ports `Composer` and `HallPaperComposer` filled in."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from app.domain.attendance_sheet import MonthTable
from app.domain.dates import hall_date
from app.domain.hall_papers import DayList, HallPaperKind, ItemPaper, PaymentNotice, check_in_force
from app.domain.images import PageImage
from app.domain.papers import Paper, PaperKind
from printing.documents import (
    acceptance,
    consultation,
    day_list,
    decision,
    delivery,
    extension,
    guide,
    materials_receipt,
    month_sheet,
    notice,
    payment,
    public_card,
    refusal,
    shortage_promise,
    suspension,
)
from printing.documents.around import around_item, around_list, around_paper, around_payment
from printing.documents.item_parts import ItemSheet
from printing.documents.sheet import CaseSheet, Sheet
from printing.pages import page_images
from printing.typesetting.fonts import Fonts
from printing.wording.editions import Edition, edition_on, vendored_editions

_WRITERS: Final[Mapping[PaperKind, Callable[[CaseSheet], None]]] = {
    PaperKind.MATERIALS_RECEIPT: materials_receipt.write,
    PaperKind.ACCEPTANCE: acceptance.write,
    PaperKind.NOTICE: notice.write,
    PaperKind.REFUSAL: refusal.write,
    PaperKind.SHORTAGE_PROMISE: shortage_promise.write,
    PaperKind.SUSPENSION: suspension.write,
    PaperKind.EXTENSION: extension.write,
    PaperKind.GRANT: decision.write_grant,
    PaperKind.DENIAL: decision.write_denial,
    PaperKind.DELIVERY: delivery.write,
}

_ITEM_WRITERS: Final[Mapping[HallPaperKind, Callable[[ItemSheet], None]]] = {
    HallPaperKind.CONSULTATION: consultation.write,
    HallPaperKind.CARD: public_card.write,
    HallPaperKind.GUIDE: guide.write,
}


def writer_of(kind: PaperKind) -> Callable[[CaseSheet], None]:
    """Return what writes the papers of a kind."""
    return _WRITERS[kind]


def item_writer_of(kind: HallPaperKind) -> Callable[[ItemSheet], None]:
    """Return what writes the papers of a kind about a service item."""
    return _ITEM_WRITERS[kind]


class PaperComposer:
    """Composes papers with the faces of a hall and the wording in force on the paper's day."""

    def __init__(self, fonts: Fonts, editions: Sequence[Edition] | None = None) -> None:
        self._fonts = fonts
        self._editions = editions or vendored_editions()

    def compose(self, paper: Paper) -> bytes:
        """Return the paper as a PDF file; see `app.ports.printing.Composer`."""
        words = edition_on(self._editions, paper.step.on).of(paper.kind)
        sheet = Sheet(paper, self._fonts, words)
        writer_of(paper.kind)(sheet)
        return sheet.pdf(around_paper(paper, words))

    def compose_item(self, paper: ItemPaper) -> bytes:
        """Return a paper about a service item; see `app.ports.printing.HallPaperComposer`."""
        check_in_force(paper)
        words = edition_on(self._editions, hall_date(paper.at)).of(paper.kind)
        sheet = Sheet(paper, self._fonts, words)
        item_writer_of(paper.kind)(sheet)
        return sheet.pdf(around_item(paper, words))

    def compose_list(self, paper: DayList) -> bytes:
        """Return the list of a day; see `app.ports.printing.HallPaperComposer`."""
        words = edition_on(self._editions, paper.day).of(paper.kind)
        sheet = Sheet(paper, self._fonts, words)
        day_list.write(sheet)
        return sheet.pdf(around_list(paper, words))

    def compose_payment(self, paper: PaymentNotice) -> bytes:
        """Return the notice of a payment; see `app.ports.printing.HallPaperComposer`."""
        kind = HallPaperKind.PAYMENT if paper.fee else HallPaperKind.FREE
        words = edition_on(self._editions, paper.on).of(kind)
        sheet = Sheet(paper, self._fonts, words)
        payment.write(sheet)
        return sheet.pdf(around_payment(paper, words))

    def compose_sheets(self, tables: Sequence[MonthTable]) -> bytes:
        """Return sheets to sign as one PDF file; see `app.ports.printing.HallPaperComposer`."""
        return month_sheet.compose_sheets(tables, self._fonts)

    def page_images(self, pdf: bytes, dpi: int, *, colour: bool = False) -> Sequence[PageImage]:
        """Return the pages as pictures; see `app.ports.printing.Composer`."""
        return page_images(pdf, dpi, colour=colour)
