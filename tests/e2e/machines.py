"""Every machine of the demo hall as `main.py` opens it: its role, who signs in, and its pages one by one."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.complaints import ComplaintKind
from app.domain.device_records import DeviceKind, DeviceSettings
from app.domain.guide import Language as Spoken
from app.domain.guide import Outcome
from app.domain.print_jobs import Place
from app.domain.requests import RequestKind
from app.ports.store import Store
from app.services.accounts import Accounts, Credentials
from app.services.complaints import Brought, Complaints
from app.services.guide import Guide, Told
from app.services.intake import Application
from app.services.journal import Journal
from app.services.requests import Asked, Requests
from app.services.use_cases import UseCases
from app.settings import MachineSettings, Role
from data.demo_hall import DEMO_PASSWORD
from data.demo_store import demo_store
from data.local_queue import LocalQueue
from data.passwords import Argon2Passwords
from data.store import LocalStore, open_store
from data.working_days import CalendarTables
from devices.simulators import simulated
from devices.simulators.frame import Simulation
from main import open_window
from tests import factories as make
from tests.e2e.walk import gathering, settle
from tests.fakes import RecordingComposer, StillClock
from ui.chip_pages import ChipPages
from ui.faces import screen_faces
from ui.i18n.language import Interpreter
from ui.program import Program
from ui.sign_in import SignInPage
from ui.staff_window import StaffWindow

TUESDAY = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
"""Half past nine of a day on which every item of the demo hall is in force."""
SENSOR = "打卡机"


@dataclass(frozen=True)
class Seat:
    """A machine's role, and who signs in there; nobody does where the public or passers-by stand."""

    role: Role
    login: str = ""
    counter: str = "1"


SEATS = {
    "clerk": Seat(Role.CLERK, "c26", "26"),
    "reviewer": Seat(Role.CLERK, "r117", "26"),
    "guide": Seat(Role.GUIDE, "guide"),
    "supervisor": Seat(Role.SUPERVISOR, "hall"),
    "administrator": Seat(Role.SUPERVISOR, "admin"),
    "auditor": Seat(Role.SUPERVISOR, "audit"),
    "kiosk": Seat(Role.KIOSK),
    "display": Seat(Role.DISPLAY),
    "check-in": Seat(Role.CHECK_IN),
}
"""Every role and every right that has a window of its own."""


@dataclass(frozen=True)
class Opened:
    """A machine that is on.

    Attributes:
        met: the names of the classes of every widget that was seen.
    """

    program: Program
    window: QWidget
    interpreter: Interpreter
    met: set[str] = field(default_factory=set)

    def wait(self) -> None:
        """Wait until nothing is under way and the layouts have come to rest; a sensor waits for ever."""
        application = self.program.application
        for _ in range(2):
            settle(application, 3)
            while not self.program.runner.idle(apart="device:") or gathering(application):
                application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        settle(application, 3)

    def pages(self) -> Iterator[str]:
        """Show one page after another, each part of it too; yields what is shown."""
        window = self.window
        if not isinstance(window, StaffWindow):
            self._seen()
            yield ""
            return
        for number, name in enumerate(window.names):
            window.show_page(number)
            page = window.page(number)
            for part in list(page.chips) if isinstance(page, ChipPages) else [""]:
                if isinstance(page, ChipPages):
                    page.show_page(part)
                self._seen()
                yield f"{name} {part}".strip()

    def _seen(self) -> None:
        self.wait()
        for widget in (self.window, *self.window.findChildren(QWidget)):
            self.met.update(kind.__name__ for kind in type(widget).__mro__)


def lively_hall(folder: Path) -> None:
    """Make the demo hall in a folder, with something to tell on every list."""
    clock = StillClock(TUESDAY)
    with demo_store(folder, 1, clock, lambda _: None) as store:
        journal, queue = Journal(store, CalendarTables(), clock), LocalQueue(store, clock)
        use = UseCases.over(store, CalendarTables(), clock, Argon2Passwords(), RecordingComposer())
        clerk = use.accounts.sign_in(Credentials("c26", DEMO_PASSWORD), "26")
        guide = use.accounts.sign_in(Credentials("guide", DEMO_PASSWORD), "")
        clock.pass_days(-20)
        for name in ("才让卓玛", "བཀྲ་ཤིས་སྒྲོལ་མ།"):
            use.intake.accept_new(clerk, _application(store, name))
            clock.pass_days(10)
        Complaints(journal).take_down(
            guide, Brought(make.new_id(), ComplaintKind.COMPLAINT, "等候时间太长。", "9 号窗口")
        )
        for kind in (RequestKind.HOME_VISIT, RequestKind.AGENT, RequestKind.FIRST_ASKED):
            place = "大武乡江千村" if kind is RequestKind.HOME_VISIT else ""
            asked = Asked(make.new_id(), kind, "104-08", "旦正才让", "13800000001", place)
            Requests(journal, lambda: queue).take_down(guide, asked)
        desk = Guide(journal, lambda: queue, RecordingComposer(), lambda _: None, Place(""))
        desk.consulted(guide, Told(desk.items()[0][0], Spoken.TIBETAN, Outcome.ANSWERED, 1, 3))


def _application(store: Store, name: str) -> Application:
    with store.read() as unit:
        item = unit.catalogue.item("117-06")
    here = tuple(replace(make.handed_in(1)[0], key=one.key, name=one.name) for one in item.materials)
    return Application(
        id=make.new_id(),
        item_key=item.key,
        applicant=make.applicant(name=name),
        agent=None,
        contact=name,
        contact_phone="13800000000",
        delivery_way=item.delivery_ways[0],
        materials=here,
    )


@contextmanager
def machines(application: QApplication, folder: Path) -> Iterator[Callable[[str], Opened]]:
    """Give a function that opens a seat's machine over the store of a folder; all are off in the end."""
    with ExitStack() as ends:

        def open_one(name: str) -> Opened:
            seat, clock = SEATS[name], StillClock(TUESDAY)
            program = Program(screen_faces(), folder / "log" / "hall.log")
            store = ends.enter_context(open_store(folder, changed=program.changes.publish))
            args = argparse.Namespace(role=seat.role, simulate=True, config=None)
            settings = MachineSettings(seat.role, seat.counter, devices=tuple(_devices(name, ends)))
            open_window(args, settings, program, store, ends, clock)
            if seat.login:
                _sign_in(seat, store, clock, program)
            interpreter = Interpreter(program.application)
            ends.callback(interpreter.deleteLater)
            opened = Opened(program, _shown(program), interpreter)
            opened.wait()
            return opened

        yield open_one
    settle(application)


def _devices(name: str, ends: ExitStack) -> Iterator[DeviceSettings]:
    """Return the sensor where people check in, or are enrolled."""
    if name in ("check-in", "administrator"):
        sensor = Simulation(simulated("fingerprint"), listen=("127.0.0.1", 0))
        ends.callback(sensor.close)
        yield DeviceSettings(SENSOR, DeviceKind.FINGERPRINT, "zfm", sensor.url)


def _sign_in(seat: Seat, store: LocalStore, clock: StillClock, program: Program) -> None:
    page = _shown(program)
    assert isinstance(page, SignInPage)
    accounts = Accounts(store, Argon2Passwords(), clock)
    page.signed_in.emit(accounts.sign_in(Credentials(seat.login, DEMO_PASSWORD), seat.counter))


def _shown(program: Program) -> QWidget:
    return next(one for one in program.application.topLevelWidgets() if one.isVisible())
