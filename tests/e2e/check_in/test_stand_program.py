"""The stand as a program of its own: it listens by itself, and without a sensor it says why not."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from app.domain.device_records import DeviceKind, DeviceSettings
from app.settings import save_devices
from devices.simulators.fingerprint import FingerprintSimulator
from devices.simulators.frame import Simulation

ROOT = Path(__file__).parents[3]


def stand(folder: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [
            sys.executable,
            str(ROOT / "main.py"),
            "--data",
            str(folder),
            "check-in",
            "--config",
            "machine.toml",
        ],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def sensor() -> Iterator[Simulation]:
    with Simulation(FingerprintSimulator()) as plug:
        yield plug


@pytest.mark.timeout(120)
def test_it_listens_by_itself(sensor: Simulation, tmp_path: Path) -> None:
    settings = DeviceSettings("打卡机", DeviceKind.FINGERPRINT, "zfm", sensor.url, {"light": "yes"})
    save_devices(tmp_path / "machine.toml", [settings])
    child = stand(tmp_path)
    brain = sensor.device
    assert isinstance(brain, FingerprintSimulator)
    try:
        while not brain.light:  # its ring breathes while somebody is waited for
            assert child.poll() is None, child.communicate()[1]
            Event().wait(0.05)
    finally:
        child.kill()
        child.communicate()


@pytest.mark.timeout(120)
def test_without_a_sensor_it_ends_in_words(tmp_path: Path) -> None:
    (tmp_path / "machine.toml").write_text("", encoding="utf-8")
    child = stand(tmp_path)
    _, said = child.communicate(timeout=100)
    assert child.returncode == 1
    assert "没有配置指纹仪" in said
    assert "Traceback" not in said
