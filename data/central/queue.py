"""The hall's queue on its PostgreSQL, for a hall with several machines; each press is one function there."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from app.domain import wire
from app.domain.queue_rules import follow
from app.domain.queue_services import (
    QueueCounter,
    QueueRules,
    QueueService,
    admit,
    check_counter,
    check_service,
)
from app.domain.tickets import TicketEvent, Turn
from app.domain.waiting_time import Load
from app.errors import RuleError
from app.ports.queue import Board, Call, Desk, DeskEvent, DeskState, Press, QueueSetup, Wish
from data.central.queue_line import Meanwhile, QueueLine
from data.central.queue_rows import Row, event_json, event_of_row, standing_json, turn_of_row, utc
from data.records import encode

_LATEST_SERVICES = 20
_TRIES = 5
_PLACE = 40
"""Bits of a place in the announcement log that count events; the rest counts transactions."""

R = TypeVar("R")


class CentralQueue:
    """Implements `app.ports.queue.HallQueue`; the server's clock holds for every machine.

    Which hall it is follows from the station's role; what the server refuses comes as the same errors that
    the embedded queue raises.
    """

    def __init__(self, line: QueueLine) -> None:
        self._line = line

    def setup(self) -> QueueSetup:
        """Return what is set."""
        return self._setup()[0]

    def furnish(self, own: QueueSetup) -> None:
        """Tell a server that was never told what is set; the rules come last and say that it was.

        Two machines may do so at once, and one whose line broke meanwhile does it again.
        """
        if _records(QueueRules, self._line.rows("SELECT * FROM queue.setup()"), "rules"):
            return
        for service in own.services:
            self._put("service", service.key, service)
        for counter in own.counters:
            self._put("counter", counter.number, counter)
        self.put_rules(own.rules)

    def put_rules(self, rules: QueueRules) -> None:
        """Store the next revision of the rules."""
        self._put("rules", "hall", rules)

    def put_service(self, service: QueueService) -> None:
        """Store a service's next revision; see `HallQueue`."""
        check_service(service, self.setup().services)
        self._put("service", service.key, service)

    def put_counter(self, counter: QueueCounter) -> None:
        """Store a counter's next revision; see `HallQueue`."""
        check_counter(counter)
        known = {one.key for one in self.setup().services}
        for key in counter.services:
            if key not in known:
                raise RuleError("queue.service_unknown", service=key)
        self._put("counter", counter.number, counter)

    def issue(self, wish: Wish) -> Turn:
        """Give a ticket with the next number of its service; see `HallQueue`."""
        known = self._turns("SELECT * FROM queue.one(%s)", wish.ticket_id)
        if known:
            return known[0]
        setup, now = self._setup()
        service = next((one for one in setup.services if one.key == wish.service), None)
        if service is None:
            raise RuleError("queue.service_unknown", service=wish.service)
        admit(replace(service, quota=None), now, works=wish.works, given=0)  # the server counts
        rows = self._line.press(
            "SELECT * FROM queue.issue(%s, %s, %s, %s, %s, %s, %s, %s)",
            wish.ticket_id,
            wish.service,
            wish.kiosk,
            wish.item,
            wish.priority,
            wish.person,
            wish.print,
            wish.problem,
        )
        return turn_of_row(rows[0])

    def claim(self, press: Press) -> Turn | None:
        """Call the next ticket; see `HallQueue`."""
        rows = self._line.press(
            "SELECT * FROM queue.claim(%s, %s, %s, %s)",
            press.id,
            press.counter,
            press.actor_id,
            press.actor_name,
        )
        return turn_of_row(rows[0]) if rows else None

    def record(self, event: TicketEvent) -> Turn:
        """Let something happen to a ticket; see `HallQueue`."""
        for _ in range(_TRIES):
            try:
                return self._record(event)
            except Meanwhile:
                continue
        raise RuleError("record.changed_meanwhile")

    def _record(self, event: TicketEvent) -> Turn:
        """Decide by the same rules as everywhere; the server sees that nothing happened in between."""
        setup, now = self._setup()
        row = self._one(event.ticket_id)
        if any(one.id == event.id for one in self.events(event.ticket_id)):
            return turn_of_row(row)
        event = replace(event, at=now)
        after = follow(turn_of_row(row), event, setup.rules)
        rows = self._line.press(
            "SELECT * FROM queue.record(%s, %s, %s)", event_json(event), row["revision"], standing_json(after)
        )
        return turn_of_row(rows[0])

    def staff(self, event: DeskEvent) -> tuple[Turn, ...]:
        """Open, pause or close a counter; see `HallQueue`."""
        self._line.press(
            "SELECT queue.staff(%s, %s, %s, %s, %s)",
            event.id,
            event.counter,
            event.state,
            event.actor_id,
            event.actor_name,
        )
        return self.held(event.counter)

    def turn(self, ticket_id: UUID) -> Turn:
        """Return where a ticket stands; see `HallQueue`."""
        return turn_of_row(self._one(ticket_id))

    def numbered(self, number: str, day: date) -> Turn | None:
        """Return the ticket of that number and day."""
        found = self._turns("SELECT * FROM queue.labelled(%s, %s)", number, day)
        return found[0] if found else None

    def turns(self, first: date, last: date) -> tuple[Turn, ...]:
        """Return the tickets of some days, both included, oldest first."""
        return self._turns("SELECT * FROM queue.of_days(%s, %s)", first, last)

    def events(self, ticket_id: UUID) -> tuple[TicketEvent, ...]:
        """Return what happened to a ticket, in the order in which it was recorded."""
        return tuple(map(event_of_row, self._line.rows("SELECT * FROM queue.events(%s)", ticket_id)))

    def held(self, counter: str) -> tuple[Turn, ...]:
        """Return today's tickets a counter holds, the one called or being served first."""
        return self._turns("SELECT * FROM queue.held(%s)", counter)

    def waiting(self, counter: str) -> tuple[Turn, ...]:
        """Return the tickets a counter may call, in the order of calls."""
        return self._turns("SELECT * FROM queue.callable_at(%s)", counter)

    def load(self, turn: Turn) -> Load:
        """Return what stands before a waiting ticket."""
        open_desks = {row["counter"] for row in self._desks() if row["state"] == DeskState.OPEN}
        calling = [
            one
            for one in self.setup().counters
            if one.number in open_desks
            and (one.number == turn.to_counter if turn.to_counter else turn.service in one.services)
        ]
        ahead = self._people("SELECT * FROM queue.ahead(%s)", turn.ticket.id)
        served = self._line.rows(
            "SELECT served FROM queue.latest_served(%s, %s, %s) AS served",
            turn.service,
            turn.ticket.day,
            _LATEST_SERVICES,
        )
        shared = {turn.service}.union(*(one.services for one in calling))
        return Load(
            ahead=ahead.get(turn.service, 0),
            shared=sum(ahead.get(service, 0) for service in shared),
            desks=len(calling),
            served=tuple(row["served"] for row in served),
        )

    def board(self, calls: int) -> Board:
        """Return the state of the hall; see `HallQueue`."""
        setup, now = self._setup()
        desks = {row["counter"]: row for row in self._desks()}
        turns = {one.counter: one for one in self._turns("SELECT * FROM queue.at_counters()")}
        return Board(
            at=now,
            desks=tuple(
                _desk(one.number, desks.get(one.number), turns.get(one.number), now) for one in setup.counters
            ),
            waiting=self._people("SELECT * FROM queue.waiting_by_service()"),
            called=self._turns("SELECT * FROM queue.last_called(%s)", calls) if calls else (),
        )

    def last_sequence(self) -> int:
        """Return how far the announcement log goes."""
        rows = self._line.rows("SELECT * FROM queue.last_call()")
        return _place(int(rows[0]["xid"]), rows[0]["n"]) if rows and rows[0]["xid"] else 0

    def calls_after(self, sequence: int) -> tuple[Call, ...]:
        """Return the calls after a place in the announcement log; one that is just being pressed comes later.

        Places follow the server's transactions, of which only those are told that no earlier one can follow:
        numbers alone would let a call that commits late be missed for ever.
        """
        rows = self._line.rows(
            "SELECT c.label, (c.event).*, (c.event).xid::text AS xid FROM queue.calls_after(%s::xid8, %s) c",
            str(sequence >> _PLACE),
            sequence & ((1 << _PLACE) - 1),
        )
        return tuple(Call(_place(int(row["xid"]), row["n"]), event_of_row(row), row["label"]) for row in rows)

    def unsettled(self, kiosk: str) -> tuple[Turn, ...]:
        """Return a kiosk's tickets whose printing has no outcome."""
        return self._turns("SELECT * FROM queue.unsettled(%s)", kiosk)

    def of_case(self, case_id: UUID) -> tuple[Turn, ...]:
        """Return the tickets linked with a case, oldest first."""
        return self._turns("SELECT * FROM queue.of_case(%s)", case_id)

    def _setup(self) -> tuple[QueueSetup, datetime]:
        rows = self._line.rows("SELECT * FROM queue.setup()")
        rules = _records(QueueRules, rows, "rules")
        services = _records(QueueService, rows, "service")
        counters = _records(QueueCounter, rows, "counter")
        setup = QueueSetup(
            rules[0] if rules else QueueRules(),
            tuple(sorted(services, key=lambda one: (len(one.prefix), one.prefix))),
            tuple(sorted(counters, key=lambda one: (len(one.number), one.number))),
        )
        return setup, utc(rows[0]["now"])

    def _put(self, kind: str, key: str, record: object) -> None:
        self._line.rows("SELECT queue.put(%s, %s, %s)", kind, key, encode(record))

    def _one(self, ticket_id: UUID) -> Row:
        rows = self._line.rows("SELECT * FROM queue.one(%s)", ticket_id)
        if not rows:
            raise RuleError("ticket.unknown")
        return rows[0]

    def _turns(self, statement: str, *values: object) -> tuple[Turn, ...]:
        return tuple(map(turn_of_row, self._line.rows(statement, *values)))

    def _people(self, statement: str, *values: object) -> dict[str, int]:
        return {row["service"]: row["people"] for row in self._line.rows(statement, *values)}

    def _desks(self) -> list[Row]:
        return self._line.rows("SELECT * FROM queue.desks()")


def _records(cls: Callable[..., R], rows: list[Row], kind: str) -> list[R]:
    kept: Any = cls
    return [wire.from_plain(kept, row["payload"]) for row in rows if row["kind"] == kind and row["payload"]]


def _desk(counter: str, row: Row | None, turn: Turn | None, now: datetime) -> Desk:
    if row is None:
        return Desk(counter, DeskState.CLOSED, now, turn)
    return Desk(counter, DeskState(row["state"]), utc(row["since"]), turn, row["actor_name"])


def _place(xid: int, n: int) -> int:
    return (xid << _PLACE) | n
