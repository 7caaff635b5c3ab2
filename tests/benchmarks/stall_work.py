"""What goes on beside a typing clerk in the benchmark `stall`: papers and searches, or a long exchange."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from random import Random

from PySide6.QtCore import QTimer

from app.domain.case_rows import CaseQuery
from app.domain.details import Received
from app.domain.ids import new_id
from app.domain.papers import COPIES, Paper, PaperKind, PrintMark
from app.ports.printing import Composer
from app.services.exchange import Exchange
from data.central.enrolling import enrol
from data.central.form import bring_up_to_date
from data.central.stations import station_sync
from data.store import LocalStore
from data.working_days import national_table
from tests import factories as make
from tests.benchmarks.crowd import CLANS, GIVEN, TIBETAN, case
from tests.postgres import Cluster
from ui.clerk.case_signs import ShownCase, in_order
from ui.clerk.worklist_page import SEARCH_MS, WorklistPage
from ui.sync.worker import Seen, SyncWorker
from ui.tasks import TaskRunner

TODAY = date(2026, 9, 15)
OF_A_CASE, IN_ONE_GO = 3, 500


def receipt() -> Paper:
    """Return a receipt of eight materials."""
    item = make.item(materials=tuple(make.material(n) for n in range(1, 9)))
    step = make.step(Received(make.handed_in(*range(1, 9))), document="玛市监收〔2026〕12号")
    kind = PaperKind.MATERIALS_RECEIPT
    mark = PrintMark(1, COPIES[kind], make.NINE)
    return Paper(
        kind=kind,
        number="玛市监收〔2026〕12号",
        hall=make.hall(),
        department=make.department(),
        item=item,
        case=make.header(),
        step=step,
        materials=make.handed_in(*range(1, 9)),
        timers=(),
        mark=mark,
        full_code=False,
    )


class PapersAndSearches:
    """Receipts are composed one by one; a search follows the last one as soon as the page's pause allows."""

    def __init__(self, runner: TaskRunner, crowd: LocalStore, composer: Composer, receipts: int) -> None:
        self._runner, self._crowd, self._composer, self._receipts = runner, crowd, composer, receipts
        self._chance, self._calendar = Random(5), national_table()
        self._composed = self.searched = 0
        composer.compose(receipt())  # the composer's process has begun long before

    def begin(self, lists: WorklistPage) -> None:
        """Begin; what is found is shown on the page."""
        composer, paper = self._composer, receipt()
        for _ in range(self._receipts):
            self._runner.run("compose", lambda _: composer.compose(paper), name="compose", done=self._count)
        self._search(lists)

    def over(self) -> bool:
        """Tell whether the last receipt is composed."""
        return self._composed == self._receipts

    def _count(self, _: bytes) -> None:
        self._composed += 1

    def _search(self, lists: WorklistPage) -> None:
        name = self._chance.choice((*TIBETAN, self._chance.choice(CLANS) + self._chance.choice(GIVEN)))

        def find(_: object) -> tuple[ShownCase, ...]:
            with self._crowd.read() as unit:
                return in_order(unit.cases.find(CaseQuery(name, limit=200)), self._calendar, TODAY)

        def found(cases: tuple[ShownCase, ...]) -> None:
            self.searched += 1
            lists.show_cases(cases)
            if not self.over():
                QTimer.singleShot(SEARCH_MS, lambda: self._search(lists))

        self._runner.run("search", find, name="search", done=found)


class LongExchange:
    """All that waits is pushed to a real centre on the worker's lane."""

    def __init__(self, runner: TaskRunner, store: LocalStore, exchange: Exchange) -> None:
        self._worker = SyncWorker(runner, lambda: station_sync(store, exchange))
        self._worker.stop()
        self.waiting = station_sync(store, exchange).standing().waiting

    def begin(self, _: WorklistPage) -> None:
        """Begin."""
        self._worker.kick()

    def over(self) -> bool:
        """Tell whether nothing waits any more."""
        seen = self._worker.last
        return seen is not None and not seen.busy and self._sent(seen)

    def _sent(self, seen: Seen) -> bool:
        self._worker.stop()
        if seen.error is not None:
            raise seen.error
        return seen.standing.waiting == 0


@contextmanager
def joined(store: LocalStore, exchange: Exchange) -> Iterator[None]:
    """Enrol the store of a demo hall at a real centre, which syncs its disk and ends with the block."""
    with Cluster(durable=True) as cluster:
        bring_up_to_date(cluster.url())
        station_sync(store, exchange).join(enrol(cluster.url(), "h1", "s1", demo=True))
        yield


def let_wait(store: LocalStore, records: int) -> None:
    """Write records that wait for the centre: a third each of case headers, first steps and log entries."""
    dice, left = Random(7), records // OF_A_CASE
    for first in range(0, left, IN_ONE_GO):
        with store.write() as unit:
            for place in range(first, min(first + IN_ONE_GO, left)):
                header, row = case(place, dice)
                unit.cases.open(header)
                step = replace(make.step(Received(make.handed_in(1, 2, 3))), id=new_id(), case_id=header.id)
                unit.cases.append(step)
                unit.cases.put_row(row)
                unit.audit.append(make.NINE, "卓玛措", "case.received", header.number, "ok", {})
            unit.commit()
