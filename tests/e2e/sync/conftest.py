"""An office with the sync page."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.e2e.kiosk.bench import dressed, load_faces
from tests.e2e.sync.office import Office, offices
from ui.look import Look

PATIENCE_MS = 20_000


@pytest.fixture(scope="session")
def faces(qapp: QApplication) -> None:
    load_faces()


@pytest.fixture
def look(qapp: QApplication, faces: None) -> Iterator[Look]:
    with dressed(qapp) as made:
        yield made


@pytest.fixture
def office(qapp: QApplication, look: Look, qtbot: QtBot, tmp_path: Path) -> Iterator[Office]:
    def wait(until: Callable[[], bool]) -> None:
        qtbot.waitUntil(until, timeout=PATIENCE_MS)

    with offices(look, tmp_path / "store", wait, qapp) as made:
        yield made
        assert made.errors == []
