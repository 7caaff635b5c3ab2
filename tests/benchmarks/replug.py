"""How long a queue display is dark after its port came back, and how long that holds the main thread.

Run `python -m tests.benchmarks.replug [--rounds N] [--json]`. Every simulated device stands on the
technician's device page; in each round the display and one other device are pulled and plugged in again.
The bars: a median of 2 s from the port's return to the last call shown again; 50 ms for the longest callback
on the main thread, waiting included, and for the longest work of any event, Qt's painting alike.
"""

import os
import statistics
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from typing import cast

from PySide6.QtCore import QEvent, QObject, Signal

from app.domain.device_records import Bitmap, DeviceHealth, DeviceSettings, DeviceState, ShownCall
from app.ports.devices import DeviceRoom, QueueDisplay
from devices import registry
from devices.configured import ConfiguredDevices
from devices.simulators.frame import Simulation
from devices.simulators.onbon import OnbonTextSimulator
from tests.benchmarks.first_page import FACES, FONTS
from tests.benchmarks.harness import Report, arguments, timing
from tests.benchmarks.stall import WatchedApplication
from tests.integration.devices.rigs import RIGS
from ui.device_desk import DeviceDesk
from ui.look import Look, dress, load_fonts
from ui.startup import quick_start
from ui.tasks import Task, TaskRunner
from ui.technician.dependencies import TechnicianDependencies
from ui.technician.pages import technician_window
from ui.timing import CallbackTimes

GOAL_SECONDS, LONGEST_MS = 2.0, 50.0
WAIT_SECONDS = 40
DISPLAY = "onbon-k"


class ClockedDisplay(OnbonTextSimulator):
    """A display that notes when it shows something again."""

    def __init__(self) -> None:
        super().__init__(addresses=(1,))
        self.shown_at = 0.0
        self.lit_again = threading.Event()

    def receive(self, data: bytes) -> bytes:
        """See `SimulatedDevice`."""
        answer = super().receive(data)
        if self.shown(1) and not self.lit_again.is_set():
            self.shown_at = time.monotonic()
            self.lit_again.set()
        return answer


class WorkedApplication(WatchedApplication):
    """Also keeps what each event cost the main thread itself, which a busy machine does not lengthen."""

    def __init__(self) -> None:
        super().__init__()
        self.worked = [0.0]

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        """Pass an event on and keep its cost, in milliseconds."""
        start = time.thread_time()
        try:
            return super().notify(receiver, event)
        finally:
            if self.watching:
                self.worked.append((time.thread_time() - start) * 1000)


class Hand(QObject):
    """Pulls and plugs in from a thread of its own, while the main thread shows what comes of it."""

    calling = Signal(str)
    ended = Signal()

    def __init__(self, plugs: dict[str, Simulation], rounds: int) -> None:
        super().__init__()
        self._plugs, self._rounds = plugs, rounds
        self.called = threading.Event()
        self.seconds: list[float] = []
        self.faults: list[str] = []
        self._thread = threading.Thread(target=self._run, name="hand")

    def begin(self) -> None:
        """Start pulling."""
        self._thread.start()

    def finish(self) -> None:
        """Wait for the last round.

        Raises:
            RuntimeError: the last call was not shown again, or another one was.
        """
        self._thread.join()
        if self.faults:
            raise RuntimeError("; ".join(self.faults))

    def _run(self) -> None:
        others = [name for name in self._plugs if name != DISPLAY]
        for number in range(self._rounds):
            if not self._round(number, self._plugs[others[number % len(others)]]):
                break
        self.ended.emit()

    def _round(self, number: int, other: Simulation) -> bool:
        display = cast(ClockedDisplay, self._plugs[DISPLAY].device)
        ticket = f"A{number:03}"
        self.called.clear()
        self.calling.emit(ticket)
        if not self.called.wait(WAIT_SECONDS):
            self.faults.append(f"round {number}: {ticket} was never shown")
            return False
        for plug in (self._plugs[DISPLAY], other):
            plug.unplug()
        # A hand needs a moment, and no two rounds meet the desk's look at the same phase.
        threading.Event().wait(0.3 + number % 10 / 10)
        display.lit_again.clear()
        self._plugs[DISPLAY].replug()
        back = time.monotonic()
        other.replug()
        if not display.lit_again.wait(WAIT_SECONDS) or display.shown(1) != [ticket]:
            self.faults.append(f"round {number}: {display.shown(1)} instead of {ticket}")
            return False
        self.seconds.append(display.shown_at - back)
        return True


def plugged(opened: ExitStack) -> dict[str, Simulation]:
    """Start every simulated device, by its kind."""
    plugs = {}
    for rig in RIGS:
        plug = Simulation(ClockedDisplay()) if rig.simulator == DISPLAY else rig.simulation()
        plugs[rig.simulator] = opened.enter_context(plug)
    return plugs


@contextmanager
def device_page(
    application: WorkedApplication, look: Look, plugs: dict[str, Simulation], times: CallbackTimes
) -> Iterator[DeviceDesk]:
    """Show the technician's device page over these devices."""
    settings = [DeviceSettings(rig.simulator, rig.kind, rig.model, plugs[rig.simulator].url) for rig in RIGS]
    # A device that is pulled while its page asks it is an error the page tells in words.
    runner = TaskRunner(lambda *_: None, times)
    desk = DeviceDesk(runner, ConfiguredDevices, settings)
    needs = TechnicianDependencies(
        look=look,
        runner=runner,
        desk=desk,
        models=registry.catalogue(),
        ports=list,
        save=lambda _: None,
        now=lambda: datetime.now(UTC),
        typeset=lambda text, width, height: Bitmap(width, height, bytes((width + 7) // 8 * height)),
        test_ticket=lambda: b"",
    )
    window = technician_window(needs, application, "hall", "technician")
    window.resize(1366, 768)
    window.show()
    desk.start()
    while not (window.windowHandle().isExposed() and all(map(_known, desk.health()))):
        application.processEvents()
    application.processEvents()  # the first painting is no callback of a replug
    yield desk
    window.close()
    window.deleteLater()
    application.processEvents()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    desk.stop()
    runner.close()
    desk.close()


@dataclass(frozen=True)
class Measured:
    """Seconds until the call was back; milliseconds of all events, of their cost, and of our callbacks."""

    seconds: list[float]
    events: list[tuple[float, str]]
    worked: list[float]
    callbacks: list[float]


def _known(device: DeviceHealth) -> bool:
    return device.state is not DeviceState.UNKNOWN or bool(device.error_code)


def measure(rounds: int) -> Measured:
    """Pull and plug in so many times."""
    with quick_start():
        application, look, times = WorkedApplication(), Look(), CallbackTimes()
        load_fonts(FONTS / name for name in FACES)
        dress(application, look)
    with ExitStack() as opened:
        plugs = plugged(opened)
        hand = Hand(plugs, rounds)
        with device_page(application, look, plugs, times) as desk:

            def show(ticket: str) -> None:
                def work(_: Task, room: DeviceRoom) -> None:
                    cast(QueueDisplay, room.device(DISPLAY)).show(ShownCall("3", ticket))

                desk.run(DISPLAY, work, title="call", done=lambda _: hand.called.set())

            hand.calling.connect(show)
            hand.ended.connect(application.quit)
            application.watching = True
            hand.begin()
            application.exec()
            hand.finish()
            application.watching = False
    callbacks = sorted(seconds * 1000 for _, seconds in times.all())
    return Measured(hand.seconds, sorted(application.lengths), application.worked, callbacks)


def main() -> int:
    """Measure and print; return 0 when the bars hold."""
    parser = arguments(__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    given = parser.parse_args()
    was = measure(given.rounds)
    report = Report("replug", {"rounds": len(was.seconds), "worst_seconds": round(max(was.seconds), 3)})
    report.figures |= {
        "events": timing([length for length, _ in was.events]),
        "events_p99_ms": round(was.events[int(len(was.events) * 0.99)][0], 3),
        "longest": [f"{length:.1f} {name}" for length, name in was.events[-6:]],
        "callbacks": timing(was.callbacks),
        "callbacks_p99_ms": round(was.callbacks[int(len(was.callbacks) * 0.99)], 3),
    }
    report.hold("median_seconds", statistics.median(was.seconds), GOAL_SECONDS)
    report.hold("longest_callback_ms", was.callbacks[-1], LONGEST_MS)
    report.hold("longest_work_ms", max(was.worked), LONGEST_MS)
    return report.end(as_json=given.json)


if __name__ == "__main__":
    sys.exit(main())
