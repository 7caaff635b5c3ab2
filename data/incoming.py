"""How another station's record is stored: columns from its JSON, newer revisions only, without outbox rows.

The way of bulk: of the JSON only what columns and the index of names need is read, and it never becomes a
record. Between equal revisions the name of the station decides, at every station and at the centre alike, so
that all of them end with the same one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from msgspec import Struct
from sqlalchemy import Table

from app.domain.sync import Incoming
from data.forms import reader, stored
from data.queue_schema import desk_event, ticket, ticket_event
from data.schema import audit_entry
from data.synced import SYNCED_TABLES

STAYS_AT_THE_CENTRE = frozenset(table.name for table in (audit_entry, ticket, ticket_event, desk_event))
"""Each station's log is its own; tickets have their own way between the machines of a hall."""

_OF_EVERY_RECORD = frozenset({"n", "id", "payload", "taken_in", "revision"})

_CASE = {"case_header": "id", "case_step": "case_id"}
"""Which column of a record names the case whose row of lists is derived anew."""


@dataclass(frozen=True)
class Intake:
    """One kind of record as it is taken in: its statements, and what their values are read from.

    `first` stores a new record, at a place of its own or the next one; `statement` stores a record that may
    be here, where it is newer, and `author` then notes who wrote it. `read` reads what `columns` take their
    values from. `case` is the place of its case's id among the values, None for records of no case.
    """

    kind: str
    first: str
    statement: str
    author: str
    revises: bool
    read: Callable[[Incoming], Struct]
    columns: tuple[Callable[[Struct], Any], ...]
    case: int | None

    def values(self, row: Incoming, record: Struct) -> tuple[Any, ...]:
        """Return the id and the other values of the statements for one record and what was read of it."""
        values = [column(record) for column in self.columns]
        if not self.revises:
            return (row.record_id.bytes, row.text, *values)
        return (row.record_id.bytes, row.text, row.revision, *values)


def _intake(table: Table) -> Intake:
    kind = str(table.name)
    own = [column for column in table.c if column.name not in _OF_EVERY_RECORD]
    revises = "revision" in table.c
    names = ["id", "payload", *(["revision"] if revises else []), *(column.name for column in own)]
    listed = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" * len(names))
    read, columns = reader(kind, own), tuple(stored(one) for one in own)
    case = _CASE.get(kind)
    place = None if case is None else names.index(case)
    into = f'INSERT INTO "{kind}" ({listed}, taken_in) VALUES ({marks}, 1)'
    first = f'INSERT INTO "{kind}" (n, {listed}, taken_in) VALUES (?, {marks}, 1)'
    if not revises:
        return Intake(kind, first, f"{into} ON CONFLICT (id) DO NOTHING", "", revises, read, columns, place)
    replaced = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name != "id")
    newer = (
        f"{into} ON CONFLICT (id) DO UPDATE SET {replaced}, taken_in = 1 "
        f'WHERE excluded.revision > "{kind}".revision '
        f'OR (excluded.revision = "{kind}".revision AND ? > CASE WHEN "{kind}".taken_in '
        f'THEN (SELECT station FROM taken_from WHERE record_id = "{kind}".id) ELSE ? END)'
    )
    author = (
        "INSERT OR REPLACE INTO taken_from (record_id, station) SELECT ?1, ?2 WHERE EXISTS "
        f'(SELECT 1 FROM "{kind}" WHERE id = ?1 AND taken_in AND revision = ?3 AND payload = ?4)'
    )
    return Intake(kind, first, newer, author, revises, read, columns, place)


INTAKES = {table.name: _intake(table) for table in SYNCED_TABLES if table.name not in STAYS_AT_THE_CENTRE}
"""Every kind that comes down, by its name."""

One = tuple[Incoming, str, tuple[Any, ...]]
"""A record, the words under which it is found by name, and the values that its kind's statements take."""

Ready = Sequence[One]
