"""Enrolment, withdrawal and punches against the simulated sensor through the real driver and a real store."""

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import UUID

import pytest

from app.domain.accounts import Actor
from app.domain.clock_watch import ClockWatch
from app.domain.device_records import FingerPrompt
from app.domain.fingers import CONSENT_VERSION, ClockQuality, EndReason, Enrolment, Punch
from app.errors import DeviceError, RuleError, StorageError
from app.ports.store import Store, UnitOfWork
from app.services.check_in import CheckIn
from app.services.enrolling import Enrolling, Take
from app.services.slot_log import Sensor
from data.store import LocalStore
from devices.fingerprint.driver import ZfmSensor
from devices.line import Line
from devices.simulators.fingerprint import FingerprintSimulator
from devices.simulators.frame import Simulation
from tests.unit.services.conftest import SmallHall

PLACE, LIFT, AGAIN = FingerPrompt.PLACE, FingerPrompt.LIFT, FingerPrompt.PLACE_AGAIN
MACHINE = "打卡机"


def never() -> bool:
    return False


class Hurried:
    """Seconds that run fast: half of one passes at every look."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 0.5
        return self.now


class FullDisk:
    """A store whose disk is full when a kind of record is to be stored."""

    def __init__(self, store: LocalStore, kind: str) -> None:
        self._store, self._kind = store, kind

    def read(self) -> UnitOfWork:
        return self._store.read()

    def write(self) -> UnitOfWork:
        unit = self._store.write()
        commit = unit.commit

        def refusing() -> None:
            if any(row.kind == self._kind for row in unit.outbox.rows()):
                raise StorageError("storage.disk_full", folder="…")
            commit()

        unit.commit = refusing  # type: ignore[method-assign]  # this one unit fails
        return unit


@dataclass
class Desk:
    """A sensor on a port and the use cases over it."""

    hall: SmallHall
    module: Simulation
    sensor: Sensor
    admin: Actor
    takes: list[Take] = field(default_factory=list)
    seconds: Callable[[], float] = lambda: 0.0

    @property
    def slots(self) -> dict[int, str]:
        brain = self.module.device
        assert isinstance(brain, FingerprintSimulator)
        return brain.slots

    @property
    def account(self) -> UUID:
        return self.hall.clerk.account_id

    def enrolling(self, store: Store | None = None) -> Enrolling:
        return Enrolling(store or self.hall.store, self.hall.clock, self.seconds)

    def check_in(self) -> CheckIn:
        watch = ClockWatch(self.hall.clock.now, lambda: self.hall.clock.now().timestamp())
        return CheckIn(self.hall.store, self.hall.clock, watch, self.seconds)

    def enrol(self, fingers: str = "thumb thumb index index", **changes: object) -> Enrolment | None:
        values: dict[str, object] = {
            "actor": self.admin,
            "account_id": self.account,
            "sensor": self.sensor,
            "consent_text": CONSENT_VERSION,
            "told": self.takes.append,
            "cancelled": never,
        }
        if fingers:
            self.module.command(f"touch {fingers}")
        return self.enrolling().enrol(**{**values, **changes})  # type: ignore[arg-type]  # checked by its users

    def punch(self, finger: str, **changes: object) -> Punch | None:
        self.module.command(f"touch {finger}")
        return self.check_in().punch(self.sensor, lambda _: None, never, **changes)  # type: ignore[arg-type]

    def recorded(self) -> list[str]:
        """Return what left for the centre about fingers, in order."""
        with self.hall.store.read() as unit:
            rows = [row.kind for row in unit.outbox.rows()]
        return [kind for kind in rows if kind in ("finger_enrolment", "finger_end", "punch")]


@pytest.fixture
def desk(hall: SmallHall) -> Iterator[Desk]:
    with hall.store.read() as unit:
        account = unit.accounts.by_login("guanli")
    assert account is not None
    admin = Actor(account.id, account.name, account.rights, "", "")
    with Simulation(FingerprintSimulator()) as module:
        line = Line(module.url)
        yield Desk(hall, module, Sensor(MACHINE, ZfmSensor(line, poll_seconds=0.001)), admin)
        line.close()


def test_two_fingers_are_enrolled_and_the_consent_is_recorded(desk: Desk) -> None:
    made = desk.enrol()
    assert made is not None
    assert desk.slots == {0: "thumb", 1: "index"}
    assert (made.account_id, made.slots, made.device, made.station) == (desk.account, (0, 1), MACHINE, 0)
    consent = made.consent
    assert (consent.text, consent.given_at) == (CONSENT_VERSION, desk.hall.clock.now())
    assert (consent.witness_id, consent.witness_name) == (desk.admin.account_id, desk.admin.name)
    with desk.hall.store.read() as unit:
        assert unit.fingers.living(0, MACHINE) == (made,)
        assert unit.fingers.enrolment(made.id) == made
        assert [one.fields["action"] for one in unit.audit.entries()][-1] == "fingers.enrol"
        assert unit.drafts.all() == ()
    assert desk.recorded() == ["finger_enrolment"]


def test_the_person_is_told_every_take(desk: Desk) -> None:
    desk.enrol()
    one, two = ([Take(n), Take(n, PLACE), Take(n, LIFT), Take(n, AGAIN)] for n in (1, 2))
    # The finger of the second take still lies there when the other one is asked for.
    assert desk.takes == [*one, two[0], Take(2, LIFT), *two[1:], Take(3)]


def test_nothing_of_a_finger_leaves_the_sensor(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    desk.enrol()
    desk.punch("index")
    with desk.hall.store.read() as unit:
        payloads = {row.kind: row.payload for row in unit.outbox.rows()}
        audit = json.dumps([dict(one.fields) for one in unit.audit.entries()])
    assert set(payloads["finger_enrolment"]) == {
        *("id", "account_id", "person", "station", "device", "slots", "at", "consent")
    }
    assert set(payloads["punch"]) == {
        *("id", "account_id", "person", "enrolment_id", "at", "station", "device", "clock", "jump_seconds")
    }
    for word in ("score", "template", "image", "thumb", "index"):
        assert word not in audit
        assert word not in caplog.text


def test_a_finger_makes_a_punch_and_the_next_one_another(desk: Desk) -> None:
    made = desk.enrol()
    first = desk.punch("index")
    desk.hall.clock.at += timedelta(hours=3)
    second = desk.punch("thumb")
    assert made is not None
    assert first is not None
    assert second is not None
    assert (first.account_id, first.enrolment_id, first.device) == (desk.account, made.id, MACHINE)
    assert second.at - first.at == timedelta(hours=3)
    assert desk.check_in().punches_today() == (second, first)
    assert desk.recorded() == ["finger_enrolment", "punch", "punch"]


def test_yesterday_is_not_today(desk: Desk) -> None:
    desk.enrol()
    desk.punch("thumb")
    desk.hall.clock.pass_days(1)
    assert desk.check_in().punches_today() == ()


def test_an_unknown_finger_makes_no_punch(desk: Desk) -> None:
    desk.enrol()
    with pytest.raises(DeviceError, match=r"fingerprint\.unknown_finger"):
        desk.punch("stranger")
    assert desk.check_in().punches_today() == ()


def test_nobody_comes(desk: Desk) -> None:
    desk.seconds = Hurried()
    desk.enrol()
    assert desk.check_in().punch(desk.sensor, lambda _: None, never) is None


def test_a_finger_in_the_sensor_that_is_nobodys(desk: Desk) -> None:
    desk.slots[7] = "guest"
    with pytest.raises(RuleError, match=r"fingers\.nobody"):
        desk.punch("guest")


def test_a_disabled_account_makes_no_punch(desk: Desk) -> None:
    desk.enrol()
    desk.hall.use.accounts.disable(desk.admin, desk.account)
    with pytest.raises(RuleError, match=r"fingers\.disabled"):
        desk.punch("thumb")
    assert desk.recorded() == ["finger_enrolment"]


@pytest.mark.parametrize("fingers", ["thumb index index index thumb thumb", "thumb thumb thumb index index"])
def test_a_finger_taken_badly_is_taken_again(desk: Desk, fingers: str) -> None:
    assert desk.enrol(fingers) is not None
    assert set(desk.slots.values()) == {"thumb", "index"}
    assert [take.trouble.code for take in desk.takes if take.trouble] != []


def test_taken_badly_three_times_enrols_nothing(desk: Desk) -> None:
    with pytest.raises(DeviceError, match=r"fingerprint\.already_known"):
        desk.enrol("thumb thumb thumb thumb thumb")
    assert desk.slots == {}
    assert desk.recorded() == []


def test_nobody_lays_a_second_finger_down(desk: Desk) -> None:
    desk.seconds = Hurried()
    with pytest.raises(DeviceError) as caught:
        desk.enrol("thumb thumb")
    assert (caught.value.code, caught.value.facts) == ("fingers.no_finger", {"seconds": 30})
    assert desk.slots == {}
    assert desk.recorded() == []


def test_a_full_sensor_enrols_nothing(desk: Desk) -> None:
    desk.module.fault("full")
    with pytest.raises(DeviceError, match=r"fingerprint\.full"):
        desk.enrol()
    assert desk.recorded() == []


@pytest.mark.parametrize("prompts", range(1, 7))
def test_cancelled_at_any_prompt_nothing_stays(desk: Desk, prompts: int) -> None:
    assert desk.enrol(cancelled=lambda: sum(t.prompt is not None for t in desk.takes) >= prompts) is None
    assert desk.slots == {}
    assert desk.recorded() == []
    with desk.hall.store.read() as unit:
        assert unit.drafts.all() == ()


@pytest.mark.parametrize("take", [Take(1, PLACE), Take(1, AGAIN), Take(2, PLACE), Take(2, AGAIN)])
def test_unplugged_in_mid_capture_the_next_use_cleans_up(desk: Desk, take: Take) -> None:
    def pull(told: Take) -> None:
        if told == take:
            desk.module.unplug()

    with pytest.raises(DeviceError, match=r"device\.port_"):
        desk.enrol(told=pull)
    assert desk.recorded() == []
    desk.module.replug()
    desk.module.command("lift")
    with pytest.raises(DeviceError, match=r"fingerprint\.unknown_finger"):
        desk.punch("thumb")
    assert desk.slots == {}


def test_a_record_that_cannot_be_stored_leaves_no_slot(desk: Desk) -> None:
    desk.module.command("touch thumb thumb index index")
    failing = desk.enrolling(FullDisk(desk.hall.store, "finger_enrolment"))
    with pytest.raises(StorageError, match=r"storage\.disk_full"):
        failing.enrol(desk.admin, desk.account, desk.sensor, CONSENT_VERSION, desk.takes.append, never)
    assert desk.slots == {}
    assert desk.recorded() == []


def test_a_killed_program_leaves_no_slot_to_the_next_one(desk: Desk) -> None:
    class Killed(BaseException):
        pass

    def die(take: Take) -> None:
        if take == Take(2, AGAIN):
            raise Killed

    with pytest.raises(Killed):
        desk.enrol(told=die)
    assert desk.slots == {0: "thumb"}
    desk.module.command("lift")
    assert desk.enrol() is not None
    assert desk.slots == {0: "thumb", 1: "index"}


def test_withdrawn_consent_deletes_the_slots_and_is_recorded(desk: Desk) -> None:
    made = desk.enrol()
    assert made is not None
    end = desk.enrolling().withdraw(desk.hall.clerk, made.id, desk.sensor, EndReason.WITHDRAWN)
    assert desk.slots == {}
    assert (end.enrolment_id, end.reason, end.actor_name) == (made.id, EndReason.WITHDRAWN, "zhuoma（演示）")
    with desk.hall.store.read() as unit:
        assert unit.fingers.living(0, MACHINE) == ()
        assert unit.fingers.end_of(made.id) == end
        assert [one.fields["action"] for one in unit.audit.entries()][-1] == "fingers.delete"
    assert desk.recorded() == ["finger_enrolment", "finger_end"]
    with pytest.raises(DeviceError, match="unknown_finger"):
        desk.punch("thumb")
    with pytest.raises(RuleError, match=r"fingers\.ended"):
        desk.enrolling().withdraw(desk.admin, made.id, desk.sensor, EndReason.LEFT)
    desk.module.command("lift")
    assert desk.enrol() is not None, "who comes back consents anew"


def test_unplugged_before_a_withdrawal_nothing_is_recorded(desk: Desk) -> None:
    made = desk.enrol()
    assert made is not None
    desk.module.unplug()
    with pytest.raises(DeviceError, match=r"device\.port_"):
        desk.enrolling().withdraw(desk.hall.clerk, made.id, desk.sensor, EndReason.WITHDRAWN)
    assert desk.recorded() == ["finger_enrolment"]
    desk.module.replug()
    with pytest.raises(DeviceError, match="unknown_finger"):
        desk.punch("index")
    assert desk.slots == {}
    with desk.hall.store.read() as unit:
        end = unit.fingers.end_of(made.id)
    assert end is not None
    assert end.actor_id == desk.account, "whose will it was"


def test_a_withdrawal_that_cannot_be_stored_is_finished_later(desk: Desk) -> None:
    made = desk.enrol()
    assert made is not None
    failing = desk.enrolling(FullDisk(desk.hall.store, "finger_end"))
    with pytest.raises(StorageError):
        failing.withdraw(desk.admin, made.id, desk.sensor, EndReason.LEFT)
    assert desk.recorded() == ["finger_enrolment"]
    other = desk.enrol("ring ring little little", account_id=desk.hall.reviewer.account_id)
    assert other is not None
    with desk.hall.store.read() as unit:
        assert unit.fingers.living(0, MACHINE) == (other,), "a slot used again belongs to one person"


def test_nobody_deletes_a_colleagues_fingers(desk: Desk) -> None:
    made = desk.enrol()
    assert made is not None
    with pytest.raises(RuleError, match=r"fingers\.not_yours"):
        desk.enrolling().withdraw(desk.hall.reviewer, made.id, desk.sensor, EndReason.LEFT)
    other = replace(desk.sensor, device="二楼打卡机")
    with pytest.raises(RuleError, match=r"fingers\.elsewhere"):
        desk.enrolling().withdraw(desk.admin, made.id, other, EndReason.LEFT)
    assert len(desk.slots) == 2


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"consent_text": ""}, "fingers.no_consent"),
        ({"consent_text": "2020-01"}, "fingers.other_text"),
        ({"account_id": UUID(int=1)}, "account.unknown"),
    ],
)
def test_what_is_refused_before_a_finger_is_asked_for(
    desk: Desk, changes: dict[str, object], code: str
) -> None:
    with pytest.raises(RuleError) as caught:
        desk.enrol("", **changes)
    assert caught.value.code == code
    assert desk.takes == []


def test_who_may_enrol_whom(desk: Desk) -> None:
    with pytest.raises(RuleError, match=r"account\.right_missing"):
        desk.enrol("", actor=desk.hall.clerk)
    with pytest.raises(RuleError, match=r"fingers\.own_witness"):
        desk.enrol("", account_id=desk.admin.account_id)
    desk.hall.use.accounts.disable(desk.admin, desk.account)
    with pytest.raises(RuleError, match=r"fingers\.account_disabled"):
        desk.enrol("")


def test_one_enrolment_a_person_and_sensor(desk: Desk) -> None:
    desk.enrol()
    with pytest.raises(RuleError, match=r"fingers\.enrolled"):
        desk.enrol("")


def test_the_list_of_staff_says_who_is_enrolled(desk: Desk) -> None:
    made = desk.enrol()
    listed = {one.account.login: one.enrolment for one in desk.enrolling().staff(desk.admin, MACHINE)}
    assert listed == {"danzeng": None, "guanli": None, "shenpi": None, "zhuoma": made}
    desk.hall.use.accounts.disable(desk.admin, desk.account)
    desk.hall.use.accounts.disable(desk.admin, desk.hall.reviewer.account_id)
    listed = {one.account.login: one.enrolment for one in desk.enrolling().staff(desk.admin, MACHINE)}
    assert listed == {"guanli": None, "shenpi": None, "zhuoma": made}, "who left still has fingers here"
    with pytest.raises(RuleError, match=r"account\.right_missing"):
        desk.enrolling().staff(desk.hall.clerk, MACHINE)


def test_the_clock_of_a_punch(desk: Desk) -> None:
    desk.enrol()
    ticks = iter([0.0, 10.0, 20.0])
    clock = desk.hall.clock
    watch = ClockWatch(clock.now, lambda: next(ticks))
    check_in = CheckIn(desk.hall.store, clock, watch, lambda: 0.0)

    def punched(finger: str) -> tuple[ClockQuality, int]:
        desk.module.command(f"touch {finger}")
        made = check_in.punch(desk.sensor, lambda _: None, never)
        assert made is not None
        return made.clock, made.jump_seconds

    clock.at += timedelta(seconds=10)
    assert punched("thumb") == (ClockQuality.STEADY, 0)
    clock.at += timedelta(seconds=3610)
    assert punched("index") == (ClockQuality.JUMPED, 3600)
    clock.at -= timedelta(days=1)
    behind = CheckIn(desk.hall.store, clock, ClockWatch(clock.now, lambda: 0.0), lambda: 0.0)
    desk.module.command("touch thumb")
    made = behind.punch(desk.sensor, lambda _: None, never)
    assert made is not None
    assert (made.clock, made.jump_seconds) == (ClockQuality.BEHIND, 0)


def disable(desk: Desk) -> None:
    with desk.hall.store.write() as unit:
        account = unit.accounts.get(desk.account)
        unit.accounts.put(replace(account, enabled=False, revision=account.revision + 1))
        unit.commit()


def test_the_fingers_of_who_left_go_without_anybody_at_the_machine(desk: Desk) -> None:
    made = desk.enrol()
    assert made is not None
    assert desk.enrolling().left(MACHINE) == ()
    assert desk.enrolling().forget_left(desk.sensor) == ()
    disable(desk)
    assert desk.enrolling().left(MACHINE) == (made,)
    assert desk.enrolling().left("另一台") == ()
    (end,) = desk.enrolling().forget_left(desk.sensor)
    assert (end.enrolment_id, end.reason, end.actor_id, end.actor_name) == (
        made.id,
        EndReason.LEFT,
        None,
        MACHINE,
    )
    assert desk.slots == {}
    assert desk.enrolling().forget_left(desk.sensor) == ()
    with desk.hall.store.read() as unit:
        logged = [one.fields for one in unit.audit.entries()][-1]
        assert unit.fingers.everywhere() == ()
    assert (logged["actor"], logged["action"], logged["subject"]) == (MACHINE, "fingers.delete", made.person)
    assert desk.recorded() == ["finger_enrolment", "finger_end"]


def test_a_sensor_that_is_away_keeps_them_named_and_its_next_use_deletes_them(desk: Desk) -> None:
    desk.enrol()
    disable(desk)
    desk.module.fault("silence")
    with pytest.raises(DeviceError):
        desk.enrolling().forget_left(desk.sensor)
    assert len(desk.enrolling().left(MACHINE)) == 1
    desk.module.clear()
    with pytest.raises(DeviceError, match=r"fingerprint\.unknown_finger"):
        desk.punch("thumb")
    assert desk.slots == {}
    assert desk.enrolling().left(MACHINE) == ()
    with desk.hall.store.read() as unit:
        assert [one.fields["action"] for one in unit.audit.entries()][-1] == "fingers.delete"
