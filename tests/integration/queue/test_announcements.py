"""Calls on displays and in the voice: two at once are both shown and both spoken, in the log's order."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.device_records import Bitmap, ShownCall
from app.domain.tickets import TicketAct
from app.errors import DeviceError
from app.services.announcements import FLASHES, TURN, CounterDisplay, ShownCalls, SpokenCalls
from devices.line import Line
from devices.modbus_display.display import Digits, ModbusDisplay
from devices.simulators.frame import Simulation
from devices.simulators.modbus import ModbusSimulator
from tests.integration.queue.conftest import SmallQueue


class Voice:
    """A speaker that remembers, and is out of order when told."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.broken = False

    def say(self, text: str) -> None:
        if self.broken:
            raise DeviceError("device.port_missing", port="扬声器")
        self.said.append(text)


class Sign:
    """A display that remembers."""

    def __init__(self) -> None:
        self.calls: list[ShownCall | None] = []
        self.broken = False

    def show(self, call: ShownCall) -> None:
        self.calls.append(call)
        if self.broken:
            raise DeviceError("device.no_answer", port="COM3")

    def clear(self) -> None:
        self.calls.append(None)

    def brightness(self, level: int) -> None:
        raise AssertionError("nobody asked for it")

    restore = clear

    def inquire(self) -> dict[str, str]:
        raise AssertionError("nobody asked for it")

    @property
    def numbers(self) -> list[str | None]:
        return [call.ticket if call else None for call in self.calls]


@pytest.fixture
def full(hall: SmallQueue) -> SmallQueue:
    hall.open("3", "4")
    for _ in range(4):
        hall.give()
    return hall


def test_two_calls_at_once_are_both_shown_and_both_spoken(full: SmallQueue) -> None:
    one, two, voice = Sign(), Sign(), Voice()
    shown = ShownCalls(full.queue, {"3": CounterDisplay(one), "4": CounterDisplay(two)})
    spoken = SpokenCalls(full.queue, voice)
    assert shown.begin() == ()
    full.called("3")
    full.called("4")
    assert [announced.call.number for announced in shown.catch_up()] == ["C001", "C002"]
    assert shown.catch_up() == ()
    while spoken.next():
        pass
    assert (one.numbers, two.numbers) == ([None, "C001"], [None, "C002"])
    assert voice.said == ["C001号请到3号窗口", "C002号请到4号窗口"]
    assert one.calls[-1] == ShownCall("3", "C001", "C001号请到3号窗口", None)


def test_a_display_that_starts_shows_who_is_called_now(full: SmallQueue) -> None:
    sign = Sign()
    turn = full.called("3")
    ShownCalls(full.queue, {"3": CounterDisplay(sign)}).begin()
    full.do(TicketAct.STARTED, turn)
    ShownCalls(full.queue, {"3": CounterDisplay(sign)}).begin()
    full.do(TicketAct.FINISHED, turn)
    ShownCalls(full.queue, {"3": CounterDisplay(sign)}).begin()
    assert sign.numbers == ["C001", "C001", None]


def test_a_call_that_stands_is_shown_in_tibetan_in_turn(full: SmallQueue) -> None:
    def picture(text: str) -> Bitmap:
        return Bitmap(8, 1, bytes([len(text)]))

    sign = Sign()
    over = CounterDisplay(sign, picture, lambda number, counter: f"{counter}/{number}")
    shown = ShownCalls(full.queue, {"3": over})
    full.called("3")
    shown.catch_up()
    for _ in range(2 * FLASHES):
        shown.flash()
    chinese, tibetan = picture("C001号请到3号窗口"), picture("3/C001")
    standing = len(sign.calls)
    for _ in range(3 * TURN):
        assert shown.flash() == ()
    assert [call.picture for call in sign.calls[standing:] if call] == [tibetan, chinese, tibetan]
    full.serve("4")
    turn = full.queue.held("3")[0]
    full.do(TicketAct.UNDONE, turn)
    shown.catch_up()
    ended = len(sign.calls)
    for _ in range(2 * TURN):
        shown.flash()
    assert sign.calls[ended:] == []


def test_an_undone_call_goes_from_its_display_and_is_not_spoken(full: SmallQueue) -> None:
    sign, voice = Sign(), Voice()
    shown = ShownCalls(full.queue, {"3": CounterDisplay(sign)})
    spoken = SpokenCalls(full.queue, voice)
    full.do(TicketAct.UNDONE, full.called("3"))
    full.called("4")
    shown.catch_up()
    announced = spoken.next()
    assert announced is not None
    assert sign.numbers == ["C001", None]
    assert voice.said == ["C001号请到4号窗口"]
    assert spoken.next() is None


def test_an_undo_leaves_alone_what_stands_there_by_then(full: SmallQueue) -> None:
    sign = Sign()
    shown = ShownCalls(full.queue, {"3": CounterDisplay(sign)})
    first = full.called("3")
    full.do(TicketAct.TRANSFERRED, first, to_counter="4")
    full.called("3")
    shown.catch_up()
    full.do(TicketAct.UNDONE, full.called("4"))
    shown.catch_up()
    assert sign.numbers == ["C001", "C002"]


def test_a_dead_display_and_a_dead_speaker_are_told_and_hold_nobody_up(full: SmallQueue) -> None:
    dead, alive, voice = Sign(), Sign(), Voice()
    dead.broken = voice.broken = True
    shown = ShownCalls(full.queue, {"3": CounterDisplay(dead), "4": CounterDisplay(alive)})
    spoken = SpokenCalls(full.queue, voice)
    full.called("3")
    full.called("4")
    first, second = shown.catch_up()
    assert first.problem is not None
    assert (first.problem.code, second.problem) == ("device.no_answer", None)
    assert alive.numbers == ["C002"]
    said = spoken.next()
    assert said is not None
    assert said.problem is not None
    voice.broken = False
    assert spoken.next() is not None
    assert voice.said == ["C002号请到4号窗口"]


def test_a_display_for_pictures_gets_the_line_typeset(full: SmallQueue) -> None:
    sign = Sign()
    drawn: list[str] = []

    def typeset(text: str) -> Bitmap:
        drawn.append(text)
        return Bitmap(8, 1, b"\x80")

    ShownCalls(full.queue, {"3": CounterDisplay(sign, typeset)}).begin()
    shown = ShownCalls(full.queue, {"3": CounterDisplay(sign, typeset)})
    full.called("3")
    shown.catch_up()
    assert drawn == ["C001号请到3号窗口"]
    last = sign.calls[-1]
    assert last is not None
    assert last.picture == Bitmap(8, 1, b"\x80")


def test_a_line_that_does_not_fit_leaves_the_number(full: SmallQueue) -> None:
    sign = Sign()
    small = Bitmap(8, 1, b"\x80")
    shown = ShownCalls(
        full.queue, {"3": CounterDisplay(sign, lambda text: small if len(text) == 4 else None)}
    )
    full.called("3")
    shown.begin()
    last = sign.calls[-1]
    assert last is not None
    assert last.picture == small


def test_a_new_call_flashes_three_times_and_then_stands(full: SmallQueue) -> None:
    sign = Sign()
    shown = ShownCalls(full.queue, {"3": CounterDisplay(sign)})
    full.called("3")
    shown.catch_up()
    for _ in range(9):
        shown.flash()
    assert sign.numbers == ["C001", *[None, "C001"] * 3]


def test_who_was_called_before_the_start_stands_without_flashing(full: SmallQueue) -> None:
    sign = Sign()
    full.called("3")
    shown = ShownCalls(full.queue, {"3": CounterDisplay(sign)})
    shown.begin()
    assert shown.flash() == ()
    assert sign.numbers == ["C001"]


def test_an_undone_call_stops_flashing(full: SmallQueue) -> None:
    sign = Sign()
    shown = ShownCalls(full.queue, {"3": CounterDisplay(sign)})
    turn = full.called("3")
    shown.catch_up()
    shown.flash()
    full.do(TicketAct.UNDONE, turn)
    shown.catch_up()
    shown.flash()
    assert sign.numbers == ["C001", None, None]


def test_a_display_that_dies_while_it_flashes_is_told(full: SmallQueue) -> None:
    sign = Sign()
    shown = ShownCalls(full.queue, {"3": CounterDisplay(sign)})
    full.called("3")
    shown.catch_up()
    shown.flash()
    sign.broken = True
    assert [problem.code for problem in shown.flash()] == ["device.no_answer"]


@pytest.fixture
def line(tmp_path: Path) -> Iterator[tuple[Line, ModbusSimulator]]:
    """One line with a display of digits at the addresses 1 and 2."""
    brain = ModbusSimulator((1, 2))
    with Simulation(brain, link=tmp_path / "line") as simulation:
        port = Line(simulation.url)
        yield port, brain
        port.close()


def _call_at_once(hall: SmallQueue, counters: tuple[str, str]) -> dict[str, str]:
    """Let two clerks press at the same moment, each then finishing; return who was called where."""
    gate, numbers = threading.Barrier(len(counters)), {}

    def press(counter: str) -> None:
        gate.wait(10)
        numbers[counter] = hall.called(counter).ticket.number

    clerks = [threading.Thread(target=press, args=(counter,)) for counter in counters]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
    return numbers


def _rounds(hall: SmallQueue, line: tuple[Line, ModbusSimulator], rounds: int) -> None:
    port, brain = line
    voice, counters = Voice(), ("3", "4")
    displays = {
        counter: CounterDisplay(ModbusDisplay(port, Digits(slave=address)))
        for address, counter in enumerate(counters, 1)
    }
    hall.open(*counters)
    shown, spoken = ShownCalls(hall.queue, displays), SpokenCalls(hall.queue, voice)
    assert shown.begin() == ()
    begin = hall.queue.last_sequence()
    order: list[str] = []
    for _ in range(rounds):
        hall.give()
        hall.give()
        called = _call_at_once(hall, counters)
        announced = shown.catch_up()
        assert [one.problem for one in announced] == [None, None]
        order += [one.call.number for one in announced]
        for address, counter in enumerate(counters, 1):
            assert brain.shown(address).strip() == called[counter], "each display has its own number"
        board = hall.queue.board(calls=2)
        assert [turn.ticket.number for turn in board.called] == order[:-3:-1]
        for turn in hall.queue.held("3") + hall.queue.held("4"):
            hall.do(TicketAct.FINISHED, hall.do(TicketAct.STARTED, turn))
    while spoken.next():
        pass
    assert order == [f"C{n:03}" for n in range(1, 2 * rounds + 1)], "called in the order of issue"
    assert [call.number for call in hall.queue.calls_after(begin)] == order
    assert [said.split("号", maxsplit=1)[0] for said in voice.said] == order


def test_two_clerks_press_at_the_same_moment(hall: SmallQueue, line: tuple[Line, ModbusSimulator]) -> None:
    _rounds(hall, line, rounds=25)


@pytest.mark.long
def test_two_clerks_press_at_the_same_moment_500_times(
    hall: SmallQueue, line: tuple[Line, ModbusSimulator]
) -> None:
    _rounds(hall, line, rounds=500)
