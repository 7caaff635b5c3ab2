"""Windows' spooler: papers go to it as pictures of their pages at the printer's resolution, edge to edge."""

from collections.abc import Callable, Sequence
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QTransform
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.domain.images import PageImage
from app.domain.papers import PrintEvent, PrintState
from app.domain.print_jobs import PageSize, Place, PrintJob
from app.errors import DeviceError, RuleError
from app.ports.print_jobs import JobReport, PageFile, PagePrinter
from ui.windows_jobs import JobQueues, JobStatus, QueuedJob, job_trouble, trouble

FINEST = 600
"""Dots an inch beyond which no eye sees more on office paper, and pages take hundreds of megabytes."""

_MM_PER_INCH = 25.4
_TOLERANCE_MM = 0.5
_PORTRAIT, _LANDSCAPE = QPageLayout.Orientation.Portrait, QPageLayout.Orientation.Landscape
_FORMATS = {1: QImage.Format.Format_Grayscale8, 3: QImage.Format.Format_RGB888}
_OVER = JobStatus.DELETING | JobStatus.DELETED
_DONE = JobStatus.PRINTED | JobStatus.COMPLETE

Pictures = Callable[[bytes, int], Sequence[PageImage]]
"""Makes a PDF's pages into pictures of so many dots an inch."""


class SystemPrinters(Protocol):
    """The printers of the system as Qt knows them."""

    def names(self) -> Sequence[str]:
        """Return their names."""

    def default(self) -> str:
        """Return the one used when none is named, empty without one."""

    def layout(self, name: str, size: PageSize) -> QPageLayout | None:
        """Return how a printer feeds paper of this size, None when it has none; see `page_layout`."""

    def open(self, name: str) -> QPrinter:
        """Return a printer to paint on."""


class QtPrinters:
    """Implements `SystemPrinters`."""

    def names(self) -> Sequence[str]:
        """See `SystemPrinters`."""
        return QPrinterInfo.availablePrinterNames()

    def default(self) -> str:
        """See `SystemPrinters`."""
        return QPrinterInfo.defaultPrinterName()

    def layout(self, name: str, size: PageSize) -> QPageLayout | None:
        """See `SystemPrinters`."""
        info = QPrinterInfo.printerInfo(name)
        ends = None
        if info.supportsCustomPageSizes():
            ends = (info.minimumPhysicalPageSize(), info.maximumPhysicalPageSize())
        return page_layout(size, info.supportedPageSizes(), ends)

    def open(self, name: str) -> QPrinter:
        """See `SystemPrinters`."""
        return QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)


def page_layout(
    size: PageSize, supported: Sequence[QPageSize], custom: tuple[QPageSize, QPageSize] | None
) -> QPageLayout | None:
    """Return the sheet for a page: one of its size, one it lies across, or a size of no name.

    Args:
        custom: the least and the greatest size of no name, None when the printer takes none.
    """
    for wanted, way in (
        ((size.width, size.height), _PORTRAIT),
        ((size.height, size.width), _LANDSCAPE),
    ):
        for one in supported:
            if _alike(_mm(one), wanted):
                return QPageLayout(one, way, QMarginsF())
    fed = (size.width, size.height)
    if custom is None or not all(
        a <= b <= c for a, b, c in zip(_mm(custom[0]), fed, _mm(custom[1]), strict=True)
    ):
        return None
    exact = QPageSize.SizeMatchPolicy.ExactMatch
    free = QPageSize(QSizeF(*fed), QPageSize.Unit.Millimeter, "", exact)
    return QPageLayout(free, _PORTRAIT, QMarginsF())


class WindowsPrinters:
    """Implements `app.ports.print_jobs.PagePrinters` by Qt's printers and the queues of the spooler.

    A job carries its mark in its name, which is how it is found again. Windows forgets a job when it is done:
    one that was in the queue and has left it counts as printed, unless it was seen being deleted.
    """

    def __init__(self, system: SystemPrinters, queues: JobQueues, pictures: Pictures) -> None:
        self._system, self._queues, self._pictures = system, queues, pictures

    def all(self) -> tuple[PagePrinter, ...]:
        """Return the printers by name; see `PagePrinters`."""
        return tuple(
            PagePrinter(name, self._problem(name), len(self._queues.jobs(name)))
            for name in sorted(self._system.names())
        )

    def default(self) -> str:
        """Return the system's default printer; see `PagePrinters`."""
        if not (name := self._system.default()):
            raise DeviceError("page_printer.no_default")
        return name

    def ask(self, place: Place) -> None:
        """Ask whether a printer would print now; see `PagePrinters`."""
        self._require(place.printer)
        if problem := self._problem(place.printer):
            raise problem

    def send(self, file: PageFile) -> JobReport:
        """Paint the pages onto the printer; see `PagePrinters`."""
        printer = self._prepared(file)
        dots = min(printer.resolution(), FINEST)
        pages = [_image(one, turned=file.job.place.turned) for one in self._pictures(file.pdf, dots)]
        several = printer.supportsMultipleCopies()
        if several:
            printer.setCopyCount(file.job.copies)
            printer.setCollateCopies(True)
        if not _painted(printer, pages * (1 if several else file.job.copies), printer.resolution() / dots):
            return JobReport(PrintState.UNKNOWN, reason="page_printer.no_reply")
        return JobReport(PrintState.SENT, _mark(file.claim))

    def find(self, job: PrintJob, claim: PrintEvent) -> JobReport:
        """Look for the mark of a job; one that is not there may be printed already; see `PagePrinters`."""
        mark = _mark(claim.id)
        found = self._job(job, mark)
        if found is None:
            return JobReport(PrintState.UNKNOWN, reason="page_printer.job_forgotten")
        return _told(found, mark)

    def report(self, job: PrintJob, spooled: str) -> JobReport:
        """Ask for one job; see `PagePrinters`."""
        found = self._job(job, spooled)
        return JobReport(PrintState.PRINTED, spooled) if found is None else _told(found, spooled)

    def withdraw(self, job: PrintJob, spooled: str) -> JobReport:
        """Delete a job that is still in the queue; see `PagePrinters`."""
        found = self._job(job, spooled)
        if found is None:
            return JobReport(PrintState.PRINTED, spooled)
        self._queues.delete(job.place.printer, found.number)
        return JobReport(PrintState.CANCELLED, spooled, untouched=not found.status & JobStatus.PRINTING)

    def _prepared(self, file: PageFile) -> QPrinter:
        place, job = file.job.place, file.job
        self._require(place.printer)
        fed = PageSize(job.size.height, job.size.width) if place.turned else job.size
        layout = self._system.layout(place.printer, fed)
        if layout is None:
            raise DeviceError("page_printer.no_size", printer=place.printer)
        printer = self._system.open(place.printer)
        printer.setFullPage(True)  # the paper's corner is the origin, as on the page
        printer.setPageLayout(layout)
        printer.setFullPage(True)
        printer.setDuplex(QPrinter.DuplexMode.DuplexNone)
        printer.setDocName(f"{job.title} [{_mark(file.claim)}]")
        if place.tray:
            printer.setPaperSource(_source(place.tray))
        return printer

    def _require(self, printer: str) -> None:
        if printer not in self._system.names():
            raise DeviceError("page_printer.unknown", printer=printer)

    def _problem(self, printer: str) -> DeviceError | None:
        code = trouble(self._queues.status(printer))
        return DeviceError(code, printer=printer) if code else None

    def _job(self, job: PrintJob, mark: str) -> QueuedJob | None:
        jobs = self._queues.jobs(job.place.printer)
        return next((one for one in jobs if one.document.endswith(f"[{mark}]")), None)


def _told(found: QueuedJob, mark: str) -> JobReport:
    """Return what a job's status says."""
    if found.status & _OVER:
        return JobReport(PrintState.CANCELLED, mark, untouched=not found.status & JobStatus.PRINTING)
    if found.status & _DONE:
        return JobReport(PrintState.PRINTED, mark)
    untouched = not found.status & JobStatus.PRINTING
    return JobReport(PrintState.SENT, mark, untouched=untouched, reason=job_trouble(found.status))


def _mark(claim: UUID) -> str:
    return claim.hex[-12:]


def _source(tray: str) -> QPrinter.PaperSource:
    """Return a tray by its name in Qt: `Upper`, `Lower`, `Manual` …

    Raises:
        RuleError: `print.place_form`.
    """
    try:
        return QPrinter.PaperSource[tray]
    except KeyError:
        raise RuleError("print.place_form", entry=f"tray={tray}") from None


def _image(page: PageImage, *, turned: bool) -> QImage:
    stride = page.width * page.channels
    # `copy`: Qt does not keep the bytes it was given.
    image = QImage(page.pixels, page.width, page.height, stride, _FORMATS[page.channels]).copy()
    return image.transformed(QTransform().rotate(90)) if turned else image


def _painted(printer: QPrinter, pages: Sequence[QImage], scale: float) -> bool:
    """Paint pages from the paper's corner; return False when nobody knows whether they were taken.

    Raises:
        DeviceError: `page_printer.refuses`, nothing was taken.
    """
    painter = QPainter()
    if not painter.begin(printer):
        raise DeviceError("page_printer.refuses", printer=printer.printerName())
    whole = True
    for number, image in enumerate(pages):
        whole = whole and (not number or printer.newPage())
        painter.drawImage(QRectF(0, 0, image.width() * scale, image.height() * scale), image)
    return painter.end() and whole and printer.printerState() is not QPrinter.PrinterState.Error


def _mm(size: QPageSize) -> tuple[float, float]:
    found = size.size(QPageSize.Unit.Millimeter)
    return found.width(), found.height()


def _alike(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return all(abs(a - b) <= _TOLERANCE_MM for a, b in zip(one, other, strict=True))
