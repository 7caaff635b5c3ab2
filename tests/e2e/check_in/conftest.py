"""The machine with the sensor: a real store, the simulated sensor on a port, an administrator before it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.accounts import Account, Actor, Right
from app.domain.clock_watch import ClockWatch
from app.domain.device_records import DeviceKind, DeviceSettings, DeviceState
from app.domain.scripts import ScriptRules
from app.services.accounts import Accounts
from app.services.attendance import Attendance
from app.services.check_in import CheckIn
from app.services.enrolling import Enrolling
from app.services.journal import Journal
from data.store import LocalStore, create_store
from data.working_days import CalendarTables
from devices.simulators.fingerprint import FingerprintSimulator
from devices.simulators.frame import Simulation
from tests import factories as make
from tests.e2e.technician.conftest import SIZE, fonts, look, make_desk, plugs, runner, shown
from tests.fakes import PlainHash, StillClock
from ui.check_in.dependencies import CheckInDependencies
from ui.check_in.pages import check_in_window
from ui.check_in.results import today_of
from ui.device_desk import DeviceDesk
from ui.events import ChangesBridge
from ui.i18n.two_scripts import Tibetan, catalogue_tibetan
from ui.look import Look
from ui.staff_window import StaffWindow
from ui.tasks import TaskRunner
from ui.timing import CallbackTimes

__all__ = ["fonts", "look", "make_desk", "plugs", "runner", "shown"]
SENSOR = "打卡机"
PASSWORD = "Yanshi-2026"
PASSWORD_HASH = PlainHash().hash(PASSWORD)
CHINESE_FIRST = ScriptRules()
STAFF = ("卓玛措", "才让多杰", "格桑德吉", "马强")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:  # what the offscreen platform says of every dialog
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))


@dataclass
class Post:
    """The check-in's window and what stands behind it."""

    needs: CheckInDependencies
    window: StaffWindow
    plug: Simulation
    store: LocalStore
    clock: StillClock
    people: dict[str, Account]
    tones: list[bool] = field(default_factory=list)

    @property
    def slots(self) -> dict[int, str]:
        brain = self.plug.device
        assert isinstance(brain, FingerprintSimulator)
        return brain.slots

    def recorded(self) -> list[str]:
        with self.store.read() as unit:
            kinds = [row.kind for row in unit.outbox.rows()]
        return [kind for kind in kinds if kind.startswith("finger") or kind == "punch"]


def hire(store: LocalStore) -> dict[str, Account]:
    """Put the staff and an administrator into a store."""
    people = {
        name: Account(make.new_id(), f"staff{place}", name, PASSWORD_HASH, frozenset({Right.CLERK}), "117")
        for place, name in enumerate(STAFF)
    }
    people["主任"] = Account(make.new_id(), "yy", "主任", PASSWORD_HASH, frozenset({Right.SUPERVISOR}), "")
    people["管理员"] = Account(make.new_id(), "zz", "管理员", "", frozenset({Right.ADMINISTRATOR}), "")
    with store.write() as unit:
        unit.hall.put_facts(make.hall())
        for account in people.values():
            unit.accounts.put(account)
        unit.commit()
    return people


@pytest.fixture
def make_post(
    qtbot: QtBot,
    qapp: QApplication,
    look: Look,
    runner: TaskRunner,
    plugs: Callable[[str], Simulation],
    make_desk: Callable[[Sequence[DeviceSettings]], DeviceDesk],
    tmp_path: Path,
) -> Iterator[Callable[..., Post]]:
    """Open the check-in's window; with `admin` off nobody is signed in."""
    changes = ChangesBridge(CallbackTimes())
    store = create_store(tmp_path / "store", 0, changed=changes.publish)
    people, clock = hire(store), StillClock()
    windows: list[StaffWindow] = []
    desks: list[DeviceDesk] = []

    def make_it(admin: bool = True, size: tuple[int, int] = SIZE, rules: ScriptRules = CHINESE_FIRST) -> Post:
        journal = Journal(store, CalendarTables(), clock)
        attendance = Attendance(journal, Accounts(store, PlainHash(), clock))

        plug = plugs("fingerprint")
        desk = make_desk([DeviceSettings(SENSOR, DeviceKind.FINGERPRINT, "zfm", plug.url)])
        desks.append(desk)
        boss, tones = people["管理员"], list[bool]()
        needs = CheckInDependencies(
            look=look,
            runner=runner,
            changes=changes,
            desk=desk,
            device=SENSOR,
            check_in=CheckIn(store, clock, ClockWatch(clock.now, lambda: clock.now().timestamp())),
            enrolling=Enrolling(store, clock),
            actor=Actor(boss.id, boss.name, boss.rights, "", "") if admin else None,
            now=clock.now,
            tone=tones.append,
            tibetan=Tibetan(catalogue_tibetan(), rules),
            day_of=today_of(attendance, clock.now),
            by_password=attendance.check_in_by_password,
        )
        window = check_in_window(needs, qapp, "玛沁县政务服务中心")
        window.resize(*size)
        window.show()
        window.activateWindow()
        windows.append(window)
        qtbot.waitUntil(lambda: qapp.focusWidget() is not None)
        qtbot.waitUntil(lambda: desk.health()[0].state is DeviceState.READY)
        return Post(needs, window, plug, store, clock, people, tones)

    yield make_it
    for window in windows:
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for desk in desks:
        desk.stop()
    runner.close()
    qapp.processEvents()
    store.close()
