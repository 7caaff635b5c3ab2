"""How another station's record is stored: columns from its JSON, newer revisions only, without outbox rows.

The way of bulk: the JSON is read once and never becomes a record. Between equal revisions the name of the
station decides, at every station and at the centre alike, so that all of them end with the same one.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Column, Date, Table

from app.domain.sync import Incoming
from data.columns import Id, Moment
from data.queue_schema import desk_event, ticket, ticket_event
from data.schema import audit_entry
from data.synced import SYNCED_TABLES

Plain = Mapping[str, Any]
Read = Callable[[Plain], Any]

STAYS_AT_THE_CENTRE = frozenset(table.name for table in (audit_entry, ticket, ticket_event, desk_event))
"""Each station's log is its own; tickets have their own way between the machines of a hall."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_ID_BYTES = 16
_DECODE = json.JSONDecoder().raw_decode
_OF_EVERY_RECORD = frozenset({"n", "id", "payload", "taken_in", "revision"})

_KEYS: dict[str, Read] = {
    "department": lambda plain: plain["code"],
    "hall_facts": lambda plain: "hall",
    "queue_rules": lambda plain: "hall",
    "queue_counter": lambda plain: plain["number"],
    "signing_key": lambda plain: plain["key_id"],
    "day_row": lambda plain: f"{plain['area']}/{plain['day']}",
}
"""What reference data are known by, where it is not their field `key`."""

_CASE = {"case_header": "id", "case_step": "case_id"}
"""Which column of a record names the case whose row of lists is derived anew."""


@dataclass(frozen=True)
class Intake:
    """One kind of record as it is taken in: its statements, and what their values are read from.

    `first` stores a new record, at a place of its own or the next one; `statement` stores a record that may
    be here, where it is newer, and `author` then notes who wrote it. `case` is the place of its case's id
    among the values, None for records of no case.
    """

    kind: str
    first: str
    statement: str
    author: str
    revises: bool
    columns: tuple[Read, ...]
    case: int | None

    def values(self, row: Incoming, plain: Plain) -> tuple[Any, ...]:
        """Return the id and the other values of the statements for one record.

        Raises:
            KeyError, TypeError, ValueError: the record does not have the form of its kind.
        """
        read = [column(plain) for column in self.columns]
        if not self.revises:
            return (row.record_id.bytes, row.text, *read)
        return (row.record_id.bytes, row.text, row.revision, *read)


def plain_of(row: Incoming) -> Plain:
    """Return the record's JSON as values.

    Raises:
        ValueError: it is no JSON object.
    """
    try:
        plain, end = _DECODE(row.text)
    except ValueError:
        end = -1
    if end != len(row.text):  # typed by a person, with blanks around it, or no JSON
        plain = json.loads(row.text)
    if not isinstance(plain, dict):
        raise ValueError("a record is a JSON object")
    return plain


def _intake(table: Table) -> Intake:
    kind = str(table.name)
    own = [column for column in table.c if column.name not in _OF_EVERY_RECORD]
    revises = "revision" in table.c
    names = ["id", "payload", *(["revision"] if revises else []), *(column.name for column in own)]
    listed = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" * len(names))
    columns = tuple(_reader(table, one) for one in own)
    case = _CASE.get(kind)
    place = None if case is None else names.index(case)
    into = f'INSERT INTO "{kind}" ({listed}, taken_in) VALUES ({marks}, 1)'
    first = f'INSERT INTO "{kind}" (n, {listed}, taken_in) VALUES (?, {marks}, 1)'
    if not revises:
        return Intake(kind, first, f"{into} ON CONFLICT (id) DO NOTHING", "", revises, columns, place)
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
    return Intake(kind, first, newer, author, revises, columns, place)


def _reader(table: Table, column: "Column[Any]") -> Read:
    name = column.name
    if (table.name, name) == ("case_header", "agent_name"):
        return lambda plain: plain["agent"]["name"] if plain.get("agent") else ""
    if name == "key":
        return _KEYS.get(table.name, lambda plain: plain["key"])
    if isinstance(column.type, Id):
        return lambda plain: None if plain.get(name) is None else _id(plain[name])
    if isinstance(column.type, Moment):
        return lambda plain: _microseconds(plain[name])
    if isinstance(column.type, Date):
        return lambda plain: str(plain[name])
    return lambda plain: plain[name]


def _id(text: str) -> bytes:
    """Return the bytes of an id, several times as fast as by way of a UUID."""
    found = bytes.fromhex(text.replace("-", ""))
    if len(found) != _ID_BYTES:
        raise ValueError(f"no id: {text}")
    return found


def _microseconds(text: str) -> int:
    return (datetime.fromisoformat(text) - _EPOCH) // _MICROSECOND


INTAKES = {table.name: _intake(table) for table in SYNCED_TABLES if table.name not in STAYS_AT_THE_CENTRE}
"""Every kind that comes down, by its name."""

One = tuple[Incoming, str, tuple[Any, ...]]
"""A record, the words under which it is found by name, and the values that its kind's statements take.

What its JSON was read into is let go at once: a page of it would keep the search for garbage busy.
"""

Ready = Sequence[One]
