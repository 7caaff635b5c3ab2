"""The PDF page we draw on: reportlab's canvas without its unembedded Helvetica, with our fonts and title."""

import io
from collections.abc import Callable
from typing import Any, TypeAlias

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from printing.typesetting.harfbuzz import Face
from printing.typesetting.pdf_font import PdfFont

PDF_VERSION = (1, 7)
rl_config.useA85 = 0  # reportlab knows no other way; ASCII would make every page a quarter larger


FinishPage: TypeAlias = Callable[["PaperCanvas", int, int], None]


class PaperCanvas(Canvas):
    """A canvas whose text is ours alone.

    The file is the same for the same drawing: reportlab's clock is switched off (`invariant`).

    Args:
        finish_page: called for every page when their number is known: draws what says "page 1 of 2".
    """

    _doc: Any
    _code: list[str]
    _startPage: Callable[[], None]  # noqa: N815 - reportlab's name

    def __init__(self, filename: Any = None, finish_page: FinishPage | None = None, **options: Any) -> None:
        options.update(pdfVersion=PDF_VERSION, lang="zh-CN", invariant=1, pageCompression=1)
        super().__init__(filename or io.BytesIO(), **options)
        self._pdf_fonts: dict[int, PdfFont] = {}
        self._finish_page = finish_page
        self._pages: list[dict[str, Any]] = []

    def pdf_font(self, face: Face) -> PdfFont:
        """Return the document's font object of a face, made when it is first asked for."""
        font = self._pdf_fonts.get(id(face))
        if font is None:
            font = self._pdf_fonts[id(face)] = PdfFont(face, self._doc, f"T{len(self._pdf_fonts) + 1}")
        return font

    def write(self, operators: str) -> None:
        """Append operators to the page's content stream."""
        self._code.append(operators)

    def describe(self, title: str, subject: str, author: str) -> None:
        """Set the document's properties: kind of paper, its number, the organ that gives it out."""
        self.setTitle(title)
        self.setSubject(subject)
        self.setAuthor(author)
        self.setCreator("hallcounter")

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """Put the page aside until the number of pages is known."""
        self._pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Finish every page and write the file."""
        if self._code:
            self.showPage()
        pages = self._pages
        for number, page in enumerate(pages, 1):
            self.__dict__.update(page)
            if self._finish_page is not None:
                self._finish_page(self, number, len(pages))
            super().showPage()
        self._code = []
        super().save()

    def setFont(self, psfontname: str, size: float, leading: float | None = None) -> None:  # noqa: N802 - reportlab's name
        """Name no font: reportlab's tables ask for one even where every cell is a flowable."""

    def beginText(self, x: float = 0, y: float = 0, direction: Any = None) -> PDFTextObject:  # noqa: N802
        """Refuse reportlab's own text, which misplaces Tibetan vowels and loses rare names.

        Raises:
            TypeError: always; text goes through `draw_line`.
        """
        raise TypeError("text is drawn by draw_line, never by reportlab")

    def _make_preamble(self) -> None:
        """Start pages without naming a font: reportlab would put an unembedded one into every file."""
        self._preamble = "1 0 0 1 0 0 cm"
