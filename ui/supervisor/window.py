"""The supervisor's window: the band, the table of pages, and how a line of one leads to the other."""

from functools import partial
from typing import cast
from uuid import UUID

from PySide6.QtWidgets import QApplication, QWidget

from ui.band import Band
from ui.device_desk import follow_devices
from ui.i18n import tr
from ui.staff_window import PageTab, StaffWindow
from ui.supervisor.dependencies import SupervisorDependencies
from ui.supervisor.overview_page import OverviewPage
from ui.supervisor.pages import OVERVIEW, PAGES, WATCH, title
from ui.supervisor.watch_page import WatchPage


class SupervisorWindow(StaffWindow):
    """Shows the supervisor's pages; the hall at a glance first."""

    def __init__(self, needs: SupervisorDependencies, application: QApplication) -> None:
        self._needs = needs
        tabs = [PageTab(title(name), partial(self._make, name)) for name in PAGES]
        names = [tab.name for tab in tabs]
        band = Band(needs.look, needs.hall.name, tr("中心管理"), names, needs.actor.name, needs.now)
        super().__init__(needs.look, application, band, tabs, tr("{hall} 看板", hall=needs.hall.name))
        follow_devices(needs.desk, band.devices)
        self.show_page(0)

    def show_case(self, case_id: UUID) -> None:
        """Show a case on the page of what needs a hand."""
        number = list(PAGES).index(WATCH)
        self.show_page(number)
        cast(WatchPage, self.page(number)).show_case(case_id)

    def _make(self, name: str) -> QWidget:
        page = PAGES[name](self._needs)
        if name == OVERVIEW:
            cast(OverviewPage, page).case_wanted.connect(self.show_case)
        return page
