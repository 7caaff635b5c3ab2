"""The line to the shared queue: one connection for all threads, a press repeated once after a broken line."""

import json
from collections.abc import Callable
from contextlib import suppress
from threading import Lock
from typing import Any

import psycopg
from psycopg import generators, sql
from psycopg.rows import dict_row

from app.domain.sync import Connection
from app.errors import RuleError
from data.central.connecting import as_station, close_quietly, told_errors
from data.central.queue_rows import Row

PATIENCE_MS = 2000
"""How long the server may take for one press before the line counts as broken (sync.md §8)."""

CONNECT_SECONDS = 2
"""How long it may take to let a station in: somebody waits at a counter."""

REFUSED, MEANWHILE = "HQ000", "HQ001"
"""What the presses raise: a rule with its code and facts; a ticket to which something happened meanwhile."""

_AGAIN = 3
_BROKEN = (psycopg.OperationalError, psycopg.InterfaceError)


class Meanwhile(Exception):  # noqa: N818 (not an error: look again and decide again)
    """Something happened to the ticket between looking and pressing."""


class QueueLine:
    """Calls the functions of the queue; the connection is made with the first call.

    Every press carries its own id, so that asking again after a lost answer does nothing twice.

    Args:
        connect: opens a connection in which every statement is a transaction of its own.
    """

    def __init__(self, connect: Callable[[], "psycopg.Connection[Any]"]) -> None:
        self._connect = connect
        self._lock = Lock()
        self._connection: psycopg.Connection[Any] | None = None
        self._rung = False
        """Whether the answer to a notice is still to be read."""

    def rows(self, statement: str, *values: object) -> list[Row]:
        """Return what a function answers.

        Raises:
            RuleError: the server refused.
            SyncError: the line is broken, or the server does not know this station.
            Meanwhile: see `MEANWHILE`.
        """
        with self._lock, told_errors():
            return self._surely(statement, values)

    def press(self, statement: str, *values: object) -> list[Row]:
        """Press, and tell the displays; the notice is a statement of its own, so that it delays no commit.

        Raises:
            RuleError, SyncError, Meanwhile: see `rows`.
        """
        with self._lock, told_errors():
            rows = self._surely(statement, values)
            self._ring()
        return rows

    def _ring(self) -> None:
        """Tell the displays without waiting for an answer: a notice may be lost, the displays look, too."""
        connection = self._connected()
        with suppress(psycopg.Error):
            connection.pgconn.send_query(b"SELECT queue.ring()")
            connection.pgconn.flush()
            self._rung = True

    def _surely(self, statement: str, values: tuple[object, ...]) -> list[Row]:
        try:
            return self._patiently(statement, values)
        except _BROKEN:
            self._hang_up()
            return self._patiently(statement, values)

    def _patiently(self, statement: str, values: tuple[object, ...]) -> list[Row]:
        for _ in range(_AGAIN):
            try:
                return self._connected().execute(statement, values).fetchall()
            except psycopg.errors.UniqueViolation as error:
                # Two programs pressed with one id, or two counters' programs are one: the next look tells.
                last = error
            except psycopg.Error as error:
                _refuse(error)
                raise
        raise last

    def listen(self) -> "psycopg.Connection[Any]":
        """Return a connection of its own on which the hall's presses are heard; whoever gets it closes it."""
        with told_errors():
            connection = self._connect()
            try:
                row = connection.execute("SELECT queue.channel()").fetchone()
                if row is None:
                    raise RuntimeError("a function answers one row")
                connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(row[0])))
            except BaseException:
                close_quietly(connection)
                raise
        return connection

    def close(self) -> None:
        """Close the connection; the next call makes a new one."""
        with self._lock:
            self._hang_up()

    def _connected(self) -> "psycopg.Connection[Any]":
        if self._connection is None or self._connection.closed:
            self._connection = self._connect()
            self._connection.row_factory = dict_row
            self._connection.execute(f"SET statement_timeout = {PATIENCE_MS}")
            self._rung = False
        if self._rung:
            self._connection.wait(generators.fetch_many(self._connection.pgconn))
            self._rung = False
        return self._connection

    def _hang_up(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            close_quietly(connection)


def station_line(enrolled: Connection, port: int | None = None) -> QueueLine:
    """Return the line of a station that was enrolled.

    Args:
        port: goes by way of another port, as tests with a bad line do.
    """
    return QueueLine(lambda: as_station(enrolled, port, CONNECT_SECONDS))


def _refuse(error: psycopg.Error) -> None:
    if error.sqlstate == REFUSED:
        facts = json.loads(error.diag.message_detail or "{}")
        raise RuleError(error.diag.message_primary or "", **facts) from None
    if error.sqlstate == MEANWHILE:
        raise Meanwhile from None
