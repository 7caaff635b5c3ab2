"""Make the pictures of the queue's screens: `python -m docs.screenshots.make_queue`.

They are taken from the real pages over the demo hall's queue and a simulated printer.
"""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import tempfile
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from PySide6.QtWidgets import QApplication

from printing.tickets.slips import EscposSlips
from printing.typesetting.fonts import Fonts
from tests.e2e.display import states as display
from tests.e2e.display.television import FULL_HD, SMALL, televisions
from tests.e2e.kiosk import show
from tests.e2e.kiosk import states as kiosk
from tests.e2e.kiosk.bench import demo_queue_hall, dressed, load_faces, make_demo_store
from tests.e2e.kiosk.booth import TALL, WIDE, booths
from tests.e2e.strip import states as strip
from tests.e2e.strip.counter import counters
from tests.e2e.voice.desk import voice_pages
from tests.e2e.walk import settle, shoot

HERE = Path(__file__).parent
PATIENCE = 20.0
KIOSK = {
    "kiosk-start.png": ("doors", TALL),
    "kiosk-start-wide.png": ("doors", WIDE),
    "kiosk-start-large.png": ("doors-large-dark", TALL),
    "kiosk-start-both.png": ("doors-both", WIDE),
    "kiosk-start-both-tall.png": ("doors-both", TALL),
    "kiosk-services.png": ("services", TALL),
    "kiosk-card.png": ("person", TALL),
    "kiosk-card-needed.png": ("card-needed", WIDE),
    "kiosk-card-first.png": ("card-first-both", TALL),
    "kiosk-no-reader.png": ("no-reader", WIDE),
    "kiosk-ask.png": ("ask", TALL),
    "kiosk-ask-wide.png": ("ask", WIDE),
    "kiosk-case.png": ("case", WIDE),
    "kiosk-found.png": ("found", TALL),
    "kiosk-ticket.png": ("ticket-both", TALL),
    "kiosk-ticket-wide.png": ("ticket-both", WIDE),
    "kiosk-no-paper.png": ("no-paper", WIDE),
    "kiosk-pin.png": ("pin", TALL),
    "kiosk-pin-wide.png": ("pin", WIDE),
    "kiosk-maintenance.png": ("maintenance", TALL),
}
DISPLAY = {
    "hall-display.png": ("busy", FULL_HD),
    "hall-display-line-cut.png": ("stale", SMALL),
}
STRIP = {
    "strip-called.png": "called",
    "strip-serving.png": "serving",
}


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


def make_kiosk(folder: Path, template: Path, application: QApplication) -> None:
    """Write the pictures of the kiosk into a folder."""
    slips = EscposSlips(Fonts())
    for name, (state, size) in KIOSK.items():
        with (
            tempfile.TemporaryDirectory() as place,
            demo_queue_hall(template, Path(place) / "store", application) as hall,
            dressed(application) as look,
            booths(hall, look, slips, Path(place), wait_for, application) as make,
        ):
            booth = make(size, devices=show.BOTH if state in kiosk.WITH_DEVICES else ())
            (kiosk.STATES | kiosk.WITH_DEVICES)[state](booth)
            settle(application)
            shoot(booth.window, folder / name)


def make_display(folder: Path, template: Path, application: QApplication) -> None:
    """Write the pictures of the hall screen into a folder."""
    for name, (state, size) in DISPLAY.items():
        with (
            tempfile.TemporaryDirectory() as place,
            demo_queue_hall(template, Path(place) / "store", application) as hall,
            dressed(application) as look,
            televisions(hall, look, wait_for) as make,
        ):
            screen = make(size)
            display.STATES[state](screen)
            settle(application)
            shoot(screen.window, folder / name)


def make_strip(folder: Path, template: Path, application: QApplication) -> None:
    """Write the pictures of the strip into a folder."""
    for name, state in STRIP.items():
        with (
            tempfile.TemporaryDirectory() as place,
            demo_queue_hall(template, Path(place) / "store", application) as hall,
            dressed(application) as look,
            counters(hall, look, wait_for, application) as make,
        ):
            counter = make()
            strip.STATES[state](counter)
            settle(application)
            shoot(counter.window, folder / name)


def make_voice(folder: Path, template: Path, application: QApplication) -> None:
    """Write the picture of the guide's recordings into a folder."""
    with (
        tempfile.TemporaryDirectory() as place,
        demo_queue_hall(template, Path(place) / "store", application) as hall,
        dressed(application) as look,
        voice_pages(hall, look, Path(place), wait_for, application) as make,
    ):
        page = make()
        settle(application)
        shoot(page.window(), folder / "voice.png")


if __name__ == "__main__":
    running = QApplication([])
    load_faces()
    with tempfile.TemporaryDirectory() as temporary:
        demo = Path(temporary) / "demo"
        make_demo_store(demo)
        make_kiosk(HERE, demo, running)
        make_display(HERE, demo, running)
        make_strip(HERE, demo, running)
        make_voice(HERE, demo, running)
