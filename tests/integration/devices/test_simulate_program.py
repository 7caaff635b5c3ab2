"""A simulator as a program of its own: a link or a socket, a script, and a clean end."""

import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import devices
from app.domain.device_records import FingerMatch
from app.errors import DeviceError
from devices.fingerprint.driver import ZfmSensor
from devices.line import Line
from devices.scanner.driver import SerialScanner
from devices.simulators import KINDS, simulated
from devices.simulators.frame import SimulatedDevice

PROGRAM = """
import json, sys
from pathlib import Path
from devices.simulators import run
given = json.loads(sys.argv[1])
for name in ("link", "script", "out"):
    if name in given:
        given[name] = Path(given[name])
if "listen" in given:
    given["listen"] = tuple(given["listen"])
run(given.pop("kind"), **given)
"""


@contextmanager
def program(**given: object) -> Iterator[str]:
    """Run a simulator and give its URL; afterwards it must have ended cleanly."""
    command = [sys.executable, "-c", PROGRAM, json.dumps(given)]
    root = Path(devices.__path__[0]).parent
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, cwd=root) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        try:
            yield process.stdout.readline().split()[1]
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(10)
        assert (process.returncode, process.stderr.read()) == (0, "")


def test_a_link_appears_and_goes_away_with_the_program(tmp_path: Path) -> None:
    link = tmp_path / "sensor"
    script = tmp_path / "script"
    script.write_text("# one finger, twice\ntouch thumb thumb thumb\n")
    with program(kind="fingerprint", link=str(link), script=str(script)) as url:
        assert url == str(link)
        line = Line(url)
        sensor = ZfmSensor(line, poll_seconds=0.01)
        assert sensor.enrol(0, lambda _: None, lambda: False)
        assert sensor.identify(lambda _: None, lambda: False) == FingerMatch(0, 100)
        line.close()
    assert not link.is_symlink()


def test_a_socket_and_a_fault_from_the_beginning() -> None:
    with program(kind="fingerprint", listen=["127.0.0.1", 0], faults=["silence"]) as url:
        line = Line(url)
        with pytest.raises(DeviceError, match="no_answer"):
            ZfmSensor(line).inquire()
        line.close()


def test_a_script_pulls_the_plug(tmp_path: Path) -> None:
    script = tmp_path / "script"
    script.write_text("unplug\nwait 0.2\nreplug\nwait 0.3\nscan 12345678\n")
    with program(kind="scanner", link=str(tmp_path / "scanner"), script=str(script)) as url:
        line = Line(url)
        scanner, found, deadline = SerialScanner(line), None, time.monotonic() + 20
        while found is None and time.monotonic() < deadline:
            try:
                found = scanner.poll()
            except DeviceError:
                threading.Event().wait(0.01)
        assert found == "12345678"
        line.close()


def test_stored_fingers_outlive_the_program(tmp_path: Path) -> None:
    for code, stored in (("touch thumb thumb", set()), ("lift", {3})):
        script = tmp_path / "script"
        script.write_text(code + "\n")
        given = {"link": str(tmp_path / "sensor"), "script": str(script), "out": str(tmp_path)}
        with program(kind="fingerprint", **given) as url:
            line = Line(url)
            sensor = ZfmSensor(line, poll_seconds=0.01)
            assert sensor.stored() == stored
            if not stored:
                assert sensor.enrol(3, lambda _: None, lambda: False)
            line.close()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_can_be_made(kind: str, tmp_path: Path) -> None:
    assert isinstance(simulated(kind, addresses=(1, 2), out=tmp_path), SimulatedDevice)
