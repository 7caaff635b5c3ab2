"""One transaction on one connection: begun patiently, its outbox rows and changes kept until the commit."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast
from uuid import UUID

from sqlalchemy import ClauseElement, Connection, CursorResult, Engine, Executable, insert

from app.changes import Changes
from app.errors import RuleError
from app.ports.store import Station
from data import driver
from data.engine import patiently
from data.prepared import prepared
from data.schema import outbox

Values = Mapping[str, Any]

T = TypeVar("T")

_ENDED = "the unit of work has not begun or has ended"
_STATION = (
    "SELECT s.id, s.epoch, s.number_index, coalesce(y.case_index, s.number_index), "
    "coalesce(y.document_index, s.number_index) FROM station AS s, sync_state AS y"
)

_INSERT_OUTBOX = insert(outbox)
_OUTBOX_NAMES = ("kind", "record_id", "revision", "payload")


class Transaction:
    """Reads one state of the store, or holds its write lock; ended by `commit` or `close`."""

    def __init__(self, engine: Engine, *, writes: bool) -> None:
        self._engine = engine
        self._writes = writes
        self._connection: Connection | None = None
        self._raw: driver.DriverConnection | None = None
        self._outbox: list[Values] = []
        self._kinds: set[str] = set()
        self._ids: set[UUID] = set()
        self.station: Station | None = None
        """Whose store it is, as the transaction sees it."""
        self.memory: dict[tuple[str, str], object] = {}
        """What was read once and need not be read again before it is written: by kind and key."""

    def begin(self) -> None:
        """Take the write lock, or the state that all reads will see.

        Raises:
            StorageError: `storage.busy` and whatever else the disk or the file does.
        """
        self._connection = self._engine.connect()
        self._raw = cast(driver.DriverConnection, self._connection.connection.driver_connection)
        try:
            patiently(self._start)
        except BaseException:
            self.close()
            raise

    def _start(self) -> None:
        begin = "BEGIN IMMEDIATE" if self._writes else "BEGIN"
        self._do(lambda raw: raw.execute(begin))
        try:
            # The first read, not BEGIN, fixes the state that is seen.
            found = self._do(lambda raw: raw.execute(_STATION).fetchall())[0]
            self.station = Station(UUID(bytes=found[0]), UUID(bytes=found[1]), *found[2:])
        except BaseException:
            self._do(lambda raw: raw.execute("ROLLBACK"))
            raise

    def read(self, statement: Executable, values: Values | None = None) -> CursorResult[Any]:
        """Run a statement that reads."""
        return self._running().execute(statement, values)

    def write(self, statement: Executable, values: Values | None = None) -> CursorResult[Any]:
        """Run a statement that writes what never leaves the station."""
        self._see_that_it_writes()
        return self._running().execute(statement, values)

    def read_raw(self, statement: ClauseElement, values: Values) -> list[tuple[Any, ...]]:
        """Run a lasting statement that selects texts and numbers, the short way (see `data.prepared`)."""
        ready = prepared(statement, tuple(values))
        return self._do(lambda raw: raw.execute(ready.sql, ready.values(values)).fetchall())

    def write_raw(self, statement: ClauseElement, values: Values) -> driver.DriverCursor:
        """Run a lasting statement that writes, the short way (see `data.prepared`)."""
        self._see_that_it_writes()
        ready = prepared(statement, tuple(values))
        return self._do(lambda raw: raw.execute(ready.sql, ready.values(values)))

    def run_many(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement in SQL that writes, for each of some rows of values as they are stored."""
        self._see_that_it_writes()
        self._do(lambda raw: raw.executemany(statement, rows))

    def write_many(self, statement: ClauseElement, rows: Sequence[Values]) -> None:
        """Run a lasting statement that writes for each of some rows, the short way (see `data.prepared`)."""
        if rows:
            ready = prepared(statement, tuple(rows[0]))
            self.run_many(ready.sql, [ready.values(row) for row in rows])

    def among(self, asked: str, keys: Sequence[bytes]) -> list[tuple[Any, ...]]:
        """Return what a question that ends in IN finds for some keys, at most as many as a page has."""
        marks = ", ".join("?" * len(keys))
        return self._do(lambda raw: raw.execute(f"{asked} ({marks})", keys).fetchall())

    def run_as_one(self, act: Callable[[], None]) -> Exception | None:
        """Do something that leaves nothing behind when a constraint refuses a part; return the refusal."""
        self._do(lambda raw: raw.execute("SAVEPOINT part"))
        try:
            act()
        except driver.IntegrityError as error:
            self._do(lambda raw: raw.execute("ROLLBACK TO part"))
            return error
        finally:
            self._do(lambda raw: raw.execute("RELEASE part"))
        return None

    def record(self, statement: ClauseElement, kind: str, revision: int, values: Values) -> int:
        """Write a synced record together with its outbox row; the one way in which such records change.

        Args:
            values: what the statement stores, `id` and `payload` (the record's JSON) among it.

        Returns:
            The record's place in the order of arrival, if it is new.

        Raises:
            RuleError: `record.changed_meanwhile`, the statement found no row of the revision before.
        """
        result = self.write_raw(statement, values)
        if result.rowcount != 1:
            raise RuleError("record.changed_meanwhile")
        self._outbox.append(
            {"kind": kind, "record_id": values["id"], "revision": revision, "payload": values["payload"]}
        )
        self.touch(kind, (values["id"],))
        return result.lastrowid

    def touch(self, kind: str, ids: Iterable[UUID] = ()) -> None:
        """Remember what changed."""
        self._kinds.add(kind)
        self._ids.update(ids)

    def flush(self) -> None:
        """Write the outbox rows that wait, in the order in which their records were written."""
        if self._outbox:
            ready = prepared(_INSERT_OUTBOX, _OUTBOX_NAMES)
            rows = [ready.values(row) for row in self._outbox]
            self._do(lambda raw: raw.executemany(ready.sql, rows))
            self._outbox = []

    def commit(self) -> Changes:
        """Make it durable, end, and return what changed."""
        self.flush()
        self._do(lambda raw: raw.execute("COMMIT"))
        self.close()
        return Changes(frozenset(self._kinds), frozenset(self._ids))

    def close(self) -> None:
        """End; what was not committed is rolled back."""
        connection, self._connection, self._raw = self._connection, None, None
        if connection is not None:
            connection.close()  # the pool rolls back what is still open

    def _see_that_it_writes(self) -> None:
        if not self._writes:
            raise RuntimeError("a unit that only reads was asked to write")

    def _do(self, act: Callable[[driver.DriverConnection], T]) -> T:
        """Do something on the driver's own connection; what the world does to it comes out as told."""
        if self._raw is None:
            raise RuntimeError(_ENDED)
        try:
            return act(self._raw)
        except driver.Error as error:
            told = driver.storage_error(error, Path(self._engine.url.database or ""))
            if told is None:
                raise
            raise told from error

    def _running(self) -> Connection:
        if self._connection is None:
            raise RuntimeError(_ENDED)
        return self._connection
