"""The page printers of a CUPS server: asked, sent to, and their jobs read back."""

from typing import Final

from app.domain.papers import PrintEvent, PrintState
from app.domain.print_jobs import Place, PrintJob
from app.errors import DeviceError
from app.ports.print_jobs import JobReport, PageFile, PagePrinter
from devices.cups.ipp import Answer, Attribute, Group, Operation, Tag
from devices.cups.options import MARK, job_attributes, sheet_for
from devices.cups.server import CupsServer

_STOPPED: Final = 5
_NOT_FOUND: Final = 0x0406
_REFUSALS: Final = {
    0x0404: "page_printer.spool_full",  # not-possible: what CUPS says of too many jobs
    0x0406: "page_printer.unknown",
    0x0408: "page_printer.spool_full",  # request-entity-too-large
    0x050B: "page_printer.spool_full",  # too-many-jobs
}
_STATES: Final = {7: PrintState.CANCELLED, 8: PrintState.FAILED, 9: PrintState.PRINTED}
_TROUBLES: Final = (
    ("media-empty", "page_printer.paper_out"),
    ("media-needed", "page_printer.paper_out"),
    ("media-jam", "page_printer.jam"),
    ("cover-open", "page_printer.cover_open"),
    ("door-open", "page_printer.cover_open"),
    ("toner-empty", "page_printer.toner_out"),
    ("marker-supply-empty", "page_printer.toner_out"),
    ("offline", "page_printer.offline"),
)
_PRINTER: Final = ("printer-name", "printer-state", "printer-is-accepting-jobs", "printer-state-reasons")
_JOB: Final = ("job-id", "job-state", "time-at-creation", "time-at-processing", MARK)


class CupsPrinters:
    """Implements `app.ports.print_jobs.PagePrinters` over IPP."""

    def __init__(self, server: CupsServer) -> None:
        self._server = server

    def all(self) -> tuple[PagePrinter, ...]:
        """Return the queues of the server by name; see `PagePrinters`."""
        wanted = _wanted(*_PRINTER, "queued-job-count")
        found = self._server.ask(Operation.CUPS_GET_PRINTERS, "", (wanted,))
        printers = (
            PagePrinter(one.text("printer-name"), _problem(one), one.number("queued-job-count") or 0)
            for one in found.of(Tag.PRINTER)
        )
        return tuple(sorted(printers, key=lambda printer: printer.name))

    def default(self) -> str:
        """Return the queue that is used when none is named; see `PagePrinters`."""
        found = self._server.ask(Operation.CUPS_GET_DEFAULT, "", (_wanted("printer-name"),))
        for one in found.of(Tag.PRINTER):
            return one.text("printer-name")
        raise DeviceError("page_printer.no_default")

    def ask(self, place: Place) -> None:
        """Ask whether a queue takes a job now and prints it; see `PagePrinters`."""
        found = self._printer(place.printer)
        if _refuses(found) or _is_stopped(found):
            raise _problem(found) or DeviceError("page_printer.refuses", printer=place.printer)

    def send(self, file: PageFile) -> JobReport:
        """Hand a document over with Print-Job, which takes it whole or not at all; see `PagePrinters`."""
        printer = file.job.place.printer
        supported = self._printer(printer, "media-supported").texts("media-supported")
        told = job_attributes(file, sheet_for(file, supported))
        said = (Attribute(Tag.MIME_TYPE, "document-format", ("application/pdf",)),)
        try:
            found = self._server.ask(Operation.PRINT_JOB, f"printers/{printer}", said, told, file.pdf)
        except DeviceError as error:
            if error.code not in ("page_printer.no_reply", "device.garbled"):
                raise
            return JobReport(PrintState.UNKNOWN, reason="page_printer.no_reply")
        if found.refused:
            raise _refusal(found, printer)
        (taken,) = found.of(Tag.JOB)
        return JobReport(PrintState.SENT, str(taken.number("job-id")))

    def find(self, job: PrintJob, claim: PrintEvent) -> JobReport:
        """Look for the mark of a job in the queue and its history; see `PagePrinters`.

        Without a trace of it, it was never taken if the history reaches back: CUPS forgets the oldest first.
        """
        said = (
            Attribute(Tag.KEYWORD, "which-jobs", ("all",)),
            _wanted(*_JOB),
        )
        printer = job.place.printer
        found = self._server.ask(Operation.GET_JOBS, f"printers/{printer}", said)
        if found.refused:
            raise _refusal(found, printer)
        jobs = found.of(Tag.JOB)
        for one in jobs:
            if one.text(MARK) == str(claim.id):
                return self._told(job, one)
        over = (one.number("time-at-creation") for one in jobs if one.number("job-state") in _STATES)
        # Whole seconds, cut off: a job born in the second of the claim may be younger than it.
        reaches_back = any(born is not None and born + 1 <= claim.at.timestamp() for born in over)
        return JobReport(PrintState.QUEUED if reaches_back else PrintState.UNKNOWN, untouched=reaches_back)

    def report(self, job: PrintJob, spooled: str) -> JobReport:
        """Ask for one job; see `PagePrinters`."""
        found = self._server.ask(
            Operation.GET_JOB_ATTRIBUTES,
            f"printers/{job.place.printer}",
            (_number_of(spooled), _wanted(*_JOB)),
        )
        if found.status == _NOT_FOUND:
            return JobReport(PrintState.UNKNOWN, spooled, reason="page_printer.job_forgotten")
        if found.refused:
            raise _refusal(found, job.place.printer)
        (one,) = found.of(Tag.JOB)
        return self._told(job, one)

    def withdraw(self, job: PrintJob, spooled: str) -> JobReport:
        """Cancel a job; one that is over already is left as it is; see `PagePrinters`."""
        self._server.ask(Operation.CANCEL_JOB, f"printers/{job.place.printer}", (_number_of(spooled),))
        return self.report(job, spooled)

    def _told(self, job: PrintJob, one: Group) -> JobReport:
        """Return what a job's attributes say; one that waits also says what keeps its printer."""
        state = _STATES.get(one.number("job-state") or 0, PrintState.SENT)
        reason = "page_printer.aborted" if state is PrintState.FAILED else ""
        if state is PrintState.SENT:
            problem = _problem(self._printer(job.place.printer))
            reason = problem.code if problem else ""
        begun = one.number("time-at-processing") is not None
        return JobReport(state, str(one.number("job-id")), untouched=not begun, reason=reason)

    def _printer(self, name: str, *more: str) -> Group:
        wanted = _wanted(*_PRINTER, *more)
        found = self._server.ask(Operation.GET_PRINTER_ATTRIBUTES, f"printers/{name}", (wanted,))
        if found.refused:
            raise _refusal(found, name)
        (printer,) = found.of(Tag.PRINTER)
        return printer


def _wanted(*names: str) -> Attribute:
    return Attribute(Tag.KEYWORD, "requested-attributes", names)


def _number_of(spooled: str) -> Attribute:
    return Attribute(Tag.INTEGER, "job-id", (int(spooled),))


def _refusal(found: Answer, printer: str) -> DeviceError:
    return DeviceError(_REFUSALS.get(found.status, "page_printer.refuses"), printer=printer)


def _is_stopped(printer: Group) -> bool:
    return printer.number("printer-state") == _STOPPED


def _refuses(printer: Group) -> bool:
    return not all(printer.attributes.get("printer-is-accepting-jobs", (True,)))


def _problem(printer: Group) -> DeviceError | None:
    """Return why a queue prints nothing now; its warnings are no reason."""
    name = printer.text("printer-name")
    if _refuses(printer):
        return DeviceError("page_printer.refuses", printer=name)
    reasons = [one for one in printer.texts("printer-state-reasons") if not one.endswith("-warning")]
    for begins, code in _TROUBLES:
        if any(reason.startswith(begins) for reason in reasons):
            return DeviceError(code, printer=name)
    return DeviceError("page_printer.stopped", printer=name) if _is_stopped(printer) else None
