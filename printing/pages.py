"""The one module that speaks to PDFium: pages of a PDF file as pictures, and the text found in them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import pypdfium2

from app.domain.images import PageImage
from app.errors import RuleError

_POINTS_AN_INCH: Final = 72
_ONE_CALLER: Final = threading.Lock()
"""PDFium may be called by one thread at a time in a process."""


def page_images(pdf: bytes, dpi: int, *, colour: bool = False) -> list[PageImage]:
    """Return each page as a picture of `dpi` dots an inch, grey unless `colour`.

    Raises:
        RuleError: `printing.pdf_unreadable`.
    """
    with _opened(pdf) as document:
        return [_image(document, number, dpi, colour) for number in range(len(document))]


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page as a reader that copies it finds it.

    Raises:
        RuleError: `printing.pdf_unreadable`.
    """
    with _opened(pdf) as document:
        texts = []
        for number in range(len(document)):
            page = document[number]
            text_page = page.get_textpage()
            texts.append(str(text_page.get_text_bounded()))
            text_page.close()
            page.close()
        return texts


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    with _ONE_CALLER:
        try:
            document: Any = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as problem:
            raise RuleError("printing.pdf_unreadable") from problem
        try:
            yield document
        finally:
            document.close()


def _image(document: Any, number: int, dpi: int, colour: bool) -> PageImage:
    page = document[number]
    bitmap = page.render(
        scale=dpi / _POINTS_AN_INCH, grayscale=not colour, rev_byteorder=True, prefer_bgrx=False
    )
    channels = int(bitmap.n_channels)
    width, height, stride = int(bitmap.width), int(bitmap.height), int(bitmap.stride)
    data = bytes(bitmap.buffer)
    rows = (data[row * stride : row * stride + width * channels] for row in range(height))
    pixels = b"".join(rows)
    bitmap.close()
    page.close()
    return PageImage(width, height, 3 if channels == 3 else 1, pixels)
