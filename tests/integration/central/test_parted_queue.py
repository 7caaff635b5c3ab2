"""The shared queue without the line: own numbers, calls by the slip, and what becomes of them on return."""

import logging
import random
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from app.domain.ids import new_id
from app.domain.papers import PrintState
from app.domain.parted import DOUBLE_CALL, LineStanding
from app.domain.queue_order import order_number
from app.domain.sync import Connection
from app.domain.tickets import TicketAct, TicketState, Turn
from app.errors import RuleError, SyncError
from app.ports.queue import DeskState, Wish
from data.backup import StoreVault
from data.central.shared_queue import SharedQueue
from data.places import STORE_FILE
from data.store import create_store, open_store
from tests.fakes import StillClock
from tests.integration.central.conftest import Centre
from tests.integration.central.shared_queue import TOLD_TIME, CentralHall, TimedLine
from tests.integration.queue.conftest import SmallQueue

PATIENCE = 60.0
LOST = "the hall's queue is lost"


class CutLine(TimedLine):
    """A line that a test cuts."""

    cut = False

    def _connected(self) -> "psycopg.Connection[Any]":
        if self.cut:
            raise psycopg.OperationalError("cut")
        return super()._connected()


class Machine(SmallQueue):
    """One machine of the hall with a store of its own."""

    def __init__(self, folder: Path, index: int, enrolled: Connection, clock: StillClock) -> None:
        self.clock, self.folder = clock, folder
        self.line = CutLine(enrolled, clock)
        self.store = create_store(folder, index, changed=lambda changes: None)
        self.queue: Any = SharedQueue(self.store, clock, self.line)

    def start_anew(self) -> None:
        """Be the program started again: what only the program knew is gone."""
        self.queue = SharedQueue(self.store, self.clock, self.line)

    def by_slip(self, number: str, counter: str) -> Turn:
        turn = self.queue.numbered(number, self.clock.at.date())
        assert turn is not None
        return self.do(TicketAct.CALLED, turn, counter)

    def serve_by_slip(self, number: str, counter: str = "3") -> Turn:
        self.do(TicketAct.STARTED, self.by_slip(number, counter))
        turn = self.queue.held(counter)[0]
        return self.do(TicketAct.FINISHED, turn)


def back(one: Machine) -> LineStanding:
    """Look until the line is there: a server that just started may let the first look wait too long."""
    deadline = time.monotonic() + PATIENCE
    standing: LineStanding = one.queue.look()
    while standing.since is not None:
        assert time.monotonic() < deadline
        standing = one.queue.look()
    return standing


MakeMachine = Callable[[], Machine]


@pytest.fixture
def machine(centre: Centre, tmp_path: Path) -> Iterator[MakeMachine]:
    centre.do(TOLD_TIME)
    clock = StillClock()
    with ExitStack() as opened:
        count = iter(range(100))

        def made() -> Machine:
            n = next(count)
            one = Machine(tmp_path / f"m{n}", n, centre.enrol(f"s{n + 1}"), clock)
            opened.callback(one.store.close)
            opened.callback(one.queue.close)
            if n == 0:
                one.furnish()
            one.queue.look()
            return one

        yield made


def test_a_server_that_stops_and_comes_back(
    machine: MakeMachine, centre: Centre, caplog: pytest.LogCaptureFixture
) -> None:
    kiosk, desk = machine(), machine()
    desk.open("3")
    first, second = kiosk.give(), kiosk.give()
    serving = desk.do(TicketAct.STARTED, desk.called("3"))
    seen_at = desk.queue.board(calls=4).at
    centre.cluster.stop()
    kiosk.later(minutes=5)
    own = kiosk.give()
    assert own.ticket.number == "C1-001"
    desk.do(TicketAct.FINISHED, serving)
    with pytest.raises(RuleError, match=r"queue\.by_slip"):
        desk.call("3")
    assert desk.serve_by_slip(own.ticket.number).state is TicketState.DONE
    assert desk.queue.board(calls=4).at == seen_at, "the display tells the age of what it shows"
    later = kiosk.give("SOCIAL-AID")
    assert kiosk.queue.look().since is not None
    centre.cluster.start()
    desk.later(minutes=5)
    for one in (desk, kiosk, desk):  # in any order, any number of times
        assert back(one).waiting == 0
    states = dict(centre.ask("SELECT label, state FROM queue.ticket"))
    assert states == {
        first.ticket.number: "done",
        second.ticket.number: "waiting",
        "C1-001": "done",
        later.ticket.number: "waiting",
    }
    assert desk.called("3").ticket.number == second.ticket.number
    assert desk.queue.calls_after(0)[-1].number == second.ticket.number
    assert LOST in caplog.text
    only_told(caplog, "queue is lost")


def test_what_waits_stands_in_its_place_by_the_time_of_issue(machine: MakeMachine, caplog: Any) -> None:
    kiosk, other = machine(), machine()
    kiosk.line.cut = True
    own = kiosk.give()
    other.later(minutes=1)
    online = other.give()
    kiosk.line.cut = False
    back(kiosk)
    other.open("3")
    assert [turn.ticket.number for turn in other.queue.waiting("3")] == [
        own.ticket.number,
        online.ticket.number,
    ]
    only_told(caplog, "queue is lost")


def test_an_answer_that_was_lost_leaves_no_second_ticket(
    machine: MakeMachine, centre: Centre, caplog: Any
) -> None:
    kiosk = machine()
    wish = Wish(new_id(), "HOUSEHOLD", "1号取号机")
    CentralHall(kiosk.line, kiosk.clock).queue.issue(wish)  # the server gave it, nobody heard
    kiosk.line.cut = True
    turn = kiosk.queue.issue(wish)
    assert kiosk.queue.issue(wish) == turn, "a second tap is the same ticket"
    kiosk.line.cut = False
    back(kiosk)
    found = dict(centre.ask("SELECT label, state FROM queue.ticket"))
    assert found == {"C001": "cancelled", "C1-001": "waiting"}
    only_told(caplog, "queue is lost")


def test_a_slip_the_kiosk_has_not_reported_is_called_and_stays_one_ticket(
    machine: MakeMachine, centre: Centre, caplog: Any
) -> None:
    kiosk, desk = machine(), machine()
    kiosk.line.cut = desk.line.cut = True
    own = kiosk.give(print=PrintState.FAILED, problem="printer.paper_out")
    desk.serve_by_slip(own.ticket.number)
    for one in (desk, kiosk):
        one.line.cut = False
        back(one)
    assert centre.ask("SELECT label, state, print FROM queue.ticket") == [("C1-001", "done", "failed")]
    only_told(caplog, "queue is lost")


def test_a_ticket_called_by_hand_and_by_the_system_is_on_record(
    machine: MakeMachine, centre: Centre, caplog: Any
) -> None:
    desk, other = machine(), machine()
    turn = desk.give()
    other.open("4")
    desk.line.cut = True
    desk.serve_by_slip(turn.ticket.number)
    called = other.called("4")
    assert called.ticket.number == turn.ticket.number
    desk.line.cut = False
    back(desk)
    assert other.queue.turn(turn.ticket.id).counter == "4"
    acts = centre.ask("SELECT act, counter, reason FROM queue.event ORDER BY n")
    assert ("called", "3", DOUBLE_CALL) in acts
    assert [act for act, counter, _ in acts if counter == "3"] == ["called", "started", "finished"]
    only_told(caplog, "queue is lost")


def test_a_program_started_without_the_line_goes_on(machine: MakeMachine, caplog: Any) -> None:
    desk = machine()
    desk.line.cut = True
    desk.by_slip("C017", "3")
    desk.start_anew()
    assert desk.queue.held("3")[0].ticket.number == "C017"
    assert desk.give().ticket.number == "C1-001"
    desk.desk("3", DeskState.OPEN)
    assert desk.queue.board(calls=0).desks[0].state is DeskState.OPEN
    with pytest.raises(RuleError, match=r"queue\.parted"):
        desk.queue.put_rules(desk.queue.setup().rules)
    with pytest.raises(RuleError, match=r"queue\.counter_busy"):
        desk.by_slip("C018", "3")
    assert desk.queue.numbered("X999", desk.clock.at.date()) is None
    only_told(caplog, "queue is lost")


def test_a_machine_that_never_reached_the_server_says_so(centre: Centre, tmp_path: Path, caplog: Any) -> None:
    one = Machine(tmp_path / "m", 0, centre.enrol("s1"), StillClock())
    one.line.cut = True
    with one.store, pytest.raises(SyncError, match=r"queue\.never_reached"):
        one.give()
    only_told(caplog, "queue is lost")


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(2, 8))])
def test_nobody_is_forgotten_and_no_number_is_given_twice(
    machine: MakeMachine, centre: Centre, caplog: Any, seed: int
) -> None:
    chance = random.Random(seed)
    machines = {counter: machine() for counter in ("3", "4", "7")}
    printed: list[str] = []
    for counter, one in machines.items():
        one.open(counter)
    for _ in range(50):
        counter, one = chance.choice(list(machines.items()))
        one.later(seconds=20)
        act = chance.random()
        if act < 0.15:
            one.line.cut = not one.line.cut
            one.queue.look()
        elif act < 0.6:
            printed.append(one.give().ticket.number)
        else:
            _serve_somebody(one, counter, printed, chance)
    for one in machines.values():
        one.line.cut = False
        back(one)
    _serve_the_rest(machines)
    assert len(printed) == len(set(printed)), "I1"
    tickets = dict(centre.ask("SELECT label, state FROM queue.ticket"))
    assert set(printed) <= set(tickets), "I2"
    assert all(tickets[label] == "done" for label in printed), "I4"
    by_system = centre.ask(
        "SELECT t.label FROM queue.event e JOIN queue.ticket t ON t.id = e.ticket_id "
        "WHERE e.act = 'called' AND e.reason = ''"
    )
    assert max(Counter(by_system).values()) == 1, "I3"
    orders = centre.ask("SELECT order_number, issued_at FROM queue.ticket")
    assert all(order == order_number(at, None, 0) for order, at in orders), "I5"
    only_told(caplog, "queue is lost")


def _serve_somebody(one: Machine, counter: str, printed: list[str], chance: random.Random) -> None:
    try:
        turn = one.call(counter)
    except RuleError:  # by the slip in hand
        number = chance.choice(printed) if printed else ""
        turn = one.queue.numbered(number, one.clock.at.date()) if number else None
        if turn is None or turn.state is not TicketState.WAITING:
            return
        turn = one.do(TicketAct.CALLED, turn, counter)
    if turn is not None:
        one.do(TicketAct.FINISHED, one.do(TicketAct.STARTED, turn))


def _serve_the_rest(machines: dict[str, Machine]) -> None:
    for counter, one in machines.items():
        while (turn := one.call(counter)) is not None:
            one.clock.at += timedelta(seconds=5)
            one.do(TicketAct.FINISHED, one.do(TicketAct.STARTED, turn))


class OneDay:
    """A station whose store is taken back to a copy of the same day while the line is cut."""

    def __init__(self, one: Machine, medium: Path) -> None:
        self.one, self._copy = one, medium / "copy"
        self.printed: list[str] = []

    def give(self, count: int) -> None:
        self.printed += [self.one.give().ticket.number for _ in range(count)]

    def back_up(self) -> None:
        StoreVault(self.one.folder).write(self._copy)

    def restore(self, *, dead: bool, index: int | None = None) -> None:
        """Put the copy in place of the store, or on a new disk, and start the program again."""
        self.one.queue.close()
        self.one.store.close()
        if dead:
            shutil.rmtree(self.one.folder)
        StoreVault(self.one.folder).restore(self._copy, self.one.clock.now(), discard=True, index=index)
        self._open()

    def take_back(self) -> None:
        """Lay an old copy over the store by hand, past every rule."""
        self.one.queue.close()
        self.one.store.close()
        shutil.copyfile(self._copy, self.one.folder / STORE_FILE)
        self._open()

    def _open(self) -> None:
        self.one.store = open_store(self.one.folder, changed=lambda changes: None)
        self.one.start_anew()

    def cut(self, *, cut: bool) -> None:
        self.one.line.cut = cut
        if not cut:
            back(self.one)


@pytest.fixture
def one_day(machine: MakeMachine, tmp_path: Path) -> Iterator[OneDay]:
    day = OneDay(machine(), tmp_path)
    day.cut(cut=True)
    yield day
    day.one.queue.close()
    day.one.store.close()


@pytest.mark.parametrize(
    ("dead", "index", "next_number"),
    [(False, None, "C1-006"), (False, 7, "C1-006"), (True, None, "C1-303"), (True, 7, "C1-2403")],
)
def test_a_station_restored_while_parted_gives_no_number_again(
    one_day: OneDay, centre: Centre, caplog: Any, dead: bool, index: int | None, next_number: str
) -> None:
    one_day.give(2)
    one_day.back_up()
    one_day.give(3)
    one_day.restore(dead=dead, index=index)
    one_day.give(2)
    assert one_day.printed[5] == next_number
    one_day.restore(dead=dead, index=index and index + 1)
    one_day.give(2)
    one_day.cut(cut=False)
    assert len(one_day.printed) == len(set(one_day.printed)) == 9
    labels = {label for (label,) in centre.ask("SELECT label FROM queue.ticket")}
    assert set(one_day.printed[-2:]) <= labels <= set(one_day.printed)
    only_told(caplog, "queue is lost")


def only_told(caplog: Any, *expected: str) -> None:
    """Take the warnings that a test expects out of the log; any other one fails it."""
    told = [one.getMessage() for one in caplog.records if one.levelno >= logging.WARNING]
    assert [one for one in told if not any(words in one for words in expected)] == []
    caplog.clear()


def test_a_store_taken_back_by_hand_learns_from_the_server_what_it_gave(one_day: OneDay, caplog: Any) -> None:
    one_day.back_up()
    one_day.give(3)
    one_day.cut(cut=False)
    one_day.cut(cut=True)
    one_day.take_back()
    one_day.cut(cut=False)
    one_day.one.queue.look()
    one_day.cut(cut=True)
    one_day.one.start_anew()
    one_day.give(1)
    assert one_day.printed == ["C1-001", "C1-002", "C1-003", "C1-004"]
    only_told(caplog, "queue is lost")


def test_a_number_given_twice_all_the_same_stands_in_the_log(one_day: OneDay, caplog: Any) -> None:
    one_day.back_up()
    one_day.give(1)
    one_day.cut(cut=False)
    one_day.cut(cut=True)
    one_day.take_back()
    one_day.give(1)
    assert one_day.printed == ["C1-001", "C1-001"]
    one_day.cut(cut=False)
    with one_day.one.store.read() as unit:
        told = [(one.fields["action"], one.fields["subject"]) for one in unit.audit.entries()]
    assert told == [("ticket.number_twice", "C1-001")]
    assert "C1-001 was given twice" in caplog.text
    only_told(caplog, "queue is lost", "C1-001 was given twice")
