"""The sync page over a real store and a centre that answers as it is told."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from app.domain.accounts import Right
from app.domain.carrying import CarriedPart
from app.domain.sync import (
    Blocks,
    Connection,
    Cursor,
    Greeting,
    Incoming,
    Outgoing,
    Refusal,
    Verdict,
    Welcome,
)
from app.errors import SyncError
from app.services.exchange import Exchange
from app.services.journal import Journal
from app.services.sync import Sync
from data.store import LocalStore, create_store
from data.working_days import CalendarTables
from tests import factories as make
from tests.fakes import StillClock
from tests.integration.store.filling import add_case
from ui.look import Look, wear
from ui.sync.dependencies import SyncDependencies
from ui.sync.page import SyncPage
from ui.sync.worker import SyncWorker
from ui.tasks import TaskRunner
from ui.timing import CallbackTimes

ENROLLED = Connection("maqin", "c12", "postgresql://c12@127.0.0.1:1/centre", "geheim", 0, Blocks(0, 0))
FAR = 10**8


class ToldCentre:
    """A centre that takes everything but the kinds it refuses.

    `down` as without a line; `door_open` where something lets callers in, but nobody answers.
    """

    def __init__(self) -> None:
        self.refuses: dict[str, str] = {}
        self.mended: list[str] = []
        self.down = self.door_open = False
        self.greeted = self.looked_for = 0
        self.last: Outgoing | None = None

    def reached(self) -> bool:
        self.looked_for += 1
        return self.door_open or not self.down

    def hello(self, greeting: Greeting) -> Welcome:
        self.greeted += 1
        if self.down:
            raise SyncError("sync.unreachable")
        last = self.last
        if last is None:
            return Welcome(Verdict.OK, 0, None, 0, "one", None)
        return Welcome(Verdict.OK, last.sequence, last.record_id, last.revision, "one", None)

    def push(self, epoch: UUID, base: int, rows: Sequence[Outgoing]) -> tuple[int, tuple[Refusal, ...]]:
        self.last = rows[-1]
        codes = [(row.sequence, self.refuses[row.kind]) for row in rows if row.kind in self.refuses]
        return rows[-1].sequence, tuple(Refusal(place, code, "told so") for place, code in codes)

    def mend(self, row: Outgoing) -> Refusal | None:
        self.mended.append(row.text)
        return None

    def put_aside(self, rows: Sequence[Outgoing]) -> tuple[Refusal, ...]:
        return ()

    def carry(self, hall: str, station: str, part: CarriedPart) -> int:
        return 0

    def pull(self, cursor: Cursor, limit: int, *, own: bool) -> tuple[Incoming, ...]:
        return ()

    def new_epoch(self, new: UUID) -> Blocks:
        return Blocks(1, 1)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close nothing."""


class Office:
    """The page, its worker, the store and the centre behind it."""

    def __init__(self, look: Look, store: LocalStore, wait: Callable[[Callable[[], bool]], None]) -> None:
        self.store, self.centre, self.clock = store, ToldCentre(), StillClock()
        self.wait = wait
        self.errors: list[Exception] = []
        self.runner = TaskRunner(lambda error, name: self.errors.append(error), CallbackTimes())
        exchange = Exchange(Journal(store, CalendarTables(), self.clock))
        self.sync = Sync(
            store,
            exchange,
            self.clock,
            lambda enrolled: self.centre,
            lambda enrolled: self.centre.reached(),
            "test",
        )
        self.worker = SyncWorker(self.runner, lambda: self.sync, first=FAR, every=FAR)
        self.chosen: Path | None = None
        actor = make.actor(Right.ADMINISTRATOR)
        self.needs = SyncDependencies(
            look,
            self.runner,
            actor,
            self.worker,
            lambda: self.chosen,
            lambda path: ENROLLED,
            lambda: self.chosen,
            lambda: self.chosen,
        )
        self.page: SyncPage | None = None

    def open(self) -> SyncPage:
        self.page = SyncPage(self.needs)
        self.page.setProperty("kind", "page")
        wear(self.page, self.needs.look)
        self.page.resize(1366, 700)
        self.page.show()
        self.rest()
        return self.page

    def enrol(self) -> None:
        self.sync.join(ENROLLED)

    def rest(self) -> None:
        self.wait(self.runner.idle)

    def exchange(self) -> None:
        self.worker.kick()
        self.rest()


@contextmanager
def offices(
    look: Look, folder: Path, wait: Callable[[Callable[[], bool]], None], application: QApplication
) -> Iterator[Office]:
    """Open an office over a store with a few cases; everything is closed after it."""
    with create_store(folder, 0, changed=lambda changes: None) as store:
        with store.write() as unit:
            unit.hall.put_facts(make.hall())
            unit.catalogue.put_department(make.department())
            unit.catalogue.put_item(make.item())
            unit.commit()
        for _ in range(4):
            add_case(store)
        office = Office(look, store, wait)
        try:
            yield office
        finally:
            office.worker.stop()
            if office.page is not None:
                office.page.close()
                office.page.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            office.runner.close()
            application.processEvents()


def alone(office: Office) -> None:
    office.open()


def good(office: Office) -> None:
    office.enrol()
    office.open()


def offline(office: Office) -> None:
    office.enrol()
    office.sync.run()
    add_case(office.store)
    office.centre.down = True
    office.open()


def parked(office: Office) -> None:
    office.enrol()
    office.centre.refuses = {"case_step": "22007", "case_header": "23505"}
    office.open()


STATES: dict[str, Callable[[Office], None]] = {
    "alone": alone,
    "good": good,
    "offline": offline,
    "parked": parked,
}
