"""A small hall whose queue is on a real PostgreSQL, with the clock that a test moves."""

from typing import Any

import psycopg

from app.domain.sync import Connection
from data.central.connecting import as_station
from data.central.queue import CentralQueue
from data.central.queue_line import QueueLine
from tests.fakes import StillClock
from tests.integration.central.conftest import Centre
from tests.integration.queue.conftest import SmallQueue

TOLD_TIME = """
create or replace function queue.moment() returns timestamptz language sql volatile
set search_path = pg_catalog as $$ select current_setting('hall.now')::timestamptz $$"""


class TimedLine(QueueLine):
    """A line that tells the server what time it is."""

    def __init__(self, enrolled: Connection, clock: StillClock) -> None:
        super().__init__(lambda: as_station(enrolled))
        self._clock = clock

    def _connected(self) -> "psycopg.Connection[Any]":
        connection = super()._connected()
        connection.execute("SELECT set_config('hall.now', %s, false)", (self._clock.at.isoformat(),))
        return connection


class CentralHall(SmallQueue):
    """The same hall as in the tests of the embedded queue."""

    def __init__(self, line: QueueLine, clock: StillClock) -> None:
        self.line, self.clock = line, clock
        self.queue: Any = CentralQueue(line)


def open_hall(centre: Centre, clock: StillClock, station: str = "s1", hall: str = "h1") -> CentralHall:
    """Enrol a station and return its side of the hall's queue."""
    centre.do(TOLD_TIME)
    return CentralHall(TimedLine(centre.enrol(station, hall), clock), clock)
