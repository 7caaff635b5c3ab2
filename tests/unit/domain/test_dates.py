"""Dates as printed and as typed, and the hall's zone against the zone data of the machine."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import dates
from app.errors import RuleError
from app.sentences import sentence

DAY = date(2026, 9, 5)


def test_printed_forms() -> None:
    assert dates.chinese_date(date(2026, 9, 15)) == "2026年9月15日"
    assert dates.chinese_month_day(date(2026, 9, 15)) == "9月15日"
    assert dates.chinese_moment(datetime(2026, 9, 15, 1, 5, tzinfo=UTC)) == "2026年9月15日9时05分"


@pytest.mark.parametrize(
    "typed",
    [
        "2026-9-5",
        "2026-09-05",
        "2026/9/5",
        "2026.9.5",
        "20260905",
        "2026年9月5日",
        "2026年9月5号",
        " 2026 年 9 月 5 日 ",
        "２０２６－０９－０５",
        "２０２６年９月５日",
        "２０２６０９０５",
    ],
)
def test_typed_forms(typed: str) -> None:
    assert dates.parse_date(typed, "收到日期") == DAY


@pytest.mark.parametrize(
    "typed", ["", "今天", "26-9-5", "2026-9", "2026年9-5", "2026-9月5日", "2026090", "༢༠༢༦-༩-༥", "2026-9-5x"]
)
def test_what_is_no_date(typed: str) -> None:
    with pytest.raises(RuleError) as caught:
        dates.parse_date(typed, "收到日期")
    assert (caught.value.code, caught.value.facts) == ("date.form", {"field": "收到日期"})
    assert "收到日期" in sentence(caught.value)


@pytest.mark.parametrize(
    ("typed", "year", "month", "day"),
    [
        ("2026-2-30", 2026, 2, 30),
        ("20261301", 2026, 13, 1),
        ("0000-1-1", 0, 1, 1),
        ("2026年4月31日", 2026, 4, 31),
    ],
)
def test_days_the_calendar_does_not_have(typed: str, year: int, month: int, day: int) -> None:
    with pytest.raises(RuleError) as caught:
        dates.parse_date(typed, "生日")
    assert caught.value.code == "date.impossible"
    assert f"{year}年{month}月{day}日" in sentence(caught.value)
    assert caught.value.facts == {"field": "生日", "year": year, "month": month, "day": day}


@given(st.dates(min_value=date(1000, 1, 1)))
def test_what_is_printed_is_read_back(day: date) -> None:
    for written in (dates.chinese_date(day), day.isoformat(), day.strftime("%Y%m%d")):
        assert dates.parse_date(written, "日期") == day


@given(st.datetimes(min_value=datetime(1992, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_the_fixed_offset_is_the_zone_of_china(at: datetime) -> None:
    theirs = at.astimezone(ZoneInfo("Asia/Shanghai"))
    assert dates.hall_time(at).replace(tzinfo=None) == theirs.replace(tzinfo=None)
    assert dates.hall_date(at) == theirs.date()


@given(st.dates(min_value=date(1992, 1, 1), max_value=date(2100, 1, 1)))
def test_a_day_starts_where_the_day_before_ends(day: date) -> None:
    start = dates.day_start(day)
    assert start.utcoffset() == timedelta(0)
    assert dates.hall_date(start) == day
    assert dates.hall_date(start - timedelta(microseconds=1)) == day - timedelta(days=1)


def test_a_naive_moment_is_a_bug() -> None:
    with pytest.raises(ValueError, match="timezone"):
        dates.hall_date(datetime(2026, 9, 15))  # noqa: DTZ001
