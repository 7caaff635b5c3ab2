"""What a supervisor must see of the cases and the day: which limits press, and how the hours went."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.case_rows import CaseRow
from app.domain.dates import hall_time
from app.domain.lifecycle import State
from app.domain.tickets import TicketState, Turn
from app.domain.timers import Signal, Timer, TimerKey, signal
from app.domain.workdays import Calendar, add_workdays, count_workdays

DECIDING = frozenset({State.ACCEPTED, State.REVIEWING})
"""States in which promise and law run."""

OTHER_DUTIES = frozenset({State.RECEIVED, State.GRANTED, State.DENIED, State.MAKING})
"""States in which another duty of the hall runs: to answer, to make, to deliver."""

WATCHED = DECIDING | OTHER_DUTIES
"""States in which the days are the hall's; in the others the applicant or a special procedure has them."""

_URGENCY = (Signal.RED, Signal.YELLOW, Signal.REMINDER)


@dataclass(frozen=True)
class WatchedCase:
    """A case of which a limit presses.

    Attributes:
        limit: the day the signal is about.
        days: working days past that day, at least 1; negative or 0 while they are left.
    """

    row: CaseRow
    signal: Signal
    limit: date
    days: int


@dataclass(frozen=True)
class HourOfDay:
    """Tickets taken and finished in one hour of the hall's day."""

    hour: int
    taken: int
    finished: int


def last_watched_day(calendar: Calendar, today: date) -> date:
    """Return the last day whose limits give a signal today: the day before the working day after next."""
    return add_workdays(calendar, today, 2).day - timedelta(days=1)


def watched(row: CaseRow, calendar: Calendar, today: date) -> WatchedCase | None:
    """Return a case with its signal (domain §7), or None while nothing presses.

    A decision's limits give 提示, 黄牌 and 红牌; another duty that is late is a step late, a 黄牌.
    """
    light = _light(row, calendar, today)
    if light is Signal.NONE:
        return None
    limit = _limit(row, light)
    days = count_workdays(calendar, limit, today).days if today > limit else 0
    left = count_workdays(calendar, today, limit).days if today <= limit else 0
    return WatchedCase(row, light, limit, max(days, 1) if today > limit else -left)


def most_urgent_first(cases: Iterable[WatchedCase]) -> tuple[WatchedCase, ...]:
    """Return cases in the order in which a person should look at them."""
    return tuple(sorted(cases, key=lambda one: (_URGENCY.index(one.signal), one.limit, one.row.number)))


def hours_of(turns: Iterable[Turn]) -> tuple[HourOfDay, ...]:
    """Return the hours between the first and the last ticket of a day, empty ones too."""
    taken: dict[int, int] = {}
    finished: dict[int, int] = {}
    for turn in turns:
        hour = hall_time(turn.ticket.issued_at).hour
        taken[hour] = taken.get(hour, 0) + 1
        if turn.state is TicketState.DONE and turn.ended_at is not None:
            ended = hall_time(turn.ended_at).hour
            finished[ended] = finished.get(ended, 0) + 1
    seen = taken.keys() | finished.keys()
    if not seen:
        return ()
    hours = range(min(seen), max(seen) + 1)
    return tuple(HourOfDay(hour, taken.get(hour, 0), finished.get(hour, 0)) for hour in hours)


def _light(row: CaseRow, calendar: Calendar, today: date) -> Signal:
    if row.state in DECIDING:
        limits = ((TimerKey.STATUTORY, row.statutory_due), (TimerKey.PROMISE, row.promise_due))
        running = tuple(
            Timer(key, row.opened_on, due, row.provisional) for key, due in limits if due is not None
        )
        return signal(running, calendar, today)
    if row.state not in OTHER_DUTIES or row.due is None:
        return Signal.NONE
    if today > row.due:
        return Signal.YELLOW
    return Signal.REMINDER if count_workdays(calendar, today, row.due).days <= 1 else Signal.NONE


def _limit(row: CaseRow, light: Signal) -> date:
    if row.state in DECIDING:
        limit = row.statutory_due if light is Signal.RED else row.promise_due
    else:
        limit = row.due
    if limit is None:
        raise ValueError("a signal without a limit")
    return limit
