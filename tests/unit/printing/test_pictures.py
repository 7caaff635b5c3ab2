"""Text as bitmaps, pages as pictures, QR codes as bars."""

import pytest

from app.domain.device_records import Bitmap
from app.domain.images import PageImage
from app.errors import RuleError
from printing.pages import page_images, page_texts
from printing.qr import qr_code
from printing.typesetting.flowables import TextBlock
from printing.typesetting.fonts import Fonts
from printing.typesetting.layout import Span, Style, lay_out
from printing.typesetting.raster import FontRaster, RasterBlock
from tests.unit.printing.papers import pages_of
from tests.unit.printing.samples import CHINESE


def inked_columns(bitmap: Bitmap) -> list[int]:
    stride = (bitmap.width + 7) // 8
    return [
        x
        for x in range(bitmap.width)
        if any(bitmap.rows[y * stride + x // 8] >> (7 - x % 8) & 1 for y in range(bitmap.height))
    ]


def inked_rows(bitmap: Bitmap) -> list[int]:
    stride = (bitmap.width + 7) // 8
    return [y for y in range(bitmap.height) if any(bitmap.rows[y * stride : (y + 1) * stride])]


def test_a_bitmap_has_the_lines_of_the_paper(fonts: Fonts) -> None:
    bitmap = FontRaster(fonts).bitmap(CHINESE, 24, 384)
    lines = lay_out([Span(CHINESE, Style(24, family="plain"))], fonts, 384)
    assert bitmap.width == 384
    assert bitmap.height == pytest.approx(len(lines) * 24 * 1.6, abs=1)


def test_one_line_is_as_wide_as_it_is(fonts: Fonts) -> None:
    bitmap = FontRaster(fonts).bitmap("请到三号窗口", 16, leading=1.0)
    assert (bitmap.width, bitmap.height) == (96, 16)
    assert len(inked_columns(bitmap)) > 60


@pytest.mark.parametrize(
    ("align", "first", "last"), [("left", 0, 30), ("center", 85, 115), ("right", 170, 199)]
)
def test_alignment(align: str, first: int, last: int, fonts: Fonts) -> None:
    block = RasterBlock([Span("国", Style(30, family="plain"))], align)  # type: ignore[arg-type] # a literal, parametrised
    columns = inked_columns(FontRaster(fonts).blocks([block], 200))
    assert first <= columns[0] < columns[-1] <= last


def test_bold_is_fatter_and_nothing_is_cut_off(fonts: Fonts) -> None:
    raster = FontRaster(fonts)
    thin, bold = (raster.bitmap("བསྒྲུབས་县", 40, 400, bold=bold) for bold in (False, True))
    assert sum(map(int.bit_count, bold.rows)) > sum(map(int.bit_count, thin.rows)) * 1.05
    rows = inked_rows(thin)
    assert 0 < rows[0] < rows[-1] < thin.height - 1


def test_an_empty_text_is_an_empty_bitmap(fonts: Fonts) -> None:
    assert FontRaster(fonts).bitmap("", 16).rows == b""


def test_a_page_is_a_picture_of_its_size(fonts: Fonts) -> None:
    pdf = pages_of([TextBlock([Span("国", Style(60))], fonts)])
    (grey,), (colour,) = page_images(pdf, 72), page_images(pdf, 72, colour=True)
    assert (grey.width, grey.height, grey.channels, colour.channels) == (595, 842, 1, 3)
    assert min(grey.pixels) < 30
    assert max(grey.pixels) == 255
    assert colour.pixels[::3].count(0) > 100


def test_a_picture_is_as_big_as_it_says() -> None:
    with pytest.raises(ValueError, match="need 4 bytes"):
        PageImage(2, 2, 1, b"123")


@pytest.mark.parametrize("read", [page_texts, lambda pdf: page_images(pdf, 72)])
def test_a_broken_file_is_told(read: object) -> None:
    assert callable(read)
    with pytest.raises(RuleError, match="pdf_unreadable"):
        read(b"%PDF-1.7 cut off")


def test_a_qr_code_has_its_finder_patterns() -> None:
    code = qr_code("632621101202609150001")
    assert code.side == 21
    assert {(0, 0, 7), (code.side - 7, 0, 7), (0, code.side - 1, 7)} <= set(code.bars)
