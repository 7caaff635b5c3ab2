"""The supervisor's window over a real store with the demo hall, its queue, the real composer, no devices."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.details import Form, HandedIn, StepKind
from app.domain.ids import new_id
from app.domain.items import ServiceItem
from app.domain.sync import Refusal
from app.domain.tickets import Turn
from app.ports.queue import DeskEvent, DeskState, Press, Wish
from app.services.accounts import Credentials
from app.services.hall_overview import HallOverview
from app.services.intake import Application
from app.services.journal import Journal, Outcome
from app.services.queue import Queue
from app.services.use_cases import UseCases
from data.demo_hall import DEMO_PASSWORD, clerk_login
from data.local_queue import LocalQueue
from data.store import LocalStore, open_store
from data.working_days import CalendarTables
from devices.configured import ConfiguredDevices
from printing.first_use import FirstUseComposer
from tests import factories as make
from tests.e2e.walk import settle
from tests.fakes import PlainHash, StillClock
from ui.device_desk import DeviceDesk
from ui.events import ChangesBridge
from ui.hall_papers.dependencies import HallPapersDependencies
from ui.hall_papers.page import HallPapersPage
from ui.i18n import tr
from ui.look import Look
from ui.print_queue.pump import PrintPump
from ui.staff_window import PageTab
from ui.supervisor.dependencies import SupervisorDependencies
from ui.supervisor.overview_page import OverviewPage
from ui.supervisor.pages import OVERVIEW, PAGES, WATCH
from ui.supervisor.watch_page import WatchPage
from ui.supervisor.window import SupervisorWindow
from ui.tasks import TaskRunner
from ui.timing import CallbackTimes

FONTS = Path(__file__).parents[3] / "printing" / "fonts"
FACES = (
    "NotoSansSC_400Regular.ttf",
    "NotoSansSC_700Bold.ttf",
    "NotoSerifTibetanUI_400Regular.ttf",
    "HanaMinB.ttf",
)
SIZE = (1366, 768)
FOOD, CLERK = "117-06", 26
CATALOGUE_IN_FORCE = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
"""A day on which papers about items may be printed: the demo hall's versions begin on 2026-11-22."""


@dataclass(frozen=True)
class Office:
    """A signed-in supervisor's window and what stands behind it."""

    needs: SupervisorDependencies
    window: SupervisorWindow
    use: UseCases
    queue: LocalQueue
    clock: StillClock
    application: QApplication
    saved: list[Path] = field(default_factory=list)

    @property
    def page(self) -> OverviewPage:
        found = self.window.page(list(PAGES).index(OVERVIEW))
        assert isinstance(found, OverviewPage)
        return found

    @property
    def watch(self) -> WatchPage:
        found = self.window.page(list(PAGES).index(WATCH))
        assert isinstance(found, WatchPage)
        return found

    @property
    def papers(self) -> HallPapersPage:
        found = self.window.page(len(PAGES))
        assert isinstance(found, HallPapersPage)
        return found

    def wait(self) -> None:
        """Wait until nothing is under way and the layouts have come to rest."""
        for _ in range(3):
            settle(self.application)
            while not self.needs.runner.idle():
                self.application.processEvents()
        settle(self.application)

    def look(self) -> None:
        """Look at the hall anew, as the timer does."""
        self.page.refresh()
        self.wait()

    def accept(self, key: str = FOOD, name: str = "才让卓玛") -> Outcome:
        """Let a clerk accept an invented person's application."""
        actor = self.use.accounts.sign_in(Credentials(clerk_login(CLERK), DEMO_PASSWORD), str(CLERK))
        with self.use.store.read() as unit:
            item = unit.catalogue.item(key)
        application = Application(
            id=new_id(),
            item_key=key,
            applicant=make.applicant(name=name),
            agent=None,
            contact=name,
            contact_phone="13800000000",
            delivery_way=item.delivery_ways[0],
            materials=tuple(HandedIn(m.key, m.name, Form.COPY, 1, 2) for m in item.materials),
        )
        return self.use.intake.accept_new(actor, application)

    def forked(self) -> UUID:
        """Accept a case that another station has meanwhile let its applicant withdraw."""
        outcome = self.accept(name="旦正才让")
        here = make.step(make.detail(StepKind.REVIEW_STARTED), outcome.step, outcome.step.on, station=2)
        there = make.step(make.detail(StepKind.WITHDRAWN), outcome.step, outcome.step.on, station=1)
        here = replace(here, counter="26", actor_name="央金")
        there = replace(there, counter="25", actor_name="拉毛措")
        self.use.exchange.take_in(outcome.case, (*outcome.steps, here, there))
        return outcome.case.id

    def refuse(self, case_id: UUID, code: str = "22P05") -> None:
        """Let the centre put a case's steps aside."""
        with self.use.store.write() as unit:
            steps = {step.id for step in unit.cases.steps(case_id)}
            rows = [row for row in unit.sync.waiting(0, 10_000) if row.record_id in steps]
            unit.sync.park((Refusal(row.sequence, code, "refused") for row in rows), self.clock.at)
            unit.commit()

    def open(self, counter: str, name: str, state: DeskState = DeskState.OPEN) -> None:
        """Let somebody open or pause a counter."""
        self.queue.staff(DeskEvent(new_id(), counter, state, self.clock.at, make.new_id(), name))

    def give(self, counter: int, count: int) -> list[Turn]:
        """Give tickets of the business of a counter."""
        service = next(one.services[0] for one in self.queue.setup().counters if one.number == str(counter))
        return [self.queue.issue(Wish(new_id(), service, "取号机")) for _ in range(count)]

    def call(self, counter: str) -> Turn:
        turn = self.queue.claim(Press(new_id(), counter, make.new_id(), "卓玛措"))
        assert turn is not None
        return turn

    def serve(self, counter: str, minutes: float = 6) -> None:
        """Call the next ticket of a counter and finish it."""
        actor = make.actor(department="", counter=counter)
        turn, keys = self.call(counter), Queue(self.queue, self.clock)
        keys.start(actor, turn.ticket.id)
        self.clock.at += timedelta(minutes=minutes)
        keys.finish(actor, turn.ticket.id)


@contextmanager
def offices(application: QApplication, look: Look, store: Path) -> Iterator[Callable[..., Office]]:
    """Give a function that opens the window; everything is closed in the end.

    Raises:
        AssertionError: an error was shown that nobody handled.
    """
    times, shown, clock = CallbackTimes(), list[Exception](), StillClock()
    runner = TaskRunner(lambda error, _where: shown.append(error), times)
    changes = ChangesBridge(times)
    opened = open_store(store, changed=changes.publish)
    desk = DeviceDesk(runner, ConfiguredDevices, ())
    windows: list[QWidget] = []

    def make_office(size: tuple[int, int] = SIZE) -> Office:
        office = _office(application, look, opened, runner, changes, clock, desk)
        office.window.resize(*size)
        office.window.show()
        office.window.activateWindow()
        windows.append(office.window)
        office.wait()
        return office

    try:
        yield make_office
    finally:
        for window in windows:
            window.close()
            window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        runner.close()
        desk.close()
        opened.close()
        application.processEvents()
    assert not shown, "an error that nobody handled"


def _office(
    application: QApplication,
    look: Look,
    store: LocalStore,
    runner: TaskRunner,
    changes: ChangesBridge,
    clock: StillClock,
    desk: DeviceDesk,
) -> Office:
    tables, queue = CalendarTables(), LocalQueue(store, clock)
    composer = FirstUseComposer()
    use = UseCases.over(store, tables, clock, PlainHash(), composer)
    actor = use.accounts.sign_in(Credentials("hall", DEMO_PASSWORD), "")
    with store.read() as unit:
        hall = unit.hall.facts()
    needs = SupervisorDependencies(
        look=look,
        runner=runner,
        changes=changes,
        actor=replace(actor, name="格桑"),
        hall=hall,
        overview=HallOverview(Journal(store, tables, clock), queue),
        case_book=use.case_book,
        desk=desk,
        now=clock.now,
        poll_ms=3_600_000,
    )
    office = Office(needs, SupervisorWindow(needs, application), use, queue, clock, application)
    office.window.append(PageTab(tr("文书"), lambda: _papers_page(office, composer)))
    return office


def _papers_page(office: Office, composer: FirstUseComposer) -> HallPapersPage:
    needs, use = office.needs, office.use

    def items() -> tuple[ServiceItem, ...]:
        with use.store.read() as unit:
            return unit.catalogue.items()

    pump = PrintPump(needs.runner, use.print_jobs, every=3_600_000)
    page = HallPapersPage(
        HallPapersDependencies(
            look=needs.look,
            runner=needs.runner,
            actor=needs.actor,
            papers=use.hall_papers,
            composer=composer,
            items=items,
            today=needs.today,
            pump=pump,
            save_where=lambda _: office.saved[-1],
        )
    )
    pump.setParent(page)
    return page
