"""The tables of the queue: tickets, their events and the desks' as synced records; turns and desks derived.

A turn is where a ticket stands; it follows from the ticket and its events, and is what a call claims in one
statement. `WAITS`, `AT_COUNTER` and `OPEN` repeat the sets of `app.domain.queue_rules` as literals, because
SQLite uses a partial index only for the very words of its condition.
"""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    text,
)

from app.domain.papers import PrintState
from app.domain.tickets import TicketAct, TicketState
from app.ports.queue import DeskState
from data.columns import Id, Moment, Named
from data.schema import metadata, record_columns, reference

WAITS = text("state IN ('waiting', 'transferred')")
AT_COUNTER = text("state IN ('called', 'serving')")
OPEN = text("state IN ('waiting', 'transferred', 'called', 'serving', 'hold')")
DONE = text("state = 'done'")
WAS_CALLED = text("last_called_at IS NOT NULL")
UNSETTLED = text("print = 'queued'")

queue_rules = reference("queue_rules")
queue_service = reference("queue_service")
queue_counter = reference("queue_counter")

ticket = Table(
    "ticket",
    metadata,
    *record_columns(),
    Column("service", String, nullable=False),
    Column("day", Date, nullable=False),
    Column("series", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("label", String, nullable=False),
    UniqueConstraint("service", "day", "series", "number"),
    UniqueConstraint("day", "label"),
)

ticket_event = Table(
    "ticket_event",
    metadata,
    *record_columns(),
    Column("ticket_id", Id, nullable=False, index=True),
    Column("act", Named(TicketAct), nullable=False),
    Column("at", Moment, nullable=False),
    Column("case_id", Id),
)
Index("ix_ticket_event_case_id", ticket_event.c.case_id, sqlite_where=text("case_id IS NOT NULL"))

desk_event = Table(
    "desk_event",
    metadata,
    *record_columns(),
    Column("counter", String, nullable=False),
    Column("at", Moment, nullable=False),
)

QUEUE_SYNCED = (queue_rules, queue_service, queue_counter, ticket, ticket_event, desk_event)
"""Every kind of record of the queue that goes to the centre."""

turn = Table(
    "turn",
    metadata,
    Column("n", Integer, ForeignKey("ticket.n"), primary_key=True, autoincrement=False),
    Column("ticket_id", Id, nullable=False, unique=True),
    Column("day", Date, nullable=False),
    Column("order_number", BigInteger, nullable=False),
    Column("person", String, nullable=False),
    Column("kiosk", String, nullable=False),
    Column("state", Named(TicketState), nullable=False),
    Column("service", String, nullable=False),
    Column("counter", String, nullable=False),
    Column("to_counter", String, nullable=False),
    Column("called_from", Named(TicketState), nullable=False),
    Column("called_at", Moment),
    Column("last_called_at", Moment),
    Column("recalls", Integer, nullable=False),
    Column("started_at", Moment),
    Column("ended_at", Moment),
    Column("served", Integer, nullable=False),
    Column("print", Named(PrintState), nullable=False),
)
Index("ix_turn_waiting", turn.c.day, turn.c.order_number, sqlite_where=WAITS)
Index("ix_turn_open", turn.c.day, sqlite_where=OPEN)
Index("ix_turn_done", turn.c.day, turn.c.service, turn.c.ended_at, sqlite_where=DONE)
Index("ix_turn_called", turn.c.day, turn.c.last_called_at, sqlite_where=WAS_CALLED)
Index("ix_turn_unsettled", turn.c.kiosk, sqlite_where=UNSETTLED)
# The wall behind the rule: whatever a program does, a counter has one visitor.
Index("uq_turn_at_counter", turn.c.counter, unique=True, sqlite_where=AT_COUNTER)

desk = Table(
    "desk",
    metadata,
    Column("counter", String, primary_key=True),
    Column("state", Named(DeskState), nullable=False),
    Column("since", Moment, nullable=False),
)

queue_cleared = Table(
    "queue_cleared",
    metadata,
    Column("only", Integer, CheckConstraint("only = 1", name="one_row"), primary_key=True),
    Column("outbox", Integer, nullable=False),
    Column("desk_event", Integer, nullable=False),
)
"""How far the queue's records have left: their last row in the outbox, and the last place of a desk's."""

hall_secret = Table(
    "hall_secret",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)
"""Never in the outbox: who holds the key for marks of persons can try every ID number."""
