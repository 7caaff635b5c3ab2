"""Limits of items as they are typed."""

import pytest

from app.domain.item_terms import check_promise, limit_text, typed_limit
from app.domain.items import Limit
from app.domain.workdays import TermUnit
from app.errors import RuleError


@pytest.mark.parametrize(
    ("text", "usual", "expected"),
    [
        ("10", TermUnit.WORKDAYS, Limit(10, TermUnit.WORKDAYS)),
        ("10", TermUnit.DAYS, Limit(10, TermUnit.DAYS)),
        ("10", TermUnit.AT_ONCE, Limit(10, TermUnit.WORKDAYS)),
        ("１０ 个工作日", TermUnit.DAYS, Limit(10, TermUnit.WORKDAYS)),
        ("15天", TermUnit.WORKDAYS, Limit(15, TermUnit.DAYS)),
        ("15 自然日", TermUnit.WORKDAYS, Limit(15, TermUnit.DAYS)),
        ("1 个月", TermUnit.WORKDAYS, Limit(1, TermUnit.MONTHS)),
        ("0", TermUnit.DAYS, Limit(0, TermUnit.AT_ONCE)),
        ("当场", TermUnit.DAYS, Limit(0, TermUnit.AT_ONCE)),
    ],
)
def test_a_number_keeps_the_unit_of_its_item(text: str, usual: TermUnit, expected: Limit) -> None:
    assert typed_limit(text, usual) == expected
    assert typed_limit(limit_text(expected), usual) == expected


@pytest.mark.parametrize("text", ["", "十天", "1000", "00 天", "3 周", "-1", "3 个"])
def test_what_is_no_limit(text: str) -> None:
    with pytest.raises(RuleError, match=r"catalogue\.limit"):
        typed_limit(text, TermUnit.WORKDAYS)


def test_a_promise_is_not_longer_than_the_law() -> None:
    check_promise(Limit(20, TermUnit.WORKDAYS), Limit(20, TermUnit.WORKDAYS))
    check_promise(Limit(20, TermUnit.WORKDAYS), Limit(15, TermUnit.DAYS))
    check_promise(Limit(20, TermUnit.WORKDAYS), None)
    with pytest.raises(RuleError, match=r"catalogue\.promise_too_long"):
        check_promise(Limit(21, TermUnit.WORKDAYS), Limit(20, TermUnit.WORKDAYS))
