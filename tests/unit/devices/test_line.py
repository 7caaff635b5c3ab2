"""A line: opened when needed, given up when lost, found again, with pauses that an appearance ends."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import DeviceError
from devices.line import LONGEST_PAUSE, Line
from devices.simulators.frame import SimulatedDevice, Simulation


class Echo(SimulatedDevice):
    def __init__(self) -> None:
        super().__init__()
        self.requests = 0

    def receive(self, data: bytes) -> bytes:
        self.requests += 1
        return data


class HandClock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def take_checked(received: bytearray) -> bytes | None:
    """A frame ends with a semicolon; everything else at the end is a broken one."""
    data = bytes(received)
    received.clear()
    if data and not data.endswith(b";"):
        raise DeviceError("device.garbled")
    return data or None


@pytest.fixture
def echo() -> Iterator[Simulation]:
    with Simulation(Echo()) as simulation:
        yield simulation


def test_it_opens_when_needed_and_counts_generations(echo: Simulation) -> None:
    line = Line(echo.url)
    assert (line.generation, line.is_open) == (0, False)
    assert line.exchange(b"a;", take_checked) == b"a;"
    assert line.open() == line.generation == 1
    line.close()
    assert line.open() == 2
    line.close()


def test_a_broken_or_missing_answer_is_asked_for_again(echo: Simulation) -> None:
    line = Line(echo.url)
    for fault in ("checksum", "silence"):
        echo.fault(fault, times=1)
        assert line.exchange(b"a;", take_checked, seconds=0.3) == b"a;"
    assert isinstance(echo.device, Echo)
    assert echo.device.requests == 4
    line.close()


def test_what_must_not_be_done_twice_is_asked_once(echo: Simulation) -> None:
    line = Line(echo.url)
    echo.fault("checksum")
    with pytest.raises(DeviceError, match="garbled"):
        line.exchange(b"a;", take_checked, attempts=1)
    assert isinstance(echo.device, Echo)
    assert echo.device.requests == 1
    line.close()


def test_a_pulled_port_is_lost_and_comes_back(echo: Simulation) -> None:
    line = Line(echo.url)
    assert line.look()
    echo.unplug()
    assert not line.look()
    lost_since = line.lost_since
    assert lost_since is not None
    with pytest.raises(DeviceError, match="port_missing"):
        line.exchange(b"a;", take_checked)
    echo.replug()
    assert line.look()
    assert line.lost_since is None
    assert line.exchange(b"a;", take_checked) == b"a;"
    assert line.generation == 2
    line.close()


def test_a_port_pulled_and_plugged_between_two_looks_is_noticed(echo: Simulation) -> None:
    line = Line(echo.url)
    line.look()
    echo.unplug()
    echo.replug()
    assert line.look()
    assert line.generation == 2
    assert line.exchange(b"a;", take_checked) == b"a;"
    line.close()


def test_a_socket_that_hangs_up_is_noticed() -> None:
    with Simulation(Echo(), listen=("127.0.0.1", 0)) as echo:
        line = Line(echo.url)
        assert line.exchange(b"a;", take_checked) == b"a;"
        echo.unplug()
        assert not line.look()
        echo.replug()
        line = Line(echo.url)
        assert line.look()
        line.close()


def test_pauses_grow_until_the_port_appears(tmp_path: Path) -> None:
    clock = HandClock()
    port = tmp_path / "port"
    port.write_text("no port at all")
    line = Line(str(port), clock=clock)
    waits = []
    for _ in range(8):
        assert not line.look()
        begun = clock.now
        while line._next_attempt > clock.now:
            clock.now += 1
        waits.append(clock.now - begun)
    assert waits == [1, 2, 4, 8, 16, LONGEST_PAUSE, LONGEST_PAUSE, LONGEST_PAUSE]
    line.look()
    port.unlink()
    assert not line.look()
    with Simulation(Echo(), link=port):
        assert line.look(), "its appearance ends the pause"
        line.close()


def test_closing_ends_a_wait_of_another_thread(echo: Simulation) -> None:
    line = Line(echo.url)
    line.open()
    begun = threading.Event()
    outcome: list[object] = []

    def take_nothing(_: bytearray) -> bytes | None:
        begun.set()
        return None

    def wait() -> None:
        try:
            outcome.append(line.listen(take_nothing, seconds=60))
        except DeviceError as error:
            outcome.append(error.code)

    thread = threading.Thread(target=wait)
    thread.start()
    assert begun.wait(5)
    line.close()
    thread.join(5)
    assert outcome == ["device.port_lost"]
    assert not line.is_open


def test_closing_does_not_wait_for_what_hangs_in_the_system(
    echo: Simulation, expected_log: pytest.LogCaptureFixture
) -> None:
    line = Line(echo.url)
    hanging, let_go = threading.Event(), threading.Event()

    def hang(_: bytearray) -> bytes | None:
        hanging.set()
        assert let_go.wait(30)
        return b"done"

    thread = threading.Thread(target=lambda: line.listen(hang, seconds=1))
    thread.start()
    assert hanging.wait(5)
    line.close()
    assert thread.is_alive()
    assert [record.getMessage() for record in expected_log.records] == [f"left hanging: {echo.url}"]
    let_go.set()
    thread.join(5)
    line.close()
    assert not line.is_open
