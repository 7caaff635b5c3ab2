"""A kiosk in the demo hall, with a simulated printer on a port and the real driver between."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from printing.tickets.slips import EscposSlips
from printing.typesetting.fonts import Fonts
from tests.e2e.hall_screens import demo_store, faces, hall, look, pytest_collection_modifyitems, wait
from tests.e2e.kiosk.bench import Hall
from tests.e2e.kiosk.booth import MakeBooth, Wait, booths
from ui.look import Look

__all__ = ["demo_store", "faces", "hall", "look", "pytest_collection_modifyitems", "wait"]


@pytest.fixture(scope="session")
def slips() -> EscposSlips:
    return EscposSlips(Fonts())


@pytest.fixture
def make_booth(
    hall: Hall, look: Look, slips: EscposSlips, tmp_path: Path, wait: Wait, qapp: QApplication
) -> Iterator[MakeBooth]:
    """Open a kiosk at a size; everything is closed after the test."""
    with booths(hall, look, slips, tmp_path, wait, qapp) as make:
        yield make
