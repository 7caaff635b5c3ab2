"""What a finished PDF file holds: exact text, also split over pages; embedded fonts only; properties."""

import io
import re
from collections.abc import Sequence

import pytest
from reportlab.platypus import Table

from printing.pages import page_texts
from printing.typesetting.canvas import PaperCanvas
from printing.typesetting.flowables import TextBlock
from printing.typesetting.fonts import Fonts
from printing.typesetting.layout import Span, Style, lay_out
from tests.unit.printing.papers import PAGE, pages_of
from tests.unit.printing.pdf_reader import PdfFile
from tests.unit.printing.samples import CHINESE, NAMES, STRINGS

STYLE = Style(10.5)
WIDTH = 380.0
RARE = "𠮷𡧑𪨊"


def block(text: str, fonts: Fonts) -> TextBlock:
    return TextBlock([Span(text, STYLE)], fonts, leading=1.75)


def lines_read(pdf: bytes) -> list[str]:
    """Read lines as PDFium gives them: it takes spaces beside each other for one."""
    return [line.strip() for page in page_texts(pdf) for line in page.splitlines()]


def lines_set(text: str, fonts: Fonts, width: float = WIDTH) -> list[str]:
    lines = lay_out([Span(text, STYLE)], fonts, width)
    return [re.sub(" +", " ", text[line.start : line.end]).strip() for line in lines]


def test_text_reads_back_line_by_line(fonts: Fonts) -> None:
    texts = [*STRINGS, CHINESE, NAMES]
    wanted = [line for text in texts for line in lines_set(text, fonts)]
    read = lines_read(pages_of([block(text, fonts) for text in texts], WIDTH))
    assert read == wanted


def test_names_beyond_the_bmp_read_back(fonts: Fonts) -> None:
    name = "𬭎𬬭𫖯𬱟𫛭𬴂" + RARE
    assert lines_read(pages_of([block(name, fonts)])) == [name]


def test_the_same_glyph_keeps_the_text_it_was_set_for(fonts: Fonts) -> None:
    """Two characters that share a glyph must not read back as one of them."""
    text = "行⾏一⼀"
    assert lines_read(pages_of([block(text, fonts)])) == [text]


def test_a_long_text_split_over_pages_reads_back_exactly(fonts: Fonts) -> None:
    text = (" ".join(STRINGS) + CHINESE) * 4
    pdf = pages_of([block(text, fonts)], WIDTH)
    assert len(page_texts(pdf)) >= 5
    assert lines_read(pdf) == lines_set(text, fonts)


def test_split_parts_keep_style_and_alignment(fonts: Fonts) -> None:
    whole = TextBlock([Span("\n".join(["甲乙丙丁"] * 4), Style(12, bold=True))], fonts, "right")
    _, height = whole.wrap(200, 1000)
    first, second = whole.split(200, height / 2 + 1)
    x = {round(page[0].x, 2) for page in PdfFile(pages_of([first, second], 200)).glyphs()}
    assert x == {40 + 200 - 4 * 12}
    assert b" w\n" in PdfFile(pages_of([second], 200)).contents[0]


@pytest.mark.parametrize(
    ("lines", "room", "parts"),
    [
        (1, 0, []),
        (2, 1, []),
        (3, 1, []),
        (3, 2, []),
        (4, 3, [2, 2]),
        (9, 8, [7, 2]),
        (9, 5, [5, 4]),
        (9, 9, [9]),
    ],
)
def test_no_line_of_a_paragraph_stands_alone(lines: int, room: int, parts: list[int], fonts: Fonts) -> None:
    whole = TextBlock([Span("\n".join(["甲乙丙丁"] * lines), Style(10))], fonts, leading=1.5)
    found = whole.split(200, 15 * room + 0.5)
    assert [round(part.wrap(200, 1000)[1] / 15) for part in found] == parts


def test_what_does_not_fit_at_all_is_not_split(fonts: Fonts) -> None:
    assert block("甲", fonts).split(100, 5) == []


def test_text_in_table_cells_reads_back(fonts: Fonts) -> None:
    cells = [["序号", "材料名称"], ["1", "居民户口簿 ཁྱིམ་ཐོ།"], ["2", NAMES]]
    table = Table([[block(cell, fonts) for cell in row] for row in cells], colWidths=[60, 300])
    read = "".join(lines_read(pages_of([table])))
    assert all(cell in read for row in cells for cell in row)


def test_no_font_is_left_outside_the_file(fonts: Fonts) -> None:
    table = Table([[block(NAMES + RARE, fonts)]])
    data = pages_of([table, block(CHINESE, fonts)])
    file = PdfFile(data)
    assert {font.name[7:] for font in file.fonts.values()} >= {"NotoSerifSCRegular", "HanaMinB"}
    for number in file.offsets:
        head = file.head(number)
        if b"/FontDescriptor" in head and b"/Type /FontDescriptor" not in head:
            assert b"/CIDFontType2" in head
        assert b"/Type1" not in head
        if b"/Type /FontDescriptor" in head:
            assert b"/FontFile2" in head


def test_a_subset_is_small_and_named_as_one(fonts: Fonts) -> None:
    data = pages_of([block(RARE, fonts)])
    (font,) = PdfFile(data).fonts.values()
    assert re.fullmatch(r"[A-Z]{6}\+HanaMinB", font.name)
    assert len(data) < 5000


def test_the_file_says_what_it_is(fonts: Fonts) -> None:
    target = io.BytesIO()
    canvas = PaperCanvas(target, pagesize=PAGE)
    canvas.describe("受理通知书", "玛政服受〔2026〕100001号", "玛沁县政务服务中心")
    canvas.save()
    data = target.getvalue()
    assert data.startswith(b"%PDF-1.7")
    assert b"/Lang (zh-CN)" in data
    for text in ("受理通知书", "玛政服受〔2026〕100001号", "玛沁县政务服务中心"):
        escaped = b"\xfe\xff" + text.encode("utf-16-be")
        assert escaped in _unescaped(data)


def _unescaped(data: bytes) -> bytes:
    octal = re.sub(rb"\\([0-7]{3})", lambda match: bytes([int(match.group(1), 8)]), data)
    return re.sub(rb"\\(.)", rb"\1", octal, flags=re.DOTALL)


def test_the_same_text_gives_the_same_bytes(fonts: Fonts) -> None:
    assert pages_of([block(CHINESE, fonts)]) == pages_of([block(CHINESE, Fonts())])


def test_reportlabs_own_text_is_refused() -> None:
    canvas = PaperCanvas(io.BytesIO(), pagesize=PAGE)
    with pytest.raises(TypeError, match="draw_line"):
        canvas.drawString(0, 0, "བོད")


def test_sizes_and_weights_mix_in_one_paragraph(fonts: Fonts) -> None:
    spans: Sequence[Span] = [
        Span("申请人：", Style(10, bold=True)),
        Span("བཀྲ་ཤིས།", Style(16)),
        Span("甲", Style(10)),
    ]
    glyphs = PdfFile(pages_of([TextBlock(spans, fonts)])).glyphs()[0]
    assert glyphs[0].size == 10
    assert {glyph.size for glyph in glyphs} == {10, 16}
    assert len({round(glyph.y, 2) for glyph in glyphs if glyph.size == 10}) == 1
    assert lines_read(pages_of([TextBlock(spans, fonts)])) == ["申请人：བཀྲ་ཤིས།甲"]
