"""The program with hands on it: `python -m tests.e2e.sync.driven MOMENT …`, then the arguments of `main.py`.

Each line on stdin is a JSON list, a verb and its words: `press` keys, `type` a text, `touch` what is called
so, or `see`, which alone is answered: a line on stdout with what has the keyboard, in brackets, and what can
be read. The end of stdin ends the program as a kiosk's maintenance does. The machine's clock stands at MOMENT
in the beginning.
"""

import json
import runpy
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QWidget

from app.system_clock import SystemClock
from tests.e2e.hands import Hands
from ui.look import STYLE
from ui.sync.worker import SyncWorker

ROOT = Path(__file__).parents[3]
OFTEN_MS = 500
"""How often a driven program exchanges with the centre: nobody waits a quarter of a minute for a test."""


class Driver(QObject):
    """Does on the main thread what it is told on stdin."""

    told = Signal(str)
    over = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self._application = application
        hands = Hands(application)
        self._acts: dict[str, Callable[..., None]] = {
            "press": hands.press,
            "type": hands.type,
            "touch": self._touch,
            "see": self._see,
        }
        self.told.connect(self._do, Qt.ConnectionType.QueuedConnection)
        self.over.connect(application.exit, Qt.ConnectionType.QueuedConnection)
        Thread(target=self._hear, daemon=True).start()

    def _hear(self) -> None:
        for line in sys.stdin:
            self.told.emit(line)
        self.over.emit()

    def _do(self, line: str) -> None:
        verb, *words = json.loads(line)
        self._acts[verb](*words)

    def _see(self) -> None:
        held = self._application.focusWidget()
        words = [f"[{held.accessibleName()}]"] if held is not None else []
        words += [word for window in self._windows() for word in words_of(window)]
        print(json.dumps(words), flush=True)  # noqa: T201

    def _touch(self, name: str) -> None:
        """Touch what is called so; nothing happens while it is not there or takes no touch."""
        for window in self._windows():
            for button in window.findChildren(QAbstractButton):
                at = button.mapTo(window, button.rect().center())
                if button.isVisible() and button.accessibleName() == name and window.childAt(at) is button:
                    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=at)
                    return

    def _windows(self) -> list[QWidget]:
        return [one for one in self._application.topLevelWidgets() if one.isVisible()]


def words_of(window: QWidget) -> Iterator[str]:
    """Yield what can be read in a window, or heard from a screen reader; no buttons that take no press."""
    for one in window.findChildren(QWidget):
        if one.isVisible() and (one.isEnabled() or not isinstance(one, QAbstractButton)):
            yield str(one.property("text") or one.accessibleName())
        if one.isVisible() and isinstance(one, QAbstractItemView):
            model = one.model()
            for row in range(model.rowCount()):
                for column in range(model.columnCount()):
                    yield str(model.index(row, column).data())


def begin_at(moment: datetime) -> None:
    """Let the machine's clock stand at a moment now, and go on from there."""
    ahead: timedelta = moment - SystemClock().now()
    real = SystemClock.now
    SystemClock.now = lambda self: real(self) + ahead  # type: ignore[method-assign]


if __name__ == "__main__":
    begin_at(datetime.fromisoformat(sys.argv.pop(1)))
    SyncWorker.__init__.__defaults__ = (OFTEN_MS, OFTEN_MS, OFTEN_MS)
    driver = Driver(QApplication([sys.argv[0], *STYLE]))
    runpy.run_path(str(ROOT / "main.py"), run_name="__main__")
