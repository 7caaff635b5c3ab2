"""Slips as a printer gets them: what stands on them, both paper widths, the code, the mark of a demo hall."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.device_records import Bitmap
from app.domain.scripts import ScriptRules
from app.domain.tickets import Priority
from app.errors import RuleError
from app.ports.queue import Slip, SlipComposer
from devices.simulators.escpos import EscposSimulator
from printing.qr import QUIET_ZONE, qr_code
from printing.tickets.picture import SlipPicture
from printing.tickets.slips import NARROW, WIDE, EscposSlips
from printing.tickets.words import TIME, tibetan
from printing.typesetting.fonts import Fonts
from printing.typesetting.layout import Span, Style
from printing.typesetting.raster import FontRaster, RasterBlock
from tests import factories as make

SLIP = Slip(
    hall="玛沁县政务服务中心",
    number="C012",
    service="户籍与居民身份证",
    area="一楼东区",
    issued_at=make.NINE,
    waiting=6,
    wait_minutes=(15, 40),
    priority=None,
    note="过号请重新取号",
    code="T1:0192F0C8A7B37C3E9A531234567890AB:HOUSEHOLD:C012:20260915090000",
    nth=1,
    demo=False,
    scripts=ScriptRules(),
)


def picture(fonts: Fonts, slip: Slip, dots: int = WIDE) -> Bitmap:
    return SlipPicture(FontRaster(fonts), dots, tibetan()).draw(slip)


def rows(bitmap: Bitmap) -> list[int]:
    """Return each row as a number whose bits are its dots."""
    stride = (bitmap.width + 7) // 8
    return [int.from_bytes(bitmap.rows[y * stride : (y + 1) * stride]) for y in range(bitmap.height)]


def at_left(slip: Bitmap, text: str, size: float, fonts: Fonts) -> bool:
    """Tell whether a line of the slip begins with a text of this size."""
    block = RasterBlock([Span(text, Style(size))], "left", 1.4)
    word = FontRaster(fonts).blocks([block])
    cut = (word.width + 7) // 8 * 8 - word.width
    needle = [row >> cut for row in rows(word) if row]
    left = [row >> slip.width - word.width for row in rows(slip)]
    return any(left[y : y + len(needle)] == needle for y in range(len(left)))


@pytest.mark.parametrize("tibetan_first", [0, 1])
def test_the_scripts_stand_in_the_order_of_the_hall(tibetan_first: int, fonts: Fonts) -> None:
    seen = picture(fonts, replace(SLIP, scripts=ScriptRules(tibetan_first=tibetan_first)))
    assert at_left(seen, TIME, 28, fonts) is not bool(tibetan_first)
    assert at_left(seen, tibetan()[TIME], 28 * 0.82, fonts) is bool(tibetan_first)


@pytest.mark.parametrize("dots", [WIDE, NARROW])
@pytest.mark.parametrize("cuts", [True, False])
def test_the_printer_prints_the_very_picture(dots: int, cuts: bool, fonts: Fonts) -> None:
    composer: SlipComposer = EscposSlips(fonts, dots, cuts=cuts)
    printer = EscposSimulator(dots=dots)
    printer.receive(composer.compose(SLIP))
    assert len(printer.tickets) == cuts
    paper = printer.tickets[0] if cuts else printer.paper.seen()
    wanted = picture(fonts, SLIP, dots)
    assert paper.width == wanted.width == dots
    assert rows(paper)[: wanted.height] == rows(wanted)
    assert not any(rows(paper)[wanted.height :])
    assert paper.height > wanted.height, "fed far enough to be taken"


def test_a_command_is_never_longer_than_a_cheap_printer_holds(fonts: Fonts) -> None:
    data = EscposSlips(fonts).compose(SLIP)
    heads = [at for at in range(len(data)) if data[at : at + 4] == b"\x1dv0\x00"]
    heights = [int.from_bytes(data[at + 6 : at + 8], "little") for at in heads]
    assert len(heights) > 1
    assert sum(heights) == picture(fonts, SLIP).height
    assert max(heights) <= 255


@pytest.mark.parametrize("dots", [WIDE, NARROW])
def test_the_code_stands_whole_at_the_foot_also_under_the_mark(dots: int, fonts: Fonts) -> None:
    code = qr_code(SLIP.code)
    for slip in (SLIP, replace(SLIP, demo=True)):
        lines = rows(picture(fonts, slip, dots))
        scale = next(s for s in range(3, 12) if (code.side + 2 * QUIET_ZONE) * (s + 1) > dots * 0.52)
        side = (code.side + 2 * QUIET_ZONE) * scale
        left = (dots - side) // 2
        drawn = [0] * code.side
        for column, row, length in code.bars:
            for module in range(column, column + length):
                start = left + (QUIET_ZONE + module) * scale
                drawn[row] |= ((1 << scale) - 1) << (dots - start - scale)
        wanted = [line for line in drawn for _ in range(scale)]
        foot = lines[-side:]
        border = QUIET_ZONE * scale
        assert foot[border:-border] == wanted
        assert not any(foot[:border] + foot[-border:])


def test_what_differs_on_paper(fonts: Fonts) -> None:
    plain = picture(fonts, SLIP)
    taller = {
        "priority": replace(SLIP, priority=Priority.ELDERLY),
        "reprint": replace(SLIP, nth=2),
        "long name": replace(SLIP, service="户籍登记、居民身份证与居住证的申领、换领和补领"),
    }
    for name, slip in taller.items():
        assert picture(fonts, slip).height > plain.height, name
    for slip in (replace(SLIP, wait_minutes=None), replace(SLIP, area="")):
        assert picture(fonts, slip).height < plain.height
    assert picture(fonts, replace(SLIP, waiting=0)).rows != plain.rows


def test_the_mark_of_a_demo_hall_lies_across_and_covers_nothing(fonts: Fonts) -> None:
    plain, marked = rows(picture(fonts, SLIP)), rows(picture(fonts, replace(SLIP, demo=True)))
    assert all(line & mark == line for line, mark in zip(plain, marked, strict=True))
    added = [mark & ~line for line, mark in zip(plain, marked, strict=True)]
    reach = 0
    for line in added:
        reach |= line
    assert reach.bit_length() > WIDE * 0.9
    assert reach & -reach < 1 << WIDE // 8
    inked = [line for line in added if line]
    assert max(line.bit_count() for line in inked) < WIDE / 6, "dotted, so that all stays legible"


def test_a_character_without_a_face_is_told_before_anything_is_printed(fonts: Fonts) -> None:
    with pytest.raises(RuleError, match=r"printing\.missing_characters"):
        EscposSlips(fonts).compose(replace(SLIP, area="\U0010fffd"))


def test_tibetan_words_are_the_drafts_of_the_reviewed_list() -> None:
    path = Path(__file__).parents[3] / "ui" / "i18n" / "tibetan.csv"
    listed = {row["zh"]: row["bo"] for row in csv.DictReader(path.read_text("utf-8-sig").splitlines())}
    words = tibetan()
    assert set(words) == {"号码", "时间", "地点", "请稍等"}
    assert words == {zh: listed[zh] for zh in words}
