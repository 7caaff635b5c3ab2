"""A clerk's counter over a real store with the demo hall, the real composer, and a printer of ours."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.workdays import Calendar
from app.errors import DeviceError
from app.ports.printing import Composer
from app.services.accounts import Credentials
from app.services.use_cases import UseCases
from data.demo_hall import DEMO_PASSWORD, clerk_login, load_demo_hall
from data.pinyin import DictionaryPinyin
from data.store import LocalStore, create_store, open_store
from data.working_days import CalendarTables
from printing.composer import PaperComposer
from printing.typesetting.fonts import Fonts
from tests.fakes import PlainHash, StillClock
from ui.clerk.accept_page import AcceptPage
from ui.clerk.dependencies import ClerkDependencies
from ui.clerk.window import ClerkWindow
from ui.events import ChangesBridge
from ui.look import Look, dress, load_fonts
from ui.tasks import TaskRunner
from ui.timing import CallbackTimes

FONTS = Path(__file__).parents[3] / "printing" / "fonts"
FACES = (
    "NotoSansSC_400Regular.ttf",
    "NotoSansSC_700Bold.ttf",
    "NotoSerifTibetanUI_400Regular.ttf",
    "HanaMinB.ttf",
)
FOOD, MARKET = 26, "117"
SIZE = (1366, 768)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:  # what the offscreen platform says of every dialog
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))


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


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo hall, loaded once; each test works on its own copy."""
    folder = tmp_path_factory.mktemp("demo") / "store"
    with create_store(folder, 1, changed=lambda _: None) as store:
        load_demo_hall(store, PlainHash(), StillClock())
    return folder


@pytest.fixture(scope="session")
def composer() -> PaperComposer:
    return PaperComposer(Fonts())


@pytest.fixture(scope="session")
def fonts(qapp: QApplication) -> None:
    load_fonts(FONTS / name for name in FACES)


@pytest.fixture
def look(qapp: QApplication, fonts: None) -> Iterator[Look]:
    made = Look()
    dress(qapp, made)
    yield made
    made.changed.disconnect()


@pytest.fixture
def make_counter(
    qtbot: QtBot, qapp: QApplication, look: Look, demo_store: Path, composer: PaperComposer, tmp_path: Path
) -> Iterator[Callable[..., Counter]]:
    """Open the window of a counter's clerk; everything is closed after the test."""
    times, shown, clock = CallbackTimes(), list[Exception](), StillClock()
    runner = TaskRunner(lambda error, _where: shown.append(error), times)
    changes = ChangesBridge(times)
    folder = tmp_path / "store"
    copytree(demo_store, folder)
    store = open_store(folder, changed=changes.publish)
    windows: list[ClerkWindow] = []

    def make(counter: int = FOOD, size: tuple[int, int] = SIZE) -> Counter:
        printer = KeepingPrinter()
        needs = needs_of(look, store, runner, changes, clock, composer, printer, counter, tmp_path)
        window = ClerkWindow(needs, qapp)
        window.resize(*size)
        window.show()
        window.activateWindow()
        windows.append(window)
        page = window.page(0)
        assert isinstance(page, AcceptPage)
        qtbot.waitUntil(lambda: page.spelt and runner.idle(), timeout=20_000)
        return Counter(needs, window, printer, clock, shown)

    yield make
    for window in windows:
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    runner.close()
    store.close()
    qapp.processEvents()
    assert not shown, "an error that nobody handled"


def needs_of(
    look: Look,
    store: LocalStore,
    runner: TaskRunner,
    changes: ChangesBridge,
    clock: StillClock,
    composer: Composer,
    printer: KeepingPrinter,
    counter: int,
    folder: Path,
) -> ClerkDependencies:
    """Return what a signed-in clerk's pages stand on."""
    tables = CalendarTables()
    use = UseCases.over(store, tables, clock, PlainHash(), composer)
    actor = use.accounts.sign_in(Credentials(clerk_login(counter), DEMO_PASSWORD), str(counter))
    with store.read() as unit:
        hall, department = unit.hall.facts(), unit.catalogue.department(actor.department)
    calendar: Calendar = tables.calendar(hall.area_code)
    return ClerkDependencies(
        look=look,
        runner=runner,
        changes=changes,
        actor=replace(actor, name="卓玛措"),
        hall=hall,
        department=department,
        calendar=calendar,
        use=use,
        composer=composer,
        printer=printer,
        pinyin=DictionaryPinyin,
        save_where=lambda name: folder / name,
    )
