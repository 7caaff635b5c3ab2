"""The pages of certificates over a real store, the real composer, and printers that keep what they get."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from PIL import Image, ImageDraw
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.accounts import Actor, Right
from app.domain.papers import PrintEvent, PrintState
from app.domain.print_jobs import Place, PrintJob
from app.ports.print_jobs import JobReport, PageFile, PagePrinter
from app.services.blank_stock import Batch, BlankStock
from app.services.certificate_templates import CertificateTemplates
from app.services.journal import Journal
from app.services.template_designs import TemplateDesigns
from data.store import LocalStore, open_store
from data.working_days import CalendarTables
from printing.first_use import FirstUseComposer
from tests import factories as make
from tests.e2e.walk import settle
from tests.fakes import StillClock
from ui.band import Band
from ui.designer.dependencies import DesignerDependencies
from ui.designer.design_page import DesignPage
from ui.designer.pages import DESIGN, PAGES, PAPER, designer_tabs
from ui.designer.paper_page import PaperPage
from ui.events import ChangesBridge
from ui.look import Look
from ui.staff_window import StaffWindow
from ui.tasks import TaskRunner
from ui.timing import CallbackTimes

FONTS = Path(__file__).parents[3] / "printing" / "fonts"
FACES = (
    "NotoSansSC_400Regular.ttf",
    "NotoSansSC_700Bold.ttf",
    "NotoSerifTibetanUI_400Regular.ttf",
    "HanaMinB.ttf",
)
SIZE = (1366, 768)
FOOD_BLANK = "食品经营许可证（正、副本）"


@dataclass
class KeepingPrinters:
    """Fills `PagePrinters`: two printers that take everything and keep it."""

    names: tuple[str, ...] = ("HP-LaserJet", "Epson-LQ")
    sent: list[PageFile] = field(default_factory=list)

    def all(self) -> tuple[PagePrinter, ...]:
        return tuple(PagePrinter(name, None, 0) for name in self.names)

    def default(self) -> str:
        return self.names[0]

    def ask(self, place: Place) -> None:
        assert place.printer in self.names

    def send(self, file: PageFile) -> JobReport:
        self.sent.append(file)
        return JobReport(PrintState.SENT, "1")

    def find(self, job: PrintJob, claim: PrintEvent) -> JobReport:
        raise AssertionError("no test print is looked for")

    def report(self, job: PrintJob, spooled: str) -> JobReport:
        raise AssertionError("no test print is followed")

    def withdraw(self, job: PrintJob, spooled: str) -> JobReport:
        raise AssertionError("no test print is withdrawn")


@dataclass(frozen=True)
class Workshop:
    """A window with the pages and what stands behind it."""

    needs: DesignerDependencies
    window: StaffWindow
    store: LocalStore
    printers: KeepingPrinters
    composer: FirstUseComposer
    application: QApplication
    scans: list[Path]

    @property
    def design(self) -> DesignPage:
        self.window.show_page(list(PAGES).index(DESIGN))
        found = self.window.page(list(PAGES).index(DESIGN))
        assert isinstance(found, DesignPage)
        return found

    @property
    def paper(self) -> PaperPage:
        self.window.show_page(list(PAGES).index(PAPER))
        found = self.window.page(list(PAGES).index(PAPER))
        assert isinstance(found, PaperPage)
        return found

    def wait(self) -> None:
        """Wait until nothing is under way, the sheet is set and the layouts have come to rest."""
        page = self.window.page(list(PAGES).index(DESIGN))
        for _ in range(3):
            settle(self.application)
            while not self.needs.runner.idle() or (isinstance(page, DesignPage) and not page.idle):
                self.application.processEvents()
        settle(self.application)

    def stock(self) -> None:
        """Receive blanks and spoil one."""
        blanks, actor = self.needs.blanks, self.needs.actor
        blanks.receive(actor, Batch(FOOD_BLANK, "No00101", "No00160", "第一批"))
        blanks.receive(actor, Batch("残疾人证", "C0001", "C0006"))
        blanks.spoil(actor, FOOD_BLANK, "No00101", "卡纸")
        self.wait()


def draw_blank(file: Path) -> Path:
    """Write a picture that looks like the scan of a blank: a tinted sheet with a frame."""
    picture = Image.new("RGB", (1188, 840), (246, 238, 216))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((30, 30, 1158, 810), outline=(170, 130, 60), width=8)
    for y in range(250, 720, 60):
        pen.line((280, y, 640, y), fill=(190, 170, 130), width=2)
    picture.save(file)
    return file


@contextmanager
def workshops(application: QApplication, look: Look, store: Path) -> Iterator[Callable[..., Workshop]]:
    """Give a function that opens the window; everything is closed in the end.

    Raises:
        AssertionError: an error was shown that nobody handled.
    """
    times, shown, clock = CallbackTimes(), list[Exception](), StillClock()
    runner = TaskRunner(lambda error, _where: shown.append(error), times)
    changes = ChangesBridge(times)
    opened = open_store(store, changed=changes.publish)
    composer, windows = FirstUseComposer(), list[QWidget]()

    def make_workshop(size: tuple[int, int] = SIZE, actor: Actor | None = None) -> Workshop:
        journal = Journal(opened, CalendarTables(), clock)
        printers, scans = KeepingPrinters(), list[Path]()
        needs = DesignerDependencies(
            look=look,
            runner=runner,
            changes=changes,
            actor=actor or replace(make.actor(Right.ADMINISTRATOR), name="技术员"),
            templates=CertificateTemplates(journal, composer),
            designs=TemplateDesigns(journal, composer, printers),
            blanks=BlankStock(journal),
            scan_file=lambda: scans[-1] if scans else None,
        )
        tabs = designer_tabs(needs)
        band = Band(look, "玛沁县政务服务中心", "设备维护", [tab.name for tab in tabs], "技术员", clock.now)
        window = StaffWindow(look, application, band, tabs, "证照")
        window.resize(*size)
        window.show_page(0)
        window.show()
        window.activateWindow()
        windows.append(window)
        shop = Workshop(needs, window, opened, printers, composer, application, scans)
        shop.wait()
        return shop

    try:
        yield make_workshop
    finally:
        for window in windows:
            window.close()
            window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        runner.close()
        opened.close()
        application.processEvents()
    assert not shown, "an error that nobody handled"
