"""The programs that the benchmark `start` races: bare windows, and the counter's first usable page.

Run `python -m tests.benchmarks.first_page bare|counter STORE [plain]`; prints one JSON object when the window
is painted and can be typed into: seconds since the interpreter began, and the modules loaded until then. The
counter prints another one when the queue's column and the list of what is due stand beside it as well.
Both start as the program does, with the search for garbage put off; `plain` lets both start as Python does.
Both load what needs no Qt first, as `main.py` does: PySide6 reads the source of every module after it.
"""

import sys
import time
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

BEGAN = time.perf_counter()
FONTS = Path(__file__).parents[2] / "printing" / "fonts"
FACES = (
    "NotoSansSC_400Regular.ttf",
    "NotoSansSC_700Bold.ttf",
    "NotoSerifTibetanUI_400Regular.ttf",
    "HanaMinB.ttf",
)


def told(modules: bool = True) -> None:
    """Print what the benchmark reads."""
    import json

    line = {"seconds": time.perf_counter() - BEGAN, "modules": sorted(sys.modules) if modules else []}
    print(json.dumps(line), flush=True)  # noqa: T201


def bare(folder: Path) -> None:
    """Show an empty window with the same fonts, SQLAlchemy imported and the same store open."""
    import sqlalchemy  # noqa: F401

    from data.store import open_store

    opened = open_store(folder, changed=lambda _: None)
    from PySide6.QtGui import QFontDatabase
    from PySide6.QtWidgets import QApplication, QLineEdit

    application = QApplication([])
    for name in FACES:
        QFontDatabase.addApplicationFont(str(FONTS / name))
    with opened:
        window = QLineEdit()
        window.resize(1366, 768)
        window.show()
        window.grab()
        application.processEvents()
        told()


def counter(folder: Path) -> None:
    """Show the counter page over the store, as the program does after the sign-in."""
    import main
    from app.domain.accounts import Actor
    from app.services.queue import Queue
    from app.services.use_cases import UseCases
    from data.local_queue import LocalQueue
    from data.passwords import Argon2Passwords
    from data.pinyin import DictionaryPinyin
    from data.store import open_store
    from data.working_days import CalendarTables
    from printing.first_use import FirstUseComposer
    from tests.fakes import StillClock

    tables, clock, composer = CalendarTables(), StillClock(), FirstUseComposer()
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    from ui.clerk.accept_page import AcceptPage
    from ui.clerk.dependencies import ClerkDependencies
    from ui.clerk.window import ClerkWindow
    from ui.events import ChangesBridge
    from ui.look import STYLE, Look, dress, load_fonts
    from ui.print_queue.pump import PrintPump
    from ui.strip.dependencies import StripDependencies
    from ui.tasks import TaskRunner
    from ui.timing import CallbackTimes

    application, look, times = QApplication(["", *STYLE]), Look(), CallbackTimes()
    load_fonts(FONTS / name for name in FACES)
    dress(application, look)
    changes, runner = ChangesBridge(times), TaskRunner(lambda *_: None, times)
    with open_store(folder, changed=changes.publish) as store:
        press = main._press(store, {}, main._printers(composer))
        queue = LocalQueue(store, clock)
        use = UseCases.over(store, tables, clock, Argon2Passwords(), composer, press)
        with store.read() as unit:
            hall, account = unit.hall.facts(), unit.accounts.by_login("c26")
        assert account is not None
        actor = Actor(account.id, account.name, account.rights, account.department, "26")
        with store.read() as unit:
            department = unit.catalogue.department(actor.department)
        needs = ClerkDependencies(
            look=look,
            runner=runner,
            changes=changes,
            actor=actor,
            hall=hall,
            department=department,
            calendar=tables.calendar(hall.area_code),
            use=use,
            composer=composer,
            pump=PrintPump(runner, use.print_jobs),
            pinyin=DictionaryPinyin,
            save_where=lambda _: None,
            queue=StripDependencies(look, runner, Queue(queue, clock), queue, actor, clock.now, pad=False),
        )
        window = ClerkWindow(needs, application)
        window.resize(1366, 768)
        window.show()
        page = window.page(0)
        assert isinstance(page, AcceptPage)
        while not page.ready:
            application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        window.grab()
        told()
        while page.queue.panel is None or not runner.idle():
            application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        window.grab()
        told(modules=False)
        runner.close()


def beginning(plain: bool) -> AbstractContextManager[None]:
    """Return how a program begins, whichever of the two it is."""
    if plain:
        return nullcontext()
    from ui.startup import quick_start

    return quick_start()


if __name__ == "__main__":
    PROGRAMS = {"bare": bare, "counter": counter}
    with beginning("plain" in sys.argv[3:]):
        PROGRAMS[sys.argv[1]](Path(sys.argv[2]))
