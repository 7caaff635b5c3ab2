"""Where the papers of a machine are printed, and with which key its certificates are signed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NoReturn

from app.domain.papers import PrintEvent
from app.domain.print_jobs import Place, PrintJob
from app.errors import DeviceError, StorageError
from app.ports.certificates import Signer
from app.ports.print_jobs import JobReport, PageFile, PagePrinter, PagePrinters


@dataclass(frozen=True)
class Press:
    """What a machine prints with.

    Attributes:
        places: printers by kind of paper, from the machine's settings; see `app.domain.print_jobs.place_of`.
        open_key: opens the station's key for the hall of an area code.
    """

    printers: PagePrinters
    places: Mapping[str, str]
    open_key: Callable[[str], Signer]


class NoSpooler:
    """Implements `PagePrinters` for a program that prints nothing: what it adds waits for one that does."""

    def all(self) -> tuple[PagePrinter, ...]:
        """There is none; see `PagePrinters`."""
        self._refuse()

    def default(self) -> str:
        """There is none; see `PagePrinters`."""
        self._refuse()

    def ask(self, place: Place) -> None:
        """Nobody can be asked; see `PagePrinters`."""
        self._refuse()

    def send(self, file: PageFile) -> JobReport:
        """Nothing is taken; see `PagePrinters`."""
        self._refuse()

    def find(self, job: PrintJob, claim: PrintEvent) -> JobReport:
        """Nobody can be asked; see `PagePrinters`."""
        self._refuse()

    def report(self, job: PrintJob, spooled: str) -> JobReport:
        """Nobody can be asked; see `PagePrinters`."""
        self._refuse()

    def withdraw(self, job: PrintJob, spooled: str) -> JobReport:
        """Nobody can be asked; see `PagePrinters`."""
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise DeviceError("page_printer.no_spooler")


def no_key(hall: str) -> Signer:
    """Open no key: such a program signs nothing.

    Raises:
        StorageError: `signing_key.none`.
    """
    raise StorageError("signing_key.none", hall=hall)


NO_PRESS = Press(NoSpooler(), {}, no_key)
"""The press of a program that neither prints nor signs."""
