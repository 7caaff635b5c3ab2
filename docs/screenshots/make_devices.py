"""Make the pictures of devices, of printers and of an enrolment: `python -m docs.screenshots.make_devices`.

They are taken from the real pages over simulated devices; ports have the names a hall's machine gives them.
"""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, chdir, contextmanager
from datetime import timedelta
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.accounts import Actor
from app.domain.clock_watch import ClockWatch
from app.domain.device_records import DeviceKind, DeviceSettings, DeviceState, FoundPort
from app.services.accounts import Accounts
from app.services.attendance import Attendance
from app.services.check_in import CheckIn
from app.services.enrolling import Enrolling
from app.services.journal import Journal
from data.store import LocalStore, create_store
from data.working_days import CalendarTables
from devices import registry
from devices.configured import ConfiguredDevices
from devices.simulators import simulated
from devices.simulators.frame import Simulation
from tests.e2e.check_in.conftest import hire
from tests.e2e.technician.conftest import FACES, FONTS, TICKET, dotted
from tests.e2e.technician.printing import printing
from tests.e2e.walk import settle, shoot
from tests.fakes import PlainHash, StillClock
from ui.band import Band
from ui.check_in.dependencies import CheckInDependencies
from ui.check_in.enrol_page import EnrolPage
from ui.check_in.pages import check_in_window
from ui.check_in.password_page import PasswordPage
from ui.check_in.punch_page import PunchPage
from ui.check_in.results import today_of
from ui.device_desk import DeviceDesk
from ui.events import ChangesBridge
from ui.i18n import tr
from ui.i18n.hall_words import hall_two_scripts
from ui.look import Look, dress, load_fonts
from ui.staff_window import PageTab, StaffWindow
from ui.tasks import TaskRunner
from ui.technician.dependencies import TechnicianDependencies
from ui.technician.device_page import DevicePage
from ui.technician.pages import technician_window
from ui.timing import CallbackTimes

HERE = Path(__file__).parent
HALL = "玛沁县政务服务中心（演示）"
SIZE = (1366, 768)
DEVICES = (
    ("打卡机", "fingerprint", DeviceKind.FINGERPRINT, "zfm", "COM3"),
    ("12号窗口显示屏", "onbon-k", DeviceKind.QUEUE_DISPLAY, "onbon-k", "COM4"),
    ("身份证阅读器", "id-card", DeviceKind.ID_CARD_READER, "sdt", "COM5"),
    ("号票打印机", "escpos", DeviceKind.TICKET_PRINTER, "escpos", "COM6"),
    ("扫码枪", "scanner", DeviceKind.SCANNER, "serial", "COM7"),
)


class Scene:
    """Simulated devices, the desk over them, and what a picture of a window needs."""

    def __init__(self, application: QApplication, look: Look) -> None:
        self.application, self.look, self.clock = application, look, StillClock()
        self.plugs = {
            name: Simulation(simulated(kind), link=Path(port)) for name, kind, _, _, port in DEVICES
        }
        self.runner = TaskRunner(_raise, CallbackTimes())
        settings = [DeviceSettings(name, kind, model, port) for name, _, kind, model, port in DEVICES]
        self.desk = DeviceDesk(self.runner, ConfiguredDevices, settings)
        self.desk.start()
        self.wait(lambda: all(one.state is DeviceState.READY for one in self.desk.health()))

    def wait(self, until: Callable[[], bool]) -> None:
        """Let the program run until something holds.

        Raises:
            TimeoutError: it does not within 20 s.
        """
        deadline = monotonic() + 20
        while not until():
            self.application.processEvents()
            if monotonic() > deadline:
                raise TimeoutError
        settle(self.application)

    @contextmanager
    def shown(self, window: QWidget) -> Iterator[None]:
        """Show a window while the block runs."""
        window.resize(*SIZE)
        window.show()
        window.activateWindow()
        settle(self.application)
        yield
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def close(self) -> None:
        """End everything."""
        self.desk.stop()
        self.runner.close()
        self.desk.close()
        for plug in self.plugs.values():
            plug.close()


def _raise(error: Exception, where: str) -> None:
    raise error


def make_device_page(scene: Scene, folder: Path) -> None:
    """Picture the device page when all is well and when two devices are not."""
    needs = TechnicianDependencies(
        look=scene.look,
        runner=scene.runner,
        desk=scene.desk,
        models=registry.catalogue(),
        ports=lambda: [FoundPort(port, "USB Serial") for *_, port in DEVICES],
        save=lambda devices: None,
        now=scene.clock.now,
        typeset=dotted,
        test_ticket=lambda: TICKET,
    )
    window = technician_window(needs, scene.application, HALL, "技术员")
    with scene.shown(window):
        page = window.page(0)
        assert isinstance(page, DevicePage)
        page.list.table.choose(1)
        page.test()
        scene.wait(lambda: page.trial.running and "A000" in page.trial.words.text())
        shoot(window, folder / "devices-good.png")
        page.bench.stop()
        scene.plugs["12号窗口显示屏"].unplug()
        scene.plugs["号票打印机"].fault("paper_out")
        scene.desk.ask("号票打印机")
        bad = (DeviceState.NO_PORT, DeviceState.FAULT)
        scene.wait(lambda: [one.state in bad for one in scene.desk.health()].count(True) == 2)
        page.test()
        scene.wait(lambda: not page.trial.running and "COM4" in page.trial.words.text())
        lost = scene.desk.health()[1].lost_since
        assert lost is not None
        scene.clock.at = lost + timedelta(minutes=12)
        page.head.tick(scene.clock.at)
        scene.wait(lambda: "12 分钟" in page.head.since.text())
        shoot(window, folder / "devices-bad.png")


def make_printers(scene: Scene, folder: Path) -> None:
    """Picture the page of printers, one of them no longer there."""
    made = printing(scene.look, scene.runner, Path("machine.toml"))
    band = Band(scene.look, HALL, tr("设备维护"), [tr("打印机")], "技术员", scene.clock.now)
    tabs = [PageTab(tr("打印机"), lambda: made.page)]
    window = StaffWindow(scene.look, scene.application, band, tabs, tr("打印机"))
    with scene.shown(window):
        window.show_page(0)
        scene.wait(scene.runner.idle)
        made.row("受理通知书")
        settle(scene.application)
        shoot(window, folder / "devices-printers.png")
        scene.wait(scene.runner.idle)


def needs_of(scene: Scene, store: LocalStore, changes: ChangesBridge) -> CheckInDependencies:
    """Return what the check-in stands on, an administrator signed in."""
    boss, clock = hire(store)["管理员"], scene.clock
    attendance = Attendance(Journal(store, CalendarTables(), clock), Accounts(store, PlainHash(), clock))
    return CheckInDependencies(
        look=scene.look,
        runner=scene.runner,
        changes=changes,
        desk=scene.desk,
        device="打卡机",
        check_in=CheckIn(store, clock, ClockWatch(clock.now, lambda: clock.now().timestamp())),
        enrolling=Enrolling(store, clock),
        actor=Actor(boss.id, boss.name, boss.rights, "", ""),
        now=clock.now,
        tone=lambda counted: None,
        tibetan=hall_two_scripts(store)(),
        day_of=today_of(attendance, clock.now),
        by_password=attendance.check_in_by_password,
    )


def make_check_in(scene: Scene, folder: Path) -> None:
    """Picture an enrolment in the middle of its second finger, a punch, and the way without a finger."""
    changes = ChangesBridge(CallbackTimes())
    with create_store(Path("store"), 0, changed=changes.publish) as store:
        window = check_in_window(needs_of(scene, store, changes), scene.application, HALL)
        with scene.shown(window):
            enrol(scene, window, folder)
            punch(scene, window, folder)
            window.show_page(2)
            page = window.page(2)
            assert isinstance(page, PasswordPage)
            page.login.put("staff1")
            settle(scene.application)
            shoot(window, folder / "check-in-password.png")
        scene.wait(scene.runner.idle)


def enrol(scene: Scene, window: StaffWindow, folder: Path) -> None:
    """Enrol the first of the staff."""
    window.show_page(1)
    page = window.page(1)
    assert isinstance(page, EnrolPage)
    scene.wait(lambda: page.table.rows != ())
    page.consent.tick.setChecked(True)
    page.enrol()
    scene.plugs["打卡机"].command("touch thumb thumb index")
    scene.wait(lambda: page.takes.done == 3)
    shoot(window, folder / "enrolment.png")
    scene.plugs["打卡机"].command("touch index")
    scene.wait(page.enrolled.isVisible)


def punch(scene: Scene, window: StaffWindow, folder: Path) -> None:
    """Lay the finger down in time, and the next day eleven minutes late."""
    window.show_page(0)
    page = window.page(0)
    assert isinstance(page, PunchPage)
    scene.wait(lambda: page.words.text() == "请验证指纹")
    shoot(window, folder / "check-in-asks.png")
    for picture, later in (
        ("check-in.png", timedelta()),
        ("check-in-late.png", timedelta(days=1, minutes=11)),
    ):
        scene.wait(lambda: page.words.text() == "请验证指纹")
        scene.clock.at += later
        scene.plugs["打卡机"].command("touch thumb")
        scene.wait(lambda: page.words.text() == "卓玛措")
        scene.wait(lambda: [one.at for one in page.table.rows] == [scene.clock.at])
        shoot(window, folder / picture)


def main() -> None:
    """Write the pictures beside this file."""
    application = QApplication([])
    load_fonts(FONTS / name for name in FACES)
    look = Look()
    dress(application, look)
    for make in (make_device_page, make_printers, make_check_in):
        with tempfile.TemporaryDirectory() as folder, chdir(folder), ExitStack() as ends:
            scene = Scene(application, look)
            ends.callback(scene.close)
            make(scene, HERE)


if __name__ == "__main__":
    main()
