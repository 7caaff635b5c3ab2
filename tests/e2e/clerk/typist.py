"""A program of its own that types at a counter until it is killed: `python -m tests.e2e.clerk.typist STORE`.

Each line on stdout is one JSON object: `shows` what the form holds after the start, `typed` what it holds
after a key, `saved` what is on the disk.
"""

import json
import sys
from pathlib import Path
from random import Random

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit

from data.store import open_store
from printing.first_use import FirstUseComposer
from tests.e2e.clerk.counter import FOOD, KeepingPrinters, needs_of
from tests.e2e.hands import Hands
from tests.fakes import StillClock
from ui.clerk.accept_page import AcceptPage
from ui.clerk.drafts import KeptDraft
from ui.clerk.form_state import FormState
from ui.clerk.materials_card import MaterialsTable
from ui.clerk.window import ClerkWindow
from ui.events import ChangesBridge
from ui.look import Look, dress
from ui.tasks import TaskRunner
from ui.timing import CallbackTimes

KEYS = ("Return", "Space", "Down", "1", "2", "3", "Escape", "Backspace")
WORDS = "才让多杰卓玛0123456789拉毛措"


def tell(kind: str, state: FormState) -> None:
    """Write one line, at once: the next instruction may be the last."""
    print(json.dumps({kind: state.content()}, ensure_ascii=False), flush=True)  # noqa: T201


class Typist:
    """Presses a key whenever the window has nothing else to do."""

    def __init__(self, window: ClerkWindow, application: QApplication, seed: int) -> None:
        page = window.page(0)
        assert isinstance(page, AcceptPage)
        self.page, self._chance, self._hands = page, Random(seed), Hands(application)
        page.drafts.saved.connect(self._saved)
        self._keep = page.drafts.keep
        page.drafts.keep = self._typed  # type: ignore[method-assign]  # told before it can be on the disk
        self._begun = False
        self._timer = QTimer(interval=2)
        self._timer.timeout.connect(self._go)
        self._timer.start()

    def _go(self) -> None:
        if not self.page.ready:
            return
        if not self._begun:
            self._begun = True
            if self.page.desk.state is None:
                self._hands.type("食品经营许可")
                self._hands.press("Return")
            assert self.page.desk.state is not None
            tell("shows", self.page.desk.state)
            return
        held = QApplication.focusWidget()
        if not isinstance(held, QLineEdit | MaterialsTable):  # a button would end the application
            self.page.desk.panel.applicant.first().setFocus()
        if self._chance.random() < 0.6:
            self._hands.type(self._chance.choice(WORDS))
        else:
            self._hands.press(self._chance.choice(KEYS))

    def _typed(self, state: FormState) -> None:
        tell("typed", state)
        self._keep(state)

    def _saved(self, kept: KeptDraft) -> None:
        tell("saved", kept.state)


def main(folder: Path, seed: int) -> None:
    """Open the counter's window over a store and type."""
    application, look = QApplication([]), Look()
    dress(application, look)
    times = CallbackTimes()
    runner, changes = TaskRunner(lambda *_: None, times), ChangesBridge(times)
    store = open_store(folder, changed=changes.publish)
    needs = needs_of(
        look, store, runner, changes, StillClock(), FirstUseComposer(), KeepingPrinters(), FOOD, folder
    )
    window = ClerkWindow(needs, application)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    typist = Typist(window, application, seed)
    application.exec()
    assert typist


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
