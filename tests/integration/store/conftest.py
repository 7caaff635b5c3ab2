"""A real store in a folder of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.changes import Changes
from data.store import LocalStore, create_store


class Heard(list[Changes]):
    """What the store told after its commits."""

    @property
    def last(self) -> Changes:
        return self[-1]


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "station"


@pytest.fixture
def store(folder: Path, heard: Heard) -> Iterator[LocalStore]:
    with create_store(folder, 1, changed=heard.append) as made:
        yield made


@pytest.fixture
def quiet() -> Callable[[Changes], None]:
    """Tell nobody what changed."""
    return lambda changes: None
