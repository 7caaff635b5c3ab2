"""Limits counted on a table of working days, with a small made-up table and against first principles."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.areas import NATION
from app.domain.workdays import (
    Calendar,
    Count,
    DayRow,
    Due,
    TermUnit,
    add_days,
    add_months,
    add_workdays,
    count_workdays,
    end_of_term,
    next_workday,
    overlay,
    same_day_after,
    workdays_before,
)

DAY = timedelta(days=1)
TABLE = Calendar(
    off=frozenset(date(2026, 10, day) for day in range(1, 8)),
    work=frozenset({date(2026, 9, 20), date(2026, 10, 10)}),
    known_from=date(2026, 1, 1),
    known_until=date(2026, 12, 31),
)
DAYS = st.dates(min_value=date(2026, 1, 1), max_value=date(2027, 6, 30))


def known(day: date) -> Due:
    return Due(day, provisional=False)


def test_the_first_day_does_not_count_and_a_worked_sunday_does() -> None:
    assert add_workdays(TABLE, date(2026, 9, 15), 5) == known(date(2026, 9, 21))


def test_nothing_to_wait_for_ends_on_the_first_working_day() -> None:
    assert add_workdays(TABLE, date(2026, 9, 15), 0) == known(date(2026, 9, 15))
    assert add_workdays(TABLE, date(2026, 10, 1), 0) == known(date(2026, 10, 8))


def test_natural_days_run_through_a_holiday_and_end_after_it() -> None:
    assert add_days(TABLE, date(2026, 9, 15), 10) == known(date(2026, 9, 25))
    assert add_days(TABLE, date(2026, 9, 15), 16) == known(date(2026, 10, 8))


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 11, 15), 14, date(2028, 1, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
    ],
)
def test_months_end_on_the_corresponding_day_or_the_last(start: date, months: int, end: date) -> None:
    assert same_day_after(start, months) == end


def test_a_month_that_ends_in_a_holiday_ends_after_it() -> None:
    assert add_months(TABLE, date(2026, 9, 4), 1) == known(date(2026, 10, 8))
    assert add_months(TABLE, date(2026, 1, 31), 1) == known(date(2026, 3, 2))


def test_the_catalogue_s_units_choose_their_rule() -> None:
    start = date(2026, 9, 4)
    assert end_of_term(TABLE, start, 30, TermUnit("自然日")) == add_days(TABLE, start, 30)
    assert end_of_term(TABLE, start, 30, TermUnit("工作日")) == add_workdays(TABLE, start, 30)
    assert end_of_term(TABLE, start, 3, TermUnit("月")) == add_months(TABLE, start, 3)
    assert end_of_term(TABLE, start, 9, TermUnit("当场")) == known(start)


def test_an_answer_beyond_the_table_is_provisional() -> None:
    assert not add_workdays(TABLE, date(2026, 12, 30), 1).provisional
    assert add_workdays(TABLE, date(2026, 12, 31), 1).provisional
    assert add_workdays(TABLE, date(2025, 12, 31), 1).provisional
    assert add_days(TABLE, date(2026, 12, 1), 31).provisional
    assert count_workdays(TABLE, date(2026, 12, 30), date(2026, 12, 31)) == Count(1, provisional=False)
    assert count_workdays(TABLE, date(2026, 12, 31), date(2027, 1, 1)) == Count(1, provisional=True)
    assert not count_workdays(TABLE, date(2027, 1, 1), date(2026, 1, 1)).provisional


@given(DAYS, st.integers(1, 120))
def test_a_limit_holds_exactly_its_working_days(start: date, days: int) -> None:
    end = add_workdays(TABLE, start, days).day
    assert TABLE.is_workday(end)
    assert count_workdays(TABLE, start, end).days == days


@given(DAYS, st.integers(1, 60), st.integers(1, 60))
def test_two_limits_in_a_row_are_one(start: date, first: int, second: int) -> None:
    middle = add_workdays(TABLE, start, first).day
    assert add_workdays(TABLE, start, first + second).day == add_workdays(TABLE, middle, second).day


@given(DAYS, DAYS, DAYS)
def test_counts_add_up(one: date, two: date, three: date) -> None:
    low, middle, high = sorted((one, two, three))
    whole = count_workdays(TABLE, low, high).days
    assert count_workdays(TABLE, low, middle).days + count_workdays(TABLE, middle, high).days == whole
    assert count_workdays(TABLE, high, low).days == 0


@given(DAYS, st.integers(0, 60))
def test_before_is_the_latest_day_that_leaves_enough(end: date, days: int) -> None:
    latest = workdays_before(TABLE, end, days).day
    assert count_workdays(TABLE, latest, end).days == days
    if days:
        assert count_workdays(TABLE, latest + DAY, end).days < days


@given(DAYS)
def test_rolling_forward_passes_days_off_only(day: date) -> None:
    due = next_workday(TABLE, day).day
    assert TABLE.is_workday(due)
    assert not any(TABLE.is_workday(day + DAY * step) for step in range((due - day).days))


def test_a_negative_limit_is_a_bug() -> None:
    for rule in (add_workdays, workdays_before, add_days, add_months):
        with pytest.raises(ValueError, match="negative"):
            rule(TABLE, date(2026, 9, 15), -1)


class TestOverlay:
    """Published rows over the table: the nearer area wins, national rows make a year known."""

    MONDAY = date(2026, 9, 21)

    def row(self, area: str, day: date, *, works: bool) -> DayRow:
        return DayRow(area, day, works, "文件")

    def test_rows_of_other_areas_do_not_matter(self) -> None:
        assert overlay(TABLE, [self.row("540100", self.MONDAY, works=False)], "632621") == TABLE

    @pytest.mark.parametrize("area", [NATION, "630000", "632600", "632621"])
    def test_rows_from_above_hold(self, area: str) -> None:
        table = overlay(TABLE, [self.row(area, self.MONDAY, works=False)], "632621")
        assert not table.is_workday(self.MONDAY)

    def test_the_nearer_area_wins_in_any_order(self) -> None:
        rows = [self.row("632621", self.MONDAY, works=True), self.row("632600", self.MONDAY, works=False)]
        for order in (rows, rows[::-1]):
            assert overlay(TABLE, order, "632621").is_workday(self.MONDAY)
            assert not overlay(TABLE, order, "632622").is_workday(self.MONDAY)

    def test_a_weekend_can_be_worked_and_a_worked_weekend_taken_back(self) -> None:
        rows = [self.row("632621", date(2026, 9, 20), works=False)]
        assert TABLE.is_workday(date(2026, 9, 20))
        assert not overlay(TABLE, rows, "632621").is_workday(date(2026, 9, 20))

    def test_only_the_nation_s_rows_make_the_next_year_known(self) -> None:
        new_year = date(2027, 1, 1)
        assert (
            overlay(TABLE, [self.row("632621", new_year, works=False)], "632621").known_until
            == TABLE.known_until
        )
        table = overlay(TABLE, [self.row(NATION, new_year, works=False)], "632621")
        assert table.known_until == date(2027, 12, 31)
        assert not add_workdays(table, date(2026, 12, 31), 5).provisional

    def test_a_gap_leaves_later_years_unknown(self) -> None:
        rows = [self.row(NATION, date(2028, 1, 3), works=False)]
        assert overlay(TABLE, rows, "632621").known_until == TABLE.known_until
        rows.append(self.row(NATION, date(2027, 1, 1), works=False))
        assert overlay(TABLE, rows, "632621").known_until == date(2028, 12, 31)
