"""Money on screens and papers: the examples of the regulation, and a reader of our own for the way back."""

import csv
import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import money
from app.errors import RuleError
from app.sentences import sentence

AMOUNTS = st.one_of(
    st.integers(0, money.MONEY_LIMIT - 1),
    st.lists(st.sampled_from("0001259"), min_size=1, max_size=14).map(lambda digits: int("".join(digits))),
)
DIGITS = "零壹贰叁肆伍陆柒捌玖"
VALUES = {char: value for value, char in enumerate(DIGITS)}
PLACES = {"拾": 10, "佰": 100, "仟": 1000}


def read_group(text: str) -> int:
    parts = re.findall(f"([{DIGITS[1:]}])([拾佰仟]?)", text)
    return sum(VALUES[digit] * PLACES.get(place, 1) for digit, place in parts)


def read_capital(text: str) -> int:
    """Read capital numerals by their units alone, knowing nothing of how they are written."""
    parts = re.fullmatch(r"(?:(.*亿)?(.*万)?(.*?)元)?(?:零?(.)角)?(?:零?(.)分)?整?", text)
    assert parts
    millions, thousands, ones, jiao, cent = (part or "" for part in parts.groups())
    whole = read_group(millions) * 10**8 + read_group(thousands) * 10**4 + read_group(ones)
    return whole * 100 + VALUES.get(jiao, 0) * 10 + VALUES.get(cent, 0)


@pytest.mark.parametrize(
    "row",
    list(csv.DictReader((files("tests") / "data" / "capital_amounts.csv").read_text("utf-8").splitlines())),
    ids=lambda row: row["fen"],
)
def test_capital_numerals_of_the_regulation(row: dict[str, str]) -> None:
    assert money.capital(int(row["fen"])) == row["capital"]
    assert read_capital(row["capital"]) == int(row["fen"])


@given(AMOUNTS)
def test_capital_numerals_are_read_back(fen: int) -> None:
    text = money.capital(fen)
    assert read_capital(text) == fen
    assert "零零" not in text
    assert text.count("元") == (fen >= 100 or fen == 0)
    assert text.endswith("整") is (fen % 10 == 0)
    assert fen == 0 or not re.search("零[亿万元角分整]", text)


@given(AMOUNTS)
def test_yuan_is_read_back(fen: int) -> None:
    assert money.parse_yuan(money.yuan(fen), "金额") == fen


def test_yuan_has_two_decimals() -> None:
    assert [money.yuan(fen) for fen in (1250, 0, 5, 100)] == ["12.50元", "0.00元", "0.05元", "1.00元"]


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("12", 1200),
        ("12.5", 1250),
        ("12.50元", 1250),
        ("¥12.50", 1250),
        ("￥１２．５０", 1250),
        ("1,234,567.8", 123456780),
        (" 0.05 ", 5),
    ],
)
def test_typed_amounts(typed: str, fen: int) -> None:
    assert money.parse_yuan(typed, "金额") == fen


@pytest.mark.parametrize("typed", ["", "元", "-1", "12.505", "1,23", "12,5", "十二元", "1e3", ".5", "9" * 13])
def test_what_is_no_amount(typed: str) -> None:
    with pytest.raises(RuleError) as caught:
        money.parse_yuan(typed, "金额")
    assert (caught.value.code, caught.value.facts) == ("money.form", {"field": "金额"})
    assert "金额" in sentence(caught.value)


@pytest.mark.parametrize("fen", [-1, money.MONEY_LIMIT])
def test_impossible_amounts_are_bugs(fen: int) -> None:
    for write in (money.capital, money.yuan):
        with pytest.raises(ValueError, match="money"):
            write(fen)
