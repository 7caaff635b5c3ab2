"""Filling lines: nothing lost, no cluster cut, deep stacks apart, Chinese spread to the margin."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from uniseg.graphemecluster import grapheme_cluster_boundaries

from printing.typesetting.fonts import Fonts
from printing.typesetting.layout import Line, Span, Style, baselines, lay_out
from tests.unit.printing.samples import CHINESE, STRINGS, native_stacks

FONTS = Fonts()
STACKS = native_stacks()
TEXTS = st.lists(
    st.sampled_from(
        [*"县政府（），。·12aB -\n", " ", "་", "།", "é", "𬭎", "e\u0301", "𠮷\U000e0100", *STACKS]
    ),
    min_size=1,
    max_size=40,
).map("".join)


def lines_of(text: str, width: float, size: float = 10.0, *, justify: bool = False) -> list[Line]:
    return lay_out([Span(text, Style(size))], FONTS, width, justify=justify)


@settings(max_examples=250, deadline=None)
@given(TEXTS, st.sampled_from([1.0, 14.0, 30.0, 60.0, 150.0]))
def test_no_text_is_lost_and_no_cluster_cut(text: str, width: float) -> None:
    check_whole(text, width)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(20))
def test_no_text_is_lost_and_no_cluster_cut_at_length(seed: int) -> None:
    dice = random.Random(seed)
    pieces = [*"县政府（），。·12aB -\n", *STRINGS, *STACKS]
    for _ in range(400):
        check_whole("".join(dice.choices(pieces, k=dice.randint(1, 60))), dice.uniform(1, 400))


def check_whole(text: str, width: float) -> None:
    lines = lines_of(text, width)
    clusters = set(grapheme_cluster_boundaries(text))
    at = 0
    for line in lines:
        assert text[at : line.start].strip(" \n") == "", "only white may stand between lines"
        assert line.start in clusters
        assert line.end in clusters
        assert "\n" not in text[line.start : line.end]
        at = line.end
    assert text[at:].strip(" \n") == ""


@pytest.mark.parametrize("width", [60.0, 130.0, 400.0])
def test_lines_keep_within_the_width(width: float) -> None:
    for text in [*STRINGS, CHINESE]:
        for line in lines_of(text, width):
            assert line.width <= width + 1e-6


def test_empty_text_takes_the_room_of_a_line() -> None:
    (line,) = lines_of("", 100)
    assert baselines([line], 1.5)[1] == pytest.approx(15)


def test_empty_lines_are_kept() -> None:
    assert [(line.start, line.end) for line in lines_of("甲\n\n乙", 100)] == [(0, 1), (2, 2), (3, 4)]


@pytest.mark.parametrize("leading", [1.0, 1.5, 1.75])
def test_deep_stacks_do_not_touch_the_next_line(leading: float) -> None:
    text = "\n".join(["བསྒྲུབས་རྫོགས་སྒྲཱུ་", "ཀིཾ་སྐྱེད་", "甲乙", "སྤྲུལ་", "ཧཱུྃ་", "རྒྱུད་"] * 2)
    lines = lines_of(text, 400)
    depths, height = baselines(lines, leading)
    assert len(lines) == 12
    for index in range(1, len(lines)):
        white = depths[index] - depths[index - 1] - lines[index - 1].below - lines[index].above
        assert white > 0.5, f"lines {index - 1} and {index}"
    assert depths[0] >= lines[0].above
    assert height >= depths[-1] + lines[-1].below


def test_chinese_keeps_the_leading_asked_for() -> None:
    depths, height = baselines(lines_of("甲\n乙\n丙", 100), 1.5)
    assert depths == pytest.approx([11.3, 26.3, 41.3])
    assert height == pytest.approx(45)


def test_justified_chinese_reaches_the_margin_but_for_the_last_line() -> None:
    ragged, spread = lines_of(CHINESE, 203), lines_of(CHINESE, 203, justify=True)
    assert [(line.start, line.end) for line in spread] == [(line.start, line.end) for line in ragged]
    for before, line in zip(ragged[:-1], spread, strict=False):
        fitting = 203 - before.width <= 2 * 10
        assert line.width == pytest.approx(203 if fitting else before.width, abs=0.01)
    assert spread[-1] == ragged[-1]


def test_lines_with_tibetan_and_forced_ends_stay_ragged() -> None:
    text = "甲乙丙丁戊己庚\nབོད་ཡིག་甲乙丙丁戊己庚辛壬癸"
    assert lines_of(text, 75, justify=True) == lines_of(text, 75)


def test_a_piece_wider_than_the_line_is_cut_between_clusters() -> None:
    text = "632621101202609150001"
    lines = lines_of(text, 40)
    assert len(lines) > 2
    assert "".join(text[line.start : line.end] for line in lines) == text
