"""Complaints, reports of wrongs and suggestions: what was said, what came of it, and until when."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.domain.dates import hall_date
from app.domain.workdays import Calendar, add_workdays
from app.errors import RuleError

ACCEPT_DAYS = 5
"""Working days in which a complaint is accepted (domain §7, practice)."""

ANSWER_DAYS = 15
"""Working days from acceptance to the answer (domain §5, usual)."""


class ComplaintKind(StrEnum):
    """What was brought forward."""

    COMPLAINT = "complaint"
    REPORT = "report"
    SUGGESTION = "suggestion"


class ComplaintState(StrEnum):
    """Where a complaint stands; always computed from its events."""

    REGISTERED = "registered"
    ACCEPTED = "accepted"
    ANSWERED = "answered"
    REFUSED = "refused"
    CLOSED = "closed"


class ComplaintAct(StrEnum):
    """What can happen to a complaint."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    ANSWERED = "answered"
    CLOSED = "closed"


@dataclass(frozen=True)
class Complaint:
    """A complaint as it was taken down; append-only and never deleted (domain §7).

    Attributes:
        number: what the visitor is told.
        about: counter, person or matter, in the visitor's words.
        name: who complains, `phone` how to reach them; both empty for one without a name.
    """

    id: UUID
    number: str
    kind: ComplaintKind
    at: datetime
    station: int
    department: str
    counter: str
    about: str
    words: str
    name: str
    phone: str
    actor_id: UUID
    actor_name: str

    @property
    def named(self) -> bool:
        """Tell whether an answer in writing is owed."""
        return bool(self.name)


@dataclass(frozen=True)
class ComplaintEvent:
    """Something happened to a complaint.

    Attributes:
        words: the answer, or the reason of a refusal or closing.
        in_writing: whether the answer was given on paper.
        reviewer: who else looked at it before it was closed.
    """

    id: UUID
    complaint_id: UUID
    act: ComplaintAct
    at: datetime
    actor_id: UUID
    actor_name: str
    words: str = ""
    in_writing: bool = False
    reviewer: str = ""


_FROM: dict[ComplaintAct, frozenset[ComplaintState]] = {
    ComplaintAct.ACCEPTED: frozenset((ComplaintState.REGISTERED,)),
    ComplaintAct.REFUSED: frozenset((ComplaintState.REGISTERED,)),
    ComplaintAct.ANSWERED: frozenset((ComplaintState.ACCEPTED,)),
    ComplaintAct.CLOSED: frozenset((ComplaintState.ANSWERED, ComplaintState.REFUSED)),
}


@dataclass(frozen=True)
class ComplaintView:
    """A complaint with its events in order, and what follows from them."""

    complaint: Complaint
    events: tuple[ComplaintEvent, ...]

    @property
    def state(self) -> ComplaintState:
        """Return where it stands."""
        return ComplaintState(self.events[-1].act.value) if self.events else ComplaintState.REGISTERED

    def due(self, calendar: Calendar) -> date | None:
        """Return the day until which the next act is owed, or None when nothing is owed."""
        if self.state is ComplaintState.REGISTERED:
            return add_workdays(calendar, hall_date(self.complaint.at), ACCEPT_DAYS).day
        if self.state is ComplaintState.ACCEPTED:
            return add_workdays(calendar, hall_date(self.events[-1].at), ANSWER_DAYS).day
        return None

    def overdue(self, calendar: Calendar, today: date) -> bool:
        """Tell whether the next act is late."""
        due = self.due(calendar)
        return due is not None and today > due


def check_complaint(complaint: Complaint) -> None:
    """Refuse a complaint without words, or a name without a way to answer.

    Raises:
        RuleError: `complaint.words_missing`, `complaint.phone_missing`.
    """
    if not complaint.words:
        raise RuleError("complaint.words_missing")
    if complaint.name and not complaint.phone:
        raise RuleError("complaint.phone_missing")


def check_complaint_act(view: ComplaintView, event: ComplaintEvent) -> None:
    """Refuse an act that does not follow, or that lacks what it needs (domain §7).

    Raises:
        RuleError: `complaint.act_not_allowed`, `complaint.reason_missing`, `complaint.answer_in_writing`,
            `complaint.reviewer_missing`.
    """
    if view.state not in _FROM[event.act]:
        number = view.complaint.number
        raise RuleError("complaint.act_not_allowed", number=number, state=view.state, act=event.act)
    if event.act is not ComplaintAct.ACCEPTED and not event.words:
        raise RuleError("complaint.reason_missing")
    if event.act is ComplaintAct.ANSWERED and view.complaint.named and not event.in_writing:
        raise RuleError("complaint.answer_in_writing")
    if event.act is ComplaintAct.CLOSED and event.reviewer in ("", event.actor_name):
        raise RuleError("complaint.reviewer_missing")
