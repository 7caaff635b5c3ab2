"""Days of attendance put together from punches, slips, leave and corrections; nothing of it is stored."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from app.domain.accounts import Account, Right
from app.domain.attendance import DayOutcome, check_ins, day_outcome, is_on_duty
from app.domain.dates import day_start, hall_date
from app.domain.leave import Leave, LeaveState, needed_steps, state_of
from app.domain.shifts import AttendanceBook
from app.domain.workdays import Calendar
from app.ports.store import UnitOfWork

ATTENDING = frozenset({Right.CLERK, Right.REVIEWER, Right.GUIDE, Right.SUPERVISOR})
"""Who checks in: the people of counters, departments and the centre, not the machines' accounts."""

_DAY = timedelta(days=1)


def attends(account: Account) -> bool:
    """Tell whether an account is a person whose attendance counts."""
    return account.enabled and not ATTENDING.isdisjoint(account.rights)


def leaves_of(unit: UnitOfWork, since: datetime, until: datetime) -> tuple[Leave, ...]:
    """Return all requests that touch [since, until), each with what became of it."""
    return tuple(
        Leave(one, unit.attendance.leave_steps(one.id)) for one in unit.attendance.leaves(since, until)
    )


def granted(leaves: Iterable[Leave], book: AttendanceBook, calendar: Calendar) -> tuple[Leave, ...]:
    """Return the leave that was approved by everybody it needs and not taken back."""
    good = (LeaveState.APPROVED, LeaveState.RETURNED)
    return tuple(one for one in leaves if state_of(one, needed_steps(one.request, book, calendar)) in good)


class DayBook:
    """The days of some span, read once: whoever is asked for then costs no further reading.

    Args:
        first: the first day.
        last: the last day, included.
        now: slots whose time is not over have no result yet.
    """

    def __init__(self, unit: UnitOfWork, calendar: Calendar, first: date, last: date, now: datetime) -> None:
        self._calendar, self._first, self._last, self._now = calendar, first, last, now
        self.book = unit.rules.get(AttendanceBook)
        since, until = day_start(first), day_start(last + _DAY)
        records = unit.attendance
        self._punches = _grouped((one.account_id, one.at, one) for one in records.punches(since, until))
        self._slips = _grouped((one.account_id, one.at, one) for one in records.slips(since, until))
        self._fixes: dict[tuple[UUID, date], list[Any]] = defaultdict(list)
        for fix in records.corrections(first, last):
            self._fixes[fix.account_id, fix.day].append(fix)
        # Leave that ended long ago may still wait for its return.
        self._leaves: dict[UUID, list[Leave]] = defaultdict(list)
        for leave in granted(leaves_of(unit, since - 90 * _DAY, until), self.book, calendar):
            self._leaves[leave.request.account_id].append(leave)

    def leaves(self, account_id: UUID) -> tuple[Leave, ...]:
        """Return a person's granted leave, older ones included."""
        return tuple(self._leaves[account_id])

    def days(self, account_id: UUID) -> Iterator[DayOutcome]:
        """Return a person's days, one after the other."""
        for offset in range((self._last - self._first).days + 1):
            yield self.day(account_id, self._first + offset * _DAY)

    def day(self, account_id: UUID, day: date) -> DayOutcome:
        """Return one day of a person."""
        rules, key = self.book.on(day), (account_id, day)
        found = check_ins(self._punches[key], self._slips[key], rules)
        works, away = self._calendar.is_workday(day), self._leaves[account_id]
        return day_outcome(day, works, rules, found, away, self._fixes[key], self._now)

    def here(self, accounts: Iterable[Account]) -> Mapping[UUID, bool]:
        """Tell who of some people is on duty just now."""
        today = hall_date(self._now)
        return {
            one.id: is_on_duty(self.day(one.id, today), self._leaves[one.id], self._now) for one in accounts
        }


def _grouped(found: Iterable[tuple[UUID, datetime, object]]) -> dict[tuple[UUID, date], list[Any]]:
    groups: dict[tuple[UUID, date], list[Any]] = defaultdict(list)
    for account_id, at, one in found:
        groups[account_id, hall_date(at)].append(one)
    return groups
