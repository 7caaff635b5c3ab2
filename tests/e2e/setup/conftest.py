"""Fixtures of the first start; see `tests.e2e.setup.office`."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.e2e.clerk.counter import FACES, FONTS
from tests.e2e.setup.office import Empty, empty_halls
from ui.look import Look, dress, load_fonts


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
def make_empty(qapp: QApplication, look: Look, tmp_path: Path) -> Iterator[Callable[..., Empty]]:
    """Open the page of a first start; everything is closed after the test."""
    with empty_halls(qapp, look, tmp_path) as opened:
        yield opened
