"""Hearing that something was pressed in the hall's queue; a notice can be lost: whoever waits looks too."""

from types import TracebackType
from typing import Any, Self

import psycopg

from data.central.connecting import close_quietly, told_errors
from data.central.queue_line import QueueLine


class QueueBell:
    """Listens on a connection of its own; used on one thread."""

    def __init__(self, line: QueueLine) -> None:
        self._line = line
        self._connection: psycopg.Connection[Any] | None = None

    def wait(self, seconds: float) -> bool:
        """Wait until something was pressed, at most so long, and tell whether it was.

        Raises:
            SyncError: the line is broken; the next call listens anew.
        """
        with told_errors():
            try:
                return any(True for _ in self._listening().notifies(timeout=seconds, stop_after=1))
            except psycopg.Error:
                self.close()
                raise

    def close(self) -> None:
        """Listen no more."""
        connection, self._connection = self._connection, None
        if connection is not None:
            close_quietly(connection)

    def __enter__(self) -> Self:
        self._listening()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _listening(self) -> "psycopg.Connection[Any]":
        if self._connection is None:
            self._connection = self._line.listen()
        return self._connection
