"""Fixtures of a guide's desk; see `tests.e2e.guide.bench`."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from data.demo_store import demo_store as make_demo_store
from printing.composer import PaperComposer
from printing.typesetting.fonts import Fonts
from tests.e2e.guide.bench import MONDAY, SIZE, Bench, benches
from tests.e2e.hall_screens import faces, look
from tests.fakes import StillClock
from ui.look import Look
from ui.staff_window import PageTab

__all__ = ["faces", "look"]


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo hall with its queue, loaded once; each test works on its own copy."""
    folder = tmp_path_factory.mktemp("demo") / "store"
    make_demo_store(folder, 1, StillClock(MONDAY), lambda _: None).close()
    return folder


@pytest.fixture(scope="session")
def composer() -> PaperComposer:
    return PaperComposer(Fonts())


@pytest.fixture
def make_bench(
    qtbot: QtBot, qapp: QApplication, look: Look, demo_folder: Path, composer: PaperComposer, tmp_path: Path
) -> Iterator[Callable[..., Bench]]:
    """Open the window of a guide, ready to work; everything is closed after the test."""
    copytree(demo_folder, tmp_path / "store")
    with benches(qapp, look, tmp_path / "store", composer) as opened:

        def make(size: tuple[int, int] = SIZE, more: tuple[PageTab, ...] = ()) -> Bench:
            made = opened(size, more)
            qtbot.waitUntil(made.ready, timeout=30_000)
            return made

        yield make
