"""The timers of a case, computed from steps, item and calendar (行政许可法 32, 42, 44, 45, 82)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.details import StepKind
from app.domain.items import Limit, ServiceItem
from app.domain.lifecycle import State
from app.domain.progress import Progress
from app.domain.workdays import Calendar, Due, TermUnit, count_workdays, end_of_term, next_workday

JOINT = Limit(45, TermUnit.WORKDAYS)
JOINT_EXTENSION = Limit(15, TermUnit.WORKDAYS)
DELIVERY = Limit(10, TermUnit.WORKDAYS)


class TimerKey(StrEnum):
    """Which limit runs."""

    NOTICE = "notice"
    CORRECTION = "correction"
    PROMISED_MATERIALS = "promised_materials"
    PROMISE = "promise"
    STATUTORY = "statutory"
    DELIVERY = "delivery"


class Signal(StrEnum):
    """What electronic supervision shows for a running case (domain §7)."""

    NONE = "none"
    REMINDER = "reminder"
    YELLOW = "yellow"
    RED = "red"


@dataclass(frozen=True)
class Timer:
    """One running or stopped limit: its last day, and the day that stopped it if one did."""

    key: TimerKey
    start: date
    due: date
    provisional: bool
    stopped_on: date | None = None

    def overdue(self, today: date) -> bool:
        """Tell whether the limit ran out, or was met too late."""
        return (self.stopped_on or today) > self.due


def notice_due(progress: Progress, item: ServiceItem, calendar: Calendar) -> Due:
    """Return the last day for the one-time notice (Art. 32 (4); other laws set other limits by item)."""
    return end_of_term(calendar, progress.received_on, item.notice.number, item.notice.unit)


def is_deemed_accepted(progress: Progress, item: ServiceItem, calendar: Calendar, today: date) -> bool:
    """Tell whether a received case counts as accepted because no notice came in time (Art. 32 (4))."""
    waits = progress.branch.state is State.RECEIVED
    return waits and today > notice_due(progress, item, calendar).day


def statutory_limit(item: ServiceItem, joint: bool) -> Limit | None:
    """Return the limit of law: 45 working days when handled jointly (Art. 42 II), else that of the item."""
    return JOINT if joint and item.statutory else item.statutory


def allowed_extension(item: ServiceItem, joint: bool) -> Limit | None:
    """Return how much the limit may be extended, once (Art. 42)."""
    return JOINT_EXTENSION if joint and item.extension else item.extension


def timers(
    progress: Progress, item: ServiceItem, joint: bool, calendar: Calendar, today: date
) -> tuple[Timer, ...]:
    """Return every timer of a branch that has started, in the order of domain §1.

    A pause that still runs is counted up to `today`.
    """
    found = [_notice(progress, item, calendar)]
    if progress.branch.state is State.CORRECTING:
        given_on, notice = progress.notices[-1]
        found.append(Timer(TimerKey.CORRECTION, given_on, notice.correct_by, False))
    accepted_on = progress.accepted_on
    if accepted_on is None and is_deemed_accepted(progress, item, calendar, today):
        accepted_on = progress.received_on
    if accepted_on is not None:
        found += _decision(progress, item, joint, calendar, accepted_on, today)
    if progress.owed_by is not None and accepted_on is not None:
        found.append(Timer(TimerKey.PROMISED_MATERIALS, accepted_on, progress.owed_by, False))
    if progress.granted_on is not None:
        due = end_of_term(calendar, progress.granted_on, DELIVERY.number, DELIVERY.unit)
        found.append(
            Timer(TimerKey.DELIVERY, progress.granted_on, due.day, due.provisional, progress.delivered_on)
        )
    return tuple(found)


def signal(found: tuple[Timer, ...], calendar: Calendar, today: date) -> Signal:
    """Return the signal of running limits: red past the law's, yellow past the promise, else a reminder.

    The reminder comes one working day before the promised end and on the day itself (domain §7).
    """
    running = {timer.key: timer for timer in found if timer.stopped_on is None}
    statutory, promise = running.get(TimerKey.STATUTORY), running.get(TimerKey.PROMISE)
    if statutory and statutory.overdue(today):
        return Signal.RED
    if promise and promise.overdue(today):
        return Signal.YELLOW
    if promise and count_workdays(calendar, today, promise.due).days <= 1:
        return Signal.REMINDER
    return Signal.NONE


def _notice(progress: Progress, item: ServiceItem, calendar: Calendar) -> Timer:
    due = notice_due(progress, item, calendar)
    answered = [progress.notices[0][0]] if progress.notices else []
    answered += [step.on for step in progress.branch.steps[1:] if step.kind in _ANSWERS]
    stopped = min(answered, default=None)
    return Timer(TimerKey.NOTICE, progress.received_on, due.day, due.provisional, stopped)


_ENDS = (StepKind.WITHDRAWN, StepKind.CANCELLED)
_ANSWERS = (StepKind.ACCEPTED, StepKind.DEEMED_ACCEPTED, StepKind.REJECTED, *_ENDS)


def _decision(
    progress: Progress, item: ServiceItem, joint: bool, calendar: Calendar, accepted_on: date, today: date
) -> list[Timer]:
    limits = {TimerKey.STATUTORY: statutory_limit(item, joint), TimerKey.PROMISE: item.promised}
    ended = progress.decided_on or _ended_on(progress)
    found = []
    for key, limit in limits.items():
        if limit is not None:
            due = _decision_due(progress, limit, calendar, accepted_on, today)
            found.append(Timer(key, accepted_on, due.day, due.provisional, ended))
    return _promise_within_law(found)


def _promise_within_law(found: list[Timer]) -> list[Timer]:
    """Let the earlier date count: a promise in working days may end after a limit in natural days."""
    by_key = {timer.key: timer for timer in found}
    law, promise = by_key.get(TimerKey.STATUTORY), by_key.get(TimerKey.PROMISE)
    if law and promise and promise.due > law.due:
        by_key[TimerKey.PROMISE] = Timer(
            promise.key, promise.start, law.due, law.provisional, promise.stopped_on
        )
    return list(by_key.values())


def _ended_on(progress: Progress) -> date | None:
    ends = [step.on for step in progress.branch.steps if step.kind in _ENDS]
    return ends[0] if ends else None


def _decision_due(
    progress: Progress, limit: Limit, calendar: Calendar, accepted_on: date, today: date
) -> Due:
    """Return accepted_on + limit + Σ suspended (+ extension), each part in the unit of its law."""
    first = end_of_term(calendar, accepted_on, limit.number, limit.unit)
    due = first
    paused = sum(_paused_days(calendar, p.start, p.end or today, limit.unit) for p in progress.pauses)
    if paused:
        due = _later(calendar, due, Limit(paused, _unit_of_pause(limit.unit)))
    if progress.extension is not None:
        due = _later(calendar, due, progress.extension.by)
    return Due(due.day, first.provisional or due.provisional)


def _unit_of_pause(unit: TermUnit) -> TermUnit:
    return TermUnit.WORKDAYS if unit in (TermUnit.WORKDAYS, TermUnit.AT_ONCE) else TermUnit.DAYS


def _paused_days(calendar: Calendar, start: date, end: date, unit: TermUnit) -> int:
    """Count the days d with start < d <= end, in the limit's own unit (domain §2)."""
    if _unit_of_pause(unit) is TermUnit.WORKDAYS:
        return count_workdays(calendar, start, end).days
    return max(0, (end - start).days)


def _later(calendar: Calendar, due: Due, more: Limit) -> Due:
    if more.number == 0:
        return due
    if more.unit is TermUnit.DAYS:
        moved = next_workday(calendar, due.day + timedelta(days=more.number))
    else:
        moved = end_of_term(calendar, due.day, more.number, more.unit)
    return Due(moved.day, due.provisional or moved.provisional)
