"""A month of one person: every figure of the monthly sheet, counted from the days' outcomes (domain §7)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from app.domain.attendance import ATTENDED, SETTLED, DayOutcome, SlotOutcome, SlotResult
from app.domain.leave import Leave, LeaveKind
from app.domain.posts import Finding, Patrol
from app.domain.shifts import HALVES, AttendanceBook, Slot

OWN_COLUMN = (LeaveKind.OFFICIAL, LeaveKind.PERSONAL, LeaveKind.SICK, LeaveKind.ANNUAL)
"""Kinds of leave with a column of their own; the others stand together under 其他假."""
SLOTS_A_DAY = len(Slot)


@dataclass(frozen=True)
class MonthPerson:
    """Who a line of the sheet is about."""

    account_id: UUID
    unit: str
    counter: str
    name: str
    post: str


@dataclass(frozen=True)
class MonthLine:
    """One person's month. Days are counted in slots, four a day; `leave` holds slots by kind.

    Attributes:
        due: slots of working days whose time is over.
        attended: those with a check-in that is no absence.
        absent_halves: half days with an absence in them.
        errands: how often on temporary leave, and for how many minutes in all.
        overtime: minutes stayed after the day's end, where they count.
        off_post: findings of a patrol without a temporary leave.
        flagged: check-ins of an untrusted clock; `slips` entered by hand; `corrected` set by somebody.
    """

    person: MonthPerson
    days: tuple[DayOutcome, ...]
    due: int
    attended: int
    late: int
    early: int
    missing: int
    absent_halves: int
    leave: tuple[tuple[LeaveKind, int], ...]
    errands: int
    errand_minutes: int
    overtime: int
    off_post: int
    flagged: int
    slips: int
    corrected: int

    @property
    def rate(self) -> int | None:
        """出勤率: attended of due slots in hundredths of a percent, half up; None if nothing was due."""
        return None if not self.due else (self.attended * 20_000 + self.due) // (2 * self.due)

    def leave_slots(self, kind: LeaveKind | None) -> int:
        """Return the slots of a kind of leave; of all without a column of their own for None."""
        own = (*OWN_COLUMN, LeaveKind.ERRAND)
        return sum(n for one, n in self.leave if (one is kind if kind else one not in own))


def month_line(
    person: MonthPerson,
    days: Iterable[DayOutcome],
    leaves: Iterable[Leave],
    patrols: Iterable[Patrol],
    book: AttendanceBook,
) -> MonthLine:
    """Count one person's month.

    Args:
        leaves: the person's granted leave that begins in the month, for the errands.
        patrols: findings of the month about the person.
    """
    outcomes = tuple(days)
    slots = [slot for day in outcomes for slot in day.slots]
    results = Counter(slot.result for slot in slots)
    errands = [leave for leave in leaves if leave.request.kind is LeaveKind.ERRAND]
    away = Counter(slot.leave for slot in slots if slot.result is SlotResult.LEAVE and slot.leave)
    return MonthLine(
        person=person,
        days=outcomes,
        due=sum(results[result] for result in SETTLED),
        attended=sum(results[result] for result in ATTENDED),
        late=results[SlotResult.LATE],
        early=results[SlotResult.EARLY],
        missing=results[SlotResult.MISSING],
        absent_halves=sum(_absent(day, half) for day in outcomes for half in HALVES),
        leave=tuple(sorted(away.items())),
        errands=len(errands),
        errand_minutes=sum(_minutes(leave.away_until - leave.request.begins) for leave in errands),
        overtime=sum(_overtime(day, book) for day in outcomes),
        off_post=sum(one.finding is Finding.OFF_POST and not one.excused for one in patrols),
        flagged=sum(slot.check_in.flagged for slot in slots if slot.check_in),
        slips=sum(slot.check_in.slip for slot in slots if slot.check_in),
        corrected=sum(slot.computed is not None for slot in slots),
    )


def _absent(day: DayOutcome, half: tuple[Slot, Slot]) -> bool:
    return any(slot.result is SlotResult.ABSENT for slot in day.slots if slot.slot in half)


def _overtime(day: DayOutcome, book: AttendanceBook) -> int:
    last: SlotOutcome = day.slots[-1]
    if last.check_in is None or last.result in (SlotResult.OFF, SlotResult.LEAVE):
        return 0
    stayed = _minutes(last.check_in.at - last.due)
    return stayed if stayed >= book.on(day.day).overtime_from else 0


def _minutes(length: timedelta) -> int:
    return length // timedelta(minutes=1)
