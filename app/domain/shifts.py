"""Shifts of the hall: four slots a day by season and weekday, and when a check-in counts for each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise

from app.domain.dates import HALL_ZONE
from app.errors import RuleError

DAY_MINUTES = 24 * 60


class Slot(StrEnum):
    """The four check-ins of a day."""

    MORNING_IN = "morning_in"
    MORNING_OUT = "morning_out"
    AFTERNOON_IN = "afternoon_in"
    AFTERNOON_OUT = "afternoon_out"

    @property
    def comes_in(self) -> bool:
        """Whether it is the beginning of a half day."""
        return self in (Slot.MORNING_IN, Slot.AFTERNOON_IN)


HALVES = ((Slot.MORNING_IN, Slot.MORNING_OUT), (Slot.AFTERNOON_IN, Slot.AFTERNOON_OUT))


@dataclass(frozen=True)
class Shift:
    """The hours of some weekdays, in minutes of the hall's day, in the order of `Slot`.

    Attributes:
        weekdays: 0 for Monday to 6 for Sunday; empty for all that no other shift of the season names.
    """

    times: tuple[int, ...]
    weekdays: tuple[int, ...] = ()


@dataclass(frozen=True)
class Season:
    """A part of the year with hours of its own, both ends included; it may run over New Year's Day.

    Attributes:
        first: month and day as `MM-DD`.
        last: the same.
    """

    name: str
    first: str
    last: str
    shifts: tuple[Shift, ...]

    def holds(self, day: date) -> bool:
        """Tell whether a day belongs to the season."""
        at = f"{day:%m-%d}"
        if self.first <= self.last:
            return self.first <= at <= self.last
        return at >= self.first or at <= self.last


ALL_YEAR = Season("全年", "01-01", "12-31", (Shift((540, 720, 870, 1050)),))
"""9:00—12:00, 14:30—17:30: what a hall begins with."""


@dataclass(frozen=True)
class AttendanceRules:
    """One edition of the hall's attendance rules (domain §7); lengths are minutes.

    Attributes:
        edition: printed below the monthly sheet.
        effective_from: the first day on which it holds; earlier days keep the edition before.
        before: how long before its time the first check-in of a half day counts.
        after: how long after its time the last one counts.
        grace: how late or early is not late or early.
        absent_over: more than so much late or early is half a day's absence.
        same: check-ins of one person within so much are one.
        longest_errand: how long a temporary leave lasts at most.
        overtime_from: how long somebody stays until it counts as overtime.
        check_in_to_open: whether a counter opens only for somebody who has checked in.
    """

    edition: str = "中心考勤办法（试行）"
    effective_from: date = date(2026, 1, 1)
    seasons: tuple[Season, ...] = (ALL_YEAR,)
    before: int = 60
    after: int = 60
    grace: int = 5
    absent_over: int = 15
    same: int = 3
    longest_errand: int = 120
    overtime_from: int = 30
    check_in_to_open: bool = True


@dataclass(frozen=True)
class AttendanceBook:
    """All editions of the rules, the earliest first."""

    editions: tuple[AttendanceRules, ...] = (AttendanceRules(),)

    def on(self, day: date) -> AttendanceRules:
        """Return the edition that holds on a day; before the first one, the first."""
        valid = [one for one in self.editions if one.effective_from <= day]
        return max(valid, key=lambda one: one.effective_from) if valid else self.editions[0]

    def between(self, first: date, last: date) -> tuple[AttendanceRules, ...]:
        """Return the editions that hold on some day of a span."""
        began = [one for one in self.editions if first < one.effective_from <= last]
        return tuple(dict.fromkeys((self.on(first), *began)))


@dataclass(frozen=True)
class Span:
    """When a slot is due, and from when to when (not included) a check-in counts for it; all UTC-aware."""

    slot: Slot
    due: datetime
    opens: datetime
    closes: datetime


def shift_on(rules: AttendanceRules, day: date) -> Shift:
    """Return the hours of a day, which need not be a working day.

    On a day off that is worked in exchange the season's ordinary hours hold, unless its weekday has its own.
    """
    season = next((one for one in rules.seasons if one.holds(day)), rules.seasons[0])
    named = (one for one in season.shifts if day.weekday() in one.weekdays)
    ordinary = (one for one in season.shifts if not one.weekdays)
    return next(named, None) or next(ordinary, season.shifts[0])


def spans(rules: AttendanceRules, day: date) -> tuple[Span, ...]:
    """Return the four slots of a day.

    Within a half day a check-in counts for coming in its first half and for leaving in its second; the hours
    between the half days belong to whichever slot is nearer, as far as `before` and `after` reach.
    """
    times = [
        datetime.combine(day, time(), HALL_ZONE) + timedelta(minutes=n) for n in shift_on(rules, day).times
    ]
    before, after = timedelta(minutes=rules.before), timedelta(minutes=rules.after)
    noon = times[1] + (times[2] - times[1]) / 2
    morning, afternoon = (times[n] + (times[n + 1] - times[n]) / 2 for n in (0, 2))
    return (
        Span(Slot.MORNING_IN, times[0], times[0] - before, morning),
        Span(Slot.MORNING_OUT, times[1], morning, min(times[1] + after, noon)),
        Span(Slot.AFTERNOON_IN, times[2], max(times[2] - before, noon), afternoon),
        Span(Slot.AFTERNOON_OUT, times[3], afternoon, times[3] + after),
    )


def check_rules(rules: AttendanceRules) -> None:
    """Refuse rules under which a slot would have no time or two.

    Raises:
        RuleError: `attendance.shift_form`, `attendance.season_gap`, `attendance.edition_missing`,
            `attendance.minutes`.
    """
    if not rules.edition.strip():
        raise RuleError("attendance.edition_missing")
    lengths = (rules.before, rules.after, rules.grace, rules.same, rules.overtime_from)
    if min(lengths) < 0 or rules.absent_over < rules.grace or rules.longest_errand < 1:
        raise RuleError("attendance.minutes")
    shifts = [shift for season in rules.seasons for shift in season.shifts]
    if not shifts or any(not _rises(shift.times) for shift in shifts):
        raise RuleError("attendance.shift_form")
    for day in _leap_year():
        if sum(season.holds(day) for season in rules.seasons) != 1:
            raise RuleError("attendance.season_gap", day=f"{day.month}月{day.day}日")


def _rises(times: tuple[int, ...]) -> bool:
    within = len(times) == len(Slot) and times[0] >= 0 and times[-1] < DAY_MINUTES
    return within and all(one < other for one, other in pairwise(times))


def _leap_year() -> Iterable[date]:
    return (date(2024, 1, 1) + timedelta(days=n) for n in range(366))
