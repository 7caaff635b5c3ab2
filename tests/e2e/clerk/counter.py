"""A clerk's counter over a real store with the demo hall, the real composer, and a printer of ours."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from app.errors import DeviceError
from app.ports.printing import PageComposer
from app.services.accounts import Credentials
from app.services.use_cases import UseCases
from data.demo_hall import DEMO_PASSWORD, clerk_login
from data.pinyin import DictionaryPinyin
from data.store import LocalStore, open_store
from data.working_days import CalendarTables
from tests.e2e.walk import settle
from tests.fakes import PlainHash, StillClock
from ui.clerk.accept_page import AcceptPage
from ui.clerk.dependencies import ClerkDependencies
from ui.clerk.window import ClerkWindow
from ui.events import ChangesBridge
from ui.look import Look
from ui.tasks import TaskRunner
from ui.timing import CallbackTimes

FONTS = Path(__file__).parents[3] / "printing" / "fonts"
FACES = (
    "NotoSansSC_400Regular.ttf",
    "NotoSansSC_700Bold.ttf",
    "NotoSerifTibetanUI_400Regular.ttf",
    "HanaMinB.ttf",
)
FOOD = 26
SIZE = (1366, 768)


@dataclass(frozen=True)
class Job:
    """What reached the printer."""

    pdf: bytes
    title: str
    copies: int


class KeepingPrinter:
    """Keeps its jobs; out of paper while `broken`."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []
        self.broken = False

    def send(self, pdf: bytes, title: str, copies: int) -> None:
        if self.broken:
            raise DeviceError("device.no_answer", port="lp")
        self.jobs.append(Job(pdf, title, copies))


@dataclass(frozen=True)
class Counter:
    """A signed-in clerk's window and what stands behind it."""

    needs: ClerkDependencies
    window: ClerkWindow
    printer: KeepingPrinter
    clock: StillClock
    shown: list[Exception]

    def ready(self) -> bool:
        """Tell whether the first page is there, items are spelt, and nothing is under way."""
        page = self.window.page(0)
        assert isinstance(page, AcceptPage)
        return page.spelt and self.needs.runner.idle()


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

    def make(counter: int = FOOD, size: tuple[int, int] = SIZE) -> Counter:
        printer = KeepingPrinter()
        needs = needs_of(look, opened, runner, changes, clock, composer, printer, counter, papers)
        window = ClerkWindow(needs, application)
        window.resize(*size)
        window.show()
        window.activateWindow()
        windows.append(window)
        return Counter(needs, window, printer, clock, shown)

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
    printer: KeepingPrinter,
    counter: int,
    papers: Path,
) -> ClerkDependencies:
    """Return what a signed-in clerk's pages stand on; PDF files are saved in `papers`."""
    tables = CalendarTables()
    use = UseCases.over(store, tables, clock, PlainHash(), composer)
    actor = use.accounts.sign_in(Credentials(clerk_login(counter), DEMO_PASSWORD), str(counter))
    with store.read() as unit:
        hall, department = unit.hall.facts(), unit.catalogue.department(actor.department)
    return ClerkDependencies(
        look=look,
        runner=runner,
        changes=changes,
        actor=replace(actor, name="卓玛措"),
        hall=hall,
        department=department,
        calendar=tables.calendar(hall.area_code),
        use=use,
        composer=composer,
        printer=printer,
        pinyin=DictionaryPinyin,
        save_where=lambda name: papers / name,
    )


def settled(counter: Counter, application: QApplication) -> Callable[[], None]:
    """Return a function that waits until nothing is under way and the layouts have come to rest."""

    def wait() -> None:
        for _ in range(3):
            settle(application)
            while not counter.needs.runner.idle():
                application.processEvents()
        settle(application)

    return wait
