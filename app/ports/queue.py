"""The hall's queue as use cases see it, and what the kiosk asks of the outside.

Each writing method of `HallQueue` is one press: done durably when it returns, or not at all. It is one
transaction of the embedded store, and one function of the hall's PostgreSQL; pressed again with the same id
it changes nothing and answers the same.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from app.domain.papers import PrintState
from app.domain.queue_services import QueueCounter, QueueRules, QueueService
from app.domain.scripts import ScriptRules
from app.domain.tickets import Priority, TicketEvent, Turn
from app.domain.waiting_time import Load
from app.ports.devices import TicketPrinter


@dataclass(frozen=True)
class Wish:
    """What a visitor asks for at a kiosk.

    Attributes:
        ticket_id: made when the page is shown, so that a double tap is one ticket.
        works: whether the hall's calendar has a working day.
        person: mark of the person, empty if unknown; kept only where the hall allows one ticket a person.
        print: whether the ticket can be printed, `QUEUED`, or not, `FAILED`; `problem` says why not.
    """

    ticket_id: UUID
    service: str
    kiosk: str
    works: bool = True
    item: str = ""
    priority: Priority | None = None
    person: str = ""
    print: PrintState = PrintState.QUEUED
    problem: str = ""


@dataclass(frozen=True)
class Press:
    """A clerk pressed a key at a counter; the id is made by the caller."""

    id: UUID
    counter: str
    actor_id: UUID
    actor_name: str


class DeskState(StrEnum):
    """Whether a counter calls."""

    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


@dataclass(frozen=True)
class DeskEvent:
    """A counter began, paused or ended to call; without an actor the day ended."""

    id: UUID
    counter: str
    state: DeskState
    at: datetime
    actor_id: UUID | None = None
    actor_name: str = ""


@dataclass(frozen=True)
class Desk:
    """A counter now: its state, the ticket it has called or serves, and who works there while it is open."""

    counter: str
    state: DeskState
    since: datetime
    turn: Turn | None = None
    actor_name: str = ""


@dataclass(frozen=True)
class Call:
    """An event of the announcement log in the order in which it became durable."""

    sequence: int
    event: TicketEvent
    number: str


@dataclass(frozen=True)
class Board:
    """What the hall display shows: counters by number, people waiting by service, who was called last."""

    at: datetime
    desks: tuple[Desk, ...]
    waiting: dict[str, int]
    called: tuple[Turn, ...]


@dataclass(frozen=True)
class QueueSetup:
    """What is set for the hall's queue: rules, services by prefix, counters by number."""

    rules: QueueRules
    services: tuple[QueueService, ...]
    counters: tuple[QueueCounter, ...]


class HallQueue(Protocol):
    """The queue of one hall; safe to use from any thread and from several programs.

    A day's first press closes what earlier days left open, with a reason.
    """

    def setup(self) -> QueueSetup:
        """Return what is set."""

    def put_rules(self, rules: QueueRules) -> None:
        """Store the next revision of the rules."""

    def put_service(self, service: QueueService) -> None:
        """Store a service's next revision.

        Raises:
            RuleError: `queue.prefix_form`, `queue.prefix_taken`, `queue.service_key`.
        """

    def put_counter(self, counter: QueueCounter) -> None:
        """Store a counter's next revision.

        Raises:
            RuleError: `queue.counter_without_number`.
        """

    def issue(self, wish: Wish) -> Turn:
        """Give a ticket with the next number of its service.

        Raises:
            RuleError: `queue.service_unknown`, `queue.closed`, `queue.quota_reached`, or
                `ticket.open_already` with the ticket's `number` and `id`.
        """

    def claim(self, press: Press) -> Turn | None:
        """Call the waiting ticket with the lowest order number that this counter may call, if there is one.

        Raises:
            RuleError: `queue.counter_unknown`, `queue.counter_not_open`, `queue.counter_busy` with the ticket
                it has not finished.
        """

    def record(self, event: TicketEvent) -> Turn:
        """Let something happen to a ticket and return where it stands.

        Raises:
            RuleError: what `app.domain.queue_rules.follow` raises; `ticket.unknown`, `queue.counter_busy`,
                `queue.service_unknown`, `queue.counter_unknown`.
        """

    def staff(self, event: DeskEvent) -> tuple[Turn, ...]:
        """Open, pause or close a counter and return today's tickets it holds, the one at the counter first.

        Raises:
            RuleError: `queue.counter_unknown`; `queue.counter_busy` when a counter closes in mid-service.
        """

    def turn(self, ticket_id: UUID) -> Turn:
        """Return where a ticket stands.

        Raises:
            RuleError: `ticket.unknown`.
        """

    def numbered(self, number: str, day: date) -> Turn | None:
        """Return the ticket of that number and day."""

    def turns(self, first: date, last: date) -> tuple[Turn, ...]:
        """Return the tickets of some days, both included, oldest first."""

    def events(self, ticket_id: UUID) -> tuple[TicketEvent, ...]:
        """Return what happened to a ticket, in the order in which it was recorded."""

    def held(self, counter: str) -> tuple[Turn, ...]:
        """Return today's tickets a counter holds, the one called or being served first."""

    def waiting(self, counter: str) -> tuple[Turn, ...]:
        """Return the tickets a counter may call, in the order of calls."""

    def load(self, turn: Turn) -> Load:
        """Return what stands before a waiting ticket."""

    def board(self, calls: int) -> Board:
        """Return the state of the hall with at most so many tickets that were called last, newest first."""

    def last_sequence(self) -> int:
        """Return how far the announcement log goes."""

    def calls_after(self, sequence: int) -> tuple[Call, ...]:
        """Return the calls, recalls and undone calls after a place in the announcement log, in order."""

    def unsettled(self, kiosk: str) -> tuple[Turn, ...]:
        """Return a kiosk's tickets whose printing has no outcome: its program ended before it could say."""

    def of_case(self, case_id: UUID) -> tuple[Turn, ...]:
        """Return the tickets linked with a case, oldest first."""


class HallSecrets(Protocol):
    """What the machines of one hall know and nobody else; safe to use from any thread and program."""

    def person_key(self) -> bytes:
        """Return the hall's key for marks of persons, 32 bytes; made when it is first asked for."""

    def renew_person_key(self) -> None:
        """Make another key; kiosks take it when they start, marks of the old one match nothing any more."""

    def pin_hash(self) -> str:
        """Return the hash of the number that leads to a kiosk's maintenance, empty while none is set."""

    def put_pin_hash(self, hashed: str) -> None:
        """Set the number that leads to a kiosk's maintenance."""


@dataclass(frozen=True)
class Slip:
    """Everything a printed ticket is composed from.

    Attributes:
        waiting: people before this one.
        wait_minutes: from and to, None without a basis for a forecast.
        nth: which print this is; from 2 on the slip says so.
        demo: puts 演示 样张 无效 across it.
        scripts: the hall's rules, for the order of its two scripts.
    """

    hall: str
    number: str
    service: str
    area: str
    issued_at: datetime
    waiting: int
    wait_minutes: tuple[int, int] | None
    priority: Priority | None
    note: str
    code: str
    nth: int
    demo: bool
    scripts: ScriptRules


class SlipComposer(Protocol):
    """Makes slips; it blocks and belongs on the lane `compose`."""

    def compose(self, slip: Slip) -> bytes:
        """Return the bytes for the printer.

        Raises:
            RuleError: `printing.missing_characters`.
        """


class KioskPrinter(TicketPrinter, Protocol):
    """A ticket printer that can be asked whether it has done its work."""

    def printed(self, seconds: float) -> bool:
        """Return whether it says that it worked off what was sent; False when it says nothing.

        Raises:
            DeviceError: its port is missing or lost.
        """


class Speaker(Protocol):
    """What speaks a call in the hall."""

    def say(self, text: str) -> None:
        """Speak, and return when it has been spoken.

        Raises:
            DeviceError: there is no sound.
        """
