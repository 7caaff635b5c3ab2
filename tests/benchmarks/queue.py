"""A call through the services, whole and durable, against the same statements on the raw driver.

Run `python -m tests.benchmarks.queue [--calls N] [--json]`; the bar is twice the raw way. A hall with people
waiting for six services, one in five with priority; the counter calls and finishes, only the call is timed.
The raw way runs the same claim, the insert of its event and of its outbox row, texts ready made, in one
transaction on a copy of the same store; both take turns.
"""

import shutil
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from app.domain.accounts import Actor, Right
from app.domain.dates import hall_date
from app.domain.ids import new_id
from app.domain.queue_services import QueueCounter, QueueService
from app.domain.tickets import Priority, TicketAct, TicketEvent
from app.ports.queue import Wish
from app.services.queue import Queue
from data import driver
from data.local_queue import LocalQueue
from data.places import STORE_FILE
from data.prepared import prepared
from data.queue_statements import CLAIM
from data.records import encode
from data.store import LocalStore, create_store, open_store
from tests.benchmarks.harness import Report, arguments, timing
from tests.fakes import StillClock

BAR = 2.0
WARM = 30
SPARE = 200
SERVICES = {f"S{n}": letter for n, letter in enumerate("ABCDEF")}
COUNTER = "3"
CLERK = Actor(new_id(), "卓玛措", frozenset({Right.CLERK}), "103", COUNTER)
INSERT_EVENT = (
    "INSERT INTO ticket_event (id, payload, taken_in, ticket_id, act, at, case_id)"
    " VALUES (?, ?, 0, ?, 'called', ?, NULL)"
)
INSERT_OUTBOX = "INSERT INTO outbox (kind, record_id, revision, payload) VALUES ('ticket_event', ?, 1, ?)"
FREE = "UPDATE turn SET state = 'done' WHERE state = 'called'"


def fill(store: LocalStore, clock: StillClock, tickets: int) -> LocalQueue:
    """Set up a counter that calls every service, and let people take tickets."""
    queue, chance = LocalQueue(store, clock), Random(5)
    for key, letter in SERVICES.items():
        queue.put_service(QueueService(key, key, letter, "103"))
    queue.put_counter(QueueCounter(COUNTER, tuple(SERVICES)))
    Queue(queue, clock).open(CLERK)
    for _ in range(tickets):
        clock.at += timedelta(seconds=1)
        priority = Priority.ELDERLY if chance.random() < 0.2 else None
        queue.issue(Wish(new_id(), chance.choice(list(SERVICES)), "取号机", priority=priority))
    return queue


class RawCalls:
    """Calls on the raw driver."""

    def __init__(self, folder: Path, clock: StillClock) -> None:
        self._connection: Any = driver.connect(folder / STORE_FILE, None)
        self._clock = clock
        named = {"press_": new_id(), "counter_": COUNTER, "day_": hall_date(clock.at), "at_": clock.at}
        self._claim = prepared(CLAIM, tuple(named))
        self._named = named

    def ready(self) -> list[Any]:
        """Make everything that is written beforehand."""
        press = new_id()
        event = TicketEvent(
            press, new_id(), TicketAct.CALLED, self._clock.at, COUNTER, CLERK.account_id, CLERK.name
        )
        values = self._claim.values(self._named | {"press_": press, "at_": self._clock.at})
        micros = int(self._clock.at.timestamp() * 1_000_000)
        return [values, press.bytes, encode(event), micros]

    def call(self, ready: list[Any]) -> None:
        """Claim, write the event and its outbox row, commit."""
        values, press, payload, micros = ready
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        row = connection.execute(self._claim.sql, values).fetchall()[0]
        connection.execute(INSERT_EVENT, (press, payload, row[0], micros))
        connection.execute(INSERT_OUTBOX, (press, payload))
        connection.execute("COMMIT")

    def finish(self) -> None:
        """Let the counter be free again."""
        self._connection.execute(FREE)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def _call(keys: Queue) -> tuple[float, UUID]:
    press = new_id()
    start = time.perf_counter()
    turn = keys.call_next(CLERK, press)
    length = (time.perf_counter() - start) * 1000
    if turn is None:
        raise RuntimeError("nobody waits")
    return length, turn.ticket.id


def measure(folder: Path, calls: int, report: Report) -> None:
    """Call in turns both ways and hold the medians' ratio to the bar."""
    clock = StillClock()
    ours, raw = folder / "ours", folder / "raw"
    with create_store(ours, 1, changed=lambda changes: None) as store:
        fill(store, clock, calls + WARM + SPARE)
    shutil.copytree(ours, raw)
    through: list[float] = []
    plain: list[float] = []
    rival = RawCalls(raw, clock)
    with open_store(ours, changed=lambda changes: None) as store:
        keys = Queue(LocalQueue(store, clock), clock)
        for _ in range(calls + WARM):
            clock.at += timedelta(seconds=1)
            length, ticket_id = _call(keys)
            through.append(length)
            keys.start(CLERK, ticket_id)
            keys.finish(CLERK, ticket_id)
            ready = rival.ready()
            start = time.perf_counter()
            rival.call(ready)
            plain.append((time.perf_counter() - start) * 1000)
            rival.finish()
    rival.close()
    ours_timing, raw_timing = timing(through[WARM:]), timing(plain[WARM:])
    report.figures["call next, ms"] = ours_timing
    report.figures["raw driver, ms"] = raw_timing
    report.hold("call next / raw driver", ours_timing.median / raw_timing.median, BAR)


def main() -> int:
    """Run the benchmark."""
    parser = arguments(__doc__)
    parser.add_argument("--calls", type=int, default=500)
    given = parser.parse_args()
    report = Report("queue")
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), given.calls, report)
    return report.end(as_json=given.json)


if __name__ == "__main__":
    sys.exit(main())
