"""What printing asks of the outside: the system's page printers, and the place where jobs wait."""

from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from app.domain.papers import PrintEvent, PrintState
from app.domain.print_jobs import Place, PrintJob, Standing
from app.errors import AppError


@dataclass(frozen=True)
class PagePrinter:
    """A page printer as its spooler knows it.

    Attributes:
        name: the name of its queue.
        problem: why it prints nothing now; None while it does.
        waiting: jobs in its queue, whoever sent them.
    """

    name: str
    problem: AppError | None
    waiting: int


@dataclass(frozen=True)
class JobReport:
    """What a spooler says of a job.

    Attributes:
        state: `SENT` while it waits or prints, `PRINTED`, `FAILED`, `CANCELLED`; `UNKNOWN` when the spooler
            cannot say; `QUEUED` when the spooler is certain that it never took the job.
        spooled: the spooler's id of the job, empty when it has none.
        untouched: whether it is certain that no sheet came out.
        reason: error code of what keeps or ended the job, empty when nothing does.
    """

    state: PrintState
    spooled: str = ""
    untouched: bool = False
    reason: str = ""


@dataclass(frozen=True)
class PageFile:
    """A finished document on its way to a printer.

    Attributes:
        claim: id of the event with which this one handing over began; marks the job in the spooler.
        pdf: stays out of every `repr`.
    """

    job: PrintJob
    claim: UUID
    pdf: bytes = field(repr=False)


class PagePrinters(Protocol):
    """The system's spooler; it blocks for seconds at most and belongs on a lane of its own.

    Whatever is sent has its paper size, its scale of 1:1, its orientation, its one side and its copies said
    explicitly: a spooler's defaults shrink, turn and centre.
    """

    def all(self) -> tuple[PagePrinter, ...]:
        """Return the printers of this machine by name.

        Raises:
            DeviceError: `page_printer.no_spooler`.
        """

    def default(self) -> str:
        """Return the name of the printer that the system uses when none is named.

        Raises:
            DeviceError: `page_printer.no_spooler`, `page_printer.no_default`.
        """

    def ask(self, place: Place) -> None:
        """Ask whether a printer would take and print a job now.

        Raises:
            DeviceError: `page_printer.unknown`, `page_printer.stopped`, `page_printer.refuses`,
                `page_printer.no_spooler`.
        """

    def send(self, file: PageFile) -> JobReport:
        """Hand a document over; `SENT`, or `UNKNOWN` when no answer came and nobody knows.

        Raises:
            DeviceError: it is certain that nothing was taken.
        """

    def find(self, job: PrintJob, claim: PrintEvent) -> JobReport:
        """Look for a job that may have been handed over after its claim, as when a program ended meanwhile.

        Raises:
            DeviceError: the spooler cannot be asked now.
        """

    def report(self, job: PrintJob, spooled: str) -> JobReport:
        """Say how a job stands.

        Raises:
            DeviceError: the spooler cannot be asked now.
        """

    def withdraw(self, job: PrintJob, spooled: str) -> JobReport:
        """Cancel a job and say how it stands then.

        Raises:
            DeviceError: the spooler cannot be asked now, or `page_printer.not_allowed`.
        """


class Spool(Protocol):
    """The jobs that are not over, in the order in which they came; of this station only."""

    def add(self, job: PrintJob, pdf: bytes) -> None:
        """Add a job whose print is recorded as queued in the same unit of work."""

    def get(self, print_id: UUID) -> Standing:
        """Return a job.

        Raises:
            RuleError: `print.job_unknown`, it is over or never was.
        """

    def open(self) -> tuple[Standing, ...]:
        """Return all jobs in their order."""

    def pdf(self, print_id: UUID) -> bytes:
        """Return the document of a job.

        Raises:
            RuleError: `print.job_unknown`.
        """

    def claim(self, print_id: UUID) -> PrintEvent:
        """Return the event with which the latest handing over of a job began.

        Raises:
            RuleError: `print.job_unknown`, it was never handed over.
        """

    def mark(self, print_id: UUID, spooled: str, *, touched: bool) -> None:
        """Remember the spooler's id of a job, and whether sheets of it may have come out."""

    def put_place(self, print_id: UUID, place: Place) -> None:
        """Send a job elsewhere when its turn comes."""

    def drop(self, print_id: UUID) -> None:
        """Forget a job that is over, with its document."""
