"""The hall screen over the demo hall's queue."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.e2e.display.television import Television, televisions
from tests.e2e.kiosk.bench import Hall, demo_queue_hall, dressed, load_faces, make_demo_store
from ui.look import Look

PATIENCE_MS = 20_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:  # what the offscreen platform says of every window
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo hall with its queue, written once; each test works on its own copy."""
    folder = tmp_path_factory.mktemp("queue") / "store"
    make_demo_store(folder)
    return folder


@pytest.fixture(scope="session")
def faces(qapp: QApplication) -> None:
    load_faces()


@pytest.fixture
def look(qapp: QApplication, faces: None) -> Iterator[Look]:
    with dressed(qapp) as made:
        yield made


@pytest.fixture
def hall(demo_store: Path, tmp_path: Path, qapp: QApplication) -> Iterator[Hall]:
    with demo_queue_hall(demo_store, tmp_path / "store", qapp) as made:
        yield made


@pytest.fixture
def make_television(hall: Hall, look: Look, qtbot: QtBot) -> Iterator[Callable[..., Television]]:
    """Put the hall screen up; everything is closed after the test."""

    def wait(until: Callable[[], bool]) -> None:
        qtbot.waitUntil(until, timeout=PATIENCE_MS)

    with televisions(hall, look, wait) as make:
        yield make
