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
from tests.e2e.clerk.counter import FOOD, SIZE, Counter, counters
from tests.e2e.hall_screens import demo_store, faces, look
from ui.look import Look

__all__ = ["demo_store", "faces", "look"]


@pytest.fixture(scope="session")
def composer() -> FirstUseComposer:
    return FirstUseComposer()


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
