"""Fixtures of the screen tests: an offscreen application with the project's fonts and the light theme."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.look import Look, dress, load_fonts
from ui.tasks import TaskRunner
from ui.timing import CallbackTimes

FONTS = Path(__file__).parents[3] / "printing" / "fonts"
FACES = (
    "NotoSansSC_400Regular.ttf",
    "NotoSansSC_700Bold.ttf",
    "NotoSerifTibetanUI_400Regular.ttf",
    "HanaMinB.ttf",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:  # what the offscreen platform says of every dialog
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))


@pytest.fixture(scope="session")
def fonts(qapp: QApplication) -> None:
    load_fonts(FONTS / name for name in FACES)


@pytest.fixture
def look(qapp: QApplication, fonts: None) -> Iterator[Look]:
    made = Look()
    dress(qapp, made)
    yield made
    made.changed.disconnect()


@pytest.fixture
def shown() -> list[Exception]:
    """The errors that nobody handled."""
    return []


@pytest.fixture
def times() -> CallbackTimes:
    return CallbackTimes()


@pytest.fixture
def runner(qtbot: QtBot, shown: list[Exception], times: CallbackTimes) -> Iterator[TaskRunner]:
    made = TaskRunner(lambda error, _where: shown.append(error), times)
    yield made
    made.close()
