"""Attendance of one day: which check-in counts for which slot, and each slot's one result (domain §7)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from app.domain.fingers import ClockQuality, Punch
from app.domain.leave import Leave, LeaveKind
from app.domain.shifts import HALVES, AttendanceRules, Slot, Span, spans


class SlotResult(StrEnum):
    """The result of one slot."""

    NORMAL = "normal"
    LATE = "late"
    EARLY = "early"
    MISSING = "missing"
    ABSENT = "absent"
    LEAVE = "leave"
    OFF = "off"
    PENDING = "pending"


ATTENDED = frozenset({SlotResult.NORMAL, SlotResult.LATE, SlotResult.EARLY})
SETTLED = frozenset(SlotResult) - {SlotResult.OFF, SlotResult.PENDING}


class SlipReason(StrEnum):
    """Why somebody was signed in otherwise than by finger."""

    PASSWORD = "password"
    POWER_CUT = "power_cut"
    SENSOR_BROKEN = "sensor_broken"
    NO_CONSENT = "no_consent"
    OTHER = "other"


@dataclass(frozen=True)
class Slip:
    """A sign-in on paper or by password before a supervisor, which counts like a punch and stays marked.

    Attributes:
        at: when the person was there.
        entered_at: when it was entered; later than `at` for a slip of paper.
    """

    id: UUID
    account_id: UUID
    person: str
    at: datetime
    reason: SlipReason
    note: str
    entered_at: datetime
    actor_id: UUID
    actor_name: str


@dataclass(frozen=True)
class Correction:
    """Somebody with the right set a slot's result, with a reason; the former result stays to be seen."""

    id: UUID
    account_id: UUID
    person: str
    day: date
    slot: Slot
    result: SlotResult
    reason: str
    at: datetime
    actor_id: UUID
    actor_name: str


@dataclass(frozen=True)
class CheckedIn:
    """One check-in, whatever its way.

    Attributes:
        flagged: whether the clock that gave its time was not to be trusted.
        slip: whether it was entered by hand.
    """

    at: datetime
    flagged: bool = False
    slip: bool = False


@dataclass(frozen=True)
class SlotOutcome:
    """What a slot came to: its result, what it rests on, and what was computed before a correction."""

    slot: Slot
    due: datetime
    result: SlotResult
    check_in: CheckedIn | None = None
    leave: LeaveKind | None = None
    computed: SlotResult | None = None
    reason: str = ""


@dataclass(frozen=True)
class DayOutcome:
    """The four slots of one person on one day, in order."""

    day: date
    slots: tuple[SlotOutcome, ...]


def check_ins(
    punches: Iterable[Punch], slips: Iterable[Slip], rules: AttendanceRules
) -> tuple[CheckedIn, ...]:
    """Return one person's check-ins in order; those within `rules.same` minutes of a counted one are one."""
    punched = (CheckedIn(one.at, flagged=one.clock is not ClockQuality.STEADY) for one in punches)
    found = [*punched, *(CheckedIn(one.at, slip=True) for one in slips)]
    kept: list[CheckedIn] = []
    for one in sorted(found, key=lambda one: (one.at, one.slip)):
        if not kept or one.at - kept[-1].at > timedelta(minutes=rules.same):
            kept.append(one)
    return tuple(kept)


def day_outcome(
    day: date,
    works: bool,
    rules: AttendanceRules,
    found: Iterable[CheckedIn],
    leaves: Iterable[Leave],
    corrections: Iterable[Correction],
    now: datetime,
) -> DayOutcome:
    """Return the one result of each slot of a person's day.

    Args:
        works: whether the calendar has a working day, exchanged days considered.
        found: the person's check-ins, as `check_ins` returns them.
        leaves: the person's granted leave.
        corrections: those of the person and day, the latest last.
        now: slots whose time is not over have no result yet.
    """
    places = {span.slot: span for span in spans(rules, day)}
    if not works:
        slots = [SlotOutcome(slot, span.due, SlotResult.OFF) for slot, span in places.items()]
        return DayOutcome(day, tuple(_corrected(slots, corrections)))
    counted, away = tuple(found), tuple(leaves)
    slots = []
    for pair in HALVES:
        half = [_slot(places[slot], rules, counted, away, now) for slot in pair]
        slots += _half(half, away)
    return DayOutcome(day, tuple(_corrected(slots, corrections)))


def _slot(
    span: Span, rules: AttendanceRules, found: tuple[CheckedIn, ...], away: tuple[Leave, ...], now: datetime
) -> SlotOutcome:
    """Return a slot by itself; an empty one is `MISSING` until its half day is looked at."""
    inside = [one for one in found if span.opens <= one.at < span.closes and one.at <= now]
    check_in = None if not inside else inside[0] if span.slot.comes_in else inside[-1]
    leave = next((one.request.kind for one in away if one.covers(span.due)), None)
    if leave is not None:
        return SlotOutcome(span.slot, span.due, SlotResult.LEAVE, check_in, leave)
    if check_in is None:
        open_still = now < span.closes
        return SlotOutcome(span.slot, span.due, SlotResult.PENDING if open_still else SlotResult.MISSING)
    return SlotOutcome(span.slot, span.due, _judged(span, rules, check_in), check_in)


def _judged(span: Span, rules: AttendanceRules, one: CheckedIn) -> SlotResult:
    wrong = one.at - span.due if span.slot.comes_in else span.due - one.at
    if wrong <= timedelta(minutes=rules.grace):
        return SlotResult.NORMAL
    if wrong > timedelta(minutes=rules.absent_over):
        return SlotResult.ABSENT
    return SlotResult.LATE if span.slot.comes_in else SlotResult.EARLY


def _half(half: list[SlotOutcome], away: tuple[Leave, ...]) -> list[SlotOutcome]:
    """Let a half day without any check-in be absence, and an empty slot after a leave not reported back."""
    nobody = all(one.result is SlotResult.MISSING for one in half)
    return [
        replace(one, result=SlotResult.ABSENT)
        if one.result is SlotResult.MISSING and (nobody or any(leave.overdue(one.due) for leave in away))
        else one
        for one in half
    ]


def _corrected(slots: list[SlotOutcome], corrections: Iterable[Correction]) -> list[SlotOutcome]:
    latest = {one.slot: one for one in corrections}
    return [
        replace(one, result=latest[one.slot].result, computed=one.result, reason=latest[one.slot].reason)
        if one.slot in latest
        else one
        for one in slots
    ]


def is_on_duty(day: DayOutcome, leaves: Iterable[Leave], now: datetime) -> bool:
    """Tell whether somebody has come in today, has not left since, and is not on leave just now."""
    if any(leave.covers(now) for leave in leaves):
        return False
    known = [one for one in day.slots if one.check_in is not None and one.check_in.at <= now]
    last = max(known, key=lambda one: one.check_in.at if one.check_in else one.due, default=None)
    return last is not None and last.slot.comes_in
