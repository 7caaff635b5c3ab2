"""The program of a first start: the wizard, then the hall it made or the demo hall, begun anew."""

import subprocess
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog

from app.ports.new_hall import HallJoiner, HallMaker
from app.services.import_hall import set_up_actor
from app.services.machine_setup import save_machine
from ui.i18n import tr
from ui.machine import Machine
from ui.program import Program
from ui.setup.dependencies import SetupDependencies
from ui.setup.machine_pages import machine_tabs
from ui.setup.wizard import SetupWizard
from ui.staff_window import PageTab
from ui.sync.role import ask_connection


@dataclass(frozen=True)
class FirstStart:
    """What a first start needs from outside.

    Attributes:
        folder: of the store that the hall will have.
        settings_file: of this machine, not written yet.
        maker: makes the hall of the folder.
        joiner: fetches a hall into the folder.
        open_machine: opens the machine with its new store and settings; what has to end goes onto the stack.
    """

    folder: Path
    settings_file: Path
    maker: HallMaker
    joiner: HallJoiner
    open_machine: Callable[[Program, ExitStack], Machine]


def make_wizard(
    first: FirstStart,
    program: Program,
    opened: ExitStack,
    choose: Callable[[], Sequence[Path]],
    choose_connection: Callable[[], Path | None],
) -> SetupWizard:
    """Make the wizard of a folder; its machine is closed with the stack.

    Args:
        choose: asks for workbooks; see `SetupDependencies`.
        choose_connection: asks for a connection file.
    """
    needs = SetupDependencies(
        look=program.look,
        runner=program.runner,
        choose=choose,
        choose_connection=choose_connection,
        maker=first.maker,
        joiner=first.joiner,
        save_machine=partial(save_machine, first.settings_file),
    )

    def open_tabs() -> list[PageTab]:
        machine = first.open_machine(program, opened)
        return machine_tabs(machine, set_up_actor(machine.hall))

    return SetupWizard(needs, program.application, open_tabs)


def run_setup(first: FirstStart, program: Program, command: Sequence[str]) -> int:
    """Show the wizard until a hall is set up or somebody leaves, and return the exit code.

    Args:
        command: begins the program, without its arguments.
    """
    then: list[str] = []
    with ExitStack() as opened:
        opened.callback(program.close)
        page = make_wizard(first, program, opened, ask_workbooks, ask_connection)

        def end(*arguments: str) -> None:
            then.extend(arguments)
            program.application.quit()

        page.made.connect(lambda: end("--data", str(first.folder), "--config", str(first.settings_file)))
        # Demo data live in a folder of their own, so that the real hall finds its own empty.
        page.demo_wanted.connect(lambda: end("--data", f"{first.folder}-demo"))
        page.showMaximized()
        code = program.run()
    if then:  # only now are ports and store free
        subprocess.Popen([*command, *then])
    return code


def ask_workbooks() -> Sequence[Path]:
    """Return the workbooks that the person chose, none if they thought better of it."""
    chosen, _ = QFileDialog.getOpenFileNames(
        QApplication.activeWindow(), str(tr("选工作簿")), "", "XLSX (*.xlsx)"
    )
    return [Path(name) for name in chosen]
