"""The frame of the simulators: ports that appear and vanish, and faults on the wire."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import DeviceError
from devices.ports import identity
from devices.simulators.frame import GARBAGE, SimulatedDevice, Simulation, play
from devices.transport import Transport


class Shouter(SimulatedDevice):
    """Answers every line in capitals and counts them."""

    FAULTS = frozenset({"hoarse"})

    def __init__(self) -> None:
        super().__init__()
        self.lines = 0

    def receive(self, data: bytes) -> bytes:
        self.lines += 1
        return b"..." if "hoarse" in self.faults else data.upper()

    def command(self, words: list[str]) -> bytes:
        if words[0] != "say":
            return super().command(words)
        return " ".join(words[1:]).encode()

    def power_on(self) -> bytes:
        return b"U"


@pytest.fixture(params=["pty", "socket"])
def simulation(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Simulation]:
    link = tmp_path / "port" if request.param == "pty" else None
    listen = ("127.0.0.1", 0) if request.param == "socket" else None
    with Simulation(Shouter(), link=link, listen=listen) as running:
        yield running


def take_all(received: bytearray) -> bytes | None:
    data = bytes(received)
    received.clear()
    return data or None


def until(transport: Transport, wanted: int) -> bytes:
    """Read so many bytes, for at most five seconds."""
    deadline, data = time.monotonic() + 5, b""
    while len(data) < wanted and time.monotonic() < deadline:
        data += transport.receive(0.2)
    return data


def test_it_answers_and_speaks_by_itself(simulation: Simulation) -> None:
    with Transport(simulation.url) as port:
        assert port.exchange(b"abc", take_all) == b"ABC"
        simulation.command("say good morning")
        assert until(port, 12) == b"good morning"


@pytest.mark.parametrize(
    ("fault", "answer"),
    [
        ("garbage", GARBAGE + b"ABCD"),
        ("checksum", b"ABCE"),
        ("half", b"AB"),
        ("slow", b"ABCD"),
        ("hoarse", b"..."),
    ],
)
def test_a_fault_strikes_until_it_is_cleared(simulation: Simulation, fault: str, answer: bytes) -> None:
    simulation.fault(fault)
    with Transport(simulation.url) as port:
        port.write(b"abcd")
        assert until(port, len(answer)) == answer
        simulation.clear()
        assert port.exchange(b"abc", take_all) == b"ABC"


def test_a_counted_fault_strikes_so_often(simulation: Simulation) -> None:
    simulation.fault("silence", times=1)
    with Transport(simulation.url) as port:
        with pytest.raises(DeviceError, match="no_answer"):
            port.exchange(b"abc", take_all, seconds=0.2)
        assert port.exchange(b"abc", take_all) == b"ABC"


def test_an_unknown_fault_is_refused(simulation: Simulation) -> None:
    with pytest.raises(ValueError, match="unknown fault thirst"):
        simulation.fault("thirst")
    with pytest.raises(ValueError, match="unknown command: dance"):
        simulation.command("dance")


def test_pulled_and_plugged_in_again(simulation: Simulation) -> None:
    url = simulation.url
    with Transport(url) as port:
        assert port.exchange(b"abc", take_all) == b"ABC"
        simulation.unplug()
        with pytest.raises(DeviceError, match="port_lost"):
            port.exchange(b"abc", take_all)
    with pytest.raises(DeviceError, match="port_missing"):
        Transport(url)
    simulation.replug()
    assert simulation.url == url
    with Transport(url) as port:
        assert port.exchange(b"abc", take_all) == b"ABC"


def test_the_fault_unplug_pulls_for_a_moment_at_the_next_request(simulation: Simulation) -> None:
    simulation.fault("unplug", times=1)
    with Transport(simulation.url) as port, pytest.raises(DeviceError, match="port_lost"):
        port.exchange(b"abc", take_all)
    simulation.clear()  # it is obeyed when the plug is in again
    with Transport(simulation.url) as port:
        assert port.exchange(b"abc", take_all) == b"ABC"


def test_a_link_follows_its_pty(tmp_path: Path) -> None:
    link = tmp_path / "port"
    with Simulation(Shouter(), link=link) as simulation:
        assert identity(str(link))
        simulation.unplug()
        assert not identity(str(link))
        simulation.replug()
        assert identity(str(link))
    assert not link.is_symlink()


def test_a_real_file_is_never_replaced_by_a_link(tmp_path: Path) -> None:
    (tmp_path / "port").write_text("mine")
    with pytest.raises(FileExistsError):
        Simulation(Shouter(), link=tmp_path / "port")
    assert (tmp_path / "port").read_text() == "mine"


def open_descriptors() -> int:
    return len(list(Path("/dev/fd").iterdir()))


def test_closing_gives_every_descriptor_back(tmp_path: Path) -> None:
    before = open_descriptors()
    for _ in range(5):
        with Simulation(Shouter(), link=tmp_path / "port"):
            assert open_descriptors() > before
    assert open_descriptors() == before


def test_a_script_is_done_line_by_line(simulation: Simulation) -> None:
    with Transport(simulation.url) as port:
        play(simulation, ["# greeting", "", "say a", "wait 0.01", "say b  # done"], threading.Event())
        assert until(port, 2) == b"ab"


def test_a_stopped_script_does_no_more(simulation: Simulation) -> None:
    stop = threading.Event()
    stop.set()
    play(simulation, ["fault thirst"], stop)
