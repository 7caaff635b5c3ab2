"""Working days: a table of exceptions to the week, and limits counted on it.

Limits of the licensing law are working days (行政许可法 82); the first day is not counted (民法典 201) and a
limit that ends on a day off ends on the next working day (民法典 203).
"""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from app.domain.areas import NATION

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class DayRow:
    """One exception to the week: a day off or a day at work, for an area, by a published document."""

    area: str
    day: date
    works: bool
    source: str


@dataclass(frozen=True)
class Calendar:
    """The working days of one area.

    `off` and `work` are the exceptions to Monday-to-Friday. Outside `known_from` to `known_until` only the
    days off fixed by law are known (exchanged days are not), so what touches those days is provisional.
    """

    off: frozenset[date]
    work: frozenset[date]
    known_from: date
    known_until: date

    def is_workday(self, day: date) -> bool:
        """Tell whether the hall works that day."""
        return day in self.work or (day.weekday() < 5 and day not in self.off)

    def is_provisional(self, day: date) -> bool:
        """Tell whether the table for that day has not been published yet."""
        return not self.known_from <= day <= self.known_until


@dataclass(frozen=True)
class Due:
    """A day a limit ends on; provisional as long as it rests on days beyond the known table."""

    day: date
    provisional: bool


@dataclass(frozen=True)
class Count:
    """A number of working days; provisional as long as it rests on days beyond the known table."""

    days: int
    provisional: bool


class TermUnit(StrEnum):
    """Units of limits in the catalogue of service items."""

    AT_ONCE = "当场"
    WORKDAYS = "工作日"
    DAYS = "自然日"
    MONTHS = "月"


def overlay(table: Calendar, rows: Iterable[DayRow], area: str) -> Calendar:
    """Return the table with the published rows that hold for an area laid over it.

    Rows of the nation (100000), the province, the prefecture and the county hold, the nearer area last. A
    year for which national rows come counts as known, together with the years before it, when it follows the
    known years without a gap; rows of an area alone never make a year known.
    """
    chain = (NATION, area[:2] + "0000", area[:4] + "00", area)
    valid = [row for row in rows if row.area in chain]
    if not valid:
        return table
    off, work = set(table.off), set(table.work)
    for row in sorted(valid, key=lambda row: chain.index(row.area)):
        off.discard(row.day)
        work.discard(row.day)
        (work if row.works else off).add(row.day)
    known_until = table.known_until
    for year in sorted({row.day.year for row in valid if row.area == NATION}):
        if date(year, 1, 1) - _DAY == known_until:
            known_until = date(year, 12, 31)
    return replace(table, off=frozenset(off), work=frozenset(work), known_until=known_until)


def next_workday(table: Calendar, day: date) -> Due:
    """Return the day itself if it is a working day, else the next working day (民法典 203)."""
    start = day
    while not table.is_workday(day):
        day += _DAY
    return _due(table, start, day)


def add_workdays(table: Calendar, start: date, days: int) -> Due:
    """Return the last day of a limit of working days; the day `start` is not counted.

    A limit of 0 ends on the first working day from `start` on, the start included.

    Raises:
        ValueError: the number of days is negative.
    """
    _refuse_negative(days)
    if days == 0:
        return next_workday(table, start)
    day = start
    while days:
        day += _DAY
        days -= table.is_workday(day)
    return _due(table, start, day)


def workdays_before(table: Calendar, end: date, days: int) -> Due:
    """Return the last day on which that many working days still lie between it and `end`, `end` counted.

    For acts that must come so many days before an event, such as the notice of a hearing (行政许可法 48).

    Raises:
        ValueError: the number of days is negative.
    """
    _refuse_negative(days)
    day = end
    while days:
        days -= table.is_workday(day)
        day -= _DAY
    return Due(day, _touches_unknown(table, day, end))


def count_workdays(table: Calendar, start: date, end: date) -> Count:
    """Count the working days d with start < d <= end; 0 when the end is not after the start."""
    days = sum(table.is_workday(start + _DAY * step) for step in range(1, (end - start).days + 1))
    return Count(days, end > start and _touches_unknown(table, start + _DAY, end))


def add_days(table: Calendar, start: date, days: int) -> Due:
    """Return the last day of a limit of natural days, moved to the next working day (民法典 201, 203).

    Raises:
        ValueError: the number of days is negative.
    """
    _refuse_negative(days)
    return next_workday(table, start + _DAY * days)


def add_months(table: Calendar, start: date, months: int) -> Due:
    """Return the last day of a limit of months, moved to the next working day (民法典 202, 203).

    Raises:
        ValueError: the number of months is negative.
    """
    _refuse_negative(months)
    return next_workday(table, same_day_after(start, months))


def same_day_after(start: date, months: int) -> date:
    """Return the corresponding day so many months later (before, if negative), else the month's last day.

    Source: 民法典 202. Not moved to a working day: a validity ends when it ends.
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def end_of_term(table: Calendar, start: date, length: int, unit: TermUnit) -> Due:
    """Return the last day of a limit as the catalogue writes it: a length and its unit.

    Raises:
        ValueError: the length is negative.
    """
    if unit is TermUnit.MONTHS:
        return add_months(table, start, length)
    if unit is TermUnit.DAYS:
        return add_days(table, start, length)
    return add_workdays(table, start, 0 if unit is TermUnit.AT_ONCE else length)


def _refuse_negative(length: int) -> None:
    if length < 0:
        raise ValueError(f"a limit cannot be negative: {length}")


def _touches_unknown(table: Calendar, first: date, last: date) -> bool:
    return table.is_provisional(first) or table.is_provisional(last)


def _due(table: Calendar, first: date, last: date) -> Due:
    return Due(last, _touches_unknown(table, first, last))
