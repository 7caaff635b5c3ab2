"""The demo hall's queue over a real store, for the screens of the queue: kiosk, hall display, strip."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from shutil import copytree

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.accounts import Actor
from app.domain.ids import new_id
from app.domain.items import Department
from app.domain.papers import HallFacts
from app.domain.queue_services import offered_by
from app.domain.tickets import Priority, Turn
from app.ports.queue import Wish
from app.services.accounts import Credentials
from app.services.journal import Journal
from app.services.posts import Posts
from app.services.queue import Queue
from app.services.use_cases import UseCases
from data.demo_hall import DEMO_PASSWORD, clerk_login, load_demo_hall
from data.local_queue import LocalQueue
from data.store import LocalStore, create_store, open_store
from data.working_days import CalendarTables
from tests.fakes import PlainHash, RecordingComposer, StillClock
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
HOUSEHOLD, ID_CARDS, ABROAD, TRADE = "103-3", "103-4", "103-5", "117-25"


def make_demo_store(folder: Path) -> None:
    """Write the demo hall with its queue."""
    clock = StillClock()
    with create_store(folder, 1, changed=lambda _: None) as store:
        load_demo_hall(store, PlainHash(), clock)
        queue = LocalQueue(store, clock)
        with store.read() as unit:
            services, counters = offered_by(unit.catalogue.departments())
        for service in services:
            queue.put_service(service)
        for counter in counters:
            queue.put_counter(counter)


def load_faces() -> None:
    load_fonts(FONTS / name for name in FACES)


@contextmanager
def dressed(application: QApplication) -> Iterator[Look]:
    """Give the application a look while the block runs."""
    made = Look()
    dress(application, made)
    yield made
    made.changed.disconnect()


@dataclass(frozen=True)
class Hall:
    """The demo hall's queue and what its screens stand on."""

    store: LocalStore
    queue: LocalQueue
    clock: StillClock
    use: UseCases
    runner: TaskRunner
    shown: list[Exception]
    facts: HallFacts
    departments: tuple[Department, ...]

    def later(self, **passed: float) -> None:
        self.clock.at += timedelta(**passed)

    def give(self, service: str = HOUSEHOLD, count: int = 1, priority: Priority | None = None) -> list[Turn]:
        turns = []
        for _ in range(count):
            turns.append(self.queue.issue(Wish(new_id(), service, "取号机", priority=priority)))
            self.later(seconds=1)
        return turns

    def clerk(self, counter: int) -> Actor:
        return self.use.accounts.sign_in(Credentials(clerk_login(counter), DEMO_PASSWORD), str(counter))

    def clerks_queue(self) -> Queue:
        posts = Posts(Journal(self.store, CalendarTables(), self.clock))
        return Queue(self.queue, self.clock, posts.require_on_duty)

    def call(self, counter: int, service: str = HOUSEHOLD) -> Turn:
        """Give a ticket and call it at a counter that is open and free."""
        actor, keys = self.clerk(counter), self.clerks_queue()
        self.give(service)
        keys.open(actor)
        turn = keys.call_next(actor, new_id())
        assert turn is not None
        return turn


@contextmanager
def demo_queue_hall(template: Path, folder: Path, application: QApplication) -> Iterator[Hall]:
    """Open a copy of the demo hall; everything is closed after the block, and no error is left unhandled."""
    copytree(template, folder)
    clock, shown = StillClock(), list[Exception]()
    runner = TaskRunner(lambda error, _where: shown.append(error), CallbackTimes())
    with open_store(folder, changed=lambda _: None) as store:
        use = UseCases.over(store, CalendarTables(), clock, PlainHash(), RecordingComposer())
        with store.read() as unit:
            facts, departments = unit.hall.facts(), tuple(unit.catalogue.departments())
        queue = LocalQueue(store, clock)
        yield Hall(store, queue, clock, use, runner, shown, facts, departments)
        runner.close()
    application.processEvents()
    assert not shown, "an error that nobody handled"


def put_away(*windows: QWidget) -> None:
    """End windows and what belongs to them."""
    for window in windows:
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
