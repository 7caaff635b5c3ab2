"""How long the main thread is held while receipts are composed, cases are searched, and a clerk types.

Run `python -m tests.benchmarks.stall [--rows N] [--receipts N] [--store DIR] [--json]`; the bars are 16 ms
for the 99th percentile and 50 ms for the longest. Timed is every event that the main thread handles while
all three go on, our own callbacks and Qt's work for them alike, waiting for the interpreter included. A
search follows the last one as soon as the page's own pause allows.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.case_rows import CaseQuery
from app.domain.details import Received
from app.domain.papers import COPIES, Paper, PaperKind, PrintMark
from app.ports.printing import Composer
from data.store import LocalStore, holds_store, open_store
from data.working_days import national_table
from printing.first_use import FirstUseComposer
from tests import factories as make
from tests.benchmarks.crowd import CLANS, GIVEN, TIBETAN, fill
from tests.benchmarks.first_page import FACES, FONTS
from tests.benchmarks.harness import Report, arguments, timing
from tests.benchmarks.start import demo_store
from tests.e2e.clerk.counter import FOOD, KeepingPrinters, needs_of
from tests.e2e.hands import Hands
from tests.fakes import StillClock
from ui.clerk.accept_page import AcceptPage
from ui.clerk.case_signs import ShownCase, in_order
from ui.clerk.window import ClerkWindow
from ui.clerk.worklist_page import SEARCH_MS, WorklistPage
from ui.composing import OtherProcessComposer
from ui.events import ChangesBridge
from ui.look import Look, dress, load_fonts
from ui.startup import quick_start
from ui.tasks import TaskRunner
from ui.timing import CallbackTimes

P99_MS, LONGEST_MS = 16.0, 50.0
ROWS, RECEIPTS, KEY_MS, FRAMES = 200_000, 100, 40, 3
KEYS = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Down,
    Qt.Key.Key_Space,
    Qt.Key.Key_1,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Backspace,
)
TODAY = date(2026, 9, 15)


class WatchedApplication(QApplication):
    """Times every event from the loop; an event within an event belongs to the outer one."""

    def __init__(self) -> None:
        super().__init__([])
        self.lengths: list[tuple[float, str]] = []
        self.watching = False
        self._depth = 0

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        """Pass an event on and keep how long it took."""
        if not self.watching or self._depth:
            return super().notify(receiver, event)
        self._depth += 1
        start, name = perf_counter(), f"{type(receiver).__name__} {event.type().name}"
        try:
            return super().notify(receiver, event)
        finally:
            self._depth -= 1
            self.lengths.append(((perf_counter() - start) * 1000, name))


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


class Crowded:
    """A counter at its busiest."""

    def __init__(
        self,
        window: ClerkWindow,
        application: WatchedApplication,
        runner: TaskRunner,
        crowd: LocalStore,
        composer: Composer,
    ) -> None:
        self._composer = composer
        self.window, self.application, self.runner, self.crowd = window, application, runner, crowd
        self.composed = self.searched = self.typed = 0
        self._chance, self._hands = Random(5), Hands(application)
        self._calendar = national_table()
        self._keys = QTimer(interval=KEY_MS)
        self._keys.timeout.connect(self._type)

    def run(self, receipts: int) -> None:
        """Compose, search and type until the last receipt is composed."""
        accept, lists = self._pages()
        composer, paper = self._composer, receipt()
        composer.compose(paper)
        self._wait(lambda: accept.spelt and self.runner.idle())
        self.application.watching = True
        for _ in range(receipts):
            self.runner.run("compose", lambda _: composer.compose(paper), name="compose", done=self._compose)
        self._search(lists)
        self._keys.start()
        self._wait(lambda: self.composed == receipts)
        self.application.watching = False
        self._keys.stop()

    def _pages(self) -> tuple[AcceptPage, WorklistPage]:
        self.window.show_page(1)
        self.window.show_page(0)
        accept, lists = self.window.page(0), self.window.page(1)
        assert isinstance(accept, AcceptPage)
        assert isinstance(lists, WorklistPage)
        self._wait(lambda: accept.spelt)
        self._hands.type("食品经营许可")
        self._hands.press("Return")
        return accept, lists

    def _compose(self, _: bytes) -> None:
        self.composed += 1

    def _search(self, lists: WorklistPage) -> None:
        name = self._chance.choice((*TIBETAN, self._chance.choice(CLANS) + self._chance.choice(GIVEN)))

        def find(_: object) -> tuple[ShownCase, ...]:
            with self.crowd.read() as unit:
                return in_order(unit.cases.find(CaseQuery(name, limit=200)), self._calendar, TODAY)

        def found(cases: tuple[ShownCase, ...]) -> None:
            self.searched += 1
            lists.show_cases(cases)
            if self.application.watching:
                QTimer.singleShot(SEARCH_MS, lambda: self._search(lists))

        self.runner.run("search", find, name="search", done=found)

    def _type(self) -> None:
        self.typed += 1
        if self.typed % 50 == 0:
            self.window.show_page(1 if self.typed % 100 else 0)
        elif self.typed % 3:
            QTest.keyClicks(self._held(), self._chance.choice("0123456789ab"))
        else:
            QTest.keyClick(self._held(), self._chance.choice(KEYS))

    def _held(self) -> QWidget:
        return self.application.focusWidget() or self.window

    def _wait(self, until: Callable[[], bool]) -> None:
        while not until():
            self.application.processEvents()


def main() -> int:
    """Build where needed, measure, print; return 0 when the bars hold."""
    parser = arguments(__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--receipts", type=int, default=RECEIPTS)
    parser.add_argument("--store", type=Path)
    given = parser.parse_args()
    report = Report("stall", {"rows": given.rows, "receipts": given.receipts})
    with quick_start():
        application, look, times = WatchedApplication(), Look(), CallbackTimes()
        load_fonts(FONTS / name for name in FACES)
        dress(application, look)
    changes, runner = (
        ChangesBridge(times),
        TaskRunner(lambda error, _: report.figures.update(error=error), times),
    )
    with tempfile.TemporaryDirectory() as temporary:
        demo, crowd = Path(temporary) / "demo", given.store or Path(temporary) / "crowd"
        demo_store(demo)
        if not holds_store(crowd):
            fill(crowd, given.rows, 100)
        with (
            open_store(demo, changed=changes.publish) as store,
            open_store(crowd, changed=lambda _: None) as many,
        ):
            composer, printer = OtherProcessComposer(FirstUseComposer), KeepingPrinters()
            needs = needs_of(look, store, runner, changes, StillClock(), composer, printer, FOOD, demo)
            window = ClerkWindow(needs, application)
            window.resize(1366, 768)
            window.show()
            window.activateWindow()
            crowded = Crowded(window, application, runner, many, composer)
            crowded.run(given.receipts)
            window.close()
            runner.close()
            composer.close()
    lengths = sorted(application.lengths)
    report.figures |= {
        "events": timing([length for length, _ in lengths]),
        "keys": crowded.typed,
        "searches": crowded.searched,
        "longest": [f"{length:.1f} {name}" for length, name in lengths[-8:]],
        "callbacks": timing([seconds * 1000 for _, seconds in times.all()]),
    }
    report.hold("p99_ms", lengths[int(len(lengths) * 0.99)][0], P99_MS)
    report.hold("longest_ms", lengths[-1][0], LONGEST_MS)
    return report.end(as_json=given.json)


if __name__ == "__main__":
    sys.exit(main())
