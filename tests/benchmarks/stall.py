"""How long the main thread is held while a clerk types and other things go on at the same time.

Run `python -m tests.benchmarks.stall [--rows N] [--receipts N] [--store DIR] [--json]`: receipts are
composed and cases searched. Run `python -m tests.benchmarks.stall --sync [--records N] [--json]`: all that
waits in the outbox is pushed to a real PostgreSQL. The bars are 16 ms for the 99th percentile and 50 ms for
the longest. Timed is every event that the main thread handles while this goes on, our own callbacks and Qt's
work for them alike, waiting for the interpreter included.
"""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Protocol

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from data.store import LocalStore, holds_store, open_store
from printing.first_use import FirstUseComposer
from tests.benchmarks.crowd import fill
from tests.benchmarks.first_page import FACES, FONTS
from tests.benchmarks.harness import Report, arguments, timing
from tests.benchmarks.stall_work import LongExchange, PapersAndSearches, joined, let_wait
from tests.benchmarks.start import demo_store
from tests.e2e.clerk.counter import FOOD, KeepingPrinters, needs_of
from tests.e2e.hands import Hands
from tests.fakes import StillClock
from ui.clerk.accept_page import AcceptPage
from ui.clerk.dependencies import ClerkDependencies
from ui.clerk.window import ClerkWindow
from ui.clerk.worklist_page import WorklistPage
from ui.composing import OtherProcessComposer
from ui.events import ChangesBridge
from ui.look import Look, dress, load_fonts
from ui.startup import quick_start
from ui.tasks import TaskRunner
from ui.timing import CallbackTimes

P99_MS, LONGEST_MS = 16.0, 50.0
ROWS, RECEIPTS, RECORDS, KEY_MS = 200_000, 100, 100_000, 40
KEYS = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Down,
    Qt.Key.Key_Space,
    Qt.Key.Key_1,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Backspace,
)


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


class Work(Protocol):
    """What goes on beside the typing."""

    def begin(self, lists: WorklistPage) -> None:
        """Begin it."""

    def over(self) -> bool:
        """Tell whether it has ended."""


class Typist:
    """A clerk who types and changes pages while something goes on."""

    def __init__(self, window: ClerkWindow, application: WatchedApplication, runner: TaskRunner) -> None:
        self._window, self._application, self._runner = window, application, runner
        self.typed = 0
        self._chance, self._hands = Random(5), Hands(application)
        self._keys = QTimer(interval=KEY_MS)
        self._keys.timeout.connect(self._type)

    def type_during(self, work: Work) -> None:
        """Type from the beginning of the work to its end; every event is watched."""
        accept, lists = self._pages()
        self._wait(lambda: accept.spelt and self._runner.idle())
        self._application.watching = True
        work.begin(lists)
        self._keys.start()
        self._wait(work.over)
        self._application.watching = False
        self._keys.stop()

    def _pages(self) -> tuple[AcceptPage, WorklistPage]:
        self._window.show_page(1)
        self._window.show_page(0)
        accept, lists = self._window.page(0), self._window.page(1)
        assert isinstance(accept, AcceptPage)
        assert isinstance(lists, WorklistPage)
        self._wait(lambda: accept.spelt)
        self._hands.type("食品经营许可")
        self._hands.press("Return")
        return accept, lists

    def _type(self) -> None:
        self.typed += 1
        if self.typed % 50 == 0:
            self._window.show_page(1 if self.typed % 100 else 0)
        elif self.typed % 3:
            QTest.keyClicks(self._held(), self._chance.choice("0123456789ab"))
        else:
            QTest.keyClick(self._held(), self._chance.choice(KEYS))

    def _held(self) -> QWidget:
        return self._application.focusWidget() or self._window

    def _wait(self, until: Callable[[], bool]) -> None:
        while not until():
            self._application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


@contextmanager
def beside(given: Namespace, report: Report, needs: ClerkDependencies, store: LocalStore) -> Iterator[Work]:
    """Prepare what goes on beside the typing, by what was asked for."""
    if given.sync:
        let_wait(store, given.records)
        with joined(store, needs.use.exchange):
            long = LongExchange(needs.runner, store, needs.use.exchange)
            report.figures["records"] = long.waiting
            yield long
        return
    report.figures |= {"rows": given.rows, "receipts": given.receipts}
    with TemporaryDirectory() as temporary:
        crowd = given.store or Path(temporary) / "crowd"
        if not holds_store(crowd):
            fill(crowd, given.rows, 100)
        with open_store(crowd, changed=lambda _: None) as many:
            papers = PapersAndSearches(needs.runner, many, needs.composer, given.receipts)
            yield papers
            report.figures["searches"] = papers.searched


def watch(given: Namespace, report: Report, application: WatchedApplication, times: CallbackTimes) -> None:
    """Open the counter's window over the demo hall and let a clerk type in it."""
    look = Look()
    load_fonts(FONTS / name for name in FACES)
    dress(application, look)
    changes = ChangesBridge(times)
    runner = TaskRunner(lambda error, _: report.figures.update(error=repr(error)), times)
    composer = OtherProcessComposer(FirstUseComposer)
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        demo_store(folder)
        with open_store(folder, changed=changes.publish) as store:
            printers, clock = KeepingPrinters(), StillClock()
            needs = needs_of(look, store, runner, changes, clock, composer, printers, FOOD, folder)
            with beside(given, report, needs, store) as work:
                window = ClerkWindow(needs, application)
                window.resize(1366, 768)
                window.show()
                window.activateWindow()
                typist = Typist(window, application, runner)
                typist.type_during(work)
                window.close()
                runner.close()
            report.figures["keys"] = typist.typed
    composer.close()


def main() -> int:
    """Build where needed, measure, print; return 0 when the bars hold."""
    parser = arguments(__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--receipts", type=int, default=RECEIPTS)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--sync", action="store_true")
    parser.add_argument("--records", type=int, default=RECORDS)
    given, report, times = parser.parse_args(), Report("stall"), CallbackTimes()
    with quick_start():
        application = WatchedApplication()
    watch(given, report, application, times)
    lengths = sorted(application.lengths)
    report.figures |= {
        "events": timing([length for length, _ in lengths]),
        "longest": [f"{length:.1f} {name}" for length, name in lengths[-8:]],
        "callbacks": timing([seconds * 1000 for _, seconds in times.all()]),
    }
    report.hold("p99_ms", lengths[int(len(lengths) * 0.99)][0], P99_MS)
    report.hold("longest_ms", lengths[-1][0], LONGEST_MS)
    return report.end(as_json=given.json)


if __name__ == "__main__":
    sys.exit(main())
