"""Pages on a printer of the system, here one that writes a PDF; and the spooler's queue as it changes."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from app.domain.images import PageImage
from app.domain.papers import PrintEvent, PrintState
from app.domain.print_jobs import A4, PageSize, Place, PrintJob
from app.errors import DeviceError, RuleError
from app.ports.print_jobs import PageFile
from app.sentences import sentence
from printing.pages import page_images
from tests import factories as make
from ui.windows_jobs import JobStatus, PrinterStatus, QueuedJob, job_trouble, trouble
from ui.windows_printer import QtPrinters, WindowsPrinters, page_layout

LASER, BLANK = "laser", PageSize(210, 140)
DOTS = 150
EVENT = PrintEvent(make.new_id(), make.new_id(), PrintState.COMPOSING, make.NINE, "")


def sheet(width: float, height: float) -> QPageSize:
    exact = QPageSize.SizeMatchPolicy.ExactMatch
    return QPageSize(QSizeF(width, height), QPageSize.Unit.Millimeter, "", exact)


@dataclass
class PdfSystem:
    """A system with one printer, which writes into a file."""

    file: Path
    paper: Sequence[QPageSize] = (QPageSize(QPageSize.PageSizeId.A4),)
    custom: tuple[QPageSize, QPageSize] | None = None
    breaks: bool = False
    opened: list[QPrinter] = field(default_factory=list)

    def names(self) -> Sequence[str]:
        return [LASER]

    def default(self) -> str:
        return LASER

    def layout(self, name: str, size: PageSize) -> QPageLayout | None:
        return page_layout(size, self.paper, self.custom)

    def open(self, name: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.file.parent / "none" / "x") if self.breaks else str(self.file))
        printer.setResolution(DOTS)
        self.opened.append(printer)
        return printer


@dataclass
class Queue:
    """A queue whose jobs a test moves."""

    bits: int = 0
    waiting: list[QueuedJob] = field(default_factory=list)

    def status(self, printer: str) -> int:
        return self.bits

    def jobs(self, printer: str) -> Sequence[QueuedJob]:
        return self.waiting

    def delete(self, printer: str, number: int) -> None:
        self.waiting = [one for one in self.waiting if one.number != number]

    def take(self, printer: QPrinter, status: int = 0) -> None:
        self.waiting.append(QueuedJob(len(self.waiting) + 1, printer.docName(), status))


def page(size: PageSize, mark: int) -> PageImage:
    """Return a page of the size that is black but for a white box whose place tells which page it is."""
    width, height = (round(length / 25.4 * DOTS) for length in (size.width, size.height))
    rows = bytearray(width * height)
    for y in range(20, 60):
        rows[y * width + 20 * mark : y * width + 20 * mark + 15] = b"\xff" * 15
    return PageImage(width, height, 1, bytes(rows))


@pytest.fixture
def system(qapp: QApplication, tmp_path: Path) -> PdfSystem:
    return PdfSystem(tmp_path / "out.pdf")


def printers(system: PdfSystem, queue: Queue, *pages: PageImage) -> WindowsPrinters:
    def pictures(pdf: bytes, dots: int) -> Sequence[PageImage]:
        assert (pdf, dots) == (b"pdf", DOTS)
        return pages

    return WindowsPrinters(system, queue, pictures)


def job(size: PageSize = A4, copies: int = 1, place: Place | None = None) -> PrintJob:
    return PrintJob(
        print_id=make.new_id(),
        kind="receipt",
        title="玛市监收〔2026〕12号",
        nth=1,
        copies=copies,
        size=size,
        place=place or Place(LASER),
        queued_at=make.NINE,
        actor_name="a",
    )


def sent(wanted: PrintJob) -> PageFile:
    return PageFile(wanted, EVENT.id, b"pdf")


def printed(system: PdfSystem) -> list[PageImage]:
    return page_images(system.file.read_bytes(), DOTS)


def white_box(image: PageImage) -> tuple[int, int, int, int]:
    """Return left, top, right, bottom of what is white."""
    rows = [image.pixels[y * image.width : (y + 1) * image.width] for y in range(image.height)]
    white = [(x, y) for y, row in enumerate(rows) for x, dot in enumerate(row) if dot > 200]
    return (
        min(x for x, _ in white),
        min(y for _, y in white),
        max(x for x, _ in white) + 1,
        max(y for _, y in white) + 1,
    )


def near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Tell whether two boxes are the same but for a dot: a PDF's sheet has whole points."""
    return all(abs(a - b) <= 1 for a, b in zip(one, other, strict=True))


def test_pages_come_out_at_their_place_and_scale(system: PdfSystem) -> None:
    queue = Queue()
    report = printers(system, queue, page(A4, 1), page(A4, 5)).send(sent(job()))
    assert report.state is PrintState.SENT
    first, second = printed(system)
    assert near((first.width, first.height), (page(A4, 1).width, page(A4, 1).height))
    assert near(white_box(first), (20, 20, 35, 60))
    assert near(white_box(second), (100, 20, 115, 60))


def test_copies_are_whole_ones(system: PdfSystem) -> None:
    printers(system, Queue(), page(A4, 1), page(A4, 5)).send(sent(job(copies=2)))
    places = [white_box(one)[0] for one in printed(system)]
    assert near(tuple(places), (20, 100, 20, 100))


def test_a_blank_lies_as_it_is_fed(system: PdfSystem) -> None:
    system.custom = (sheet(90, 90), sheet(216, 400))
    printers(system, Queue(), page(BLANK, 1)).send(sent(job(BLANK)))
    (seen,) = printed(system)
    assert seen.width > seen.height
    assert near(white_box(seen), (20, 20, 35, 60))


def test_a_blank_fed_by_its_other_edge_is_turned(system: PdfSystem) -> None:
    system.custom = (sheet(90, 90), sheet(216, 400))
    drawn = page(BLANK, 1)
    printers(system, Queue(), drawn).send(sent(job(BLANK, place=Place(LASER, turned=True))))
    (seen,) = printed(system)
    assert seen.width < seen.height
    assert near(white_box(seen), (drawn.height - 60, 20, drawn.height - 20, 35))


def test_a_page_that_lies_across_is_landscape(system: PdfSystem) -> None:
    across = PageSize(297, 210)
    printers(system, Queue(), page(across, 1)).send(sent(job(across)))
    assert system.opened[0].pageLayout().orientation() is QPageLayout.Orientation.Landscape
    (seen,) = printed(system)
    assert near(white_box(seen), (20, 20, 35, 60))


def test_a_size_nobody_has_is_refused(system: PdfSystem) -> None:
    with pytest.raises(DeviceError, match=r"page_printer\.no_size"):
        printers(system, Queue(), page(BLANK, 1)).send(sent(job(BLANK)))
    assert system.opened == []


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_what_cannot_be_begun_was_not_taken(system: PdfSystem) -> None:
    system.breaks = True
    with pytest.raises(DeviceError, match=r"page_printer\.refuses"):
        printers(system, Queue(), page(A4, 1)).send(sent(job()))


def test_a_tray_has_the_name_qt_gives_it(system: PdfSystem) -> None:
    made = printers(system, Queue(), page(A4, 1))
    assert made.send(sent(job(place=Place(LASER, "Lower")))).state is PrintState.SENT
    with pytest.raises(RuleError, match=r"print\.place_form"):
        made.send(sent(job(place=Place(LASER, "shoebox"))))


def test_a_printer_that_is_not_there(system: PdfSystem) -> None:
    made = printers(system, Queue())
    for act in (lambda: made.ask(Place("gone")), lambda: made.send(sent(job(place=Place("gone"))))):
        with pytest.raises(DeviceError, match=r"page_printer\.unknown"):
            act()


def test_a_job_is_followed_by_its_mark(system: PdfSystem) -> None:
    queue, wanted = Queue(), job()
    made = printers(system, queue, page(A4, 1))
    mark = made.send(sent(wanted)).spooled
    queue.take(system.opened[0])
    assert made.report(wanted, mark).state is PrintState.SENT
    assert made.report(wanted, mark).untouched
    queue.waiting[0] = replace(queue.waiting[0], status=JobStatus.PRINTING | JobStatus.PAPER_OUT)
    stuck = made.report(wanted, mark)
    assert (stuck.state, stuck.untouched, stuck.reason) == (PrintState.SENT, False, "page_printer.paper_out")
    assert made.find(wanted, EVENT).spooled == mark
    queue.waiting.clear()
    assert made.report(wanted, mark).state is PrintState.PRINTED
    assert made.find(wanted, EVENT).state is PrintState.UNKNOWN, "it may never have been taken"


def test_a_job_that_waits_is_withdrawn(system: PdfSystem) -> None:
    queue, wanted = Queue(), job()
    made = printers(system, queue, page(A4, 1))
    mark = made.send(sent(wanted)).spooled
    queue.take(system.opened[0])
    gone = made.withdraw(wanted, mark)
    assert (gone.state, gone.untouched, queue.waiting) == (PrintState.CANCELLED, True, [])
    assert made.withdraw(wanted, mark).state is PrintState.PRINTED, "it was too late"


def test_somebody_else_deleted_it(system: PdfSystem) -> None:
    queue, wanted = Queue(), job()
    made = printers(system, queue, page(A4, 1))
    mark = made.send(sent(wanted)).spooled
    queue.take(system.opened[0], JobStatus.DELETING)
    assert made.report(wanted, mark).state is PrintState.CANCELLED


def test_the_list_says_what_keeps_a_printer(system: PdfSystem) -> None:
    queue = Queue(PrinterStatus.PAPER_OUT | PrinterStatus.ERROR)
    (laser,) = printers(system, queue).all()
    assert laser.problem is not None
    assert laser.problem.code == "page_printer.paper_out"
    with pytest.raises(DeviceError, match=r"page_printer\.paper_out"):
        printers(system, queue).ask(Place(LASER))
    queue.bits = 0
    printers(system, queue).ask(Place(LASER))
    assert printers(system, queue).default() == LASER


@pytest.mark.parametrize("status", list(PrinterStatus))
def test_every_trouble_has_a_sentence(status: PrinterStatus) -> None:
    assert sentence(DeviceError(trouble(status), printer="x"))


def test_a_job_without_trouble_has_no_code() -> None:
    assert job_trouble(JobStatus.PRINTING) == ""
    assert job_trouble(JobStatus.BLOCKED) == "page_printer.stopped"
    assert job_trouble(JobStatus.OFFLINE) == "page_printer.offline"


def test_the_printers_of_this_machine_can_be_asked(qapp: QApplication) -> None:
    system = QtPrinters()
    assert set(system.names()) >= ({system.default()} - {""})
