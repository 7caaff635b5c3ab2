"""The shared queue against other halls, wrong steps, lost answers, late commits, and everybody at once."""

import json
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import psycopg
import pytest

from app.domain.ids import new_id
from app.domain.queue_services import QueueCounter, QueueService
from app.domain.tickets import TicketAct, TicketState
from app.errors import RuleError, SyncError
from app.ports.queue import DeskState, Press, Wish
from data.central.connecting import as_station
from data.central.enrolling import disable
from data.central.queue import CentralQueue
from data.central.queue_bell import QueueBell
from data.central.queue_line import QueueLine, station_line
from data.central.queue_rows import ticket_json
from data.central.secrets import CentralSecrets
from tests.fakes import StillClock
from tests.integration.central.conftest import Centre
from tests.integration.central.shared_queue import CentralHall, open_hall
from tests.integration.queue.conftest import CLERK
from tests.line import BadLine

CALLERS, TICKETS = 12, 120

REAL_TIME = """
CREATE OR REPLACE FUNCTION queue.moment() RETURNS timestamptz LANGUAGE sql AS 'SELECT clock_timestamp()'"""
ATTACKS = {
    "read tickets": "SELECT * FROM queue.ticket",
    "read secrets": "SELECT * FROM queue.secret",
    "read settings": "SELECT * FROM queue.setting",
    "write a ticket": "UPDATE queue.ticket SET order_number = 0",
    "forget a ticket": "DELETE FROM queue.ticket",
    "rewrite the log": "UPDATE queue.event SET counter = '9'",
    "give numbers": "UPDATE queue.number SET last = 0",
    "invent steps": "INSERT INTO queue.step VALUES ('done', 'called', 'called')",
    "set the clock": REAL_TIME,
    "end the day": "SELECT queue.begin_day(NULL, now())",
    "switch off the walls": "ALTER TABLE queue.ticket NO FORCE ROW LEVEL SECURITY",
    "ring in another hall": "SELECT queue.ring('h2')",
}


@pytest.fixture
def hall(centre: Centre) -> Iterator[CentralHall]:
    made = open_hall(centre, StillClock())
    made.furnish()
    yield made
    made.line.close()


@pytest.fixture
def other(centre: Centre, hall: CentralHall) -> Iterator[CentralHall]:
    """A station of another hall with the same counters."""
    made = open_hall(centre, hall.clock, "s1", "h2")
    made.furnish()
    yield made
    made.line.close()


@pytest.mark.parametrize("attack", sorted(ATTACKS))
def test_a_station_does_nothing_but_press(hall: CentralHall, centre: Centre, attack: str) -> None:
    hall.give()
    with (
        as_station(centre.enrol("s8")) as connection,
        pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.UndefinedFunction)),
    ):
        connection.execute(ATTACKS[attack])


def test_with_rights_given_too_wide_the_rows_of_another_hall_stay_unseen(
    hall: CentralHall, other: CentralHall, centre: Centre
) -> None:
    hall.give()
    other.give()
    centre.do("GRANT USAGE ON SCHEMA queue TO hall_station")
    centre.do("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA queue TO hall_station")
    with as_station(centre.enrol("s8")) as connection:
        assert connection.execute("SELECT DISTINCT hall FROM queue.ticket").fetchall() == [("h1",)]
        assert connection.execute("UPDATE queue.ticket SET order_number = 1").rowcount == 1
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("UPDATE queue.ticket SET hall = 'h2'")
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
            connection.execute("DELETE FROM queue.ticket")


def test_halls_do_not_meet(hall: CentralHall, other: CentralHall) -> None:
    mine = hall.give()
    other.open("3")
    assert other.call("3") is None
    with pytest.raises(RuleError, match=r"ticket\.unknown"):
        other.queue.turn(mine.ticket.id)
    with pytest.raises(RuleError, match=r"ticket\.unknown"):
        other.do(TicketAct.CANCELLED, mine, "3", reason="别的大厅")
    assert other.give().ticket.number == mine.ticket.number == "C001"


def test_a_station_of_some_departments_presses_at_their_counters_only(
    hall: CentralHall, centre: Centre
) -> None:
    hall.queue.put_service(QueueService("TAX", "税务", "W", "121"))
    hall.queue.put_counter(QueueCounter("30", ("TAX",)))
    line = station_line(centre.enrol("tax", departments=("121",)))
    desk = CentralHall(line, hall.clock)
    centre.do(REAL_TIME)
    desk.open("30")
    with pytest.raises(SyncError, match=r"sync\.refused"):
        desk.open("3")
    with pytest.raises(SyncError, match=r"sync\.refused"):
        desk.queue.put_counter(QueueCounter("31", ("TAX",)))
    line.close()


def test_a_station_of_some_departments_calls_by_hand_at_their_counters_only(
    hall: CentralHall, centre: Centre
) -> None:
    turn = hall.give()
    hall.queue.put_service(QueueService("TAX", "税务", "W", "121"))
    hall.queue.put_counter(QueueCounter("30", ("TAX",)))
    event = {
        "id": str(new_id()),
        "ticket_id": str(turn.ticket.id),
        "act": "called",
        "counter": "3",
        "at": hall.clock.at.isoformat(),
        "actor_name": "",
        "service": "",
        "to_counter": "",
        "reason": "",
    }
    after = {"state": "called", "counter": "3"}
    with as_station(centre.enrol("tax", departments=("121",))) as connection:
        connection.execute("SELECT set_config('hall.now', %s, false)", (hall.clock.at.isoformat(),))
        for statement, values in (
            ("SELECT queue.record(%s, 1, %s)", (json.dumps(event), json.dumps(after))),
            ("SELECT queue.note(%s)", (json.dumps(event),)),
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match="not of this station"):
                connection.execute(statement, values)
        connection.execute(
            "SELECT queue.note(%s)", (json.dumps(event | {"counter": "30", "reason": "double_hand_call"}),)
        )
    assert hall.queue.turn(turn.ticket.id).state is TicketState.WAITING, "a note changes nothing"


BROUGHT_WRONG = {
    "of another day": {"day": "2020-01-01"},
    "without a number": {"number": 0},
    "of a kiosk that cannot be": {"series": -1},
    "long past": {"issued_at": "2020-01-01T09:00:00+08:00", "day": "2020-01-01"},
}


@pytest.mark.parametrize("fault", sorted(BROUGHT_WRONG))
def test_a_ticket_that_cannot_be_is_not_brought(hall: CentralHall, centre: Centre, fault: str) -> None:
    ticket = json.loads(ticket_json(hall.give().ticket)) | {"id": str(new_id()), "number": 7, "series": 1}
    with as_station(centre.enrol("s8")) as connection:
        connection.execute("SELECT set_config('hall.now', %s, false)", (hall.clock.at.isoformat(),))
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="no such ticket"):
            connection.execute("SELECT queue.bring(%s)", (json.dumps(ticket | BROUGHT_WRONG[fault]),))


def test_a_brought_ticket_takes_no_place_it_does_not_have(hall: CentralHall, centre: Centre) -> None:
    first = hall.give()
    told = {"id": str(new_id()), "number": 7, "series": 1, "order_number": 0, "state": "done", "label": "X"}
    later = hall.later(hours=1)
    told["issued_at"] = (later + timedelta(hours=5)).isoformat()
    ticket = json.loads(ticket_json(first.ticket)) | told
    with as_station(centre.enrol("s8")) as connection:
        connection.execute("SELECT set_config('hall.now', %s, false)", (later.isoformat(),))
        connection.execute("SELECT queue.bring(%s)", (json.dumps(ticket),))
    numbers = [turn.ticket.number for turn in hall.queue.waiting("3")]
    assert numbers == [first.ticket.number, "C1-007"], "behind who came before, with its own label"


def test_a_disabled_station_is_refused(hall: CentralHall, centre: Centre) -> None:
    disable(centre.url, "h1", "s1")
    with pytest.raises(SyncError):
        hall.give()


def test_steps_that_no_rule_allows_are_refused_by_the_server(hall: CentralHall, centre: Centre) -> None:
    turn = hall.give()
    with as_station(centre.enrol("s8")) as connection:
        connection.execute("SELECT set_config('hall.now', %s, false)", (hall.clock.at.isoformat(),))
        event = (
            f'{{"id": "{new_id()}", "ticket_id": "{turn.ticket.id}", "act": "called", "counter": "3",'
            f' "at": "{hall.clock.at.isoformat()}", "actor_name": ""}}'
        )
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="no such step"):
            connection.execute("SELECT queue.record(%s, 1, %s)", (event, '{"state": "done"}'))


def _enough_lines(centre: Centre, count: int) -> list[QueueLine]:
    enrolled = [centre.enrol(f"many{n}") for n in range(-(-count // 6))]
    return [station_line(enrolled[n // 6]) for n in range(count)]


def _at_once(acts: list[Any]) -> None:
    gate = threading.Barrier(len(acts))

    def press(act: Any) -> None:
        gate.wait(30)
        act()

    threads = [threading.Thread(target=press, args=(act,)) for act in acts]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


@pytest.fixture
def crowd(centre: Centre, hall: CentralHall) -> Iterator[list[QueueLine]]:
    """Lines of many counters of one service, all open, on the server's own clock."""
    centre.do(REAL_TIME)
    lines = _enough_lines(centre, CALLERS)
    for n in range(CALLERS):
        hall.queue.put_counter(QueueCounter(str(50 + n), ("HOUSEHOLD",)))
        hall.desk(str(50 + n), DeskState.OPEN)
    yield lines
    for line in lines:
        line.close()


def test_everybody_at_once_gets_every_number_and_every_ticket_once(
    hall: CentralHall, crowd: list[QueueLine]
) -> None:
    numbers: list[str] = []
    called: list[str] = []

    def give(queue: CentralQueue) -> None:
        for _ in range(TICKETS // CALLERS):
            numbers.append(queue.issue(Wish(new_id(), "HOUSEHOLD", "取号机")).ticket.number)

    def call(queue: CentralQueue, counter: str) -> None:
        while (turn := queue.claim(Press(new_id(), counter, CLERK, "卓玛措"))) is not None:
            called.append(turn.ticket.number)
            desk = CentralHall(queue._line, hall.clock)
            desk.do(TicketAct.FINISHED, desk.do(TicketAct.STARTED, turn))

    queues = [CentralQueue(line) for line in crowd]
    _at_once([partial(give, queue) for queue in queues])
    assert sorted(numbers) == [f"C{n:03}" for n in range(1, TICKETS + 1)]
    _at_once([partial(call, queue, str(50 + n)) for n, queue in enumerate(queues)])
    assert Counter(called) == Counter(numbers)
    log = [call.number for call in hall.queue.calls_after(0)]
    assert sorted(log) == sorted(numbers), "the log holds every call once"


def test_two_machines_that_are_one_counter_hold_one_visitor(
    hall: CentralHall, crowd: list[QueueLine]
) -> None:
    for _ in range(CALLERS):
        hall.give()
    told: list[str] = []

    def call(queue: CentralQueue) -> None:
        try:
            turn = queue.claim(Press(new_id(), "50", CLERK, "卓玛措"))
        except RuleError as error:
            told.append(error.code)
        else:
            told.append(turn.ticket.number if turn else "")

    _at_once([partial(call, CentralQueue(line)) for line in crowd])
    assert sorted(told) == ["C001", *["queue.counter_busy"] * (CALLERS - 1)]


def test_a_press_sent_by_many_lines_is_one_press(hall: CentralHall, crowd: list[QueueLine]) -> None:
    for _ in range(3):
        hall.give()
    press, told = Press(new_id(), "50", CLERK, "卓玛措"), list[str]()

    def call(queue: CentralQueue) -> None:
        turn = queue.claim(press)
        told.append(turn.ticket.number if turn else "")

    _at_once([partial(call, CentralQueue(line)) for line in crowd])
    assert told == ["C001"] * CALLERS


def test_a_lost_answer_is_asked_for_again(hall: CentralHall, centre: Centre) -> None:
    hall.open("3")
    with BadLine(centre.cluster.port, cut_share=0.1, seed=4) as bad:
        line = station_line(centre.enrol("far"), bad.port)
        centre.do(REAL_TIME)
        queue, wishes = CentralQueue(line), [Wish(new_id(), "HOUSEHOLD", "取号机") for _ in range(30)]
        for wish in wishes:
            while True:
                try:
                    assert queue.issue(wish).ticket.id == wish.ticket_id
                    break
                except SyncError:
                    continue
        line.close()
    labels = [number for (number,) in centre.ask("SELECT label FROM queue.ticket ORDER BY n")]
    assert labels == [f"C{n:03}" for n in range(1, 31)]


def test_a_call_that_commits_late_is_not_missed(hall: CentralHall, centre: Centre) -> None:
    hall.open("3", "4")
    hall.give()
    hall.give()
    with psycopg.connect(centre.url) as slow:
        slow.execute("SELECT pg_current_xact_id()")  # an older writer is still at work
        begin = hall.queue.last_sequence()
        hall.called("3")
        assert hall.queue.calls_after(begin) == ()
        slow.commit()
    hall.called("4")
    calls = hall.queue.calls_after(begin)
    assert [call.number for call in calls] == ["C001", "C002"]
    assert hall.queue.calls_after(calls[0].sequence) == calls[1:]
    assert hall.queue.last_sequence() == calls[-1].sequence


def test_a_press_is_heard_by_who_listens_and_a_lost_line_listens_anew(
    hall: CentralHall, centre: Centre
) -> None:
    with QueueBell(hall.line) as bell:
        assert not bell.wait(0.01)
        hall.give()
        assert bell.wait(20)
        centre.do(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE right(usename, 6) = '_h1_s1' AND pid <> pg_backend_pid()"
        )
        with pytest.raises(SyncError):
            bell.wait(20)
        assert not bell.wait(0.01)
        hall.give()
        assert bell.wait(20)


def test_the_halls_secrets_are_one_for_all_machines(
    hall: CentralHall, other: CentralHall, centre: Centre
) -> None:
    line = station_line(centre.enrol("s2"))
    here, there = CentralSecrets(hall.line), CentralSecrets(line)
    assert here.person_key() == there.person_key() != CentralSecrets(other.line).person_key()
    before = here.person_key()
    there.renew_person_key()
    assert here.person_key() != before
    assert here.pin_hash() == ""
    here.put_pin_hash("hashed")
    assert there.pin_hash() == "hashed"
    line.close()
