"""What the hall promised: appointments, home visits, agent service, matters of who was asked first."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.errors import RuleError


class RequestKind(StrEnum):
    """What was asked for."""

    APPOINTMENT = "appointment"
    HOME_VISIT = "home_visit"
    AGENT = "agent"
    FIRST_ASKED = "first_asked"


class RequestState(StrEnum):
    """Where a request stands; always computed from its events."""

    OPEN = "open"
    TAKEN = "taken"
    QUEUED = "queued"
    DONE = "done"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class RequestAct(StrEnum):
    """What can happen to a request."""

    TAKEN = "taken"
    HANDED_ON = "handed_on"
    MOVED = "moved"
    QUEUED = "queued"
    DONE = "done"
    REFUSED = "refused"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Request:
    """A request as it was taken down; append-only.

    Attributes:
        number: what the visitor is told, unique in the hall.
        department: whose request it is.
        name: whom to ask for, `phone` how to reach them; empty for a matter that needs nobody's name.
        place: where a home visit goes.
        wanted_at: the moment of an appointment or visit; None where none was agreed.
        owner: who answers for it from the beginning: for a first-asked matter who was asked first.
    """

    id: UUID
    number: str
    kind: RequestKind
    at: datetime
    station: int
    item_key: str
    item_name: str
    department: str
    name: str
    phone: str
    place: str
    wanted_at: datetime | None
    note: str
    actor_id: UUID
    actor_name: str
    owner: str = ""


@dataclass(frozen=True)
class RequestEvent:
    """Something happened to a request; `owner` and `wanted_at` where the act changes them."""

    id: UUID
    request_id: UUID
    act: RequestAct
    at: datetime
    actor_id: UUID | None
    actor_name: str
    owner: str = ""
    wanted_at: datetime | None = None
    reason: str = ""
    ticket: str = ""


RUNNING = frozenset((RequestState.OPEN, RequestState.TAKEN, RequestState.QUEUED))
"""States in which somebody still has to do something."""

_OPEN = frozenset((RequestState.OPEN, RequestState.TAKEN))
_FROM: dict[RequestAct, frozenset[RequestState]] = {
    RequestAct.TAKEN: _OPEN,
    RequestAct.HANDED_ON: _OPEN,
    RequestAct.MOVED: _OPEN,
    RequestAct.QUEUED: _OPEN,
    RequestAct.DONE: RUNNING,
    RequestAct.REFUSED: _OPEN,
    RequestAct.CANCELLED: RUNNING,
}
_TO: dict[RequestAct, RequestState] = {
    RequestAct.TAKEN: RequestState.TAKEN,
    RequestAct.HANDED_ON: RequestState.OPEN,
    RequestAct.QUEUED: RequestState.QUEUED,
    RequestAct.DONE: RequestState.DONE,
    RequestAct.REFUSED: RequestState.REFUSED,
    RequestAct.CANCELLED: RequestState.CANCELLED,
}
_NEEDS_REASON = frozenset((RequestAct.REFUSED, RequestAct.CANCELLED, RequestAct.HANDED_ON))


@dataclass(frozen=True)
class RequestView:
    """A request with its events in order, and what follows from them."""

    request: Request
    events: tuple[RequestEvent, ...]

    @property
    def state(self) -> RequestState:
        """Return where it stands."""
        found = [_TO[event.act] for event in self.events if event.act in _TO]
        return found[-1] if found else RequestState.OPEN

    @property
    def owner(self) -> str:
        """Return who answers for it now; empty while nobody has taken it."""
        owners = [event.owner for event in self.events if event.owner]
        return owners[-1] if owners else self.request.owner

    @property
    def wanted_at(self) -> datetime | None:
        """Return the moment that was agreed last."""
        moved = [event.wanted_at for event in self.events if event.wanted_at is not None]
        return moved[-1] if moved else self.request.wanted_at


def check_request(request: Request) -> None:
    """Refuse a request that nobody could fulfil.

    Raises:
        RuleError: `request.time_missing`, `request.time_past`, `request.place_missing`,
            `request.phone_missing`.
    """
    if request.kind is RequestKind.APPOINTMENT and request.wanted_at is None:
        raise RuleError("request.time_missing")
    if request.wanted_at is not None and request.wanted_at <= request.at:
        raise RuleError("request.time_past")
    if request.kind is RequestKind.HOME_VISIT and not request.place:
        raise RuleError("request.place_missing")
    if request.kind is not RequestKind.FIRST_ASKED and not request.phone:
        raise RuleError("request.phone_missing")


def check_act(view: RequestView, event: RequestEvent) -> None:
    """Refuse an act that the request's state does not allow, or that lacks its reason.

    Raises:
        RuleError: `request.act_not_allowed`, `request.reason_missing`, `request.not_appointment`.
    """
    if view.state not in _FROM[event.act]:
        raise RuleError(
            "request.act_not_allowed", number=view.request.number, state=view.state, act=event.act
        )
    if event.act in _NEEDS_REASON and not event.reason:
        raise RuleError("request.reason_missing")
    if event.act is RequestAct.QUEUED and view.request.kind is not RequestKind.APPOINTMENT:
        raise RuleError("request.not_appointment", number=view.request.number)
