"""How one kind of synced record is stored and read back: its JSON, its columns, its revisions."""

import json
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, Generic, TypeVar, cast
from uuid import UUID, uuid5

from sqlalchemy import Select, Table, bindparam, insert, select, update
from sqlalchemy.dialects import sqlite

from app.domain import wire
from app.errors import RuleError
from data import driver
from data.transaction import Transaction, Values

R = TypeVar("R")

_REFERENCE_IDS = UUID("0b5c1f6e-6f0d-5b7e-9a53-7d1e8f2c4a90")
_DECODED = 2048
_PAGE = 500
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def encode(record: object) -> str:
    """Return the JSON of a record, as the store and the outbox keep it."""
    return _JSON.encode(wire.to_plain(record))


def decode(cls: type[R], payload: str) -> R:
    """Rebuild a record from its JSON."""
    return wire.from_plain(cls, json.loads(payload))


@lru_cache(maxsize=_DECODED)
def _decoded(cls: Any, payload: str) -> Any:
    return decode(cls, payload)


def reference_id(kind: str, key: str) -> UUID:
    """Return the id of reference data: the same at every station."""
    return uuid5(_REFERENCE_IDS, f"{kind}/{key}")


class Records(Generic[R]):
    """One kind of synced record in its table; the kind is the table's name.

    Args:
        cls: the class of the records.
        columns: what is stored of a record beside its JSON, to find it by.
    """

    def __init__(self, table: Table, cls: type[R], columns: Callable[[R], Values]) -> None:
        self.kind = str(table.name)  # a plain text: the driver is slow with subclasses of it
        self._cls = cls
        self._columns = columns
        self._insert = insert(table)
        self._revises = "revision" in table.c
        self.payloads: Select[Any] = select(table.c.payload)
        if self._revises:
            self._update = update(table).where(
                table.c.id == bindparam("id_"), table.c.revision == bindparam("revision_before")
            )
        self._take_in = _take_in(table)

    def add(self, tx: Transaction, record_id: UUID, record: R) -> int:
        """Add a new record and return its place in the order of arrival.

        Raises:
            RuleError: `record.exists`, a record of that id is here, as when an act is asked for twice.
        """
        return self._add(tx, record_id, encode(record), self._columns(record))

    def _add(self, tx: Transaction, record_id: UUID, payload: str, columns: Values) -> int:
        values = {"id": record_id, "payload": payload, "taken_in": False, **columns}
        if self._revises:
            values["revision"] = 1
        try:
            return tx.record(self._insert, self.kind, 1, values)
        except driver.IntegrityError as error:
            if str(error).endswith(f" {self.kind}.id"):
                raise RuleError("record.exists") from error
            raise

    def revise(self, tx: Transaction, record_id: UUID, revision: int, record: R) -> None:
        """Store the next revision of a record.

        Raises:
            RuleError: `record.changed_meanwhile`, the stored revision is not the one before it.
        """
        self._revise(tx, record_id, revision, encode(record), self._columns(record))

    def _revise(self, tx: Transaction, record_id: UUID, revision: int, payload: str, columns: Values) -> None:
        values = {"id": record_id, "payload": payload, "taken_in": False, "revision": revision, **columns}
        values |= {"id_": record_id, "revision_before": revision - 1}
        tx.record(self._update, self.kind, revision, values)

    def take_in(self, tx: Transaction, record_id: UUID, record: R, revision: int = 1) -> None:
        """Store what came from elsewhere, if new or newer than what is here, without an outbox row."""
        values = {"id": record_id, "payload": encode(record), "taken_in": True, **self._columns(record)}
        if self._revises:
            values["revision"] = revision
        if tx.write(self._take_in, values).rowcount:
            tx.touch(self.kind, (record_id,))

    def one(self, tx: Transaction, statement: Select[Any], **values: object) -> R | None:
        """Return the record whose JSON the statement selects, or None."""
        rows = tx.read_raw(statement, values)
        return decode(self._cls, rows[0][0]) if rows else None

    def some(self, tx: Transaction, statement: Select[Any], **values: object) -> tuple[R, ...]:
        """Return the few records whose JSON the statement selects."""
        return tuple(decode(self._cls, payload) for (payload,) in tx.read_raw(statement, values))

    def each(self, tx: Transaction, statement: Select[Any], **values: object) -> Iterator[R]:
        """Return the records whose JSON the statement selects, read page by page."""
        for payload in tx.read(statement, values).yield_per(_PAGE).scalars():
            yield decode(self._cls, payload)


def _take_in(table: Table) -> sqlite.Insert:
    statement = sqlite.insert(table)
    if "revision" not in table.c:
        return statement.on_conflict_do_nothing(index_elements=["id"])
    replaced = {column.name: statement.excluded[column.name] for column in table.c if column.name != "n"}
    newer = statement.excluded.revision > table.c.revision
    return statement.on_conflict_do_update(index_elements=["id"], set_=replaced, where=newer)


class ReferenceRecords(Records[R]):
    """Reference data: records known by a key, which get their id and revisions here."""

    def __init__(self, table: Table, cls: type[R], key: Callable[[R], str]) -> None:
        super().__init__(table, cls, lambda record: {"key": key(record)})
        self._key = key
        self._stored = select(table.c.revision, table.c.payload).where(table.c.key == bindparam("key_"))
        self._by_key = self.payloads.where(table.c.key == bindparam("key_"))
        self._all = self.payloads.order_by(table.c.key)

    def put(self, tx: Transaction, record: R) -> None:
        """Store a new record or its next revision; one that says the same as the stored one is left alone."""
        key, payload = self._key(record), encode(record)
        tx.memory.pop((self.kind, key), None)
        stored = tx.read(self._stored, {"key_": key}).one_or_none()
        record_id = reference_id(self.kind, key)
        if stored is None:
            self._add(tx, record_id, payload, {"key": key})
        elif stored.payload != payload:
            self._revise(tx, record_id, stored.revision + 1, payload, {"key": key})

    def by_key(self, tx: Transaction, key: str) -> R | None:
        """Return the record of that key, or None."""
        known = tx.memory.get((self.kind, key))
        if known is not None:
            return cast(R, known)
        rows = tx.read_raw(self._by_key, {"key_": key})
        if not rows:
            return None
        record = self._kept(rows[0][0])
        tx.memory[self.kind, key] = record
        return record

    def all(self, tx: Transaction) -> tuple[R, ...]:
        """Return every record by key."""
        return tuple(self._kept(payload) for (payload,) in tx.read_raw(self._all, {}))

    def _kept(self, payload: str) -> R:
        cls: Any = self._cls
        record: R = _decoded(cls, payload)
        return record
