"""Bringing what was pressed without the line to the hall's server; brought twice it changes nothing."""

import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from uuid import UUID

from app.domain.dates import hall_date
from app.domain.ids import new_id
from app.domain.parted import DOUBLE_CALL, follow_late
from app.domain.tickets import Ticket, TicketAct, TicketEvent, Turn
from app.errors import RuleError
from app.ports.clock import Clock
from app.ports.parted import Pressed, PressedRecord
from data.central.queue import CentralQueue
from data.central.queue_line import Meanwhile, QueueLine
from data.central.queue_rows import event_json, standing_json, ticket_json, turn_of_row, utc
from data.parted_queue import PartedQueue
from data.store import LocalStore

log = logging.getLogger(__name__)

_IN_DOUBT = "断线时没有出票，已改用离线号"
_TRIES = 5


class Bringing:
    """Brings the presses that wait in a store, oldest first; used by one thread at a time."""

    def __init__(
        self, store: LocalStore, clock: Clock, line: QueueLine, queue: CentralQueue, parted: PartedQueue
    ) -> None:
        self._store, self._clock = store, clock
        self._line, self._queue, self._parted = line, queue, parted

    def waiting(self) -> int:
        """Return how many presses the server does not have."""
        with self._store.read() as unit:
            return len(unit.parted.waiting())

    def bring(self) -> None:
        """Bring everything there is; what was brought stays so when the line breaks again.

        Raises:
            SyncError: the line is lost again.
        """
        with self._store.read() as unit:
            waiting = unit.parted.waiting()
            days = [unit.parted.of_day(day) for day in {_day(one.record) for one in waiting}]
        tickets = {one.record.id: one.record for day in days for one in day if isinstance(one.record, Ticket)}
        for one in waiting:
            self._bring(one, tickets)
            with self._store.write() as unit:
                unit.parted.brought(one.n, self._clock.now())
                unit.commit()

    def _bring(self, pressed: Pressed, tickets: Mapping[UUID, Ticket]) -> None:
        record = pressed.record
        if isinstance(record, Ticket):
            known = self._ticket(record).ticket
            if known.id != record.id and known.kiosk and record.kiosk:  # else one is of a slip that was read
                self._twice(record, known)
            if pressed.asked is not None:
                self._cancel(pressed.asked, record)
        elif isinstance(record, TicketEvent):
            ticket = tickets.get(record.ticket_id)
            its_id = record.ticket_id if ticket is None else self._ticket(ticket).ticket.id
            self._event(replace(record, ticket_id=its_id))
        else:
            with suppress(RuleError):  # a counter that the server sees busy stays as it is there
                self._queue.staff(record)

    def _ticket(self, ticket: Ticket) -> Turn:
        """Bring a ticket and return where it stands at the server, which may know it under another id."""
        rows = self._line.press("SELECT * FROM queue.bring(%s)", ticket_json(ticket))
        turn = turn_of_row(rows[0])
        self._parted.learn((turn,))
        return turn

    def _twice(self, ticket: Ticket, known: Ticket) -> None:
        """Let the log say that two visitors got one number, as when a copied store gave it anew."""
        log.warning("the number %s was given twice: %s, %s", ticket.number, known.kiosk, ticket.kiosk)
        told = {"day": ticket.day.isoformat(), "first": known.kiosk, "service": ticket.service}
        with self._store.write() as unit:
            unit.audit.append(
                self._clock.now(), ticket.kiosk, "ticket.number_twice", ticket.number, "ok", told
            )
            unit.commit()

    def _cancel(self, asked: UUID, instead: Ticket) -> None:
        """Cancel what the server may have given when its answer was lost: nobody holds such a slip."""
        event = TicketEvent(
            new_id(), asked, TicketAct.CANCELLED, instead.issued_at, instead.kiosk, reason=_IN_DOUBT
        )
        with suppress(RuleError):  # it gave none, or the ticket was called meanwhile
            self._queue.record(event)

    def _event(self, event: TicketEvent) -> None:
        """Record an event; one that fits no more, as a call of who was called elsewhere, is only noted."""
        for _ in range(_TRIES):
            rows = self._line.rows("SELECT *, queue.moment() AS now FROM queue.one(%s)", event.ticket_id)
            before = turn_of_row(rows[0])
            told = replace(event, at=min(event.at, utc(rows[0]["now"])))
            after = follow_late(before, told)
            try:
                if after is not None:
                    self._line.press(
                        "SELECT * FROM queue.record(%s, %s, %s)",
                        event_json(told),
                        rows[0]["revision"],
                        standing_json(after),
                    )
                    self._parted.learn((after,))
                    return
                break
            except Meanwhile:
                continue
            except RuleError:
                break
        called = event.act is TicketAct.CALLED
        self._line.press(
            "SELECT queue.note(%s)",
            event_json(replace(event, reason=DOUBLE_CALL if called else event.reason)),
        )


def _day(record: PressedRecord) -> date:
    if isinstance(record, Ticket):
        return record.day
    return hall_date(record.at)
