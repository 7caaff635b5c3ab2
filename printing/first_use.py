"""A composer that is made when the first paper is wanted."""

from collections.abc import Sequence
from functools import cached_property

from app.domain.images import PageImage
from app.domain.papers import Paper
from app.ports.printing import Composer


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
