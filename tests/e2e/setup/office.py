"""The wizard of a first start over an empty folder, as `main.py` opens it, with workbooks of our choice."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication

import main
from tests.e2e.walk import gathering, settle
from tests.fakes import StillClock
from ui.faces import screen_faces
from ui.program import Program
from ui.setup.program import make_wizard
from ui.setup.wizard import SetupWizard

TEMPLATES = Path(__file__).parents[3] / "docs" / "templates"
FILES = (TEMPLATES / "部门事项材料.xlsx", TEMPLATES / "人员.xlsx")
SIZE = (1366, 768)


@dataclass
class Empty:
    """A wizard over a folder in which nothing stands yet.

    Attributes:
        opened: what the machine of the new hall keeps open.
        connection: the connection file that is chosen, none at first.
        said: what the wizard told.
    """

    wizard: SetupWizard
    folder: Path
    program: Program
    clock: StillClock
    opened: ExitStack
    chosen: list[Path]
    connection: list[Path]
    said: list[str] = field(default_factory=list)

    def wait(self) -> None:
        """Wait until nothing is under way and the layouts have come to rest."""
        application = self.program.application
        for _ in range(3):
            settle(application)
            while not self.program.runner.idle() or gathering(application):
                application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        settle(application)

    def confirm_code(self) -> None:
        """Type the last group of the recovery code, as from the paper."""
        page = self.wizard.code
        page.typed.put(page.groups[-1].text().split()[-1])
        page.confirm()
        self.wait()

    def begin_again(self) -> Program:
        """Begin the program anew, as the end of the wizard does."""
        self.program = Program(screen_faces(), self.folder / "log" / "hall.log")
        return self.program

    def close_machine(self) -> None:
        """Turn the machine of the new hall off, as the end of the wizard does."""
        self.wizard.close()
        self.opened.close()


@contextmanager
def empty_halls(application: QApplication, folder: Path) -> Iterator[Callable[..., Empty]]:
    """Give a function that opens the wizard; everything is closed in the end."""
    with ExitStack() as ends:

        def open_one(
            size: tuple[int, int] = SIZE, choose: Callable[[], Sequence[Path]] | None = None
        ) -> Empty:
            clock, chosen = StillClock(), list(FILES)
            program = Program(screen_faces(), folder / "log" / "hall.log")
            opened = ends.enter_context(ExitStack())
            opened.callback(program.close)
            first = main.first_start(folder / "store", clock, simulate=True)
            connection: list[Path] = []
            ask_tables = choose or (lambda: tuple(chosen))
            wizard = make_wizard(first, program, opened, ask_tables, lambda: next(iter(connection), None))
            made = Empty(wizard, folder / "store", program, clock, opened, chosen, connection)
            wizard.made.connect(lambda: made.said.append("made"))
            wizard.demo_wanted.connect(lambda: made.said.append("demo"))
            wizard.resize(*size)
            wizard.show()
            wizard.activateWindow()
            made.wait()
            return made

        yield open_one
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    settle(application)
