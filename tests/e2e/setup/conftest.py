"""Fixtures of the first start; see `tests.e2e.setup.office`."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import main
from tests.e2e.clerk.counter import KeepingPrinters
from tests.e2e.setup.office import Empty, empty_halls


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:  # what the offscreen platform says of every dialog
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))


@pytest.fixture
def printers(monkeypatch: pytest.MonkeyPatch) -> KeepingPrinters:
    """Printers of ours in the place of the system's."""
    made = KeepingPrinters()
    monkeypatch.setattr(main, "_printers", lambda composer: made)
    return made


@pytest.fixture
def make_empty(
    qapp: QApplication, printers: KeepingPrinters, tmp_path: Path
) -> Iterator[Callable[..., Empty]]:
    """Open the wizard of a first start; everything is closed after the test."""
    with empty_halls(qapp, tmp_path) as opened:
        yield opened
