"""Hours of a hall as rows: nothing is lost on the way there and back, what is typed is understood."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.shift_rows import (
    ShiftRow,
    parse_month_day,
    parse_times,
    parse_weekdays,
    rows_of,
    time_words,
    weekday_words,
    with_row,
    with_rows,
)
from app.domain.shifts import ALL_YEAR, AttendanceRules, Season, Shift, check_rules, shift_on
from app.errors import RuleError

USUAL, FRIDAY, WINTER = (500, 720, 870, 1050), (500, 720, 870, 1020), (540, 720, 840, 1020)
RULES = AttendanceRules(
    seasons=(
        Season("夏季", "05-01", "09-30", (Shift(FRIDAY, (4,)), Shift(USUAL))),
        Season("冬季", "10-01", "04-30", (Shift(WINTER),)),
    )
)


def test_rows_and_seasons_say_the_same() -> None:
    rows = rows_of(RULES)
    assert [(row.season, row.weekdays, row.times) for row in rows] == [
        ("夏季", (4,), FRIDAY),
        ("夏季", (), USUAL),
        ("冬季", (), WINTER),
    ]
    assert with_rows(AttendanceRules(), rows) == RULES


def test_a_season_is_put_beside_another_one_row_by_row() -> None:
    rows = with_row(rows_of(AttendanceRules()), ShiftRow(ALL_YEAR.name, "10-01", "04-30", (), WINTER))
    rows = with_row(rows, ShiftRow("夏季", "05-01", "09-30", (), USUAL))
    rows = with_row(rows, ShiftRow("夏季", "05-01", "09-30", (4,), FRIDAY))
    made = with_rows(AttendanceRules(), rows)
    check_rules(made)
    assert shift_on(made, date(2026, 7, 3)).times == FRIDAY
    assert shift_on(made, date(2026, 7, 2)).times == USUAL
    assert shift_on(made, date(2026, 12, 4)).times == WINTER


def test_the_dates_of_a_season_are_those_said_last() -> None:
    rows = with_row(rows_of(RULES), ShiftRow("夏季", "05-02", "09-30", (4,), FRIDAY))
    with pytest.raises(RuleError) as gap:
        check_rules(with_rows(RULES, rows))
    assert gap.value.facts == {"day": "5月1日"}
    assert len(rows) == len(rows_of(RULES))


@given(st.sets(st.integers(0, 6)).map(lambda days: tuple(sorted(days))))
def test_weekdays_are_read_as_they_are_written(days: tuple[int, ...]) -> None:
    assert parse_weekdays(weekday_words(days)) == days


@given(st.lists(st.integers(0, 1439), min_size=4, max_size=4))
def test_times_are_read_as_they_are_written(minutes: list[int]) -> None:
    assert parse_times(map(time_words, minutes)) == tuple(minutes)


@pytest.mark.parametrize("texts", [("9", "12:00", "14:30", "17:30"), ("9:00",) * 3, ("9:60",) * 4])
def test_other_times_are_refused(texts: tuple[str, ...]) -> None:
    with pytest.raises(RuleError, match="shift_form"):
        parse_times(texts)


def test_days_of_the_year_and_of_the_week() -> None:
    assert parse_month_day(" 5-1 ") == "05-01"
    assert parse_month_day("2-29") == "02-29"
    assert parse_weekdays("星期一、星期五") == (0, 4)
    for wrong in ("13-1", "2-30", "五月"):
        with pytest.raises(RuleError, match="month_day_form"):
            parse_month_day(wrong)
    with pytest.raises(RuleError, match="weekday_form"):
        parse_weekdays("8")


@pytest.mark.parametrize(
    "wrong", [{"grace": -1}, {"before": -5}, {"grace": 20, "absent_over": 15}, {"longest_errand": 0}]
)
def test_minutes_that_cannot_be_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(RuleError, match="minutes"):
        check_rules(AttendanceRules(**wrong))  # type: ignore[arg-type]  # numbers by name
