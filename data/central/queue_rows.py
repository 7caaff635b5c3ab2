"""Rows of the shared queue as the records the program works with, and records as the JSON it sends."""

import json
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from app.domain.papers import PrintState
from app.domain.tickets import Priority, Ticket, TicketAct, TicketEvent, TicketState, Turn

STANDING = (
    "state",
    "service",
    "counter",
    "to_counter",
    "called_from",
    "called_at",
    "last_called_at",
    "recalls",
    "started_at",
    "ended_at",
    "served",
    "print",
)
"""Fields of a turn that its events change; each is a column of the same name."""

_EVENT = (
    "id",
    "ticket_id",
    "act",
    "at",
    "counter",
    "actor_id",
    "actor_name",
    "service",
    "to_counter",
    "reason",
    "case_id",
    "print",
)
Row = dict[str, Any]


def turn_of_row(row: Row) -> Turn:
    """Return where a ticket stands."""
    ticket = Ticket(
        id=row["id"],
        service=row["of_service"],
        service_name=row["service_name"],
        prefix=row["prefix"],
        day=row["day"],
        series=row["series"],
        n=row["number"],
        issued_at=utc(row["issued_at"]),
        order=row["order_number"],
        kiosk=row["kiosk"],
        item=row["item"],
        priority=Priority(row["priority"]) if row["priority"] else None,
        person=row["person"],
    )
    return Turn(
        ticket=ticket,
        state=TicketState(row["state"]),
        service=row["service"],
        counter=row["counter"],
        to_counter=row["to_counter"],
        called_from=TicketState(row["called_from"]),
        called_at=_utc(row["called_at"]),
        last_called_at=_utc(row["last_called_at"]),
        recalls=row["recalls"],
        started_at=_utc(row["started_at"]),
        ended_at=_utc(row["ended_at"]),
        served=row["served"],
        print=PrintState(row["print"]),
    )


def event_of_row(row: Row) -> TicketEvent:
    """Return what happened to a ticket."""
    return TicketEvent(
        id=row["id"],
        ticket_id=row["ticket_id"],
        act=TicketAct(row["act"]),
        at=utc(row["at"]),
        counter=row["counter"],
        actor_id=row["actor_id"],
        actor_name=row["actor_name"],
        service=row["service"],
        to_counter=row["to_counter"],
        reason=row["reason"],
        case_id=row["case_id"],
        print=PrintState(row["print"]) if row["print"] else None,
    )


def event_json(event: TicketEvent) -> str:
    """Return an event as the server reads it."""
    return _json(event, _EVENT)


def ticket_json(ticket: Ticket) -> str:
    """Return a ticket that was given without the line as the server reads it."""
    names = ("id", "service_name", "prefix", "day", "series", "issued_at", "kiosk", "item", "priority")
    plain = {name: _plain(getattr(ticket, name)) for name in names}
    plain |= {"of_service": ticket.service, "number": ticket.n, "person": ticket.person}
    return json.dumps(plain, ensure_ascii=False)


def standing_json(turn: Turn) -> str:
    """Return where a ticket stands as the server reads it."""
    return _json(turn, STANDING)


def utc(at: datetime) -> datetime:
    """Return a moment of the server's in UTC."""
    return at.astimezone(UTC)


def _utc(at: datetime | None) -> datetime | None:
    return None if at is None else utc(at)


def _json(record: object, names: tuple[str, ...]) -> str:
    return json.dumps({name: _plain(getattr(record, name)) for name in names}, ensure_ascii=False)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
