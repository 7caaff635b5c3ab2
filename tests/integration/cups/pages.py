"""Documents to print and a way to compare the pages that come out with those of the preview."""

import io

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.domain.images import PageImage
from app.domain.print_jobs import PageSize

BLANK = PageSize(210, 140)
"""The pre-printed landscape blank of several certificates."""


def form(size: PageSize, pages: int = 1) -> bytes:
    """Return pages with boxes at known places near every edge; no two corners look alike."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(size.width * mm, size.height * mm), invariant=True)
    for page in range(pages):
        canvas.rect(8 * mm, 8 * mm, (size.width - 16) * mm, (size.height - 16) * mm)
        canvas.rect(12 * mm, (size.height - 22) * mm, (10 + 5 * page) * mm, 10 * mm, fill=True)
        canvas.circle((size.width - 20) * mm, (size.height - 20) * mm, 5 * mm)
        canvas.line(12 * mm, 12 * mm, 60 * mm, 50 * mm)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def difference(one: PageImage, other: PageImage) -> float:
    """Return the mean difference of two grey pages, 0 for the same and 255 for black against white."""
    assert (one.width, one.height) == (other.width, other.height)
    return sum(abs(a - b) for a, b in zip(one.pixels, other.pixels, strict=True)) / len(one.pixels)


def turned_right(page: PageImage) -> PageImage:
    """Return a grey page turned by a quarter, its left edge on top."""
    columns = (page.pixels[x :: page.width][::-1] for x in range(page.width))
    return PageImage(page.height, page.width, 1, b"".join(columns))
