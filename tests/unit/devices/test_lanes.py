"""A lane sets its devices up again when the port comes back, and one mute device keeps no other waiting."""

import threading
from collections.abc import Iterator, Mapping

import pytest

from app.errors import DeviceError
from devices.lanes import Lane, LaneThread
from devices.line import Line
from devices.simulators.frame import SimulatedDevice, Simulation
from tests.unit.devices.test_line import HandClock, take_checked


class Slate(SimulatedDevice):
    """Remembers what was written until power is lost."""

    def __init__(self) -> None:
        super().__init__()
        self.text = b""
        self.rewritten = threading.Event()

    def receive(self, data: bytes) -> bytes:
        self.text = data
        self.rewritten.set()
        return data

    def power_on(self) -> bytes:
        self.text = b""
        self.rewritten.clear()
        return b""


class SlateDriver:
    def __init__(self, line: Line) -> None:
        self.line = line
        self.wanted = b"hello;"

    def restore(self) -> None:
        self.line.exchange(self.wanted, take_checked, seconds=0.3)

    def inquire(self) -> Mapping[str, str]:
        return {}


class Mute:
    """A device on the same port that never answers until `well`."""

    def __init__(self) -> None:
        self.tries = 0
        self.well = False

    def restore(self) -> None:
        self.tries += 1
        if not self.well:
            raise DeviceError("device.no_answer", port="x")

    def inquire(self) -> Mapping[str, str]:
        return {}


@pytest.fixture
def slate() -> Iterator[Simulation]:
    with Simulation(Slate()) as simulation:
        yield simulation


def test_the_state_is_sent_again_once_for_each_return(slate: Simulation) -> None:
    lane = Lane(Line(slate.url))
    lane.attach(driver := SlateDriver(lane.line))
    assert not lane.restored()
    lane.tend()
    assert isinstance(slate.device, Slate)
    assert (slate.device.text, lane.restored()) == (b"hello;", True)
    driver.wanted = b"other;"
    lane.tend()
    assert slate.device.text == b"hello;"
    slate.unplug()
    lane.tend()
    assert not lane.restored()
    slate.replug()
    lane.tend()
    assert (slate.device.text, lane.restored()) == (b"other;", True)
    lane.line.close()


def test_a_mute_device_is_tried_again_later_and_keeps_nobody_waiting(slate: Simulation) -> None:
    clock = HandClock()
    lane = Lane(Line(slate.url), clock)
    lane.attach(mute := Mute())
    lane.attach(SlateDriver(lane.line))
    for _ in range(9):
        lane.tend()
        clock.now += 1
    assert isinstance(slate.device, Slate)
    assert slate.device.text == b"hello;"
    assert mute.tries == 4, "at 0, 1, 3 and 7 s"
    mute.well = True
    clock.now = 15
    lane.tend()
    assert lane.restored()
    lane.line.close()


def test_a_thread_keeps_the_order_and_looks_after_the_port(slate: Simulation) -> None:
    lane = Lane(Line(slate.url))
    lane.attach(SlateDriver(lane.line))
    assert isinstance(slate.device, Slate)
    with LaneThread(lane) as thread:
        done: list[int] = []
        futures = [thread.submit(done.append, number) for number in range(20)]
        for future in futures:
            future.result(5)
        assert done == list(range(20))
        slate.unplug()
        slate.replug()
        assert slate.device.rewritten.wait(5)
        assert thread.submit(lambda: lane.line.generation).result(5) >= 2
    assert not lane.line.is_open
    with pytest.raises(RuntimeError):
        thread.submit(done.append, 1)


def test_a_failure_reaches_who_asked_and_the_lane_lives_on(slate: Simulation) -> None:
    with LaneThread(Lane(Line(slate.url))) as thread:
        with pytest.raises(ZeroDivisionError):
            thread.submit(lambda: 1 / 0).result(5)
        assert thread.submit(lambda: 1).result(5) == 1


def test_what_has_not_begun_can_be_cancelled(slate: Simulation) -> None:
    thread = LaneThread(Lane(Line(slate.url)))
    begun, go_on = threading.Event(), threading.Event()

    def work() -> bool:
        begun.set()
        return go_on.wait(5)

    first, second = thread.submit(work), thread.submit(work)
    assert begun.wait(5)
    thread.shutdown(wait=False, cancel_futures=True)
    go_on.set()
    thread.shutdown()
    assert first.result(5)
    assert second.cancelled()
