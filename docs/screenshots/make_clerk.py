"""Make the pictures of the clerk's pages: `python -m docs.screenshots.make_clerk [PART OF A NAME]`.

Every state of the walk at 1366×768, those in `ALSO` large and dark too, those in `BOTH_SCRIPTS` once more in
Tibetan as far as its words are attested. The hall, its cases and its people are invented.
"""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.accounts import Actor
from app.errors import RuleError
from data.demo_hall import DEMO_PASSWORD
from printing.first_use import FirstUseComposer
from tests.e2e.clerk.counter import FACES, FONTS, Counter, counters, settled
from tests.e2e.clerk.scenes import Scene
from tests.e2e.clerk.states import SCREENS, STATES, Screen, login_of
from tests.e2e.kiosk.bench import make_demo_store
from tests.e2e.walk import settle
from ui.i18n.language import Interpreter, Language
from ui.look import Look, dress, load_fonts
from ui.sign_in import DemoSignIn, SignInPage
from ui.theme import DARK, LIGHT, Theme
from ui.uncaught import error_dialog

HERE = Path(__file__).parent
BOTH_SCRIPTS = ("a2-start-busy", "a4-filling", "a8-notice", "b2-list", "b9-papers", "e1-review")
ALSO = (*BOTH_SCRIPTS, "a11-called", "b5-deliver", "b10-reissue", "d2-prints", "e4-decision")
SHADE = QColor(0, 0, 0, 90)

Reach = Callable[[Scene], QWidget]


def _sign_in(scene: Scene) -> QWidget:
    def check(login: str, password: str) -> Actor:
        return scene.counter.needs.actor

    needs = scene.counter.needs
    demo = DemoSignIn("c26", DEMO_PASSWORD)
    page = SignInPage(needs.look, needs.runner, needs.hall.name, "26 号窗口", check, demo)
    page.resize(scene.counter.window.size())
    page.show()
    page.activateWindow()
    page.setFocus()
    return page


def _bug(scene: Scene) -> QWidget:
    try:
        raise KeyError("demonstration")
    except KeyError as error:
        dialog = error_dialog(scene.counter.needs.look, scene.counter.window, error, Path("log/hall.log"))
    dialog.open()
    return dialog


def _refused(scene: Scene) -> QWidget:
    error = RuleError("case.changed_meanwhile", name="旦正才让")
    dialog = error_dialog(scene.counter.needs.look, scene.counter.window, error, Path("log/hall.log"))
    dialog.open()
    return dialog


MORE: dict[str, Reach] = {"c1-sign-in": _sign_in, "c2-bug": _bug, "c3-refused": _refused}


def picture(window: QWidget, shown: QWidget) -> QPixmap:
    """Return what a person sees: the window, and a dialog over it if one is open."""
    if isinstance(shown, SignInPage):
        return shown.grab()
    seen = window.grab()
    if shown is not window:
        box = QRect(0, 0, shown.width(), shown.height())
        box.moveCenter(window.rect().center())
        painter = QPainter(seen)
        painter.fillRect(window.rect(), SHADE)
        painter.drawPixmap(box.topLeft(), shown.grab())
        painter.end()
    return seen


@dataclass(frozen=True)
class View:
    """How a state is looked at: on which screen, in which colours, in which script."""

    screen: Screen
    theme: Theme = LIGHT
    language: Language = Language.CHINESE

    @property
    def suffix(self) -> str:
        """What the name of its picture ends in."""
        dark = "-dark" if self.theme is DARK else ""
        return f"{self.screen.width}{dark}{'-tibetan' if self.language is Language.TIBETAN else ''}"


def views(name: str) -> list[View]:
    """Return how a state is looked at."""
    small, large = SCREENS
    more = [View(large), View(small, DARK), View(large, DARK)] if name in ALSO else []
    return [View(small), *more, *([View(small, LIGHT, Language.TIBETAN)] if name in BOTH_SCRIPTS else [])]


def take(
    name: str, reach: Reach, view: View, look: Look, speak: Interpreter, open_counter: Callable[..., Counter]
) -> None:
    """Bring a counter into a state and write its picture."""
    application, screen = QApplication.instance(), view.screen
    assert isinstance(application, QApplication)
    speak.speak(Language.CHINESE)
    look.change(theme=view.theme, scale=screen.scale)
    counter = open_counter(size=(screen.width, screen.height), login=login_of(name))
    while not counter.ready():
        application.processEvents()
    wait = settled(counter, application)
    shown = reach(Scene(counter, wait))
    speak.speak(view.language)
    wait()
    shown.activateWindow()
    settle(application)
    assert picture(counter.window, shown).save(str(HERE / f"clerk-{name}-{view.suffix}.png"))


def main() -> None:
    """Take all pictures, or those whose name holds the argument."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    application, look = QApplication([]), Look()
    load_fonts(FONTS / name for name in FACES)
    dress(application, look)
    composer, interpreter = FirstUseComposer(), Interpreter(application)
    with tempfile.TemporaryDirectory() as temporary:
        make_demo_store(Path(temporary) / "demo")
        for name, reach in {**STATES, **MORE}.items():
            for view in views(name) if wanted in name else ():
                store = Path(temporary) / f"{name}-{view.suffix}"
                copytree(Path(temporary) / "demo", store)
                with counters(application, look, store, composer, Path(temporary)) as opened:
                    take(name, reach, view, look, interpreter, opened)


if __name__ == "__main__":
    main()
