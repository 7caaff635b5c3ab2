"""The program of a first start: the set-up page, then the hall it made or the demo hall, begun anew."""

import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from app.domain.hall_records import HallRecords
from app.services.import_hall import NewHall, Piece
from app.services.machine_setup import save_machine
from ui.i18n import tr
from ui.program import Program
from ui.setup.dependencies import SetupDependencies
from ui.setup.page import SetupPage


@dataclass(frozen=True)
class FirstStart:
    """What a first start needs from outside.

    Attributes:
        folder: of the store that the hall will have.
        read: reads workbooks; see `SetupDependencies`.
        write: writes a hall into the folder's store.
        command: begins the program, without its arguments.
    """

    folder: Path
    read: Callable[[Sequence[Path], str], HallRecords]
    write: Callable[[NewHall], Iterator[Piece]]
    command: Sequence[str]


def run_setup(first: FirstStart, faces: Iterable[Path]) -> int:
    """Show the set-up page until a hall stands or somebody leaves, and return the exit code."""
    settings = first.folder / "machine.toml"
    program = Program(faces, first.folder / "log" / "hall.log")
    needs = SetupDependencies(
        look=program.look,
        runner=program.runner,
        choose=ask_workbooks,
        read=first.read,
        write=first.write,
        save_machine=partial(save_machine, settings),
    )
    page = SetupPage(needs, program.application)

    def begin(*arguments: str) -> None:
        subprocess.Popen([*first.command, *arguments])
        program.application.quit()

    page.made.connect(lambda *_: begin("--data", str(first.folder), "--config", str(settings)))
    # Demo data live in a folder of their own, so that the real hall finds its own empty.
    page.demo_wanted.connect(lambda: begin("--data", f"{first.folder}-demo"))
    page.showMaximized()
    try:
        return program.run()
    finally:
        program.close()


def ask_workbooks() -> Sequence[Path]:
    """Return the workbooks that the person chose, none if they thought better of it."""
    chosen, _ = QFileDialog.getOpenFileNames(None, str(tr("选工作簿")), "", "XLSX (*.xlsx)")
    return [Path(name) for name in chosen]
