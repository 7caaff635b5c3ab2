"""What a store file says of itself, read without changing it; and the numbers that were given out from it."""

import json
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, func, select

from app.domain.backup import StoreFacts
from app.domain.number_floors import ticket_series
from app.domain.tickets import Ticket
from app.errors import StorageError
from data.engine import open_engine
from data.parted_schema import parted_press
from data.queue_schema import ticket
from data.records import decode
from data.schema import audit_entry, case_header, case_step, number_block, outbox, station
from data.staff_schema import number_floor
from data.sync_schema import sync_state

_STATION = select(
    station.c.id,
    station.c.epoch,
    station.c.number_index,
    func.coalesce(sync_state.c.case_index, station.c.number_index).label("case_index"),
    func.coalesce(sync_state.c.document_index, station.c.number_index).label("document_index"),
).join_from(station, sync_state, sync_state.c.only == station.c.only)
_LAST_ENTRY = select(audit_entry.c.payload).order_by(audit_entry.c.n.desc()).limit(1)
_TICKETS = select(ticket.c.service, ticket.c.day, func.max(ticket.c.number).label("last")).group_by(
    ticket.c.service, ticket.c.day
)

_PARTED = select(parted_press.c.payload).where(parted_press.c.what == "ticket")
"""Tickets given without the line to the hall's queue, and those whose slips were read."""


def read_facts(path: Path, key: bytes | None) -> StoreFacts:
    """Return what a store file of this program's form says of itself, after checking it whole.

    Raises:
        StorageError: `backup.not_a_store`, it is no store, damaged, or encrypted with another key.
    """
    engine = open_engine(path, key)
    try:
        with engine.connect() as connection:
            if connection.exec_driver_sql("PRAGMA quick_check").scalars().all() != ["ok"]:
                raise StorageError("backup.not_a_store", file=path.name)
            return _facts(connection)
    except StorageError as error:
        if error.code != "storage.damaged":
            raise
        raise StorageError("backup.not_a_store", file=path.name) from error
    finally:
        engine.dispose()


def _facts(connection: Connection) -> StoreFacts:
    row = connection.execute(_STATION).one()
    return StoreFacts(
        station=row.id,
        epoch=row.epoch,
        index=row.number_index,
        written_at=_written_at(connection.execute(_LAST_ENTRY).scalar()),
        outbox=connection.execute(select(func.coalesce(func.max(outbox.c.sequence), 0))).scalar_one(),
        cases=connection.execute(select(func.count()).select_from(case_header)).scalar_one(),
        steps=connection.execute(select(func.count()).select_from(case_step)).scalar_one(),
        issued=tuple(sorted(_issued(connection, row.number_index).items())),
        case_index=row.case_index,
        document_index=row.document_index,
    )


def _written_at(payload: str | None) -> datetime | None:
    return datetime.fromisoformat(json.loads(payload)["fields"]["at"]) if payload else None


def _issued(connection: Connection, index: int) -> dict[str, int]:
    """Return the highest number of each series, the floors of earlier restores included."""
    issued: dict[str, int] = {}
    for row in connection.execute(select(number_block)):
        issued[row.series] = max(row.last, issued.get(row.series, 0))
    for row in connection.execute(select(number_floor)):
        issued[row.pattern] = max(row.first - 1, issued.get(row.pattern, 0))
    for row in connection.execute(_TICKETS):
        series = ticket_series(row.service, row.day)
        issued[series] = max(row.last, issued.get(series, 0))
    for payload in connection.execute(_PARTED).scalars():
        given = decode(Ticket, payload)
        if given.series == index + 1:
            series = ticket_series(given.service, given.day)
            issued[series] = max(given.n, issued.get(series, 0))
    return issued
