"""The outbox in the store: every synced record as it left its unit of work."""

import json
from collections.abc import Iterator, Mapping
from uuid import UUID

from sqlalchemy import literal, select

from app.ports.store import OutboxRow
from data.schema import outbox
from data.synced import SYNCED_TABLES
from data.transaction import Transaction

_PAGE = 500
_ROWS = select(outbox).order_by(outbox.c.sequence)
_RECORDS = {
    table.name: select(table.c.id, table.c.payload, table.c.get("revision", literal(1)).label("revision"))
    .where(~table.c.taken_in)
    .order_by(table.c.n)
    for table in SYNCED_TABLES
}


_TAKEN_OVER = {
    table.name: select(table.c.id, table.c.revision).where(table.c.taken_in)
    for table in SYNCED_TABLES
    if "revision" in table.c
}


class OutboxRepository:
    """Implements `app.ports.store.Outbox`."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def rows(self) -> Iterator[OutboxRow]:
        """Return every row that is kept, in order."""
        self._tx.flush()
        for row in self._tx.read(_ROWS).yield_per(_PAGE):
            yield OutboxRow(row.sequence, row.kind, row.record_id, row.revision, json.loads(row.payload))

    def records(self) -> Iterator[OutboxRow]:
        """Return the stored state of every record of this station's own (sequence 0)."""
        for kind, statement in _RECORDS.items():
            for row in self._tx.read(statement).yield_per(_PAGE):
                yield OutboxRow(0, kind, row.id, row.revision, json.loads(row.payload))

    def taken_over(self) -> Mapping[tuple[str, UUID], int]:
        """Return the revisions of records that another station wrote, by kind and id."""
        return {
            (kind, row.id): row.revision
            for kind, statement in _TAKEN_OVER.items()
            for row in self._tx.read(statement)
        }
