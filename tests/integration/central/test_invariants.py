"""Promises of the exchange that no other test here holds; the whole list, and which test holds which promise.

1. Record and outbox row together or not at all: store/test_records, store/test_log_cut (a log cut at any
   byte), store/test_programs (kills), test_push.test_a_killed_pusher.
2. An unbroken sequence at the centre: `test_push.unbroken`, after every test that pushes.
3. No acknowledgement beyond what was committed, and none that deletes: here.
4. Any batches any number of times count once: here; two programs of one store: test_push.
5. A poison row blocks nobody and is not lost: test_push; the steps behind one that was put aside: here.
6. A sequence number is never used for other content: test_push.
7. A reader sees every committed row once, beside many writers: test_pull.
8. Any order of exchanges ends alike, and the loser is kept: test_pull.
9. Nobody reads or writes beside the own hall or changes history: test_walls, test_shared_queue_walls.
10. The queue gives every number and calls every ticket once, with 120 callers and cut lines: here; parted
    machines: test_parted_queue; order: test_shared_queue.
11. No client holds others up for longer than its limits: test_pull, test_shared_queue_walls.
12. An encrypted store shows nothing: store/test_encryption.
"""

import threading
from collections import Counter
from contextlib import closing
from functools import partial
from typing import Any
from uuid import UUID

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.details import Accepted, ReviewStarted
from app.domain.queue_services import QueueCounter, QueueService
from app.domain.sync import Greeting, Incoming, Outgoing
from app.errors import SyncError
from app.ports.queue import DeskState, Press, Wish
from data.central.queue import CentralQueue
from data.central.queue_line import station_line
from data.central.server import PostgresCentre
from tests import factories as make
from tests.fakes import StillClock
from tests.integration.central.conftest import Centre, OpenDesk
from tests.integration.central.shared_queue import open_hall
from tests.integration.central.test_pull import headers, settle
from tests.integration.central.test_push import FAST, LINE_FAULTS, by_bad_line, unbroken
from tests.integration.central.test_shared_queue_walls import REAL_TIME
from tests.integration.queue.conftest import CLERK, SERVICES
from tests.line import BadLine

CROWDS = [
    pytest.param(24, 60, 0, id="24 callers"),
    *(
        pytest.param(120, 360, seed, marks=[pytest.mark.long, pytest.mark.timeout(600)], id=f"120 {seed}")
        for seed in range(1, 20)
    ),
]
EACH_STATION = 6


@pytest.mark.parametrize("seed", FAST)
def test_what_is_acknowledged_was_committed_and_is_kept(
    centre: Centre, open_desk: OpenDesk, seed: int
) -> None:
    desk = open_desk(centre.enrol("s1"))
    desk.sync.run()
    failures = 0
    with BadLine(centre.cluster.port, cut_share=0.15, seed=seed) as line, by_bad_line(desk, line):
        while failures < 4:
            desk.open_cases(2)
            try:
                desk.sync.run()
            except SyncError as error:
                if error.code not in LINE_FAULTS:
                    raise
                failures += 1
            standing = desk.sync.standing()
            ((committed,),) = centre.ask("SELECT max(seq) FROM sync.change_log")
            assert standing.acknowledged <= standing.base + committed
            with desk.store.read() as unit:
                kept = unit.sync.waiting(0, 10_000)
            assert [row.sequence for row in kept] == list(range(1, standing.last + 1))
    unbroken(centre)


@given(tries=st.lists(st.tuples(st.integers(1, 12), st.integers(1, 6)), min_size=1, max_size=8))
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_batches_any_number_of_times_count_once(centre: Centre, tries: list[tuple[int, int]]) -> None:
    enrolled = centre.enrol("s1", f"h{make.new_id().hex[-12:]}")
    rows = [_note(place) for place in range(1, 19)]
    epoch, last = make.new_id(), 0
    with PostgresCentre(enrolled) as server:
        server.hello(Greeting(make.new_id(), epoch, True, "test", 0))
        for first, count in (*tries, (last + 1, 0)):
            batch = rows[first - 1 : first - 1 + count]
            if not batch:
                continue
            if first > last + 1:
                with pytest.raises(SyncError, match=r"sync\.gap"):
                    server.push(epoch, 0, batch)
            else:
                last = max(last, first + count - 1)
                assert server.push(epoch, 0, batch) == (last, ())
    stored = centre.ask(
        "SELECT seq, record_id FROM sync.change_log WHERE hall = %s ORDER BY seq", enrolled.hall
    )
    assert stored == [(row.sequence, row.record_id) for row in rows[:last]]


def _note(place: int) -> Outgoing:
    return Outgoing(place, "note", make.new_id(), 1, f'{{"place":{place}}}')


def _incoming(centre: Centre) -> list[Incoming]:
    rows = centre.ask(
        "SELECT xid::text, id, station, kind, record_id, revision, payload::text FROM sync.change_log "
        "WHERE kind <> 'audit_entry' ORDER BY id"
    )
    return [Incoming(*row) for row in rows]


def test_a_step_that_lacks_its_forerunner_waits_and_blocks_nobody(
    centre: Centre, open_desk: OpenDesk
) -> None:
    one, other = open_desk(centre.enrol("s1")), open_desk(centre.enrol("s2"), furnished=False)
    settle(one, other)
    (header,) = one.open_cases(1)
    one.follow(header, Accepted())
    one.follow(header, ReviewStarted())
    sound = one.open_cases(1)[0]
    one.sync.run()
    rows = _incoming(centre)
    steps = [row for row in rows if row.kind == "case_step" and f'"{header.id}"' in row.text]
    missing = steps[1]
    exchange = other.sync._exchange
    exchange.receive([row for row in rows if row is not missing], lambda: None)
    assert _rows(other) == {sound.id}
    exchange.receive([missing], lambda: None)
    assert _rows(other) == {sound.id, header.id}
    assert headers(other) == headers(one)
    assert one.steps() == other.steps()


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (2, 0, 1)])
def test_a_case_that_comes_piece_by_piece_in_any_order_is_derived_in_the_end(
    centre: Centre, open_desk: OpenDesk, order: tuple[int, ...]
) -> None:
    one, other = open_desk(centre.enrol("s1")), open_desk(centre.enrol("s2"), furnished=False)
    settle(one, other)
    (header,) = one.open_cases(1)
    one.follow(header, Accepted())
    one.sync.run()
    pieces = [row for row in _incoming(centre) if str(header.id) in row.text]
    for place in order:
        other.sync._exchange.receive([pieces[place]], lambda: None)
    with one.store.read() as here, other.store.read() as there:
        mine, theirs = here.cases.row(header.id), there.cases.row(header.id)
    assert mine is not None
    assert theirs == mine


def _rows(desk: Any) -> set[UUID]:
    with desk.store.read() as unit:
        return {case_id for case_id in unit.cases.ids() if unit.cases.row(case_id) is not None}


@pytest.mark.parametrize(("callers", "tickets", "seed"), CROWDS)
def test_callers_whose_lines_are_cut_call_every_ticket_once(
    centre: Centre, callers: int, tickets: int, seed: int
) -> None:
    hall = open_hall(centre, StillClock())
    hall.furnish()
    centre.do(REAL_TIME)
    for n in range(tickets):
        hall.queue.issue(Wish(make.new_id(), SERVICES[n % len(SERVICES)].key, "取号机"))
    stations = [
        centre.enrol(f"many{n}", departments=(_service_of(n).department,))
        for n in range(-(-callers // EACH_STATION))
    ]
    called: list[str] = []
    failures: list[str] = []
    over = threading.Event()

    def answered(press: Any) -> Any:
        while not over.is_set():
            try:
                return press()
            except SyncError as error:
                failures.append(error.code)
        return None

    def work(place: int, port: int) -> None:
        counter = str(100 + place)
        with closing(station_line(stations[place // EACH_STATION], port)) as line:
            queue = CentralQueue(line)
            while (
                turn := answered(partial(queue.claim, Press(make.new_id(), counter, CLERK, "卓玛措")))
            ) is not None:
                called.append(turn.ticket.number)
                ends.execute("UPDATE queue.ticket SET state = 'done' WHERE id = %s", (turn.ticket.id,))

    for place in range(callers):
        service = _service_of(place // EACH_STATION)
        hall.queue.put_counter(QueueCounter(str(100 + place), (service.key,)))
        hall.desk(str(100 + place), DeskState.OPEN)
    with (
        psycopg.connect(centre.url, autocommit=True) as ends,  # one for all: the server has 200
        BadLine(centre.cluster.port, cut_share=0.01, seed=seed) as bad,
    ):
        threads = [threading.Thread(target=work, args=(place, bad.port)) for place in range(callers)]
        try:
            for one in threads:
                one.start()
            for one in threads:
                one.join()
        finally:
            over.set()
    hall.line.close()
    assert failures
    numbers = [number for (number,) in centre.ask("SELECT label FROM queue.ticket")]
    assert Counter(called) == Counter(numbers)
    assert centre.ask("SELECT count(*) FROM queue.event WHERE act = 'called'") == [(tickets,)]


def _service_of(station: int) -> QueueService:
    return SERVICES[station % len(SERVICES)]
