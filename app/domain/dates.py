"""Dates and moments: how they are written on papers, how they are typed, and the hall's zone."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

from app.domain.text import compact
from app.errors import RuleError

# China has had one offset and no summer time since 1991, and no record is older: a fixed offset is exact and
# needs no zone data, which Windows lacks.
HALL_ZONE = timezone(timedelta(hours=8), "Asia/Shanghai")

_SEPARATED = re.compile(r"([0-9]{4})([-/.年])([0-9]{1,2})([-/.月])([0-9]{1,2})[日号]?")
_DIGITS = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")


def chinese_date(day: date) -> str:
    """Return the printed form of a date, `2026年9月15日`."""
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_month_day(day: date) -> str:
    """Return the short printed form of a date, `9月15日`."""
    return f"{day.month}月{day.day}日"


def chinese_moment(at: datetime) -> str:
    """Return the printed form of a moment in the hall's zone, `2026年9月15日9时05分`.

    Raises:
        ValueError: the moment is naive.
    """
    local = hall_time(at)
    return f"{chinese_date(local)}{local.hour}时{local.minute:02}分"


def parse_date(text: str, field: str) -> date:
    """Read a typed date: `2026-9-15`, `2026/9/15`, `2026.9.15`, `20260915`, `2026年9月15日`, also full-width.

    Args:
        field: what the clerk calls the field; a fact of the error.

    Raises:
        RuleError: `date.form` (not a date), `date.impossible` (no such day).
    """
    typed = compact(text)
    found = _SEPARATED.fullmatch(typed)
    if found and (found[2] == "年") == (found[4] == "月"):
        year, month, day = found[1], found[3], found[5]
    elif found := _DIGITS.fullmatch(typed):
        year, month, day = found[1], found[2], found[3]
    else:
        raise RuleError("date.form", field=field)
    return real_date(int(year), int(month), int(day), field)


def real_date(year: int, month: int, day: int, field: str) -> date:
    """Return the date, if the calendar has it.

    Raises:
        RuleError: `date.impossible`.
    """
    try:
        return date(year, month, day)
    except ValueError:
        raise RuleError("date.impossible", field=field, year=year, month=month, day=day) from None


def hall_time(at: datetime) -> datetime:
    """Return a moment in the hall's zone.

    Raises:
        ValueError: the moment is naive.
    """
    if at.tzinfo is None:
        raise ValueError("a moment needs a timezone")
    return at.astimezone(HALL_ZONE)


def hall_date(at: datetime) -> date:
    """Return the hall's calendar date at a moment.

    Raises:
        ValueError: the moment is naive.
    """
    return hall_time(at).date()


def day_start(day: date) -> datetime:
    """Return the moment a day begins in the hall, in UTC."""
    return datetime.combine(day, time(), HALL_ZONE).astimezone(UTC)
