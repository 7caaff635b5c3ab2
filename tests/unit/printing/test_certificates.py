"""Certificates on paper: each text whole and inside its box, at its place to a tenth of a millimetre."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.units import mm

from app.domain.certificate_templates import (
    Align,
    Fitting,
    Template,
    TextBox,
    check_template,
    checked_values,
    filled,
    moved,
    printed_values,
    with_box,
)
from app.domain.certificates import PrintWay
from app.domain.images import PageImage
from app.domain.printer_fit import PrinterFit, ruler_marks
from app.errors import RuleError
from printing.certificates.composer import CertificateSheets
from printing.certificates.fitting import fit as set_text
from printing.certificates.vendored import vendored_templates
from printing.pages import page_images, page_texts
from printing.qr import QUIET_ZONE, qr_code
from printing.typesetting.fonts import Fonts
from tests.unit.printing.certificate_records import RARE_NAME, longest_values, sheet, values_of
from tests.unit.printing.pdf_reader import PdfFile

FONTS = Fonts()
SHEETS = CertificateSheets(FONTS)
TEMPLATES = {template.key: template for template in vendored_templates()}
PLAIN = PrinterFit("窗口打印机")
MISSES = PrinterFit("窗口打印机", dx=17, dy=-9, scale_x=10_060, scale_y=9_950)
DPI = 200
EXACT = 0.1
MIDDLE = 0.38
"""Middle of a Chinese character above its baseline, in em."""

every_template = pytest.mark.parametrize("key", TEMPLATES)
both_ways = pytest.mark.parametrize("way", PrintWay)


def one_box(box: TextBox, width: float = 210, height: float = 140) -> Template:
    """Return a template with nothing but a box and the code."""
    base = TEMPLATES["proof"]
    return replace(base, width=width, height=height, boxes=(box,), labels=(), qr=None, areas=())


def picture(pdf: bytes, dpi: int = DPI) -> PageImage:
    (page,) = page_images(pdf, dpi)
    return page


def ink(page: PageImage, dpi: int = DPI) -> tuple[float, float, float, float] | None:
    """Return left, top, right and bottom of everything dark, in millimetres."""
    image = Image.frombytes("L", (page.width, page.height), page.pixels)
    found = image.point([255 * (value < 128) for value in range(256)]).getbbox()
    if found is None:
        return None
    left, top, right, bottom = (pixel * 25.4 / dpi for pixel in found)
    return left, top, right, bottom


def unspaced(text: str) -> str:
    return "".join(text.split())


def written(pdf: bytes) -> str:
    return unspaced("".join(page_texts(pdf)))


def test_there_are_the_six_certificates_and_what_is_not_confirmed_says_so() -> None:
    assert set(TEMPLATES) == {"licence-copy", "food", "hygiene", "halal", "disability", "proof"}
    licence = TEMPLATES["licence-copy"]
    assert (licence.width, licence.height, licence.landscape) == (297, 210, True)
    assert {key for key, one in TEMPLATES.items() if not one.size_source} == {
        "food",
        "hygiene",
        "halal",
        "disability",
    }
    assert {key for key, one in TEMPLATES.items() if one.calibrated} == {"proof"}


@pytest.mark.parametrize("miss", [PLAIN, MISSES], ids=["as drawn", "fitted"])
@pytest.mark.parametrize(("x", "y"), [(0.0, 0.0), (12.3, 45.6), (150.1, 120.0)])
def test_a_box_lands_where_it_should(miss: PrinterFit, x: float, y: float) -> None:
    box = TextBox("name", "{holder}", (x, y, 50, 10), size=12)
    template = one_box(box)
    pdf = SHEETS.compose_certificate(
        sheet(template, values={**values_of(template), "holder": "国"}, fit=miss)
    )
    (glyph,) = PdfFile(pdf).glyphs()[0]
    seen = glyph.x / mm, template.height - glyph.y / mm
    assert seen == pytest.approx(miss.lands(x, y + 5 + MIDDLE * 12 / mm), abs=EXACT / 10)


@pytest.mark.parametrize("miss", [PLAIN, MISSES], ids=["as drawn", "fitted"])
def test_ink_lands_where_it_should(miss: PrinterFit) -> None:
    template = replace(one_box(TextBox("none", "", (0, 0, 5, 5), size=9)), qr=(33.3, 41.7, 30.0))
    one = sheet(template, fit=miss)
    quiet = 30.0 * QUIET_ZONE / (qr_code(one.code).side + 2 * QUIET_ZONE)
    seen = ink(picture(SHEETS.compose_certificate(one), 1200), 1200)
    assert seen is not None
    left, top = miss.lands(33.3 + quiet, 41.7 + quiet)
    right, bottom = miss.lands(63.3 - quiet, 71.7 - quiet)
    assert seen == pytest.approx((left, top, right, bottom), abs=EXACT / 2)


def test_the_page_has_the_size_of_the_blank_whatever_the_fit() -> None:
    for template in TEMPLATES.values():
        for miss in (PLAIN, MISSES):
            page = picture(SHEETS.compose_certificate(sheet(template, fit=miss)), 254)
            assert page.width == pytest.approx(template.width * 10, abs=1)
            assert page.height == pytest.approx(template.height * 10, abs=1)


@every_template
@pytest.mark.parametrize(
    "values", [values_of, longest_values, lambda one: longest_values(one, RARE_NAME * 6)]
)
def test_every_text_is_whole_and_inside_its_own_box(key: str, values: object) -> None:
    template = TEMPLATES[key]
    said = values(template)  # type: ignore[operator]  # one of the three functions above
    printed = printed_values(template, said)
    for box in (*template.boxes, *template.labels):
        alone = replace(one_box(box, template.width, template.height), fields=template.fields)
        pdf = SHEETS.compose_certificate(sheet(alone, PrintWay.OVER_PRINT, said))
        assert written(pdf) == unspaced(filled(box.text, printed)), box.name
        seen = ink(picture(pdf))
        if seen is not None:
            left, top, width, height = box.at
            assert seen[0] >= left - 0.3, box.name
            assert seen[1] >= top - 0.3, box.name
            assert seen[2] <= left + width + 0.3, box.name
            assert seen[3] <= top + height + 0.3, box.name


@every_template
def test_no_box_stands_over_another(key: str) -> None:
    template = TEMPLATES[key]
    places = [(box.name, box.at) for box in (*template.boxes, *template.labels)]
    if template.qr is not None:
        left, top, side = template.qr
        places.append(("qr", (left, top, side, side)))
    for number, (name, one) in enumerate(places):
        for other_name, other in places[number + 1 :]:
            apart = one[0] + one[2] <= other[0] + 0.01 or other[0] + other[2] <= one[0] + 0.01
            apart = apart or one[1] + one[3] <= other[1] + 0.01 or other[1] + other[3] <= one[1] + 0.01
            assert apart, (name, other_name)


@every_template
def test_the_seal_has_its_place(key: str) -> None:
    template = TEMPLATES[key]
    for area in template.areas:
        if area.name == "seal":
            assert area.at[2:] == (45, 45)
            left, top, width, height = area.at
            assert left + width <= template.width
            assert top + height <= template.height


NAMES = st.text(st.sampled_from("才让卓玛·（）𬭎𠮷AGgy09་ཚེརིང སྒྲོལམ"), min_size=1, max_size=200)


@settings(max_examples=40, deadline=None)
@given(NAMES)
def test_any_name_stays_inside(name: str) -> None:
    for template in TEMPLATES.values():
        for box in template.boxes:
            if box.text in ("{holder}", "{representative}", "{address}"):
                left, top, width, height = (number * mm for number in box.at)
                for line in set_text(name, box, FONTS):
                    assert left - 0.1 <= line.x
                    assert line.x + line.line.width <= left + width + 0.1
                    assert top <= line.depth <= top + height


def test_a_line_shrinks_first_and_wraps_before_it_cannot_be_read() -> None:
    box = TextBox("name", "{holder}", (10, 10, 40, 10), size=14, least=8)
    (short,) = set_text("玛沁县雪山藏餐吧", box, FONTS)
    assert short.line.size == 14
    (shrunk,) = set_text("玛沁县雪山藏餐吧有限", box, FONTS)
    assert 8 <= shrunk.line.size < 14
    wrapped = set_text("玛沁县雪山藏餐吧有限责任公司" * 2, box, FONTS)
    assert len(wrapped) > 1


def test_lines_are_not_begun_for_one_character() -> None:
    box = TextBox("name", "", (10, 10, 86, 12), size=12, fitting=Fitting.WRAP)
    address = "青海省果洛藏族自治州玛沁县大武镇团结路18号"
    assert len(set_text(address, box, FONTS)) == 1
    assert len(set_text(address * 2, box, FONTS)) == 2
    assert len(set_text(address, replace(box, top=True), FONTS)) == 2


@pytest.mark.parametrize(
    ("align", "share"), [("left", 0.0), ("center", 0.5), ("right", 1.0)], ids=["left", "center", "right"]
)
def test_text_is_aligned_in_its_box(align: Align, share: float) -> None:
    box = replace(TextBox("name", "", (20, 20, 60, 10), size=12), align=align)
    (line,) = set_text("卓玛措", box, FONTS)
    room = 60 * mm - line.line.width
    assert line.x == pytest.approx(20 * mm + share * room)


def test_cells_hold_one_character_each_in_their_middle() -> None:
    box = TextBox("code", "", (20, 20, 90, 6), size=10, fitting=Fitting.CELLS, cells=18)
    lines = set_text("63262619851120002X", box, FONTS)
    assert len(lines) == 18
    for number, line in enumerate(lines):
        assert line.x + line.line.width / 2 == pytest.approx((20 + 5 * number + 2.5) * mm, abs=0.01)


def test_what_does_not_go_in_is_refused_by_the_name_of_its_field() -> None:
    template = TEMPLATES["disability"]
    for field, text, said in (("code", "6" * 21, "残疾人证号"), ("holder", "才" * 900, "姓名")):
        with pytest.raises(RuleError) as told:
            SHEETS.compose_certificate(sheet(template, values={**values_of(template), field: text}))
        assert (told.value.code, told.value.facts["field"]) == ("certificate.too_long", said)


@both_ways
def test_a_character_no_face_has_is_named_before_anything_is_composed(way: PrintWay) -> None:
    template = TEMPLATES["food"]
    with pytest.raises(RuleError) as told:
        SHEETS.compose_certificate(
            sheet(template, way, {**values_of(template), "holder": "才让\ue123\U0003ffff"})
        )
    assert told.value.code == "printing.missing_characters"
    assert "U+E123" in str(told.value.facts["characters"])
    assert "U+3FFFF" in str(told.value.facts["characters"])


@every_template
def test_over_print_has_values_only_and_full_print_has_the_form(key: str) -> None:
    template = TEMPLATES[key]
    printed = printed_values(template, values_of(template))
    values = sorted(unspaced("".join(filled(box.text, printed) for box in template.boxes)))
    over, full = (SHEETS.compose_certificate(sheet(template, way)) for way in PrintWay)
    assert sorted(written(over)) == values
    labels = sorted(unspaced("".join(filled(box.text, printed) for box in template.labels)))
    assert sorted(written(full)) == sorted(values + labels)


def test_a_date_stands_in_its_parts() -> None:
    printed = printed_values(TEMPLATES["food"], values_of(TEMPLATES["food"]))
    assert [printed[f"issued_on_{part}"] for part in ("year", "month", "day")] == ["2026", "9", "15"]
    assert printed["valid_until"] == "2031年9月14日"
    assert printed_values(TEMPLATES["food"], {})["valid_until"] == ""


def test_the_code_on_the_sheet_is_the_signed_text() -> None:
    one = sheet(TEMPLATES["licence-copy"], PrintWay.OVER_PRINT)
    page = picture(SHEETS.compose_certificate(one), 600)
    expected = qr_code(one.code)
    assert one.template.qr is not None
    left, top, side = one.template.qr
    module = side / (expected.side + 2 * QUIET_ZONE)
    dark = {(at, row) for column, row, length in expected.bars for at in range(column, column + length)}
    for row in range(expected.side):
        for column in range(expected.side):
            x = (left + (column + QUIET_ZONE + 0.5) * module) * 600 / 25.4
            y = (top + (row + QUIET_ZONE + 0.5) * module) * 600 / 25.4
            assert (page.pixels[int(y) * page.width + int(x)] < 128) == ((column, row) in dark)


@both_ways
def test_a_demo_hall_marks_its_certificates(way: PrintWay) -> None:
    template = TEMPLATES["hygiene"]
    assert "演示样张无效" in written(SHEETS.compose_certificate(sheet(template, way, demo=True)))
    assert "无效" not in written(SHEETS.compose_certificate(sheet(template, way)))


def test_the_same_sheet_is_the_same_file_with_title_and_number() -> None:
    one = sheet(TEMPLATES["food"])
    pdf = SHEETS.compose_certificate(one)
    assert pdf == SHEETS.compose_certificate(one)
    head = pdf[pdf.index(b"/Title (") :][:400]
    octal = re.sub(rb"\\([0-7]{3})", lambda found: bytes([int(found[1], 8)]), head)
    assert "食品经营许可证".encode("utf-16-be") in octal


def test_the_ruler_page_has_its_crosses_where_they_are_measured() -> None:
    for miss in (PLAIN, MISSES):
        page = picture(SHEETS.ruler(210, 140, miss), 600)
        for mark in ruler_marks(210, 140):
            x, y = (int(place * 600 / 25.4) for place in miss.lands(*mark))
            window = [
                page.pixels[row * page.width + column]
                for row in range(y - 2, y + 3)
                for column in range(x - 2, x + 3)
            ]
            assert min(window) < 128
        text = written(SHEETS.ruler(210, 140, miss))
        assert f"横移{miss.dx / 10:.1f}毫米" in text


def test_a_box_is_nudged_by_tenths_and_stays_on_the_paper() -> None:
    template = TEMPLATES["food"]
    left, top, width, height = template.box("holder").at
    there = moved(moved(template, "holder", 3, 0), "holder", 0, -2)
    assert there.box("holder").at == (round(left + 0.3, 1), round(top - 0.2, 1), width, height)
    edge = moved(template, "holder", 99_999, 99_999).box("holder").at
    assert (edge[0] + width, edge[1] + height) == (297, 210)
    check_template(moved(template, "holder", -99_999, -99_999))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"at": (290.0, 10.0, 20.0, 10.0)}, "template.outside"),
        ({"text": "{nobody}"}, "template.unknown_value"),
        ({"name": "address"}, "template.twice"),
    ],
)
def test_a_template_that_cannot_be_printed_is_refused(change: dict[str, object], code: str) -> None:
    template = TEMPLATES["food"]
    broken = replace(template.box("holder"), **change)  # type: ignore[arg-type]  # one field each
    boxes = (*(box for box in template.boxes if box.name != "holder"), broken)
    with pytest.raises(RuleError, match=re.escape(code)):
        check_template(replace(template, boxes=boxes))
    with pytest.raises(RuleError, match="no_holder"):
        check_template(replace(template, fields=template.fields[1:]))
    assert with_box(template, template.box("holder")) == template


def test_a_value_is_never_read_as_a_pattern() -> None:
    assert filled("{holder}", {"holder": "{number}", "number": "1"}) == "{number}"


def test_values_are_checked_as_the_template_says() -> None:
    template = TEMPLATES["food"]
    said = {rule.key: values_of(template)[rule.key] for rule in template.fields}
    assert checked_values(template, {**said, "valid_until": "2031年9月14日"})["valid_until"] == "2031-09-14"
    for wrong, code in (
        ({**said, "holder": " "}, "certificate.value_missing"),
        ({**said, "valid_until": "明年"}, "date.form"),
        ({**said, "colour": "red"}, "certificate.value_unknown"),
    ):
        with pytest.raises(RuleError, match=re.escape(code)):
            checked_values(template, wrong)
