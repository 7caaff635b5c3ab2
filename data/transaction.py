"""One transaction on one connection: begun patiently, its outbox rows and changes kept until the commit."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, CursorResult, Engine, Executable, insert

from app.changes import Changes
from app.errors import RuleError
from data.engine import patiently
from data.schema import outbox

Values = Mapping[str, Any]

_INSERT_OUTBOX = insert(outbox)


class Transaction:
    """Reads one state of the store, or holds its write lock; ended by `commit` or `close`."""

    def __init__(self, engine: Engine, *, writes: bool) -> None:
        self._engine = engine
        self._writes = writes
        self._connection: Connection | None = None
        self._outbox: list[Values] = []
        self._kinds: set[str] = set()
        self._ids: set[UUID] = set()

    def begin(self) -> None:
        """Take the write lock, or the state that all reads will see.

        Raises:
            StorageError: `storage.busy` and whatever else the disk or the file does.
        """
        connection = self._engine.connect()
        try:
            patiently(lambda: self._start(connection))
        except BaseException:
            connection.close()
            raise
        self._connection = connection

    def _start(self, connection: Connection) -> None:
        if self._writes:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            return
        connection.exec_driver_sql("BEGIN")
        try:
            # The first read, not BEGIN, fixes the state that is seen.
            connection.exec_driver_sql("SELECT only FROM station").all()
        except BaseException:
            connection.exec_driver_sql("ROLLBACK")
            raise

    def read(self, statement: Executable, values: Values | None = None) -> CursorResult[Any]:
        """Run a statement that reads."""
        return self._running().execute(statement, values)

    def write(self, statement: Executable, values: Values | list[Values] | None = None) -> CursorResult[Any]:
        """Run a statement that writes what never leaves the station, or is written beside `record`."""
        if not self._writes:
            raise RuntimeError("a unit that only reads was asked to write")
        return self._running().execute(statement, values)

    def record(self, statement: Executable, kind: str, revision: int, values: Values) -> CursorResult[Any]:
        """Write a synced record together with its outbox row; the one way in which such records change.

        Args:
            values: what the statement stores, `id` and `payload` (the record's JSON) among it.

        Raises:
            RuleError: `record.changed_meanwhile`, the statement found no row of the revision before.
        """
        result = self.write(statement, values)
        if result.rowcount != 1:
            raise RuleError("record.changed_meanwhile")
        self._outbox.append(
            {"kind": kind, "record_id": values["id"], "revision": revision, "payload": values["payload"]}
        )
        self.touch(kind, (values["id"],))
        return result

    def touch(self, kind: str, ids: Iterable[UUID] = ()) -> None:
        """Remember what changed."""
        self._kinds.add(kind)
        self._ids.update(ids)

    def flush(self) -> None:
        """Write the outbox rows that wait, in the order in which their records were written."""
        if self._outbox:
            self.write(_INSERT_OUTBOX, self._outbox)
            self._outbox = []

    def commit(self) -> Changes:
        """Make it durable, end, and return what changed."""
        self.flush()
        self._running().exec_driver_sql("COMMIT")
        self.close()
        return Changes(frozenset(self._kinds), frozenset(self._ids))

    def close(self) -> None:
        """End; what was not committed is rolled back."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()  # the pool rolls back what is still open

    def _running(self) -> Connection:
        if self._connection is None:
            raise RuntimeError("the unit of work has not begun or has ended")
        return self._connection
