"""Hours, letters and numbers of the queue: what is typed is understood, what cannot be is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.queue_forms import (
    NUMBERS,
    QUOTA,
    check_queue_rules,
    opening_words,
    parse_letters,
    parse_openings,
)
from app.domain.queue_services import Opening, QueueRules, QueueService
from app.errors import RuleError

SERVICES = (QueueService("117-25", "登记", "RA", "117"), QueueService("117-26", "食品", "RB", "117"))


@given(st.sets(st.integers(0, 1440), min_size=2, max_size=2), st.booleans())
def test_hours_come_back_as_they_were(ends: set[int], workdays: bool) -> None:
    hours = (Opening(min(ends), max(ends), workdays),)
    assert parse_openings(opening_words(hours, workdays=workdays), workdays=workdays) == hours
    assert opening_words(hours, workdays=not workdays) == ""


@pytest.mark.parametrize(
    "typed", ["14:30-17:30、9:00-12:00", "9：00～12：00，14:30 至 17:30", "9:00 — 12:00 14:30–17:30"]
)
def test_hours_are_understood_as_people_write_them(typed: str) -> None:
    assert parse_openings(typed, workdays=True) == (Opening(540, 720), Opening(870, 1050))


@pytest.mark.parametrize("typed", ["9:00", "12:00-9:00", "9:00-9:00", "9:60-12:00", "9:00-24:01", "上午"])
def test_other_hours_are_refused(typed: str) -> None:
    with pytest.raises(RuleError, match=r"queue\.hours_form"):
        parse_openings(typed, workdays=True)


def test_letters_stand_for_services_each_once() -> None:
    assert parse_letters("rb、RA，ＲＢ", SERVICES) == ("117-26", "117-25")
    assert parse_letters(" ", SERVICES) == ()
    with pytest.raises(RuleError, match=r"queue\.letter_unknown\(prefix=X\)"):
        parse_letters("RA X", SERVICES)


def test_numbers_keep_their_bounds() -> None:
    check_queue_rules(QueueRules())
    assert QUOTA.read(" ６０ ") == 60
    for typed, code in (("0", "range"), ("-1", "range"), ("六十", "form"), ("1.5", "form")):
        with pytest.raises(RuleError, match=rf"setting\.{code}"):
            QUOTA.read(typed)
    for name, bound in NUMBERS.items():
        with pytest.raises(RuleError, match=r"setting\.range"):
            check_queue_rules(QueueRules(**{name: bound.highest + 1}))  # type: ignore[arg-type]  # by name
