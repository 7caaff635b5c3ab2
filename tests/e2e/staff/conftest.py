"""The office's pages over a real store with people, a day's punches, leave, patrols and backups."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.e2e.hands import Hands
from tests.e2e.staff.office import Office, open_office
from tests.e2e.technician.conftest import fonts, look, runner, shown
from tests.e2e.walk import gathering
from ui.look import Look, wear
from ui.tasks import TaskRunner

__all__ = ["fonts", "look", "runner", "shown"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:  # what the offscreen platform says of every dialog
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))


@dataclass
class Desk:
    """An office, and the windows that were opened in it."""

    office: Office
    qtbot: QtBot
    windows: list[QWidget] = field(default_factory=list)

    def show(self, window: QWidget, width: int = 1366, height: int = 768) -> QWidget:
        window.setProperty("kind", "page")
        wear(window, self.office.look)
        window.resize(width, height)
        window.show()
        window.activateWindow()
        self.windows.append(window)
        self.settle()
        return window

    def settle(self) -> None:
        for _ in range(2):
            self.qtbot.waitUntil(self._at_rest, timeout=15_000)
            for _ in range(6):
                QApplication.processEvents()
        self.qtbot.waitUntil(self._at_rest, timeout=15_000)

    def _at_rest(self) -> bool:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        return self.office.runner.idle() and not gathering(application)


@pytest.fixture
def desk(qtbot: QtBot, look: Look, runner: TaskRunner, tmp_path: Path) -> Iterator[Desk]:
    with ExitStack() as ends:
        made = Desk(open_office(look, runner, tmp_path, ends), qtbot)
        yield made
        for window in made.windows:
            window.close()
            window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        runner.close()
        QApplication.processEvents()


@pytest.fixture
def hands(qapp: QApplication) -> Hands:
    return Hands(qapp)
