"""Make the pictures of the sync page: `python -m docs.screenshots.make_sync`."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import tempfile
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from PySide6.QtWidgets import QApplication

from tests.e2e.kiosk.bench import dressed, load_faces
from tests.e2e.sync.office import STATES, offices
from tests.e2e.walk import settle, shoot

HERE = Path(__file__).parent
PATIENCE = 20.0
PICTURES = {"sync-good.png": "good", "sync-offline.png": "offline", "sync-parked.png": "parked"}


def wait_for(until: Callable[[], bool]) -> None:
    """Let the program run until something holds.

    Raises:
        TimeoutError: it does not within 20 s.
    """
    deadline = monotonic() + PATIENCE
    while not until():
        QApplication.processEvents()
        if monotonic() > deadline:
            raise TimeoutError
    QApplication.processEvents()


def main() -> None:
    """Write the pictures beside this file."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    load_faces()
    for name, state in PICTURES.items():
        with (
            tempfile.TemporaryDirectory() as place,
            dressed(application) as look,
            offices(look, Path(place) / "store", wait_for, application) as office,
        ):
            STATES[state](office)
            settle(application)
            if office.page is not None:
                shoot(office.page, HERE / name)


if __name__ == "__main__":
    main()
