"""Page printers of a rehearsal: what is sent lies in a folder as a PDF file and counts as printed."""

from pathlib import Path

from app.domain.papers import PrintEvent, PrintState
from app.domain.print_jobs import Place, PrintJob
from app.errors import DeviceError
from app.ports.print_jobs import JobReport, PageFile, PagePrinter

NAME = "rehearsal"


class FolderPrinters:
    """Implements `app.ports.print_jobs.PagePrinters` with one printer that is never out of paper.

    Args:
        folder: where the papers lie, each under its kind, its number and which print of it it is.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._taken = 0

    def all(self) -> tuple[PagePrinter, ...]:
        """Return the one printer; see `PagePrinters`."""
        return (PagePrinter(NAME, None, 0),)

    def default(self) -> str:
        """Return the one printer's name; see `PagePrinters`."""
        return NAME

    def ask(self, place: Place) -> None:
        """Take any job for the one printer; see `PagePrinters`."""
        if place.printer != NAME:
            raise DeviceError("page_printer.unknown", printer=place.printer)

    def send(self, file: PageFile) -> JobReport:
        """Lay the paper into the folder; see `PagePrinters`."""
        job = file.job
        self._taken += 1
        # Copies of a certificate bear one number; the paper taken makes each file's name its own.
        name = f"{self._taken:05}-{job.kind}-{job.title}-{job.nth}.pdf".replace("/", "-")
        (self._folder / name).write_bytes(file.pdf)
        return JobReport(PrintState.PRINTED, str(self._taken))

    def find(self, job: PrintJob, claim: PrintEvent) -> JobReport:
        """It was never taken: what is sent is printed at once; see `PagePrinters`."""
        return JobReport(PrintState.QUEUED, untouched=True)

    def report(self, job: PrintJob, spooled: str) -> JobReport:
        """It was printed; see `PagePrinters`."""
        return JobReport(PrintState.PRINTED, spooled)

    def withdraw(self, job: PrintJob, spooled: str) -> JobReport:
        """It was printed already; see `PagePrinters`."""
        return JobReport(PrintState.PRINTED, spooled)
