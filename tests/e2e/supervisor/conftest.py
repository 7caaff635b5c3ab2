"""Fixtures of the supervisor's office; see `tests.e2e.supervisor.office`."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.accounts import Right
from app.services.journal import Journal
from app.services.queue_settings import QueueSettings
from data.demo_hall import load_demo_hall
from data.local_queue import LocalQueue
from data.store import create_store
from data.working_days import CalendarTables
from tests import factories as make
from tests.e2e.supervisor.office import FACES, FONTS, Office, offices
from tests.fakes import PlainHash, StillClock
from ui.look import Look, dress, load_fonts


def furnish(folder: Path) -> None:
    """Make the demo hall with its queue in a folder."""
    clock = StillClock()
    with create_store(folder, 1, changed=lambda _: None) as store:
        load_demo_hall(store, PlainHash(), clock)
        with store.read() as unit:
            departments = unit.catalogue.departments()
        settings = QueueSettings(LocalQueue(store, clock), Journal(store, CalendarTables(), clock))
        settings.adopt(make.actor(Right.ADMINISTRATOR), departments)


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo hall, loaded once; each test works on its own copy."""
    folder = tmp_path_factory.mktemp("demo") / "store"
    furnish(folder)
    return folder


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
def make_office(
    qapp: QApplication, look: Look, demo_store: Path, tmp_path: Path
) -> Iterator[Callable[..., Office]]:
    """Open the supervisor's window, looked at once; everything is closed after the test."""
    copytree(demo_store, tmp_path / "store")
    with offices(qapp, look, tmp_path / "store") as opened:
        yield opened
