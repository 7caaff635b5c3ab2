"""The queue in the store: tickets and what happened to them, where they stand, desks, and what is set."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, insert, update
from sqlalchemy.dialects import sqlite

from app.domain.number_floors import ticket_series
from app.domain.queue_services import QueueCounter, QueueRules, QueueService
from app.domain.tickets import Ticket, TicketEvent, Turn
from app.errors import RuleError
from app.ports.queue import Call, DeskEvent, DeskState
from data import queue_statements as sql
from data.queue_schema import (
    desk,
    desk_event,
    queue_counter,
    queue_rules,
    queue_service,
    ticket,
    ticket_event,
    turn,
)
from data.records import Records, ReferenceRecords, decode
from data.staff_schema import FLOOR_OF
from data.transaction import Transaction

_ONLY = "hall"
_DIALECT = sqlite.dialect()

_RULES = ReferenceRecords(queue_rules, QueueRules, lambda record: _ONLY)
_SERVICES = ReferenceRecords(queue_service, QueueService, lambda record: record.key)
_COUNTERS = ReferenceRecords(queue_counter, QueueCounter, lambda record: record.number)
_TICKETS = Records(
    ticket,
    Ticket,
    lambda record: {
        "service": record.service,
        "day": record.day,
        "series": record.series,
        "number": record.n,
        "label": record.number,
    },
)
_EVENTS = Records(
    ticket_event,
    TicketEvent,
    lambda record: {
        "ticket_id": record.ticket_id,
        "act": record.act,
        "at": record.at,
        "case_id": record.case_id,
    },
)
_DESK_EVENTS = Records(desk_event, DeskEvent, lambda record: {"counter": record.counter, "at": record.at})

_ADD_TURN = insert(turn)
_PUT_TURN = (
    update(turn)
    .where(turn.c.ticket_id == bindparam("id_"))
    .values({name: bindparam(f"{name}_", type_=turn.c[name].type) for name in sql.STANDING})
)
_INSERT_DESK = sqlite.insert(desk)
_PUT_DESK = _INSERT_DESK.on_conflict_do_update(
    index_elements=["counter"],
    set_={"state": _INSERT_DESK.excluded.state, "since": _INSERT_DESK.excluded.since},
)


class QueueRepository:
    """The queue within one transaction; what may happen is decided by its caller."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def rules(self) -> QueueRules:
        """Return what the hall has set, or the defaults."""
        return _RULES.by_key(self._tx, _ONLY) or QueueRules()

    def services(self) -> tuple[QueueService, ...]:
        """Return the services by prefix."""
        return tuple(sorted(_SERVICES.all(self._tx), key=lambda one: (len(one.prefix), one.prefix)))

    def service(self, key: str) -> QueueService:
        """Return a service.

        Raises:
            RuleError: `queue.service_unknown`.
        """
        found = _SERVICES.by_key(self._tx, key)
        if found is None:
            raise RuleError("queue.service_unknown", service=key)
        return found

    def counters(self) -> tuple[QueueCounter, ...]:
        """Return the counters by number."""
        return tuple(sorted(_COUNTERS.all(self._tx), key=lambda one: (len(one.number), one.number)))

    def counter(self, number: str) -> QueueCounter:
        """Return a counter.

        Raises:
            RuleError: `queue.counter_unknown`.
        """
        found = _COUNTERS.by_key(self._tx, number)
        if found is None:
            raise RuleError("queue.counter_unknown", counter=number)
        return found

    def put_rules(self, rules: QueueRules) -> None:
        """Store the rules' next revision."""
        _RULES.put(self._tx, rules)

    def put_service(self, service: QueueService) -> None:
        """Store a service's next revision."""
        _SERVICES.put(self._tx, service)

    def put_counter(self, counter: QueueCounter) -> None:
        """Store a counter's next revision."""
        _COUNTERS.put(self._tx, counter)

    def last_number(self, service: str, day: date, series: int) -> int:
        """Return the highest number given; without gaps, so it is also how many."""
        values = {"service_": service, "day_": day, "series_": series}
        ((last,),) = self._tx.read_raw(sql.LAST_NUMBER, values)
        return last or 0

    def first_number(self, service: str, day: date) -> int:
        """Return the lowest number that may be given: above those a restored store may have given before."""
        values = {"series_": ticket_series(service, day)}
        ((first,),) = self._tx.read_raw(FLOOR_OF, values)
        return first or 1

    def add(self, new: Turn) -> None:
        """Add a ticket and where it stands."""
        given = new.ticket
        values = {
            "n": _TICKETS.add(self._tx, given.id, given),
            "ticket_id": given.id,
            "day": given.day,
            "order_number": given.order,
            "person": given.person,
            "kiosk": given.kiosk,
        }
        self._tx.write_raw(_ADD_TURN, values | {name: getattr(new, name) for name in sql.STANDING})
        self._tx.touch(turn.name, (given.id,))

    def put(self, after: Turn) -> None:
        """Store where a ticket stands now."""
        values = {f"{name}_": getattr(after, name) for name in sql.STANDING}
        self._tx.write_raw(_PUT_TURN, values | {"id_": after.ticket.id})
        self._tx.touch(turn.name, (after.ticket.id,))

    def add_event(self, event: TicketEvent) -> None:
        """Add what happened to a ticket."""
        _EVENTS.add(self._tx, event.id, event)

    def claim(self, press: UUID, counter: str, day: date, at: datetime) -> Turn | None:
        """Claim the next ticket for a counter, unless it is not open, busy, or the press is known."""
        values = {"press_": press, "counter_": counter, "day_": day, "at_": at}
        rows = self._tx.write_raw(sql.CLAIM, values).fetchall()
        if not rows:
            return None
        claimed = _turn(rows[0])
        self._tx.touch(turn.name, (claimed.ticket.id,))
        return claimed

    def find(self, ticket_id: UUID) -> Turn | None:
        """Return where a ticket stands, if it is there."""
        return self._one(sql.BY_ID, id_=ticket_id)

    def turn(self, ticket_id: UUID) -> Turn:
        """Return where a ticket stands.

        Raises:
            RuleError: `ticket.unknown`.
        """
        found = self.find(ticket_id)
        if found is None:
            raise RuleError("ticket.unknown")
        return found

    def labelled(self, number: str, day: date) -> Turn | None:
        """Return the ticket of that printed number and day."""
        return self._one(sql.BY_NUMBER, label_=number, day_=day)

    def of_days(self, first: date, last: date) -> tuple[Turn, ...]:
        """Return the tickets of some days, both included, oldest first."""
        return self._many(sql.OF_DAYS, first_=first, last_=last)

    def of_person(self, person: str, day: date) -> Turn | None:
        """Return an open ticket of a person."""
        return self._one(sql.OF_PERSON, person_=person, day_=day)

    def at_counter(self, counter: str) -> Turn | None:
        """Return the ticket a counter has called or serves."""
        return self._one(sql.MINE_AT_COUNTER, counter_=counter)

    def at_counters(self, day: date) -> dict[str, Turn]:
        """Return the tickets called or being served, by counter."""
        return {one.counter: one for one in self._many(sql.ALL_AT_COUNTERS, day_=day)}

    def held(self, counter: str, day: date) -> tuple[Turn, ...]:
        """Return the tickets a counter holds, the one called or being served first."""
        return self._many(sql.HELD, counter_=counter, day_=day)

    def callable_at(self, counter: str, day: date) -> tuple[Turn, ...]:
        """Return the tickets a counter may call, in the order of calls."""
        return self._many(sql.CALLABLE, counter_=counter, day_=day)

    def open_before(self, day: date) -> tuple[Turn, ...]:
        """Return what earlier days left open."""
        return self._many(sql.OPEN_BEFORE, day_=day)

    def unsettled(self, kiosk: str) -> tuple[Turn, ...]:
        """Return a kiosk's tickets whose printing has no outcome."""
        return self._many(sql.NOT_SETTLED, kiosk_=kiosk)

    def of_case(self, case_id: UUID) -> tuple[Turn, ...]:
        """Return the tickets linked with a case."""
        return self._many(sql.OF_CASE, case_=case_id)

    def ahead(self, one: Turn, day: date) -> dict[str, int]:
        """Return how many tickets are called before this one, by service."""
        ((order, n),) = self._tx.read_raw(sql.ORDER_OF, {"id_": one.ticket.id})
        return self._counts(sql.AHEAD, order_=order, n_=n, day_=day)

    def waiting(self, day: date) -> dict[str, int]:
        """Return how many tickets wait, by service."""
        return self._counts(sql.WAITING, day_=day)

    def latest_served(self, service: str, day: date, limit: int) -> tuple[int, ...]:
        """Return the milliseconds of the latest finished services, newest first."""
        values = {"service_": service, "day_": day, "limit_": limit}
        return tuple(served for (served,) in self._tx.read_raw(sql.LATEST_SERVED, values))

    def event(self, event_id: UUID) -> TicketEvent | None:
        """Return an event."""
        return _EVENTS.one(self._tx, sql.EVENT, id_=event_id)

    def events(self, ticket_id: UUID) -> tuple[TicketEvent, ...]:
        """Return what happened to a ticket, in the order in which it was recorded."""
        return tuple(_EVENTS.each(self._tx, sql.EVENTS_OF, id_=ticket_id))

    def last_sequence(self) -> int:
        """Return how far the log of events goes."""
        ((last,),) = self._tx.read_raw(sql.LAST_SEQUENCE, {})
        return int(last)

    def calls_after(self, sequence: int) -> tuple[Call, ...]:
        """Return the announced events after a place in the log, in order."""
        return tuple(_call(row) for row in self._tx.read(sql.CALLS_AFTER, {"after_": sequence}))

    def last_called(self, day: date, limit: int) -> tuple[Turn, ...]:
        """Return the tickets called or recalled last that still belong to a counter, newest first."""
        return self._many(sql.LAST_CALLED, day_=day, limit_=limit)

    def desks(self) -> dict[str, tuple[DeskState, datetime]]:
        """Return the state of every desk that was ever opened and since when, by counter."""
        return {row.counter: (row.state, row.since) for row in self._tx.read(sql.DESKS)}

    def on_duty(self) -> dict[str, str]:
        """Return who opened or paused each desk that is not closed, by counter."""
        rows = self._tx.read(sql.STAFFED)
        return {row.counter: decode(DeskEvent, row.payload).actor_name for row in rows if row.payload}

    def desks_before(self, moment: datetime) -> tuple[str, ...]:
        """Return the counters that were opened or paused before a moment and not closed since."""
        return tuple(row.counter for row in self._tx.read(sql.DESKS_BEFORE, {"since_": moment}))

    def staff(self, event: DeskEvent) -> None:
        """Record what a counter does and that it does so now; the same event again changes nothing."""
        if self._tx.read(sql.DESK_EVENT, {"id_": event.id}).first() is None:
            _DESK_EVENTS.add(self._tx, event.id, event)
            values = {"counter": event.counter, "state": event.state, "since": event.at}
            self._tx.write(_PUT_DESK, values)
            self._tx.touch(desk.name)

    def _one(self, statement: Select[Any], **values: object) -> Turn | None:
        rows = self._tx.read_raw(statement, values)
        return _turn(rows[0]) if rows else None

    def _many(self, statement: Select[Any], **values: object) -> tuple[Turn, ...]:
        return tuple(_turn(row) for row in self._tx.read_raw(statement, values))

    def _counts(self, statement: Select[Any], **values: object) -> dict[str, int]:
        return dict(self._tx.read_raw(statement, values))


_FROM_FILE = [
    turn.c[name].type.dialect_impl(_DIALECT).result_processor(_DIALECT, None) for name in sql.STANDING
]


def _turn(row: tuple[Any, ...]) -> Turn:
    """Read a raw row: the ticket's JSON and the columns of where it stands."""
    read = zip(sql.STANDING, _FROM_FILE, row[1:], strict=True)
    standing: dict[str, Any] = {name: convert(value) if convert else value for name, convert, value in read}
    return Turn(decode(Ticket, row[0]), **standing)


def _call(row: Row[Any]) -> Call:
    return Call(row.n, decode(TicketEvent, row.payload), row.label)
