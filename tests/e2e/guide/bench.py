"""A guide's desk over a real store with the demo hall, the real composer, and printers of ours."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from app.domain.device_records import PrinterState
from app.domain.print_jobs import Place
from app.errors import DeviceError
from app.ports.print_jobs import PageFile
from app.ports.printing import HallPaperComposer
from app.services.accounts import Accounts, Credentials
from app.services.complaints import Complaints
from app.services.guide import Guide
from app.services.journal import Journal
from app.services.kiosk import Kiosk, KioskSettings
from app.services.progress_query import ProgressQuery
from app.services.requests import Requests
from data.demo_hall import DEMO_PASSWORD
from data.local_queue import LocalQueue
from data.passwords import Argon2Passwords
from data.pinyin import DictionaryPinyin
from data.store import LocalStore, open_store
from data.working_days import CalendarTables
from printing.first_use import FirstUseSlips
from tests.e2e.walk import gathering, settle
from tests.fakes import StillClock
from ui.events import ChangesBridge
from ui.guide.ask_page import AskPage
from ui.guide.dependencies import GuideDependencies
from ui.guide.window import GuideWindow
from ui.i18n.hall_words import hall_scripts
from ui.i18n.language import Interpreter
from ui.i18n.two_scripts import catalogue_tibetan
from ui.look import Look
from ui.staff_window import PageTab
from ui.tasks import TaskRunner
from ui.timing import CallbackTimes

SIZE = (1366, 768)
MONDAY = datetime(2026, 11, 23, 1, tzinfo=UTC)
"""Nine o'clock of the first working day on which the demo hall's items are in force."""


class SlipPrinter:
    """Keeps the slips; out of paper while `broken`."""

    def __init__(self) -> None:
        self.jobs: list[PageFile] = []
        self.broken = False

    def send(self, file: PageFile) -> None:
        if self.broken:
            raise DeviceError("device.no_answer", port="lp")
        self.jobs.append(file)


class TicketPrinter:
    """Keeps the tickets; offline while `broken`."""

    def __init__(self) -> None:
        self.slips: list[bytes] = []
        self.broken = False

    def state(self) -> PrinterState:
        return PrinterState.OFFLINE if self.broken else PrinterState.READY

    def send(self, data: bytes) -> None:
        self.slips.append(data)

    def printed(self, seconds: float) -> bool:
        return True

    def restore(self) -> None:
        """Nothing to restore."""

    def inquire(self) -> dict[str, str]:
        return {}


@dataclass(frozen=True)
class Bench:
    """A signed-in guide's window and what stands behind it."""

    needs: GuideDependencies
    window: GuideWindow
    store: LocalStore
    queue: LocalQueue
    journal: Journal
    printer: SlipPrinter
    tickets: TicketPrinter
    clock: StillClock
    interpreter: Interpreter

    @property
    def ask(self) -> AskPage:
        page = self.window.page(0)
        assert isinstance(page, AskPage)
        return page

    def ready(self) -> bool:
        return self.ask.item is not None and self.needs.runner.idle()


@contextmanager
def benches(
    application: QApplication, look: Look, folder: Path, composer: HallPaperComposer
) -> Iterator[Callable[..., Bench]]:
    """Give a function that opens the desk's window; everything is closed in the end.

    Raises:
        AssertionError: an error was shown that nobody handled.
    """
    times, shown, clock = CallbackTimes(), list[Exception](), StillClock(MONDAY)
    runner = TaskRunner(lambda error, _where: shown.append(error), times)
    changes = ChangesBridge(times)
    store = open_store(folder, changed=changes.publish)
    interpreter = Interpreter(application)
    windows: list[GuideWindow] = []

    def make(size: tuple[int, int] = SIZE, more: Sequence[PageTab] = ()) -> Bench:
        queue, journal = LocalQueue(store, clock), Journal(store, CalendarTables(), clock)
        printer, tickets = SlipPrinter(), TicketPrinter()
        actor = Accounts(store, Argon2Passwords(), clock).sign_in(Credentials("guide", DEMO_PASSWORD), "")
        with store.read() as unit:
            hall = unit.hall.facts()
        slips = FirstUseSlips().slips()
        needs = GuideDependencies(
            look=look,
            runner=runner,
            changes=changes,
            actor=actor,
            hall=hall,
            guide=Guide(journal, lambda: queue, composer, printer.send, Place("")),
            requests=Requests(journal, lambda: queue),
            complaints=Complaints(journal),
            progress=ProgressQuery(journal, "导办台"),
            tickets=Kiosk(queue, journal, tickets, slips, KioskSettings("导办台", b"test")),
            ticket_lane="device:",
            pinyin=DictionaryPinyin,
            tibetan=catalogue_tibetan,
            scripts=hall_scripts(store),
            machine="导办台",
            now=clock.now,
        )
        window = GuideWindow(needs, application, interpreter, more)
        window.resize(*size)
        window.show()
        window.activateWindow()
        windows.append(window)
        return Bench(needs, window, store, queue, journal, printer, tickets, clock, interpreter)

    try:
        yield make
    finally:
        for window in windows:
            window.close()
            window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        runner.close()
        store.close()
        interpreter.deleteLater()
        application.processEvents()
    assert not shown, "an error that nobody handled"


def settled(bench: Bench, application: QApplication) -> Callable[[], None]:
    """Return a function that waits until nothing is under way and the layouts have come to rest."""

    def wait() -> None:
        for _ in range(3):
            settle(application)
            while not bench.needs.runner.idle() or gathering(application):
                application.processEvents()
        settle(application)

    return wait
