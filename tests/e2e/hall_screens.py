"""What every test of a screen of the demo hall's queue begins with: kiosk, strip, display, recordings."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.e2e.kiosk.bench import Hall, demo_queue_hall, dressed, load_faces, make_demo_store
from ui.look import Look

PATIENCE_MS = 20_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "hall" in getattr(item, "fixturenames", ()):  # what the offscreen platform says of every window
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
def wait(qtbot: QtBot) -> Callable[[Callable[[], bool]], None]:
    """Wait until something holds."""
    return lambda until: qtbot.waitUntil(until, timeout=PATIENCE_MS)
