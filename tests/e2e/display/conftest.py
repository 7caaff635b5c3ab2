"""The hall screen over the demo hall's queue."""

from collections.abc import Callable, Iterator

import pytest

from tests.e2e.display.television import Television, televisions
from tests.e2e.hall_screens import demo_store, faces, hall, look, pytest_collection_modifyitems, wait
from tests.e2e.kiosk.bench import Hall
from tests.e2e.kiosk.booth import Wait
from ui.look import Look

__all__ = ["demo_store", "faces", "hall", "look", "pytest_collection_modifyitems", "wait"]


@pytest.fixture
def make_television(hall: Hall, look: Look, wait: Wait) -> Iterator[Callable[..., Television]]:
    """Put the hall screen up; everything is closed after the test."""
    with televisions(hall, look, wait) as make:
        yield make
