"""Make the pictures of the supervisor's pages: `python -m docs.screenshots.make_supervisor [PART OF A NAME]`.

Every state of the walk at 1366×768, the busy ones large and dark too. Hall, cases and people are invented.
"""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import sys
import tempfile
from pathlib import Path
from shutil import copytree

from PySide6.QtWidgets import QApplication

from tests.e2e.supervisor.conftest import furnish
from tests.e2e.supervisor.office import FACES, FONTS, offices
from tests.e2e.supervisor.states import STATES
from tests.e2e.walk import SIZES, shoot
from ui.look import Look, dress, load_fonts
from ui.theme import DARK, LIGHT

HERE = Path(__file__).parent
ALSO = ("a2-busy", "b3-fork", "c1-list")


def main() -> None:
    """Take all pictures, or those whose name holds the argument."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    application, look = QApplication([]), Look()
    load_fonts(FONTS / name for name in FACES)
    dress(application, look)
    small, large = SIZES
    with tempfile.TemporaryDirectory() as temporary:
        furnish(Path(temporary) / "demo")
        for name, reach in STATES.items():
            views = [(small, LIGHT), *([(large, LIGHT), (small, DARK)] if name in ALSO else [])]
            for number, (size, theme) in enumerate(views if wanted in name else []):
                store = Path(temporary) / f"{name}-{number}"
                copytree(Path(temporary) / "demo", store)
                look.change(theme=theme, scale=size[2])
                with offices(application, look, store) as opened:
                    office = opened(size=size[:2])
                    window = reach(office)
                    office.wait()
                    suffix = f"{size[0]}{'-dark' if theme is DARK else ''}"
                    shoot(window, HERE / f"supervisor-{name}-{suffix}.png")


if __name__ == "__main__":
    main()
