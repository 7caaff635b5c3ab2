"""The strip of counter 3 over the demo hall's queue."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.e2e.hall_screens import demo_store, faces, hall, look, pytest_collection_modifyitems, wait
from tests.e2e.kiosk.bench import Hall
from tests.e2e.kiosk.booth import Wait
from tests.e2e.strip.counter import Counter, counters
from ui.look import Look

__all__ = ["demo_store", "faces", "hall", "look", "pytest_collection_modifyitems", "wait"]


@pytest.fixture
def make_counter(hall: Hall, look: Look, wait: Wait, qapp: QApplication) -> Iterator[Callable[..., Counter]]:
    """Open the strip of a counter; everything is closed after the test."""
    with counters(hall, look, wait, qapp) as make:
        yield make
