"""Forty counters press at the same moment: the shared queue against the same statement on bare psycopg.

Run `python -m tests.benchmarks.shared_queue [--rounds N] [--json]`. The bars: no ticket called twice, and a
99th percentile of at most twice the bare one. Both ways take turns on one durable server; the bare way runs
one statement that claims and notes the call, as the server's administrator, without rights, walls or notice.
"""

import statistics
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

import psycopg

from app.domain.ids import new_id
from app.domain.queue_services import QueueCounter, QueueService
from app.ports.queue import DeskEvent, DeskState, Press
from app.system_clock import SystemClock
from data.central.enrolling import enrol
from data.central.form import bring_up_to_date
from data.central.queue import CentralQueue
from data.central.queue_line import station_line
from tests.benchmarks.harness import Report, arguments, timing
from tests.postgres import Cluster

CALLERS, BAR, WARM = 40, 2.0, 3
EACH_STATION = 6
SERVICES = {f"S{n}": letter for n, letter in enumerate("ABCDEF")}
CLERK = new_id()

GIVE = """
INSERT INTO queue.ticket (hall, id, of_service, service_name, prefix, day, series, number, label, issued_at,
    order_number, kiosk, item, person, service, print)
SELECT %(hall)s, gen_random_uuid(), s.key, s.key, s.key, (now() at time zone 'Asia/Shanghai')::date, 0, g,
    s.key || '-' || g, now(), g - case when g %% 10 = 0 then 50 else 0 end, 'k', '', '', s.key, 'sent'
FROM generate_series(1, %(count)s) g, unnest(%(services)s::text[]) s (key)"""
FREE = "UPDATE queue.ticket SET state = 'done' WHERE state = 'called'"
BARE = """
WITH claimed AS (
    UPDATE queue.ticket t SET state = 'called', counter = %(counter)s, called_from = t.state,
        called_at = now(), last_called_at = now(), recalls = 0, revision = t.revision + 1
    WHERE t.hall = 'bare' AND t.id = (
        SELECT w.id FROM queue.ticket w WHERE w.hall = 'bare'
            AND w.day = (now() at time zone 'Asia/Shanghai')::date
            AND w.state IN ('waiting', 'transferred') AND w.service = ANY (%(services)s)
        ORDER BY w.order_number, w.n LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING t.id),
noted AS (
    INSERT INTO queue.event (hall, id, station, ticket_id, act, at, counter, actor_name)
    SELECT 'bare', %(press)s, 's1', id, 'called', now(), %(counter)s, '' FROM claimed)
SELECT id FROM claimed"""

Claim = Callable[[], Any]


class Round:
    """Callers of one way, who press when the gate opens."""

    def __init__(self, claims: list[Claim]) -> None:
        self._claims = claims
        self.lengths: list[float] = []
        self.tickets: list[Any] = []

    def press(self) -> None:
        """Let everybody press once at the same moment."""
        gate = threading.Barrier(len(self._claims))

        def one(claim: Claim) -> None:
            gate.wait()
            start = time.perf_counter()
            ticket = claim()
            self.lengths.append((time.perf_counter() - start) * 1000)
            self.tickets.append(ticket)

        threads = [threading.Thread(target=one, args=(claim,)) for claim in self._claims]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def _ours(url: str, opened: ExitStack) -> list[Claim]:
    stations = [enrol(url, "ours", f"s{n}") for n in range(-(-CALLERS // EACH_STATION))]
    claims: list[Claim] = []
    for n in range(CALLERS):
        line = station_line(stations[n // EACH_STATION])
        opened.callback(line.close)
        queue, counter = CentralQueue(line), str(n + 1)
        if n == 0:
            for key, letter in SERVICES.items():
                queue.put_service(QueueService(key, key, letter, "103"))
        queue.put_counter(QueueCounter(counter, tuple(SERVICES)))
        queue.staff(DeskEvent(new_id(), counter, DeskState.OPEN, SystemClock().now(), CLERK, "卓玛措"))

        def claim(queue: CentralQueue = queue, counter: str = counter) -> Any:
            turn = queue.claim(Press(new_id(), counter, CLERK, "卓玛措"))
            return turn.ticket.id if turn else None

        claims.append(claim)
    return claims


def _bare(url: str, opened: ExitStack) -> list[Claim]:
    claims: list[Claim] = []
    for n in range(CALLERS):
        connection = opened.enter_context(psycopg.connect(url, autocommit=True))

        def claim(connection: "psycopg.Connection[Any]" = connection, counter: str = str(n + 1)) -> Any:
            values = {"counter": counter, "services": list(SERVICES), "press": new_id()}
            row = connection.execute(BARE, values).fetchone()
            return row[0] if row else None

        claims.append(claim)
    return claims


def measure(url: str, rounds: int, report: Report) -> None:
    """Let both ways press in turns and hold the ratio of their 99th percentiles to the bar."""
    with ExitStack() as opened, psycopg.connect(url, autocommit=True) as admin:
        ours = Round(_ours(url, opened))
        admin.execute("INSERT INTO sync.hall (hall, demo) VALUES ('bare', false)")
        bare = Round(_bare(url, opened))
        count = -(-CALLERS * (rounds + WARM) // len(SERVICES)) + CALLERS
        for hall in ("ours", "bare"):
            admin.execute(GIVE, {"hall": hall, "count": count, "services": list(SERVICES)})
        admin.execute("ANALYZE")
        for n in range(rounds + WARM):
            for way in (ours, bare) if n % 2 else (bare, ours):
                way.press()
                admin.execute(FREE)
    for name, way in (("ours", ours), ("bare psycopg", bare)):
        report.figures[f"{name}, ms"] = timing(way.lengths[WARM * CALLERS :])
        report.figures[f"{name}, p99 ms"] = round(_p99(way), 3)
    doubles = sum(count - 1 for count in Counter(ours.tickets).values())
    report.hold("tickets called twice", doubles, 0)
    report.hold("p99 of 40 callers / bare psycopg", _p99(ours) / _p99(bare), BAR)


def _p99(way: Round) -> float:
    return statistics.quantiles(way.lengths[WARM * CALLERS :], n=100, method="inclusive")[-1]


def main() -> int:
    """Run the benchmark."""
    parser = arguments(__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    given = parser.parse_args()
    report = Report("shared_queue")
    with Cluster(durable=True) as server:
        url = server.make_database("bench")
        bring_up_to_date(url)
        measure(url, given.rounds, report)
    return report.end(as_json=given.json)


if __name__ == "__main__":
    sys.exit(main())
