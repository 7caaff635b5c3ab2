"""Make the pictures of the set-up page: `python -m docs.screenshots.make_setup [PART]`.

Every state of the walk at 1366×768, some of them large and dark too. Everything on them is invented.
"""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")

import sys
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

import main
from tests.e2e.clerk.counter import KeepingPrinters
from tests.e2e.setup.office import empty_halls
from tests.e2e.setup.states import STATES
from tests.e2e.walk import SIZES, shoot
from ui.theme import DARK, LIGHT

HERE = Path(__file__).parent
ALSO = ("a4-faults", "c1-devices", "d1-printer")


def take() -> None:
    """Take all pictures, or those whose name holds the argument."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    application = QApplication([])
    main._printers = lambda composer: KeepingPrinters()  # no CUPS in a picture
    small, large = SIZES
    with tempfile.TemporaryDirectory() as temporary:
        for name, reach in STATES.items():
            views = [(small, LIGHT), *([(large, LIGHT), (small, DARK)] if name in ALSO else [])]
            for number, (size, theme) in enumerate(views if wanted in name else []):
                store = Path(temporary) / f"{name}-{number}"
                with empty_halls(application, store) as opened:
                    empty = opened(size=size[:2])
                    empty.program.look.change(theme=theme, scale=size[2])
                    window = reach(empty)
                    empty.wait()
                    suffix = f"{size[0]}{'-dark' if theme is DARK else ''}"
                    shoot(window, HERE / f"setup-{name}-{suffix}.png")


if __name__ == "__main__":
    take()
