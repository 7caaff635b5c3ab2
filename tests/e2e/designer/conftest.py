"""Fixtures of the pages of certificates; see `tests.e2e.designer.workshop`."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from data.store import create_store
from tests import factories as make
from tests.e2e.designer.workshop import FACES, FONTS, Workshop, workshops
from ui.look import Look, dress, load_fonts


def furnish(folder: Path) -> None:
    """Make a hall without cases in a folder."""
    with create_store(folder, 0, changed=lambda _: None) as store, store.write() as unit:
        unit.hall.put_facts(make.hall(demo=False))
        unit.catalogue.put_department(make.department())
        unit.commit()


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
def make_workshop(qapp: QApplication, look: Look, tmp_path: Path) -> Iterator[Callable[..., Workshop]]:
    """Open the window, its first sheet set; everything is closed after the test."""
    furnish(tmp_path / "store")
    with workshops(qapp, look, tmp_path / "store") as opened:
        yield opened
