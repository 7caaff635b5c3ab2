"""A clerk's counter over a real store with the demo hall, the real composer, and a printer of ours."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from app.domain.ids import new_id
from app.domain.papers import PrintEvent, PrintState
from app.domain.print_jobs import Place, PrintJob
from app.domain.tickets import Turn
from app.errors import DeviceError
from app.ports.print_jobs import JobReport, PageFile, PagePrinter
from app.ports.printing import PageComposer
from app.ports.queue import Wish
from app.services.accounts import Credentials
from app.services.press import Press
from app.services.queue import Queue
from app.services.use_cases import UseCases
from data.demo_hall import DEMO_PASSWORD, clerk_login
from data.local_queue import LocalQueue
from data.pinyin import DictionaryPinyin
from data.signing_keys import open_signer
from data.store import LocalStore, open_store
from data.working_days import CalendarTables
from tests.e2e.walk import gathering, settle
from tests.fakes import PlainHash, StillClock
from ui.clerk.accept_page import AcceptPage
from ui.clerk.dependencies import ClerkDependencies
from ui.clerk.window import ClerkWindow
from ui.events import ChangesBridge
from ui.look import Look
from ui.print_queue.pump import PrintPump
from ui.strip.dependencies import StripDependencies
from ui.tasks import TaskRunner
from ui.timing import CallbackTimes

FONTS = Path(__file__).parents[3] / "printing" / "fonts"
FACES = (
    "NotoSansSC_400Regular.ttf",
    "NotoSansSC_700Bold.ttf",
    "NotoSerifTibetanUI_400Regular.ttf",
    "HanaMinB.ttf",
)
FOOD, DEPARTMENT = 26, "117"
FIRST, SECOND = "激光", "针式"
SIZE = (1366, 768)
PUMP_MS = 50


class KeepingPrinters:
    """Two printers that print at once and keep what they printed; `problem` is why the first one does not.

    Attributes:
        jobs: what came out.
        says: what the spooler answers to a job.
    """

    def __init__(self) -> None:
        self.jobs: list[PageFile] = []
        self.problem: DeviceError | None = None
        self.says = JobReport(PrintState.PRINTED)

    def all(self) -> tuple[PagePrinter, ...]:
        return (PagePrinter(FIRST, self.problem, 0), PagePrinter(SECOND, None, 0))

    def default(self) -> str:
        return FIRST

    def ask(self, place: Place) -> None:
        if self.problem is not None and place.printer == FIRST:
            raise self.problem

    def send(self, file: PageFile) -> JobReport:
        self.jobs.append(file)
        return self.says

    def find(self, job: PrintJob, claim: PrintEvent) -> JobReport:
        return self.says

    def report(self, job: PrintJob, spooled: str) -> JobReport:
        return self.says

    def withdraw(self, job: PrintJob, spooled: str) -> JobReport:
        return JobReport(PrintState.CANCELLED, spooled, untouched=True)


@dataclass(frozen=True)
class Counter:
    """A signed-in person's window and what stands behind it."""

    needs: ClerkDependencies
    window: ClerkWindow
    printers: KeepingPrinters
    clock: StillClock
    shown: list[Exception]

    def ready(self) -> bool:
        """Tell whether the first page is there, items are spelt, and nothing is under way."""
        page = self.window.page(0)
        spelt = page.spelt if isinstance(page, AcceptPage) else True
        return spelt and self.needs.runner.idle()

    def give(self, service: str, item: str = "") -> Turn:
        """Give a visitor a ticket at the kiosk."""
        assert self.needs.queue is not None
        turn = self.needs.queue.hall.issue(Wish(new_id(), service, "取号机", item=item))
        self.clock.at += timedelta(seconds=1)
        return turn


@contextmanager
def counters(
    application: QApplication, look: Look, store: Path, composer: PageComposer, papers: Path
) -> Iterator[Callable[..., Counter]]:
    """Give a function that opens a window at a counter; everything is closed in the end.

    Raises:
        AssertionError: an error was shown that nobody handled.
    """
    times, shown, clock = CallbackTimes(), list[Exception](), StillClock()
    runner = TaskRunner(lambda error, _where: shown.append(error), times)
    changes = ChangesBridge(times)
    opened = open_store(store, changed=changes.publish)
    windows: list[ClerkWindow] = []

    def make(counter: int = FOOD, size: tuple[int, int] = SIZE, login: str = "") -> Counter:
        printers = KeepingPrinters()
        needs = needs_of(look, opened, runner, changes, clock, composer, printers, counter, papers, login)
        window = ClerkWindow(needs, application)
        needs.pump.setParent(window)
        window.resize(*size)
        window.show()
        window.activateWindow()
        windows.append(window)
        return Counter(needs, window, printers, clock, shown)

    try:
        yield make
    finally:
        for window in windows:
            window.close()
            window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        runner.close()
        opened.close()
        application.processEvents()
    assert not shown, "an error that nobody handled"


def needs_of(
    look: Look,
    store: LocalStore,
    runner: TaskRunner,
    changes: ChangesBridge,
    clock: StillClock,
    composer: PageComposer,
    printers: KeepingPrinters,
    counter: int,
    papers: Path,
    login: str = "",
) -> ClerkDependencies:
    """Return what a signed-in person's pages stand on; PDF files are saved in `papers`."""
    tables, queue = CalendarTables(), LocalQueue(store, clock)
    use = UseCases.over(
        store, tables, clock, PlainHash(), composer, Press(printers, {}, partial(open_signer, store.folder))
    )
    credentials = Credentials(login or clerk_login(counter), DEMO_PASSWORD)
    actor = use.accounts.sign_in(credentials, str(counter))
    with store.read() as unit:
        hall, department = unit.hall.facts(), unit.catalogue.department(actor.department)
    actor = actor if login else replace(actor, name="卓玛措")
    return ClerkDependencies(
        look=look,
        runner=runner,
        changes=changes,
        actor=actor,
        hall=hall,
        department=department,
        calendar=tables.calendar(hall.area_code),
        use=use,
        composer=composer,
        pump=PrintPump(runner, use.print_jobs, PUMP_MS),
        pinyin=DictionaryPinyin,
        save_where=lambda name: papers / name,
        queue=StripDependencies(
            look=look,
            runner=runner,
            queue=Queue(queue, clock),
            hall=queue,
            actor=actor,
            now=clock.now,
            pad=False,
        ),
    )


def settled(counter: Counter, application: QApplication) -> Callable[[], None]:
    """Return a function that waits until nothing is under way and the layouts have come to rest."""

    def wait() -> None:
        for _ in range(3):
            settle(application)
            while not counter.needs.runner.idle() or gathering(application):
                application.processEvents()
        settle(application)

    return wait
