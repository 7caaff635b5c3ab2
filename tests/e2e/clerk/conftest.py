"""Fixtures of a clerk's counter; see `tests.e2e.clerk.counter`."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from printing.first_use import FirstUseComposer
from tests.e2e.clerk.counter import FACES, FONTS, FOOD, SIZE, Counter, counters
from tests.e2e.kiosk.bench import make_demo_store
from ui.look import Look, dress, load_fonts


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:  # what the offscreen platform says of every dialog
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo hall with its queue, loaded once; each test works on its own copy."""
    folder = tmp_path_factory.mktemp("demo") / "store"
    make_demo_store(folder)
    return folder


@pytest.fixture(scope="session")
def composer() -> FirstUseComposer:
    return FirstUseComposer()


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
def make_counter(
    qtbot: QtBot, qapp: QApplication, look: Look, demo_store: Path, composer: FirstUseComposer, tmp_path: Path
) -> Iterator[Callable[..., Counter]]:
    """Open the window of a counter's clerk, ready to work; everything is closed after the test."""
    copytree(demo_store, tmp_path / "store")
    with counters(qapp, look, tmp_path / "store", composer, tmp_path) as opened:

        def make(counter: int = FOOD, size: tuple[int, int] = SIZE, login: str = "") -> Counter:
            made = opened(counter, size, login)
            qtbot.waitUntil(made.ready, timeout=20_000)
            return made

        yield make
