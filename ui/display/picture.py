"""A picture of the hall screen without a window, for a rehearsal; a machine without a screen draws it too."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterable
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QApplication

from app.domain.papers import HallFacts
from ui.display.dependencies import DisplayTimes
from ui.display.page import HallPage
from ui.display.reading import Reading
from ui.i18n.two_scripts import Tibetan, catalogue_tibetan
from ui.look import Look, dress, load_fonts, wear
from ui.theme import DARK, PUBLIC_SIDE

WIDTH, HEIGHT = 1920, 1080


def draw_hall(reading: Reading, hall: HallFacts, faces: Iterable[Path], path: Path) -> None:
    """Write the hall screen as it was at one look.

    Args:
        faces: font files of the project.
    """
    application = cast(QApplication, QApplication.instance() or QApplication([]))
    load_fonts(faces)
    look = Look(DARK, HEIGHT / PUBLIC_SIDE)
    dress(application, look)
    page = HallPage(look, hall, DisplayTimes(), Tibetan(catalogue_tibetan()))
    wear(page, look)
    page.resize(WIDTH, HEIGHT)
    page.show_reading(reading)
    page.tick(reading.at)
    path.parent.mkdir(parents=True, exist_ok=True)
    page.grab().save(str(path))
    look.changed.disconnect()
    page.deleteLater()
