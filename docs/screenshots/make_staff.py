"""Make the pictures of the office: `python -m docs.screenshots.make_staff`.

Accounts, log, settings, backups, attendance and the lock: the real pages over a real store, invented people.
"""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.attendance_sheet import MonthTable
from docs.screenshots.make_papers import picture, save
from printing.documents.month_sheet import compose_sheets
from printing.pages import page_images
from printing.typesetting.fonts import Fonts
from tests.e2e.staff.office import Office, open_office
from tests.e2e.technician.conftest import FACES, FONTS
from tests.e2e.walk import settle, shoot
from tests.factories import hall as make_hall
from ui.accounts.day_end_page import DayEndPage
from ui.accounts.pages import PAGES as ACCOUNT_PAGES
from ui.accounts.queue_page import COUNTERS, RULES, QueuePage
from ui.attendance.month_page import MonthPage
from ui.attendance.pages import PAGES, AttendancePage
from ui.band import Band
from ui.lock.lock_screen import LockScreen, lock_over
from ui.look import Look, dress, load_fonts
from ui.staff_window import PageTab, StaffWindow
from ui.tasks import TaskRunner
from ui.timing import CallbackTimes

HERE = Path(__file__).parent
SIZE = (1366, 768)
PAPER_DPI = 110


def _raise(error: Exception, where: str) -> None:
    raise error


class Camera:
    """Takes pictures of widgets when all work is done."""

    def __init__(self, application: QApplication, office: Office) -> None:
        self.application, self._office = application, office

    def rest(self) -> None:
        """Let the work end and the layouts come to rest.

        Raises:
            TimeoutError: it does not end within 20 s.
        """
        deadline = monotonic() + 20
        for _ in range(4):
            settle(self.application)
            while not self._office.runner.idle():
                self.application.processEvents()
                if monotonic() > deadline:
                    raise TimeoutError

    def take(self, widget: QWidget, name: str, before: Callable[[], object] = lambda: None) -> None:
        """Show a window, let something happen, and write its picture beside this file."""
        widget.resize(*SIZE)
        widget.show()
        widget.activateWindow()
        self.rest()
        before()
        self.rest()
        shoot(widget, HERE / f"{name}.png")

    def end(self, widget: QWidget) -> None:
        """Close a widget."""
        widget.close()
        widget.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def make_pages(camera: Camera, office: Office) -> None:
    """Picture every page of accounts and attendance."""
    for name, make in ACCOUNT_PAGES.items():
        login = "shenji" if name == "log" else "guanli"
        page = make(office.account_needs(login))
        window = framed(camera, office, page, login, {"log": "审计日志"}.get(name, "账户"))
        camera.take(
            window,
            f"staff-{name.replace('_', '-')}",
            page.check if isinstance(page, DayEndPage) else lambda: None,
        )
        if isinstance(page, QueuePage):
            for part in (RULES, COUNTERS):
                camera.take(window, f"staff-queue-{part}", partial(page.show_part, part))
        camera.end(window)
    whole = AttendancePage(office.attendance_needs("zhuren"))
    window = framed(camera, office, whole, "zhuren", "考勤")
    for name in PAGES:
        camera.take(window, f"attendance-{name}", partial(whole.show_page, name))
    month = whole.page("month")
    assert isinstance(month, MonthPage)
    make_papers(month.tables())
    camera.end(window)


def framed(camera: "Camera", office: Office, page: QWidget, login: str, name: str) -> StaffWindow:
    """Put a page into a staff window, as its role does."""
    person = office.people[login].name
    band = Band(office.look, make_hall().name, "玛沁县", [name], person, office.clock.now)
    window = StaffWindow(office.look, camera.application, band, [PageTab(name, lambda: page)], name)
    window.show_page(0)
    return window


def make_papers(tables: tuple[MonthTable, ...]) -> None:
    """Picture both layouts of the monthly sheet as they are printed."""
    fonts = Fonts()
    for table, name in zip(tables, ("figures", "days"), strict=True):
        image = page_images(compose_sheets([table], fonts), PAPER_DPI, colour=False)[0]
        save(picture(image), HERE / f"paper-month-{name}.png")


def make_lock(camera: Camera, office: Office) -> None:
    """Picture a locked screen."""
    page = framed(camera, office, AttendancePage(office.attendance_needs("zhuoma")), "zhuoma", "考勤")
    camera.take(page, "attendance-own")
    lock = LockScreen(office.look, office.runner, page, "卓玛措", lambda typed: None)
    lock_over(lock)
    camera.rest()
    shoot(lock, HERE / "lock.png")
    lock.done(0)
    camera.end(page)


def main() -> None:
    """Write the pictures beside this file."""
    application = QApplication([])
    load_fonts(FONTS / name for name in FACES)
    look = Look()
    dress(application, look)
    runner = TaskRunner(_raise, CallbackTimes())
    with tempfile.TemporaryDirectory() as folder, ExitStack() as ends:
        office = open_office(look, runner, Path(folder), ends)
        camera = Camera(application, office)
        make_pages(camera, office)
        make_lock(camera, office)
        runner.close()


if __name__ == "__main__":
    main()
