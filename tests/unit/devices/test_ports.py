"""Ports told apart: present or not, the same one or another, real or simulated."""

from pathlib import Path

import pytest

from app.errors import DeviceError
from devices.line import Line
from devices.ports import found_ports, identity, is_simulated
from devices.simulators.fingerprint import FingerprintSimulator
from devices.simulators.frame import Simulation


@pytest.mark.parametrize(
    ("url", "simulated"),
    [
        ("loop://", True),
        ("socket://127.0.0.1:5000", True),
        ("socket://localhost:5000", True),
        ("socket://192.168.1.7:5005", False),
        ("/dev/ttyUSB0", False),
        ("COM3", False),
        ("/dev/pts/99", True),
    ],
)
def test_a_simulator_is_told_from_a_device(url: str, simulated: bool) -> None:
    assert is_simulated(url) is simulated


def test_a_link_to_a_pty_is_a_simulator_as_soon_as_it_is_there(tmp_path: Path) -> None:
    link = tmp_path / "port"
    line = Line(str(link), real_only=True)
    with pytest.raises(DeviceError, match="port_missing"):
        line.open()
    with Simulation(FingerprintSimulator(), link=link):
        assert is_simulated(str(link))
        with pytest.raises(DeviceError, match=r"device\.simulated"):
            line.open()


def test_the_same_name_for_another_node_is_another_port(tmp_path: Path) -> None:
    link = tmp_path / "by-id"
    assert identity(str(link)) is None
    for name in ("first", "second"):
        (tmp_path / name).write_text("")
    link.symlink_to(tmp_path / "first")
    first = identity(str(link))
    link.unlink()
    link.symlink_to(tmp_path / "second")
    assert first is not None
    assert identity(str(link)) not in (None, first)


def test_ports_of_this_machine_have_a_name_and_a_description() -> None:
    for port in found_ports():
        assert port.url
        assert port.description
