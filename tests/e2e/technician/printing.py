"""The page of printers over a real settings file and printers of ours, and the states it can be seen in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from app.domain.accounts import Right
from app.domain.papers import PaperKind
from app.domain.print_jobs import PageSize, Place
from app.errors import DeviceError
from app.ports.print_jobs import PagePrinter
from app.services.press import ChosenPrinters
from app.settings import load_settings, save_printers
from printing.certificates.vendored import vendored_templates
from tests import factories as make
from tests.e2e.clerk.counter import FIRST, SECOND, KeepingPrinters
from ui.look import Look
from ui.tasks import TaskRunner
from ui.technician.dependencies import PrinterDependencies
from ui.technician.printers_page import PrintersPage

WRITTEN = f"""role = "clerk"
counter = "26"

[[devices]]
name = "扫码枪"
kind = "scanner"
model = "serial"
port = "COM7"

[printers]
"*" = "{FIRST}"
"受理通知书" = "{SECOND};tray=Tray2"
"送达回证" = "已搬走的打印机"
"""


class SomePrinters(KeepingPrinters):
    """Printers that may be gone, with a spooler that may not run."""

    def __init__(self) -> None:
        super().__init__()
        self.runs = True

    def all(self) -> tuple[PagePrinter, ...]:
        if not self.runs:
            raise DeviceError("page_printer.no_spooler")
        return super().all()


@dataclass(frozen=True)
class Printing:
    """The page and what stands behind it.

    Attributes:
        tested: the sizes and places of the test pages.
    """

    page: PrintersPage
    file: Path
    chosen: ChosenPrinters
    printers: SomePrinters
    tested: list[tuple[PageSize, Place]] = field(default_factory=list)

    def row(self, title: str) -> None:
        """Choose the row of a kind of paper, as a click does."""
        self.page.table.setFocus()
        self.page.table.choose([line.title for line in self.page.table.rows].index(title))

    def words(self, title: str) -> tuple[str, str]:
        """Return where a kind goes, and what is wrong with that."""
        line = next(line for line in self.page.table.rows if line.title == title)
        return line.words, line.problem


def printing(look: Look, runner: TaskRunner, file: Path) -> Printing:
    """Open the page over a machine whose settings are `WRITTEN`."""
    file.write_text(WRITTEN, "utf-8")
    chosen = ChosenPrinters(load_settings(file, {}).printers, partial(save_printers, file))
    printers, tested = SomePrinters(), list[tuple[PageSize, Place]]()
    needs = PrinterDependencies(
        look=look,
        runner=runner,
        actor=make.actor(Right.ADMINISTRATOR),
        chosen=chosen,
        printers=printers,
        certificates=vendored_templates,
        test=lambda size, place: tested.append((size, place)),
    )
    return Printing(PrintersPage(needs), file, chosen, printers, tested)


def _rest(shown: Printing) -> None:
    shown.row("其余文书和证照")


def _tray(shown: Printing) -> None:
    shown.row(PaperKind.ACCEPTANCE.value)


def _gone(shown: Printing) -> None:
    shown.row(PaperKind.DELIVERY.value)


def _stopped(shown: Printing) -> None:
    shown.printers.problem = DeviceError("page_printer.stopped", printer=FIRST)
    shown.page.seek()


def _no_spooler(shown: Printing) -> None:
    shown.printers.runs = False
    shown.page.seek()


STATES: dict[str, Callable[[Printing], None]] = {
    "rest": _rest,
    "tray": _tray,
    "gone": _gone,
    "stopped": _stopped,
    "no-spooler": _no_spooler,
}
"""State → how to reach it, in this order."""
