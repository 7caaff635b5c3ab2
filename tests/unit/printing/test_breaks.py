"""Line ends against an implementation of UAX #14 by others, and the deliberate differences from it."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from uniseg.linebreak import line_break_units

from printing.typesetting.breaks import break_class, find_breaks
from printing.typesetting.fonts import Fonts
from printing.typesetting.layout import Span, Style, lay_out
from tests.unit.printing.samples import CHINESE, NAMES, STRINGS

WIDTHS = [30 + 23 * step for step in range(20)]


@cache
def oracle(text: str) -> set[int]:
    places, at = set(), 0
    for unit in line_break_units(text):
        at += len(unit)
        places.add(at)
    return places - {len(text)}


@pytest.mark.parametrize("text", STRINGS)
def test_agrees_with_uniseg_on_attested_text(text: str) -> None:
    assert set(find_breaks(text).allowed) == oracle(text)


def test_agrees_with_uniseg_on_legal_chinese_but_for_quotation_marks() -> None:
    differing = set(find_breaks(CHINESE).allowed) ^ oracle(CHINESE)
    assert {CHINESE[place - 1 : place + 1] for place in differing} <= {"；“", "”所"}


@pytest.mark.parametrize(
    ("text", "place"),
    [("才让·卓玛", 2), ("དབྱངས·ཅན", 5)],
)
def test_a_middle_dot_never_starts_a_line(text: str, place: int) -> None:
    assert text[place] == "·"
    assert place not in find_breaks(text).allowed


def test_chinese_quotation_marks_are_brackets() -> None:
    text = "的“特别程序”所"
    assert find_breaks(text).allowed == {1, 3, 4, 5, 7}


def test_a_line_feed_must_end_a_line_and_crlf_only_once() -> None:
    assert find_breaks("甲\n乙\r\n丙").hard == {2, 5}


def test_marks_stay_with_their_base() -> None:
    text = "བསྒྲུབས་ཀྱི"
    marks = {index for index, char in enumerate(text) if break_class(char) == "CM"}
    assert not marks & find_breaks(text).allowed


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_ends_where_uniseg_forbids(width: float, fonts: Fonts) -> None:
    for text in [*STRINGS, CHINESE, NAMES]:
        free = oracle(text)
        deliberate = set(find_breaks(text).allowed) - free
        for line in lay_out([Span(text, Style(10.5))], fonts, width)[:-1]:
            after = line.end + len(text[line.end :]) - len(text[line.end :].lstrip(" "))
            if after in free or (after in deliberate and text[after - 1] + text[after] in ("；“", "”所")):
                continue
            # Only a piece that fills more than the line alone may be cut elsewhere.
            piece_start = max((place for place in find_breaks(text).allowed if place < after), default=0)
            assert piece_start <= line.start, f"{text[line.start : after]}|{text[after:]} at {width}"


PIECES = "གི་ ཀྱི། ༄༅། བཀྲ་ཤིས་ 县 （ ） 《 》 ， 。 、 ： 2026 年 12% ￥5 A-b word ( ) , . / — … 〔 〕 ་ ། ཿ ༔"
TOKENS = st.sampled_from(PIECES.split(" "))


@settings(max_examples=300, deadline=None)
@given(st.lists(TOKENS, min_size=2, max_size=12).map("".join))
def test_no_line_starts_with_what_closes_or_ends_with_what_opens(text: str) -> None:
    for place in find_breaks(text).allowed:
        assert text[place] not in "，。、）》〕)།་༔", text
        assert text[place - 1] not in "（《〔(༄", text
