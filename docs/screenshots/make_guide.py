"""Make the pictures of the guide desk: `python -m docs.screenshots.make_guide [PART OF A NAME]`.

Every state of the walk at 1366×768, those in `ALSO` large and dark too, the first in Tibetan as far as its
words are reviewed, and the slip that visitors take home. The hall, its cases and its people are invented.
"""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import sys
import tempfile
from pathlib import Path
from shutil import copytree

from PySide6.QtWidgets import QApplication

from data.demo_store import demo_store
from printing.composer import PaperComposer
from printing.typesetting.fonts import Fonts
from tests.e2e.clerk.counter import FACES, FONTS
from tests.e2e.clerk.states import SCREENS, Screen
from tests.e2e.guide.bench import MONDAY, Bench, benches, settled
from tests.e2e.guide.editors import editors
from tests.e2e.guide.states import STATES, Scene
from tests.e2e.walk import shoot
from tests.fakes import StillClock
from ui.i18n.language import Language
from ui.look import Look, dress, load_fonts
from ui.theme import DARK, LIGHT, Theme

HERE = Path(__file__).parent
ALSO = ("a2-found", "a4-turned", "c1-requests")
SMALL, LARGE = SCREENS


def take(state: str, screen: Screen, theme: Theme, bench: Bench, application: QApplication) -> None:
    """Bring a desk into a state and write its picture; of the found item also the page in Tibetan."""
    while not bench.ready():
        application.processEvents()
    wait = settled(bench, application)
    window = STATES[state](Scene(bench, wait))
    wait()
    suffix = f"{screen.width}{'-dark' if theme is DARK else ''}"
    shoot(window, HERE / f"guide-{state}-{suffix}.png")
    if state == "a2-found" and screen is SMALL and theme is LIGHT:
        bench.interpreter.speak(Language.TIBETAN)
        wait()
        shoot(window, HERE / "guide-a2-found-1366-tibetan.png")
        bench.interpreter.speak(Language.CHINESE)
    if state == "a4-turned":
        bench.window.turned(False)


def main() -> None:
    """Take all pictures, or those whose name holds the argument."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    application, look, composer = QApplication([]), Look(), PaperComposer(Fonts())
    load_fonts(FONTS / name for name in FACES)
    dress(application, look)
    with tempfile.TemporaryDirectory() as temporary:
        demo = Path(temporary) / "demo"
        demo_store(demo, 1, StillClock(MONDAY), lambda _: None).close()
        for state in STATES:
            views = [(SMALL, LIGHT), *([(LARGE, LIGHT), (SMALL, DARK)] if state in ALSO else [])]
            for number, (screen, theme) in enumerate(views):
                if wanted not in state:
                    continue
                store = Path(temporary) / f"{state}-{number}"
                copytree(demo, store)
                look.change(theme=theme, scale=screen.scale)
                with benches(application, look, store, composer) as opened:
                    bench = opened((screen.width, screen.height))
                    take(state, screen, theme, bench, application)
        if wanted in "editors":
            take_editors(demo, look, composer, application)


def take_editors(demo: Path, look: Look, composer: PaperComposer, application: QApplication) -> None:
    """Write the pictures of the translation page and of the catalogue."""
    store = demo.with_name("editors")
    copytree(demo, store)
    look.change(theme=LIGHT, scale=SMALL.scale)
    with benches(application, look, store, composer) as opened:
        bench = opened((SMALL.width, SMALL.height))
        wait = settled(bench, application)
        wait()
        made = editors(bench, application, store, (SMALL.width, SMALL.height))
        for number, name in enumerate(("languages", "catalogue")):
            shoot(made.show(number, wait), HERE / f"guide-{name}-1366.png")
        made.window.close()
        made.window.deleteLater()


if __name__ == "__main__":
    main()
