"""People come and go: enrolments and deletions on one sensor, whose slots stay those of the records."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from app.domain.accounts import Account, Actor, Right
from app.domain.fingers import CONSENT_VERSION, EndReason, Enrolment
from app.errors import DeviceError
from app.services.enrolling import Enrolling
from app.services.slot_log import Sensor
from data.store import LocalStore, create_store
from devices.fingerprint.driver import ZfmSensor
from devices.line import Line
from devices.simulators.fingerprint import CAPACITY, FingerprintSimulator
from devices.simulators.frame import Simulation
from tests import factories as make
from tests.fakes import StillClock

BOSS = Actor(make.new_id(), "管理员", frozenset({Right.ADMINISTRATOR}), "", "")
DEVICE = "打卡机"


class Office:
    """A sensor, its records, and who is enrolled."""

    def __init__(self, store: LocalStore, plug: Simulation, line: Line) -> None:
        self.store, self.plug = store, plug
        self.sensor = Sensor(DEVICE, ZfmSensor(line, poll_seconds=0.0005))
        self.enrolling = Enrolling(store, StillClock())
        self.living: list[Enrolment] = []
        self._hired = 0

    def come(self) -> None:
        """Hire somebody and enrol two fingers."""
        self._hired += 1
        name = f"p{self._hired}"
        person = Account(make.new_id(), name, name, "", frozenset({Right.CLERK}), "117")
        with self.store.write() as unit:
            unit.accounts.put(person)
            unit.commit()
        self.plug.command("lift")
        self.plug.command(f"touch {name}-thumb {name}-thumb {name}-index {name}-index")
        made = self.enrolling.enrol(
            BOSS, person.id, self.sensor, CONSENT_VERSION, lambda _: None, lambda: False
        )
        assert made is not None
        self.living.append(made)

    def go(self, chance: Random) -> None:
        """Let one of them withdraw the consent."""
        gone = self.living.pop(chance.randrange(len(self.living)))
        self.enrolling.withdraw(BOSS, gone.id, self.sensor, EndReason.WITHDRAWN)

    def check(self) -> None:
        """Assert that records and sensor agree: two slots each, and none of anybody who is gone."""
        brain = self.plug.device
        assert isinstance(brain, FingerprintSimulator)
        taken = {slot: name.rsplit("-", 1)[0] for slot, name in brain.slots.items()}
        assert taken == {slot: one.person for one in self.living for slot in one.slots}
        with self.store.read() as unit:
            kept = unit.fingers.living(unit.station.index, DEVICE)
        assert {one.id for one in kept} == {one.id for one in self.living}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = create_store(tmp_path / "store", 0, changed=lambda _: None)
    with Simulation(FingerprintSimulator()) as plug:
        line = Line(plug.url)
        yield Office(store, plug, line)
        line.close()
    store.close()


@pytest.mark.parametrize(
    "rounds", [12, pytest.param(1000, marks=[pytest.mark.long, pytest.mark.timeout(1800)])]
)
def test_enrolments_and_deletions_leave_no_slot_behind(office: Office, rounds: int) -> None:
    chance, enrolled, deleted = Random(rounds), 0, 0
    while deleted < rounds:
        if office.living and (enrolled == rounds or chance.random() < len(office.living) / 60):
            office.go(chance)
            deleted += 1
        else:
            office.come()
            enrolled += 1
        if (enrolled + deleted) % 10 == 0:
            office.check()
    assert (enrolled, deleted) == (rounds, rounds)
    office.check()


@pytest.mark.long
@pytest.mark.timeout(900)
def test_a_full_sensor_refuses_the_next_and_keeps_all(office: Office) -> None:
    for _ in range(CAPACITY // 2):
        office.come()
    with pytest.raises(DeviceError, match=r"fingerprint\.full"):
        office.come()
    office.check()
    office.go(Random(1))
    office.come()
    office.check()
