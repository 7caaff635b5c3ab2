"""The centre over psycopg: one connection, one round trip a call, errors told as sync errors."""

from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self
from uuid import UUID

import psycopg

from app.domain.carrying import CarriedPart
from app.domain.sync import (
    FORM,
    Blocks,
    Connection,
    Cursor,
    Greeting,
    Incoming,
    LastAudit,
    Outgoing,
    Refusal,
    Verdict,
    Welcome,
    unread,
)
from app.errors import SyncError
from data.central.connecting import as_station, close_quietly, told_errors

_HELLO = "SELECT sync.hello(%s, %s, %s, %s, %s, %s)"
_PUSH = "SELECT sync.push(%b, %b::int, %b::bigint[], %b, %b, %b::int[], %b)"
_CARRIED = "SELECT sync.carried(%s, %s, %s, %s)"
_PUT_ASIDE = """
SELECT r.seq, sync.mend(r.kind, r.id, r.revision, r.data::json)
FROM unnest(%b::bigint[], %b::text[], %b::uuid[], %b::int[], %b::text[]) AS r (seq, kind, id, revision, data)
"""
_MEND = "SELECT sync.mend(%s, %s, %s, %s::json)"
_PULL = "SELECT * FROM sync.pull(%s::xid8, %s, %s, %s)"
_NEW_EPOCH = "SELECT sync.new_epoch(%s)"


class PostgresCentre:
    """Implements `app.ports.sync.CentralServer`; the connection is made with the first call.

    Args:
        port: goes by way of another port, as tests with a bad line do.
    """

    def __init__(self, enrolled: Connection, port: int | None = None) -> None:
        self._enrolled = enrolled
        self._port = port
        self._connection: psycopg.Connection[Any] | None = None

    def hello(self, greeting: Greeting) -> Welcome:
        """Say who greets and learn how far the centre is."""
        told = self._call(
            _HELLO,
            greeting.store,
            greeting.epoch,
            FORM,
            greeting.demo,
            greeting.version,
            greeting.waiting,
        )
        return Welcome(
            verdict=Verdict(told["verdict"]),
            last=told["last"],
            last_record=UUID(told["last_record"]) if told["last_record"] else None,
            last_revision=told["last_revision"] or 0,
            feed=told["feed"],
            audit=LastAudit(**told["audit"]) if told["audit"] else None,
        )

    def push(self, epoch: UUID, base: int, rows: Sequence[Outgoing]) -> tuple[int, tuple[Refusal, ...]]:
        """Hand over rows; a row the server cannot even read is found by halving and handed over as text."""
        try:
            told = self._call(_PUSH, epoch, FORM, *_arrays(rows, base))
        except (psycopg.DataError, psycopg.errors.StatementTooComplex):
            return self._push_halves(epoch, base, rows)
        refused = (Refusal(base + one["seq"], one["code"], one["reason"]) for one in told["refused"])
        return base + told["last"], tuple(refused)

    def _push_halves(
        self, epoch: UUID, base: int, rows: Sequence[Outgoing]
    ) -> tuple[int, tuple[Refusal, ...]]:
        if len(rows) == 1:
            return self.push(epoch, base, [unread(rows[0])])
        middle = len(rows) // 2
        _, first = self.push(epoch, base, rows[:middle])
        last, second = self.push(epoch, base, rows[middle:])
        return last, (*first, *second)

    def mend(self, row: Outgoing) -> Refusal | None:
        """Hand over what stands in the place of a row that was put aside; return what is still wrong."""
        told = self._call(_MEND, row.kind, row.record_id, row.revision, row.text)
        return None if told is None else Refusal(row.sequence, told["code"], told["reason"])

    def put_aside(self, rows: Sequence[Outgoing]) -> tuple[Refusal, ...]:
        """Return which of some rows were put aside; what the server cannot read is found as in `push`."""
        try:
            with told_errors():
                told = self._connected().execute(_PUT_ASIDE, _arrays(rows, 0)).fetchall()
        except (psycopg.DataError, psycopg.errors.StatementTooComplex):
            if len(rows) == 1:
                return self.put_aside([unread(rows[0])])
            middle = len(rows) // 2
            return (*self.put_aside(rows[:middle]), *self.put_aside(rows[middle:]))
        return tuple(Refusal(place, one["code"], one["reason"]) for place, one in told if one is not None)

    def carry(self, hall: str, station: str, part: CarriedPart) -> int:
        """Hand over rows that another station of the hall sealed; return how many were put aside."""
        try:
            told = self._call(_CARRIED, hall, station, part.body, part.seal)
        except psycopg.DataError:
            raise SyncError("carry.unread") from None
        return len(told["refused"])

    def pull(self, cursor: Cursor, limit: int, *, own: bool) -> tuple[Incoming, ...]:
        """Return what follows in the feed, at most `limit`; nothing when it is read to its end."""
        with told_errors():
            rows = self._connected().execute(_PULL, (cursor.xid, cursor.place, limit, own)).fetchall()
        return tuple(Incoming(*row) for row in rows)

    def new_epoch(self, new: UUID) -> Blocks:
        """Begin an epoch, or learn of one begun, with number blocks that nobody ever used."""
        return Blocks(**self._call(_NEW_EPOCH, new))

    def _call(self, statement: str, *values: object) -> Any:
        with told_errors():
            row = self._connected().execute(statement, values).fetchone()
        return None if row is None else row[0]

    def _connected(self) -> "psycopg.Connection[Any]":
        if self._connection is None or self._connection.closed:
            self._connection = as_station(self._enrolled, self._port)
        return self._connection

    def close(self) -> None:
        """Close the connection; the next call makes a new one."""
        connection, self._connection = self._connection, None
        if connection is not None:
            close_quietly(connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _arrays(rows: Sequence[Outgoing], base: int) -> tuple[list[object], ...]:
    """Return the rows field by field; each record goes word for word as it was stored."""
    return (
        [row.sequence - base for row in rows],
        [row.kind for row in rows],
        [row.record_id for row in rows],
        [row.revision for row in rows],
        [row.text for row in rows],
    )
