"""Glyphs and their places read back from finished PDF files, against HarfBuzz asked directly."""

from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

import pytest
import uharfbuzz as hb

from printing.typesetting.flowables import TextBlock
from printing.typesetting.fonts import Fonts, vendored
from printing.typesetting.layout import Span, Style, baselines, lay_out
from tests.unit.printing.papers import MARGIN, PAGE, pages_of
from tests.unit.printing.pdf_reader import PdfFile, SeenGlyph, outline
from tests.unit.printing.samples import CHINESE, NAMES, STRINGS, native_stacks

TOLERANCE = 0.05
SIZE = 10.5
LEADING = 1.75
WIDTHS = [PAGE[0] - 2 * MARGIN, 210.0, 97.0]


class Expected(NamedTuple):
    outline: str
    x: float
    y: float


@cache
def font_of(char: str) -> tuple[str, Any]:
    """Choose a face as the papers promise: Tibetan for its block, else serif, sans, HanaMinB."""
    names = ["NotoSerifSC_400Regular.ttf", "NotoSansSC_400Regular.ttf", "HanaMinB.ttf"]
    if "\u0f00" <= char <= "\u0fff":
        names = ["NotoSerifTibetan_400Regular.ttf"]
    for name in names:
        font = opened(name)
        if font.get_nominal_glyph(ord(char)) is not None:
            return name, font
    raise AssertionError(char)


@cache
def opened(name: str) -> Any:
    return hb.Font(hb.Face(hb.Blob.from_file_path(str(vendored(name)))))


@cache
def seen_as(name: str, gid: int) -> str:
    return outline(opened(name), gid)


def expected_line(text: str, x: float, y: float) -> list[Expected]:
    """Ask HarfBuzz where each glyph of a line belongs; spaces go with what stands before them."""
    fonts: list[tuple[str, Any]] = []
    for char in text:
        fonts.append(fonts[-1] if char in " \u00a0" and fonts else font_of(char))
    glyphs = []
    for _, run in groupby(zip(text, fonts, strict=True), lambda pair: pair[1][0]):
        pairs = list(run)
        name, font = pairs[0][1]
        buffer: Any = hb.Buffer()
        buffer.add_str("".join(char for char, _ in pairs))
        buffer.direction = "ltr"
        buffer.script, buffer.language = ("Tibt", "bo") if "Tibetan" in name else ("Hani", "zh-Hans")
        hb.shape(font, buffer)
        unit = SIZE / font.face.upem
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            glyphs.append(
                Expected(seen_as(name, info.codepoint), x + place.x_offset * unit, y + place.y_offset * unit)
            )
            x += place.x_advance * unit
    return glyphs


def assert_same(seen: list[SeenGlyph], expected: list[Expected], text: str) -> None:
    assert len(seen) == len(expected), text
    for glyph, wanted in zip(seen, expected, strict=True):
        assert glyph.outline == wanted.outline, text
        assert abs(glyph.x - wanted.x) <= TOLERANCE, text
        assert abs(glyph.y - wanted.y) <= TOLERANCE, text


@pytest.mark.parametrize("width", WIDTHS)
def test_every_glyph_stands_where_harfbuzz_puts_it(width: float, fonts: Fonts) -> None:
    for text in [*STRINGS, CHINESE, NAMES]:
        spans = [Span(text, Style(SIZE))]
        seen = [
            glyph
            for page in PdfFile(pages_of([TextBlock(spans, fonts, leading=LEADING)], width)).glyphs()
            for glyph in page
        ]
        lines = lay_out(spans, fonts, width)
        depths, height = baselines(lines, LEADING)
        assert height < PAGE[1] - 2 * MARGIN, "one page a text, so that lines are where we say"
        expected = [
            glyph
            for line, depth in zip(lines, depths, strict=True)
            for glyph in expected_line(text[line.start : line.end], MARGIN, PAGE[1] - MARGIN - depth)
        ]
        assert_same(seen, expected, text)


def test_every_native_stack_with_every_vowel_is_set_as_harfbuzz_sets_it(fonts: Fonts) -> None:
    stacks = native_stacks()
    assert len(stacks) > 1800
    syllables = ["་".join(stacks[start : start + 15]) for start in range(0, len(stacks), 15)]
    seen = PdfFile(pages_of([TextBlock([Span(text, Style(SIZE))], fonts) for text in syllables])).glyphs()
    drawn = [glyph for page in seen for glyph in page]
    notdef = seen_as("NotoSerifTibetan_400Regular.ttf", 0)
    for text in syllables:
        expected = expected_line(text, MARGIN, 0)
        ours, drawn = drawn[: len(expected)], drawn[len(expected) :]
        base = min(glyph.y for glyph in ours) - min(glyph.y for glyph in expected)
        assert_same(ours, [glyph._replace(y=glyph.y + base) for glyph in expected], text)
        assert all(glyph.outline != notdef for glyph in ours), text
    assert not drawn


def test_a_stack_that_stands_at_the_end_of_a_line_is_shaped_for_that_place(fonts: Fonts) -> None:
    text = "བསྒྲུབས་རྫོགས་" * 8
    lines = lay_out([Span(text, Style(SIZE))], fonts, 60)
    assert len(lines) > 4
    assert "".join(text[line.start : line.end] for line in lines) == text
