"""The way of a print to its printer: put into the spool, handed over once, followed to its end.

Every change of state is a unit of work of its own that looks first whether somebody else was faster, so that
several programs may work on the spool of their station.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import UUID

from app.domain.certificates import Certificate, CertificatePrint
from app.domain.hall_papers import HallPrint
from app.domain.papers import Print, PrintState
from app.domain.print_jobs import A4, OVER, PageSize, Place, PrintJob, Standing, place_of
from app.errors import AppError, DeviceError
from app.ports.print_jobs import JobReport, PageFile, PagePrinter, PagePrinters
from app.ports.store import UnitOfWork
from app.services.journal import Journal
from app.services.print_states import Change, PrintStates

CUT_OFF = timedelta(minutes=2)
"""After this a program that prepares a job has ended: every exchange with a spooler is much shorter."""

NO_SPOOLER = "page_printer.no_spooler"
"""While no spooler runs, jobs wait for it; everything else that keeps a job wants a person."""


@dataclass(frozen=True)
class Sheet:
    """A finished page and its size as it is read; the file stays out of every `repr`."""

    pdf: bytes = field(repr=False)
    size: PageSize


@dataclass(frozen=True)
class Round:
    """What is open after a round, and what keeps a job, by the id of its print."""

    open: tuple[Standing, ...]
    problems: Mapping[UUID, AppError]


class PrintJobs:
    """The spool of this station.

    Args:
        printers: where documents go; used on the calling thread, which is the lane of printing.
        places: printers by kind of paper, from the machine's settings; see `place_of`.
    """

    def __init__(self, journal: Journal, printers: PagePrinters, places: Mapping[str, str]) -> None:
        self._journal = journal
        self._printers = printers
        self._places = places
        self._states = PrintStates(journal)

    def place(self, kind: str) -> Place:
        """Return where papers or certificates of a kind are printed on this machine.

        Raises:
            RuleError: `print.place_form`.
        """
        return place_of(kind, self._places)

    def printer(self, kind: str, *, surely: bool) -> str:
        """Return the name of the printer that a kind goes to; empty if it is the default and unknown now.

        Args:
            surely: whether an unknown printer is an error.

        Raises:
            RuleError: `print.place_form`.
            DeviceError: `page_printer.no_spooler`, `page_printer.no_default`.
        """
        named = self.place(kind).printer
        try:
            return named or self._printers.default()
        except DeviceError:
            if surely:
                raise
            return ""

    def add(
        self, unit: UnitOfWork, record: Print | HallPrint, pdf: bytes, size: PageSize = A4, title: str = ""
    ) -> PrintJob:
        """Put a print into the spool, in the unit of work in which it is recorded as queued.

        Args:
            title: what the printer's own list calls it, where the paper has no number.

        Raises:
            RuleError: `print.place_form`.
        """
        job = PrintJob(
            print_id=record.id,
            kind=record.kind,
            title=record.number or title,
            nth=record.nth,
            copies=record.copies,
            size=size,
            place=self.place(record.kind),
            queued_at=record.at,
            actor_name=record.actor_name,
        )
        unit.print_jobs.add(job, pdf)
        return job

    def add_certificate(
        self, unit: UnitOfWork, record: CertificatePrint, certificate: Certificate, sheet: Sheet
    ) -> PrintJob:
        """Put the print of one copy of a certificate into the spool; see `add`.

        Raises:
            RuleError: `print.place_form`.
        """
        job = PrintJob(
            print_id=record.id,
            kind=certificate.kind,
            title=certificate.number,
            nth=record.nth,
            copies=1,
            size=sheet.size,
            place=self.place(certificate.kind),
            queued_at=record.at,
            actor_name=record.actor_name,
        )
        unit.print_jobs.add(job, sheet.pdf)
        return job

    def open(self) -> tuple[Standing, ...]:
        """Return the jobs that are not over, in the order in which they came."""
        with self._journal.store.read() as unit:
            return unit.print_jobs.open()

    def pdf(self, print_id: UUID) -> bytes:
        """Return the document of a job, to be looked at.

        Raises:
            RuleError: `print.job_unknown`.
        """
        with self._journal.store.read() as unit:
            return unit.print_jobs.pdf(print_id)

    def printers(self) -> tuple[PagePrinter, ...]:
        """Return the printers of this machine.

        Raises:
            DeviceError: there is no spooler.
        """
        return self._printers.all()

    def round(self) -> Round:
        """Hand over what waits and see how the rest stands; to be called again while something is open."""
        problems: dict[UUID, AppError] = {}
        for standing in self.open():
            try:
                problem = self._advance(standing)
            except DeviceError as told:
                problem = told
            if problem is not None:
                problems[standing.job.print_id] = problem
        return Round(self.open(), problems)

    def _advance(self, seen: Standing) -> AppError | None:
        """Take a job one step further; return what keeps it."""
        if seen.state is PrintState.QUEUED:
            self._hand_over(seen, self._place_now(seen))
            return None
        if seen.state is PrintState.FAILED:
            return problem_of(seen)
        if seen.state in OVER:
            self._clear(seen)
            return None
        return self._follow(seen)

    def _place_now(self, seen: Standing) -> Place:
        """Return the place of a waiting job, its printer named.

        Raises:
            DeviceError: no spooler runs, or it has no default printer; the job goes on waiting as it is.
        """
        if seen.last.reason == NO_SPOOLER:
            self._printers.ask(seen.job.place)
        place = seen.job.place
        return place if place.printer else replace(place, printer=self._printers.default())

    def _hand_over(self, seen: Standing, place: Place) -> None:
        """Claim a job, ask its printer, send the document, and record what came of it."""
        named = place if place != seen.job.place else None
        claimed = self._states.record(seen, Change(PrintState.COMPOSING, place=named))
        if claimed is None:
            return
        try:
            self._printers.ask(claimed.job.place)
            pdf = self._states.pdf(claimed)
            if pdf is None:
                return  # the machine slept so long that the claim was taken for that of a program that ended
            report = self._printers.send(PageFile(claimed.job, claimed.last.id, pdf))
        except DeviceError as problem:
            state = PrintState.QUEUED if problem.code == NO_SPOOLER else PrintState.FAILED
            report = JobReport(state, untouched=True, reason=problem.code)
        self._states.record(claimed, Change.told(report))

    def _follow(self, seen: Standing) -> AppError | None:
        """Ask how a job stands and record what is new; return what keeps a job that still waits."""
        report = self._ask(seen)
        if report.state is seen.state:
            return problem_of(seen, report.reason or seen.last.reason)
        if not report.spooled:
            # Another program may hand it over this very moment; only a trace is certain at once.
            if self._journal.moment().at - seen.last.at < CUT_OFF:
                return None
            reason = "print.cut_off" if report.untouched else "print.cut_off_unknown"
            report = JobReport(report.state, untouched=report.untouched, reason=reason)
        self._states.record(seen, Change.told(report))
        return None

    def _ask(self, seen: Standing) -> JobReport:
        if seen.spooled:
            return self._printers.report(seen.job, seen.spooled)
        with self._journal.store.read() as unit:
            claim = unit.print_jobs.claim(seen.job.print_id)
        return self._printers.find(seen.job, claim)

    def _clear(self, seen: Standing) -> None:
        """Forget a job whose print was voided; what still waits of it in the spooler is cancelled."""
        if seen.spooled:
            self._printers.withdraw(seen.job, seen.spooled)
        self._states.forget(seen)


def problem_of(standing: Standing, reason: str | None = None) -> AppError | None:
    """Return the fault that a job's reason names, with what fills its sentence."""
    code = standing.last.reason if reason is None else reason
    return DeviceError(code, printer=standing.job.place.printer) if code else None
