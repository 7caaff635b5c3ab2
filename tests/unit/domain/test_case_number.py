"""Case numbers, document numbers and the blocks of the stations."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_10

from app.domain.case_number import (
    CaseNumber,
    NumberBlock,
    case_block,
    check_digit,
    document_block,
    document_number,
    parse_case_number,
)
from app.errors import RuleError
from app.sentences import sentence

EXAMPLE = CaseNumber("632621", "101", date(2026, 9, 15), 1)
NUMBERS = st.builds(
    CaseNumber,
    st.sampled_from(["632621", "632626", "110105"]),
    st.integers(0, 999).map(lambda number: f"{number:03}"),
    st.dates(min_value=date(2000, 1, 1), max_value=date(2999, 12, 31)),
    st.integers(1, 9999),
)


def test_the_number_of_the_reference() -> None:
    assert check_digit("632621101202609150001") == "4"
    assert str(EXAMPLE) == "6326211012026091500014"
    assert EXAMPLE.grouped == "632621 101 20260915 0001 4"


@given(st.text("0123456789", min_size=1, max_size=40))
def test_the_check_digit_agrees_with_the_oracle(digits: str) -> None:
    assert check_digit(digits) == mod_11_10.calc_check_digit(digits)


@given(NUMBERS)
def test_every_number_is_read_back(number: CaseNumber) -> None:
    for written in (str(number), number.grouped, number.grouped.replace(" ", "-"), f" {number}\n"):
        assert parse_case_number(written) == number


def test_full_width_digits_are_read() -> None:
    assert parse_case_number("６３２６２１１０１２０２６０９１５０００１４") == EXAMPLE


@given(NUMBERS, st.integers(0, 21), st.sampled_from("0123456789"))
def test_one_wrong_digit_never_passes(number: CaseNumber, place: int, digit: str) -> None:
    text = str(number)
    wrong = text[:place] + digit + text[place + 1 :]
    if wrong != text:
        with pytest.raises(RuleError):
            parse_case_number(wrong)


def with_check(digits: str) -> str:
    return digits + check_digit(digits)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "case_number.form"),
        ("632621101202609150001", "case_number.form"),
        ("63262110120260915000144", "case_number.form"),
        ("63262110120260915000A4", "case_number.form"),
        (with_check("632621101202609150000"), "case_number.form"),
        ("6326211012026091500015", "case_number.check_digit"),
        (with_check("632621101202602300001"), "date.impossible"),
    ],
)
def test_other_numbers_are_refused_in_words(typed: str, code: str) -> None:
    with pytest.raises(RuleError) as caught:
        parse_case_number(typed)
    assert caught.value.code == code
    assert sentence(caught.value)


@pytest.mark.parametrize(
    "parts", [("63262", "101", 1), ("632621", "10", 1), ("632621", "1O1", 1), ("632621", "101", 0)]
)
def test_parts_that_do_not_fit_are_bugs(parts: tuple[str, str, int]) -> None:
    area, department, sequence = parts
    with pytest.raises(ValueError, match="no case number"):
        CaseNumber(area, department, date(2026, 9, 15), sequence)
    with pytest.raises(ValueError, match="no case number"):
        CaseNumber("632621", "101", date(2026, 9, 15), 10_000)


def test_blocks_of_stations_touch_and_never_overlap() -> None:
    cases = [case_block(index) for index in range(10)]
    assert (cases[0], cases[3], cases[9]) == (
        NumberBlock(1, 999),
        NumberBlock(3000, 3999),
        NumberBlock(9000, 9999),
    )
    documents = [document_block(index) for index in range(40)]
    assert (documents[0], documents[7]) == (NumberBlock(1, 100_000), NumberBlock(700_001, 800_000))
    for blocks in (cases, documents):
        assert all(one.last + 1 == two.first for one, two in pairwise(blocks))


def test_a_department_has_ten_blocks() -> None:
    for index in (-1, 10):
        with pytest.raises(RuleError) as caught:
            case_block(index)
        assert caught.value.code == "numbers.no_block"
        assert sentence(caught.value)
    with pytest.raises(ValueError, match="station"):
        document_block(-1)


def test_a_block_hands_out_every_number_once_and_then_refuses_in_words() -> None:
    block = case_block(3)
    used: int | None = None
    given_out = []
    for _ in range(1000):
        used = block.after(used)
        given_out.append(used)
    assert given_out == list(range(3000, 4000))
    with pytest.raises(RuleError) as caught:
        block.after(used)
    assert (caught.value.code, caught.value.facts) == ("numbers.exhausted", {"first": 3000, "last": 3999})
    assert "3999" in sentence(caught.value)


def test_a_fresh_block_starts_above_what_an_old_one_used() -> None:
    assert document_block(5).after(123_456) == 500_001
    with pytest.raises(RuleError):
        document_block(1).after(500_001)


def test_document_numbers_have_hexagon_brackets_and_no_leading_zero() -> None:
    assert document_number("玛发改许", "受", 2026, 12) == "玛发改许受〔2026〕12号"
