"""Papers composed: the port `Composer` filled in."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from app.domain.images import PageImage
from app.domain.papers import Paper, PaperKind
from printing.documents import (
    acceptance,
    decision,
    delivery,
    extension,
    materials_receipt,
    notice,
    refusal,
    shortage_promise,
    suspension,
)
from printing.documents.around import around_paper
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


class PaperComposer:
    """Composes papers with the faces of a hall and the wording in force on the paper's day."""

    def __init__(self, fonts: Fonts, editions: Sequence[Edition] | None = None) -> None:
        self._fonts = fonts
        self._editions = editions or vendored_editions()

    def compose(self, paper: Paper) -> bytes:
        """Return the paper as a PDF file; see `app.ports.printing.Composer`."""
        words = edition_on(self._editions, paper.step.on).of(paper.kind)
        sheet = Sheet(paper, self._fonts, words)
        _WRITERS[paper.kind](sheet)
        return sheet.pdf(around_paper(paper, words))

    def page_images(self, pdf: bytes, dpi: int, *, colour: bool = False) -> Sequence[PageImage]:
        """Return the pages as pictures; see `app.ports.printing.Composer`."""
        return page_images(pdf, dpi, colour=colour)
