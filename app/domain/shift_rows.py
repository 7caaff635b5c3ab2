"""The hours of a hall as a table that people edit: one row for some weekdays of a season, in words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from app.domain.shifts import AttendanceRules, Season, Shift, Slot
from app.errors import RuleError

WEEKDAYS = "一二三四五六日"
LEAP = 2024
_TIME = re.compile(r"(\d{1,2}):(\d{2})")


@dataclass(frozen=True)
class ShiftRow:
    """The hours of some weekdays in one season.

    Attributes:
        first: month and day as `MM-DD`, like `last`.
        weekdays: 0 for Monday; empty for all that no other row of the season names.
        times: minutes of the day, in the order of `Slot`.
    """

    season: str
    first: str
    last: str
    weekdays: tuple[int, ...]
    times: tuple[int, ...]

    @property
    def key(self) -> tuple[str, tuple[int, ...]]:
        """What a row is known by: its season and its weekdays."""
        return self.season, self.weekdays


def rows_of(rules: AttendanceRules) -> tuple[ShiftRow, ...]:
    """Return the hours of an edition, one row a shift."""
    return tuple(
        ShiftRow(season.name, season.first, season.last, shift.weekdays, shift.times)
        for season in rules.seasons
        for shift in season.shifts
    )


def with_row(rows: Iterable[ShiftRow], row: ShiftRow) -> tuple[ShiftRow, ...]:
    """Return the rows with one put in place of that of its season and weekdays, or added.

    The dates of a season are those that were said last.
    """
    dated = [replace(x, first=row.first, last=row.last) if x.season == row.season else x for x in rows]
    if any(one.key == row.key for one in dated):
        return tuple(row if one.key == row.key else one for one in dated)
    return (*dated, row)


def with_rows(rules: AttendanceRules, rows: Iterable[ShiftRow]) -> AttendanceRules:
    """Return an edition with these hours; rows of one season stand together, named weekdays first."""
    seasons: dict[str, list[ShiftRow]] = {}
    for row in rows:
        seasons.setdefault(row.season, []).append(row)
    made = []
    for name, own in seasons.items():
        ordered = sorted(own, key=lambda row: (not row.weekdays, row.weekdays))
        shifts = tuple(Shift(row.times, row.weekdays) for row in ordered)
        made.append(Season(name, own[0].first, own[0].last, shifts))
    return replace(rules, seasons=tuple(made))


def parse_times(texts: Iterable[str]) -> tuple[int, ...]:
    """Return hours as minutes of the day, typed as `9:00`.

    Raises:
        RuleError: `attendance.shift_form`.
    """
    found = [_TIME.fullmatch(text.strip().replace("：", ":")) for text in texts]
    minutes = [60 * int(one[1]) + int(one[2]) for one in found if one and int(one[2]) < 60]
    if len(minutes) != len(Slot) or len(found) != len(Slot):
        raise RuleError("attendance.shift_form")
    return tuple(minutes)


def time_words(minutes: int) -> str:
    """Return minutes of the day as `9:00`."""
    return f"{minutes // 60}:{minutes % 60:02}"


def parse_weekdays(text: str) -> tuple[int, ...]:
    """Return weekdays typed as `一三五` or `周五`; nothing means the others of the season.

    Raises:
        RuleError: `attendance.weekday_form`.
    """
    letters = re.sub(r"[\s、,，周]|星期", "", text)
    if any(letter not in WEEKDAYS for letter in letters):
        raise RuleError("attendance.weekday_form", text=text)
    return tuple(sorted({WEEKDAYS.index(letter) for letter in letters}))


def weekday_words(weekdays: tuple[int, ...]) -> str:
    """Return weekdays as `周一三五`; empty for the others of the season."""
    return "周" + "".join(WEEKDAYS[one] for one in weekdays) if weekdays else ""


def parse_month_day(text: str) -> str:
    """Return a month and day typed as `5-1` as `05-01`.

    Raises:
        RuleError: `attendance.month_day_form`.
    """
    month, _, day = text.strip().partition("-")
    try:
        return f"{date(LEAP, int(month), int(day)):%m-%d}"
    except ValueError:
        raise RuleError("attendance.month_day_form", text=text) from None
