"""The scanner driver against the simulated scanner over a port."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import DeviceError
from app.ports.devices import Scanner
from devices.line import Line
from devices.scanner.driver import SerialScanner
from devices.scanner.text import LONGEST
from devices.simulators.frame import Simulation
from devices.simulators.scanner import ScannerSimulator
from devices.trace import FileTrace


@pytest.fixture
def hand() -> Iterator[Simulation]:
    with Simulation(ScannerSimulator()) as simulation:
        yield simulation


@pytest.fixture
def line(hand: Simulation, tmp_path: Path) -> Iterator[Line]:
    made = Line(hand.url, trace=FileTrace(tmp_path / "port.trace"))
    made.open()
    yield made
    made.close()


def options(suffix: str = "auto", trigger: str = "no") -> dict[str, str]:
    return {"suffix": suffix, "trigger": trigger}


@pytest.mark.parametrize("ending", ["cr", "crlf", "tab", "none"])
def test_a_scan_arrives_whatever_its_suffix(hand: Simulation, line: Line, ending: str) -> None:
    scanner: Scanner = SerialScanner.configured(line, options())
    hand.command(f"suffix {ending}")
    hand.command("scan 91540000TEST")
    assert scanner.poll() == "91540000TEST"
    hand.command("scan-gb 办件 12")
    assert scanner.poll() == "办件 12"


def test_scans_keep_their_order(hand: Simulation, line: Line) -> None:
    scanner = SerialScanner(line)
    for number in range(5):
        hand.command(f"scan A{number}")
    assert [scanner.poll() for _ in range(5)] == ["A0", "A1", "A2", "A3", "A4"]


def test_no_scan_is_none_and_a_wait_can_be_cancelled(line: Line) -> None:
    answers = iter([False, True])
    assert SerialScanner(line).scan(lambda: next(answers)) is None


def test_endless_bytes_are_refused(hand: Simulation, line: Line) -> None:
    scanner = SerialScanner.configured(line, options("cr"))
    hand.command("suffix none")
    hand.command("scan " + "x" * (LONGEST // 2 + 1))
    hand.command("scan " + "x" * (LONGEST // 2 + 1))
    with pytest.raises(DeviceError, match="too_long"):
        scanner.poll()


def test_a_module_is_told_to_look(hand: Simulation, line: Line) -> None:
    scanner = SerialScanner.configured(line, options(trigger="yes"))
    assert isinstance(hand.device, ScannerSimulator)
    assert scanner.inquire() == {}

    def scan_now() -> bool:
        assert isinstance(hand.device, ScannerSimulator)
        assert hand.device.looking
        hand.command("scan 12345678")
        return False

    assert scanner.scan(scan_now) == "12345678"
    assert scanner.scan(lambda: True) is None
    assert not hand.device.looking


def test_what_was_scanned_is_not_traced(hand: Simulation, line: Line, tmp_path: Path) -> None:
    hand.command("scan 12345678")
    assert SerialScanner(line).poll() == "12345678"
    trace = (tmp_path / "port.trace").read_text("ascii")
    assert "bytes, not shown" in trace
    assert b"1234".hex(" ") not in trace
