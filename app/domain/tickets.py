"""Tickets, what happens to them, and where they stand: tickets and events never change, turns follow."""

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.domain.dates import HALL_ZONE, hall_time
from app.domain.papers import PrintState
from app.errors import RuleError

_CODE = re.compile(r"T1:([0-9A-F]{32}):([A-Z0-9-]+):([A-Z0-9-]+):([0-9]{14})")
_MARK_BYTES = 16


class Priority(StrEnum):
    """Why a visitor is called before others."""

    ELDERLY = "老年人"
    DISABLED = "残疾人"
    PREGNANT = "孕妇"
    SOLDIER = "军人"
    FAR_HERDER = "远道牧民"


class TicketState(StrEnum):
    """Where a ticket stands; always computed from its events."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    HOLD = "hold"
    TRANSFERRED = "transferred"
    NO_SHOW = "no_show"
    DONE = "done"
    CANCELLED = "cancelled"


class TicketAct(StrEnum):
    """What can happen to a ticket after it was given."""

    CALLED = "called"
    RECALLED = "recalled"
    UNDONE = "undone"
    STARTED = "started"
    HELD = "held"
    CALLED_BACK = "called_back"
    TRANSFERRED = "transferred"
    MISSED = "missed"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    DAY_ENDED = "day_ended"
    LINKED = "linked"
    PRINT = "print"


@dataclass(frozen=True)
class Ticket:
    """A ticket as it was given.

    Attributes:
        day: the hall's day; numbers restart each day.
        series: 0 for the hall's own series, a kiosk's code for those given without the line.
        item: key of the service item the visitor named, else empty.
        order: sortable place in the order of calls, see `queue_order`.
        person: mark of the person, see `person_mark`; empty where the hall does not ask for one.
        kiosk: which machine gave it.
    """

    id: UUID
    service: str
    service_name: str
    prefix: str
    day: date
    series: int
    n: int
    issued_at: datetime
    order: int
    kiosk: str
    item: str = ""
    priority: Priority | None = None
    person: str = ""

    @property
    def number(self) -> str:
        """Return what is printed and called, `A012`; `A2-012` from a kiosk's own series."""
        series = f"{self.series}-" if self.series else ""
        return f"{self.prefix}{series}{self.n:03}"


@dataclass(frozen=True)
class TicketEvent:
    """Something happened to a ticket; its id is made by whoever pressed, so that twice sent is once done.

    Attributes:
        counter: number of the counter, or name of the kiosk.
        actor_id: None for what no person did (kiosk, end of the day).
        service: to which service it was transferred.
        to_counter: to which counter it was transferred, empty for any of the service.
        reason: words of a person, or the error code of a print that failed.
        case_id: the case that was opened for it.
        print: what became of its printing.
    """

    id: UUID
    ticket_id: UUID
    act: TicketAct
    at: datetime
    counter: str
    actor_id: UUID | None = None
    actor_name: str = ""
    service: str = ""
    to_counter: str = ""
    reason: str = ""
    case_id: UUID | None = None
    print: PrintState | None = None


@dataclass(frozen=True)
class Turn:
    """Where a ticket stands after its events.

    Attributes:
        service: whose counters call it now.
        counter: the counter that called it last and has not given it away.
        to_counter: the only counter that may call it, empty for all of the service.
        called_from: state before the last call, to which an undone call leads back.
        called_at: when it was first called; `last_called_at` the last call or recall.
        started_at: since when it is being served.
        served: milliseconds of service so far, without `hold`.
        print: what became of its last printing.
    """

    ticket: Ticket
    state: TicketState
    service: str
    counter: str = ""
    to_counter: str = ""
    called_from: TicketState = TicketState.WAITING
    called_at: datetime | None = None
    last_called_at: datetime | None = None
    recalls: int = 0
    started_at: datetime | None = None
    ended_at: datetime | None = None
    served: int = 0
    print: PrintState = PrintState.QUEUED


@dataclass(frozen=True)
class TicketCode:
    """What the QR code of a slip says."""

    ticket_id: UUID
    service: str
    number: str
    issued_at: datetime


def ticket_code(ticket: Ticket) -> str:
    """Return the text of the slip's QR code, without anything about the person; capitals keep it small."""
    issued = hall_time(ticket.issued_at)
    return f"T1:{ticket.id.hex.upper()}:{ticket.service}:{ticket.number}:{issued:%Y%m%d%H%M%S}"


def read_ticket_code(text: str) -> TicketCode:
    """Read the QR code of a slip.

    Raises:
        RuleError: `ticket.code`, it is no ticket's.
    """
    found = _CODE.fullmatch(text.strip())
    try:
        if found is None:
            raise ValueError
        issued = datetime.strptime(found[4], "%Y%m%d%H%M%S").replace(tzinfo=HALL_ZONE)
        return TicketCode(UUID(hex=found[1]), found[2], found[3], issued)
    except ValueError:
        raise RuleError("ticket.code") from None


def person_mark(key: bytes, day: date, number: str) -> str:
    """Return the keyed hash that stands for a person on one day.

    The number cannot be found from it without the hall's key, and two days cannot be joined by it.
    """
    said = f"{day.isoformat()}/{number}".encode()
    return hmac.new(key, said, hashlib.sha256).hexdigest()[: 2 * _MARK_BYTES]
