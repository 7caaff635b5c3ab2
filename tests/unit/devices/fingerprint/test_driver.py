"""The fingerprint driver against the simulated module over a port."""

from collections.abc import Iterator

import pytest

from app.domain.device_records import FingerMatch, FingerPrompt
from app.errors import DeviceError
from app.ports.devices import FingerprintReader
from devices.fingerprint.driver import ZfmSensor
from devices.line import Line
from devices.simulators.fingerprint import CAPACITY, FingerprintSimulator
from devices.simulators.frame import Simulation


def never() -> bool:
    return False


class Prompts(list[FingerPrompt]):
    """Notes what a person is asked, and stops asking after so many answers of `no finger`."""

    def __call__(self, prompt: FingerPrompt) -> None:
        self.append(prompt)


class Impatient:
    """Gives up after so many questions."""

    def __init__(self, questions: int) -> None:
        self.left = questions

    def __call__(self) -> bool:
        self.left -= 1
        return self.left < 0


@pytest.fixture
def module() -> Iterator[Simulation]:
    with Simulation(FingerprintSimulator()) as simulation:
        yield simulation


@pytest.fixture
def line(module: Simulation) -> Iterator[Line]:
    made = Line(module.url)
    yield made
    made.close()


@pytest.fixture
def sensor(line: Line) -> ZfmSensor:
    return ZfmSensor(line, light=True, poll_seconds=0.001)


def brain(module: Simulation) -> FingerprintSimulator:
    assert isinstance(module.device, FingerprintSimulator)
    return module.device


def test_it_is_what_the_hall_asks_for(sensor: ZfmSensor) -> None:
    reader: FingerprintReader = sensor
    assert (reader.capacity(), reader.count(), reader.free_slot()) == (CAPACITY, 0, 0)
    assert reader.inquire() == {"capacity": "200", "stored": "0", "security": "3"}


def test_enrol_in_two_takes_identify_and_forget(sensor: ZfmSensor, module: Simulation) -> None:
    prompts = Prompts()
    module.command("touch thumb thumb")
    assert sensor.enrol(sensor.free_slot(), prompts, never)
    assert prompts == [FingerPrompt.PLACE, FingerPrompt.LIFT, FingerPrompt.PLACE_AGAIN]
    assert brain(module).slots == {0: "thumb"}
    assert (sensor.count(), sorted(sensor.stored()), sensor.free_slot()) == (1, [0], 1)
    module.command("touch thumb")
    assert sensor.identify(prompts, never) == FingerMatch(0, 100)
    sensor.delete(0)
    assert sensor.count() == 0
    module.command("touch thumb")
    with pytest.raises(DeviceError, match=r"fingerprint\.unknown_finger"):
        sensor.identify(prompts, never)


def test_a_slot_on_every_page_of_the_index(sensor: ZfmSensor, module: Simulation) -> None:
    brain(module).slots.update({slot: f"finger {slot}" for slot in (0, 7, 8, 199)})
    assert sensor.stored() == {0, 7, 8, 199}
    sensor.empty()
    assert sensor.stored() == frozenset()


def test_two_different_fingers_are_not_enrolled(sensor: ZfmSensor, module: Simulation) -> None:
    module.command("touch thumb index")
    with pytest.raises(DeviceError, match="not_same"):
        sensor.enrol(0, Prompts(), never)
    assert brain(module).slots == {}


def test_a_finger_enrolled_for_somebody_else_is_refused(sensor: ZfmSensor, module: Simulation) -> None:
    brain(module).slots[4] = "thumb"
    module.command("touch thumb thumb")
    with pytest.raises(DeviceError) as caught:
        sensor.enrol(5, Prompts(), never)
    assert (caught.value.code, caught.value.facts) == ("fingerprint.already_known", {"slot": 4})
    module.command("lift")
    module.command("touch thumb thumb")
    assert sensor.enrol(4, Prompts(), never), "renewing its own slot is fine"


def test_a_finger_that_stays_is_not_counted_twice(sensor: ZfmSensor, module: Simulation) -> None:
    brain(module).slots[4] = "thumb"
    module.command("finger thumb")
    assert sensor.identify(Prompts(), never) == FingerMatch(4, 100)
    prompts = Prompts()
    assert sensor.identify(prompts, Impatient(3)) is None
    assert prompts == [FingerPrompt.LIFT]


def test_a_poor_image_is_asked_for_again(sensor: ZfmSensor, module: Simulation) -> None:
    module.fault("poor_image")
    module.command("finger thumb")
    prompts = Prompts()
    assert sensor.identify(prompts, Impatient(2)) is None
    assert prompts == [FingerPrompt.PLACE, FingerPrompt.POOR_IMAGE, FingerPrompt.POOR_IMAGE]


@pytest.mark.parametrize("questions", [0, 1, 2, 3, 4])
def test_cancelling_an_enrolment_stores_nothing(
    sensor: ZfmSensor, module: Simulation, questions: int
) -> None:
    module.command("touch thumb")
    assert not sensor.enrol(0, Prompts(), Impatient(questions))
    assert brain(module).slots == {}


def test_a_full_sensor_says_so(sensor: ZfmSensor, module: Simulation) -> None:
    module.fault("full")
    with pytest.raises(DeviceError, match=r"fingerprint\.full"):
        sensor.free_slot()
    module.command("touch thumb thumb")
    with pytest.raises(DeviceError, match=r"fingerprint\.full"):
        sensor.enrol(0, Prompts(), never)


def test_an_unknown_finger_says_so(sensor: ZfmSensor, module: Simulation) -> None:
    brain(module).slots[0] = "thumb"
    module.fault("unknown_finger")
    module.command("touch thumb")
    with pytest.raises(DeviceError, match=r"fingerprint\.unknown_finger"):
        sensor.identify(Prompts(), never)


def test_a_lasting_wrong_checksum_says_so(sensor: ZfmSensor, module: Simulation) -> None:
    module.fault("checksum")
    with pytest.raises(DeviceError, match=r"device\.garbled"):
        sensor.capacity()


@pytest.mark.parametrize("fault", ["garbage", "checksum", "half", "silence"])
def test_a_passing_fault_is_asked_over(sensor: ZfmSensor, module: Simulation, fault: str) -> None:
    module.fault(fault, times=1)
    assert sensor.capacity() == CAPACITY


def test_a_silent_module_does_not_answer(line: Line, module: Simulation) -> None:
    module.fault("silence")
    with pytest.raises(DeviceError, match="no_answer"):
        ZfmSensor(line).inquire()


def test_a_password_is_told_after_every_loss_of_power() -> None:
    with Simulation(FingerprintSimulator(password=0x1234)) as module:
        line = Line(module.url)
        sensor = ZfmSensor(line, password=0x1234)
        assert sensor.count() == 0
        module.unplug()
        with pytest.raises(DeviceError, match="port_"):
            sensor.count()
        module.replug()
        assert sensor.count() == 0
        with pytest.raises(DeviceError, match=r"fingerprint\.password"):
            ZfmSensor(line, password=0x4321).count()
        line.close()


def test_the_address_is_part_of_the_question() -> None:
    with Simulation(FingerprintSimulator(addresses=(0x0102,))) as module:
        line = Line(module.url)
        options = {"address": "00000102", "password": "00000000", "light": "no"}
        assert ZfmSensor.configured(line, options).capacity() == CAPACITY
        with pytest.raises(DeviceError, match="no_answer"):
            ZfmSensor(line).inquire()
        line.close()


@pytest.mark.parametrize("wrong", ["xyz", "123456789A", "12 3"])
def test_an_answer_the_driver_cannot_use_is_refused(line: Line, wrong: str) -> None:
    with pytest.raises(DeviceError, match=r"device\.option"):
        ZfmSensor.configured(line, {"address": wrong, "password": "0", "light": "no"})


def test_the_light_shows_what_happens(sensor: ZfmSensor, module: Simulation) -> None:
    module.command("touch thumb")
    with pytest.raises(DeviceError):
        sensor.identify(Prompts(), never)
    assert brain(module).light == bytes((2, 0x64, 1, 3)), "three red flashes"
