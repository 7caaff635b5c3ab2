"""Two independent programs drive the simulated fingerprint module over a pty and agree on the bytes."""

from collections.abc import Iterator
from pathlib import Path

import adafruit_fingerprint
import pytest
import serial
from pyfingerprint.pyfingerprint import PyFingerprint

from devices.simulators.fingerprint import CAPACITY, FingerprintSimulator
from devices.simulators.frame import Simulation


@pytest.fixture
def module(tmp_path: Path) -> Iterator[Simulation]:
    with Simulation(FingerprintSimulator(), link=tmp_path / "sensor") as simulation:
        yield simulation


def slots(module: Simulation) -> dict[int, str]:
    assert isinstance(module.device, FingerprintSimulator)
    return module.device.slots


def test_pyfingerprint_enrols_searches_and_deletes(module: Simulation) -> None:
    sensor = PyFingerprint(module.url, 57600, 0xFFFFFFFF, 0)
    assert sensor.verifyPassword()
    assert (sensor.getStorageCapacity(), sensor.getTemplateCount()) == (CAPACITY, 0)
    module.command("touch thumb thumb")
    assert sensor.readImage()
    sensor.convertImage(0x01)
    assert sensor.searchTemplate() == (-1, -1)
    assert not sensor.readImage(), "the finger is lifted"
    assert sensor.readImage()
    sensor.convertImage(0x02)
    assert sensor.compareCharacteristics() == 100
    assert sensor.createTemplate()
    assert sensor.storeTemplate() == 0
    assert sensor.storeTemplate(7) == 7
    assert slots(module) == {0: "thumb", 7: "thumb"}
    assert [place for place, used in enumerate(sensor.getTemplateIndex(0)) if used] == [0, 7]

    module.command("touch thumb")
    assert not sensor.readImage()
    assert sensor.readImage()
    sensor.convertImage(0x01)
    assert sensor.searchTemplate() == (0, 100)
    assert sensor.deleteTemplate(0)
    assert sensor.searchTemplate() == (7, 100)
    assert sensor.clearDatabase()
    assert (sensor.getTemplateCount(), slots(module)) == (0, {})


def test_pyfingerprint_is_told_that_a_password_is_wrong(tmp_path: Path) -> None:
    with Simulation(FingerprintSimulator(password=1), link=tmp_path / "sensor") as module:
        assert not PyFingerprint(module.url, 57600, 0xFFFFFFFF, 0).verifyPassword()
        assert PyFingerprint(module.url, 57600, 0xFFFFFFFF, 1).verifyPassword()


def test_adafruit_enrols_searches_and_deletes(module: Simulation) -> None:
    ok, no_finger = adafruit_fingerprint.OK, adafruit_fingerprint.NOFINGER
    with serial.Serial(module.url, 57600, timeout=2) as port:
        sensor = adafruit_fingerprint.Adafruit_Fingerprint(port)
        assert (sensor.library_size, sensor.security_level, sensor.baudrate) == (CAPACITY, 3, 6)
        module.command("touch index index")
        assert (sensor.get_image(), sensor.image_2_tz(1)) == (ok, ok)
        assert sensor.get_image() == no_finger
        assert (sensor.get_image(), sensor.image_2_tz(2)) == (ok, ok)
        assert sensor.create_model() == ok
        assert sensor.store_model(3) == ok
        assert slots(module) == {3: "index"}
        assert sensor.count_templates() == ok
        assert sensor.template_count == 1
        assert sensor.read_templates() == ok
        assert sensor.templates == [3]

        module.command("touch index")
        assert sensor.get_image() == no_finger
        assert (sensor.get_image(), sensor.image_2_tz(1)) == (ok, ok)
        assert sensor.finger_search() == ok
        assert (sensor.finger_id, sensor.confidence) == (3, 100)
        assert sensor.finger_fast_search() == ok
        assert sensor.set_led(color=2, mode=1, speed=0x64) == ok
        assert sensor.delete_model(3) == ok
        assert sensor.finger_search() == adafruit_fingerprint.NOTFOUND
        assert slots(module) == {}
