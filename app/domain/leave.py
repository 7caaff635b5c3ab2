"""Leave: its kinds, the steps of approval by length, the return that is reported, and what counts as away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from app.domain.dates import hall_date
from app.domain.shifts import HALVES, AttendanceBook, spans
from app.domain.workdays import Calendar
from app.errors import RuleError


class LeaveKind(StrEnum):
    """Kinds of leave (domain §7) by their Chinese names."""

    OFFICIAL = "公假"
    PERSONAL = "事假"
    SICK = "病假"
    ANNUAL = "年休假"
    MARRIAGE = "婚假"
    MATERNITY = "产假"
    PATERNITY = "陪产假"
    FUNERAL = "丧假"
    HOME = "探亲假"
    NURSING = "哺乳假"
    ERRAND = "临时外出"


class LeaveAct(StrEnum):
    """What becomes of a request."""

    DUTY_DESK = "duty_desk"
    CHIEF = "chief"
    HOME_UNIT = "home_unit"
    LEADER = "leader"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"


class LeaveState(StrEnum):
    """Where a request stands, computed from its steps."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"


@dataclass(frozen=True)
class LeaveRequest:
    """Somebody asks to be away from `begins` to `ends` (UTC, the end not included)."""

    id: UUID
    account_id: UUID
    person: str
    department: str
    kind: LeaveKind
    begins: datetime
    ends: datetime
    reason: str
    at: datetime


@dataclass(frozen=True)
class LeaveStep:
    """One act about a request; for `RETURNED`, `at` is when the person was back."""

    id: UUID
    leave_id: UUID
    act: LeaveAct
    at: datetime
    actor_id: UUID
    actor_name: str
    reason: str = ""


@dataclass(frozen=True)
class Leave:
    """A request and what became of it."""

    request: LeaveRequest
    steps: tuple[LeaveStep, ...]

    @property
    def returned_at(self) -> datetime | None:
        """When the person reported back."""
        return next((step.at for step in self.steps if step.act is LeaveAct.RETURNED), None)

    @property
    def away_until(self) -> datetime:
        """Until when the person may be away: the end, or an earlier return."""
        back = self.returned_at
        return min(self.request.ends, back) if back else self.request.ends

    def covers(self, at: datetime) -> bool:
        """Tell whether a moment lies in it."""
        return self.request.begins <= at <= self.away_until

    def overdue(self, at: datetime) -> bool:
        """Tell whether at a moment the person should have reported back and had not."""
        back = self.returned_at
        return at > self.request.ends and (back is None or at < back)


def needed_steps(request: LeaveRequest, book: AttendanceBook, calendar: Calendar) -> tuple[LeaveAct, ...]:
    """Return who has to agree, in order: half a day the duty desk, a day the chief, more unit and leader.

    Source: domain §7. A temporary leave is the chief's.
    """
    if request.kind is LeaveKind.ERRAND:
        return (LeaveAct.CHIEF,)
    halves = working_halves(request, book, calendar)
    if halves <= 1:
        return (LeaveAct.DUTY_DESK,)
    return (LeaveAct.CHIEF,) if halves == 2 else (LeaveAct.HOME_UNIT, LeaveAct.LEADER)


def working_halves(request: LeaveRequest, book: AttendanceBook, calendar: Calendar) -> int:
    """Count the half days of work that a request touches."""
    day, last, found = hall_date(request.begins), hall_date(request.ends), 0
    while day <= last:
        if calendar.is_workday(day):
            due = {span.slot: span.due for span in spans(book.on(day), day)}
            found += sum(request.begins < due[out] and request.ends > due[into] for into, out in HALVES)
        day += timedelta(days=1)
    return found


def state_of(leave: Leave, needed: tuple[LeaveAct, ...]) -> LeaveState:
    """Return where a request stands."""
    acts = [step.act for step in leave.steps]
    for act, state in (
        (LeaveAct.WITHDRAWN, LeaveState.WITHDRAWN),
        (LeaveAct.REFUSED, LeaveState.REFUSED),
        (LeaveAct.RETURNED, LeaveState.RETURNED),
    ):
        if act in acts:
            return state
    return LeaveState.APPROVED if set(needed) <= set(acts) else LeaveState.ASKED


def next_step(leave: Leave, needed: tuple[LeaveAct, ...]) -> LeaveAct | None:
    """Return who has to agree next, None when nobody has."""
    if state_of(leave, needed) is not LeaveState.ASKED:
        return None
    done = {step.act for step in leave.steps}
    return next(act for act in needed if act not in done)


def check_request(request: LeaveRequest, book: AttendanceBook, others: Iterable[Leave]) -> None:
    """Refuse a request that says nothing, ends before it begins, is too long, or lies over another one.

    Raises:
        RuleError: `leave.order`, `leave.reason_missing`, `leave.errand_too_long`, `leave.overlaps`.
    """
    if request.ends <= request.begins:
        raise RuleError("leave.order")
    if not request.reason.strip():
        raise RuleError("leave.reason_missing")
    longest = book.on(hall_date(request.begins)).longest_errand
    if request.kind is LeaveKind.ERRAND and request.ends - request.begins > timedelta(minutes=longest):
        raise RuleError("leave.errand_too_long", minutes=longest)
    gone = {LeaveAct.WITHDRAWN, LeaveAct.REFUSED}
    for other in others:
        stands = gone.isdisjoint(step.act for step in other.steps) and other.request.id != request.id
        if stands and request.begins < other.away_until and other.request.begins < request.ends:
            raise RuleError("leave.overlaps", kind=other.request.kind)


def follow(leave: Leave, act: LeaveAct, needed: tuple[LeaveAct, ...], reason: str) -> None:
    """Refuse an act that does not fit where a request stands.

    Raises:
        RuleError: `leave.step_not_allowed`, `leave.reason_missing` for a refusal without a reason.
    """
    state = state_of(leave, needed)
    fits = {
        LeaveAct.REFUSED: state is LeaveState.ASKED,
        LeaveAct.WITHDRAWN: state in (LeaveState.ASKED, LeaveState.APPROVED),
        LeaveAct.RETURNED: state is LeaveState.APPROVED,
    }.get(act, act is next_step(leave, needed))
    if not fits:
        raise RuleError("leave.step_not_allowed", state=state, act=act)
    if act is LeaveAct.REFUSED and not reason.strip():
        raise RuleError("leave.reason_missing")
