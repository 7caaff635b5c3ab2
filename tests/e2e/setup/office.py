"""The set-up page over an empty folder, with the real import and workbooks of our choice."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from app.services.import_hall import HallImport, NewHall, Piece
from app.services.machine_setup import save_machine
from app.settings import Role
from data.local_queue import LocalQueue
from data.store import create_store, holds_store, open_store
from data.working_days import CalendarTables
from data.xlsx_hall import read_hall
from tests.e2e.walk import settle
from tests.fakes import PlainHash, StillClock
from ui.look import Look
from ui.setup.dependencies import SetupDependencies
from ui.setup.page import SetupPage
from ui.tasks import TaskRunner
from ui.timing import CallbackTimes

TEMPLATES = Path(__file__).parents[3] / "docs" / "templates"
FILES = (TEMPLATES / "部门事项材料.xlsx", TEMPLATES / "人员.xlsx")
SIZE = (1366, 768)


@dataclass
class Empty:
    """A page over a folder in which nothing stands yet."""

    page: SetupPage
    folder: Path
    application: QApplication
    runner: TaskRunner
    chosen: list[Path]
    made: list[tuple[Role, str]] = field(default_factory=list)
    demo: list[bool] = field(default_factory=list)

    def wait(self) -> None:
        """Wait until nothing is under way and the layouts have come to rest."""
        for _ in range(3):
            settle(self.application)
            while not self.runner.idle():
                self.application.processEvents()
        settle(self.application)


def write_into(folder: Path, hall: NewHall) -> Iterator[Piece]:
    """Write a hall into the store of a folder, as the program does."""
    clock = StillClock()
    begin = open_store if holds_store(folder) else partial(create_store, index=0)
    with begin(folder, changed=lambda _: None) as store:
        yield from HallImport(store, LocalQueue(store, clock), CalendarTables(), PlainHash(), clock).write(
            hall
        )


@contextmanager
def empty_halls(application: QApplication, look: Look, folder: Path) -> Iterator[Callable[..., Empty]]:
    """Give a function that opens the page; everything is closed in the end.

    Raises:
        AssertionError: an error was shown that nobody handled.
    """
    shown: list[Exception] = []
    runner = TaskRunner(lambda error, _where: shown.append(error), CallbackTimes())
    pages: list[SetupPage] = []

    def make_page(size: tuple[int, int] = SIZE) -> Empty:
        chosen = list(FILES)
        needs = SetupDependencies(
            look=look,
            runner=runner,
            choose=lambda: tuple(chosen),
            read=read_hall,
            write=partial(write_into, folder / "store"),
            save_machine=partial(save_machine, folder / "machine.toml"),
        )
        page = SetupPage(needs, application)
        empty = Empty(page, folder, application, runner, chosen)
        page.made.connect(lambda role, counter: empty.made.append((role, counter)))
        page.demo_wanted.connect(lambda: empty.demo.append(True))
        page.resize(*size)
        page.show()
        page.activateWindow()
        pages.append(page)
        empty.wait()
        return empty

    try:
        yield make_page
    finally:
        for page in pages:
            page.close()
            page.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        runner.close()
        application.processEvents()
    assert not shown, "an error that nobody handled"
