"""From the finger on the sensor to name, slot and result on the stand, against the sensor's own exchange.

Run `python -m tests.benchmarks.checkin [--rounds N] [--json]`; the bar is 1.5 times the sensor's own.
The simulated sensor takes its time as a real one does: a picture 50 ms, its features 500 ms (protocols §6), a
search 100 ms. Its own exchange is from the request that finds the finger to the answer that names the slot.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median
from typing import cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from app.domain.accounts import Account, Actor, Right
from app.domain.clock_watch import ClockWatch
from app.domain.device_records import DeviceKind, DeviceSettings
from app.domain.fingers import CONSENT_VERSION
from app.ports.devices import FingerprintReader
from app.services.accounts import Accounts
from app.services.attendance import Attendance
from app.services.check_in import CheckIn
from app.services.enrolling import Enrolling
from app.services.journal import Journal
from app.services.slot_log import Sensor
from app.system_clock import SystemClock
from data.store import LocalStore, create_store
from data.working_days import CalendarTables
from devices.configured import ConfiguredDevices
from devices.fingerprint.commands import Code, Confirmation
from devices.simulators.fingerprint import FingerprintSimulator
from devices.simulators.frame import Simulation
from tests import factories as make
from tests.benchmarks.first_page import FACES, FONTS
from tests.benchmarks.harness import Report, arguments, timing
from tests.fakes import PlainHash
from ui.check_in.dependencies import CheckInDependencies
from ui.check_in.pages import check_in_window
from ui.check_in.punch_page import PunchPage
from ui.check_in.results import today_of
from ui.device_desk import DeviceDesk
from ui.events import ChangesBridge
from ui.i18n.hall_words import hall_two_scripts
from ui.look import Look, dress, load_fonts
from ui.startup import quick_start
from ui.tasks import TaskRunner
from ui.timing import CallbackTimes

GOAL = 1.5
NAME, SENSOR = "卓玛措", "sensor"
SECONDS = {Code.GEN_IMG: 0.05, Code.IMG_2_TZ: 0.5, Code.SEARCH: 0.1}
LOOK_MS = 5


class TimedSensor(FingerprintSimulator):
    """A sensor that needs its time, and notes how much."""

    def __init__(self) -> None:
        super().__init__()
        self.own: list[float] = []
        self.slow = False
        self._found = 0.0
        for code, seconds in SECONDS.items():
            self._answers[code] = self._timed(code, seconds, self._answers[code])

    def _timed(
        self, code: Code, seconds: float, answer: Callable[[bytes], bytes]
    ) -> Callable[[bytes], bytes]:
        def answered(parameters: bytes) -> bytes:
            if not self.slow:
                return answer(parameters)
            begun = time.perf_counter()
            time.sleep(seconds)
            said = answer(parameters)
            if code is Code.GEN_IMG and said[0] == Confirmation.OK:
                self._found = begun
            elif code is Code.SEARCH:
                self.own.append(time.perf_counter() - self._found)
            return said

        return answered


class Stand:
    """The stand's window over a store in which one person is enrolled.

    Attributes:
        shown: when each result stood on the page.
    """

    def __init__(self, folder: Path, plug: Simulation, application: QApplication, look: Look) -> None:
        self.application, self.plug = application, plug
        self.shown: list[float] = []
        times = CallbackTimes()
        self.changes = ChangesBridge(times)
        self.store = create_store(folder / "store", 0, changed=self.changes.publish)
        self.runner = TaskRunner(_raise, times)
        settings = [DeviceSettings(SENSOR, DeviceKind.FINGERPRINT, "zfm", plug.url)]
        self.desk = DeviceDesk(self.runner, ConfiguredDevices, settings)
        self.window = check_in_window(self._needs(look), application, "hall")
        self.desk.start()
        self.window.resize(1366, 768)
        self.window.show()
        page = self.window.page(0)
        assert isinstance(page, PunchPage)
        self.page = page

    def _needs(self, look: Look) -> CheckInDependencies:
        clock, store = SystemClock(), self.store
        attendance = Attendance(Journal(store, CalendarTables(), clock), Accounts(store, PlainHash(), clock))

        enrolling = Enrolling(store, clock)
        _enrol(store, enrolling, self.plug)
        return CheckInDependencies(
            look=look,
            runner=self.runner,
            changes=self.changes,
            desk=self.desk,
            device=SENSOR,
            check_in=CheckIn(store, clock, ClockWatch(clock.now)),
            enrolling=enrolling,
            actor=None,
            now=clock.now,
            tone=lambda _: self.shown.append(time.perf_counter()),
            tibetan=hall_two_scripts(store)(),
            day_of=today_of(attendance, clock.now),
        )

    def press(self, chance: Random) -> float:
        """Lay the finger down when the stand asks for it; return the seconds until its result is shown."""
        self.wait(lambda: self.page.words.text() == "请验证指纹")
        begin = time.perf_counter() + chance.random() / 2
        self.wait(lambda: time.perf_counter() >= begin)
        done, touched = len(self.shown), time.perf_counter()
        self.plug.command("touch thumb")
        self.wait(lambda: len(self.shown) > done)
        if self.page.words.text() != NAME:
            raise RuntimeError(f"{self.page.words.text()}: {self.page.below.text()}")
        return self.shown[-1] - touched

    def wait(self, until: Callable[[], bool]) -> None:
        """Let the program run until something holds."""
        ticks = QTimer(interval=LOOK_MS)
        ticks.start()
        while not until():
            self.application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def close(self) -> None:
        """End everything."""
        self.window.close()
        self.window.deleteLater()
        self.application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.desk.stop()
        self.runner.close()
        self.desk.close()
        self.store.close()


def _raise(error: Exception, where: str) -> None:
    raise error


def _enrol(store: LocalStore, enrolling: Enrolling, plug: Simulation) -> None:
    """Enrol one person through the real driver, before the stand's own lane uses the port."""
    person = Account(make.new_id(), "a", NAME, "", frozenset({Right.CLERK}), "117")
    boss = Actor(make.new_id(), "boss", frozenset({Right.ADMINISTRATOR}), "", "")
    with store.write() as unit:
        unit.hall.put_facts(make.hall())
        unit.accounts.put(person)
        unit.commit()
    plug.command("touch thumb thumb index index")
    settings = [DeviceSettings(SENSOR, DeviceKind.FINGERPRINT, "zfm", plug.url)]
    with ConfiguredDevices(settings) as devices:
        sensor = Sensor(SENSOR, cast(FingerprintReader, devices.device(SENSOR)))
        enrolling.enrol(boss, person.id, sensor, CONSENT_VERSION, lambda _: None, lambda: False)


def measure(rounds: int) -> tuple[list[float], list[float]]:
    """Return the seconds from finger to result of each round, and the sensor's own in the same rounds."""
    with quick_start():
        application, look = QApplication([]), Look()
        load_fonts(FONTS / name for name in FACES)
        dress(application, look)
    sensor, chance = TimedSensor(), Random(8)
    with tempfile.TemporaryDirectory() as folder, Simulation(sensor) as plug:
        stand = Stand(Path(folder), plug, application, look)
        sensor.slow = True
        seconds = [stand.press(chance) for _ in range(rounds)]
        stand.close()
    return seconds, sensor.own


def main() -> int:
    """Measure and print; return 0 when the bar holds."""
    parser = arguments(__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    given = parser.parse_args()
    seconds, own = measure(given.rounds)
    report = Report("checkin", {"rounds": len(seconds)})
    report.figures |= {
        "finger_to_result_ms": timing([one * 1000 for one in seconds]),
        "own_exchange_ms": timing([one * 1000 for one in own]),
    }
    report.hold("times_own_exchange", median(seconds) / median(own), GOAL)
    return report.end(as_json=given.json)


if __name__ == "__main__":
    sys.exit(main())
