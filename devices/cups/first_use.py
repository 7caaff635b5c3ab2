"""The page printers of this machine, connected to when the first page is printed: no window waits for it."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from app.domain.papers import PrintEvent
from app.domain.print_jobs import Place, PrintJob
from app.ports.print_jobs import JobReport, PageFile, PagePrinter

if TYPE_CHECKING:
    from devices.cups.printers import CupsPrinters


class FirstUsePrinters:
    """Implements `app.ports.print_jobs.PagePrinters` by the CUPS server that an environment names."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment

    @cached_property
    def _printers(self) -> "CupsPrinters":
        from devices.cups.printers import CupsPrinters
        from devices.cups.server import CupsServer, address_of

        return CupsPrinters(CupsServer(address_of(self._environment)))

    def all(self) -> tuple[PagePrinter, ...]:
        """Return the printers of this machine by name; see `PagePrinters`."""
        return self._printers.all()

    def default(self) -> str:
        """Return the printer that is used when none is named; see `PagePrinters`."""
        return self._printers.default()

    def ask(self, place: Place) -> None:
        """Ask whether a printer takes a job now; see `PagePrinters`."""
        self._printers.ask(place)

    def send(self, file: PageFile) -> JobReport:
        """Hand a document over; see `PagePrinters`."""
        return self._printers.send(file)

    def find(self, job: PrintJob, claim: PrintEvent) -> JobReport:
        """Look for a job that may have been handed over; see `PagePrinters`."""
        return self._printers.find(job, claim)

    def report(self, job: PrintJob, spooled: str) -> JobReport:
        """Say how a job stands; see `PagePrinters`."""
        return self._printers.report(job, spooled)

    def withdraw(self, job: PrintJob, spooled: str) -> JobReport:
        """Cancel a job and say how it stands then; see `PagePrinters`."""
        return self._printers.withdraw(job, spooled)
