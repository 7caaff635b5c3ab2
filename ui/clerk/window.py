"""The clerk's window: the band, the table of pages, and how one page leads to another."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast
from uuid import UUID

from PySide6.QtWidgets import QApplication, QWidget

from ui.band import Band
from ui.clerk.accept_page import AcceptPage
from ui.clerk.dependencies import ClerkDependencies
from ui.clerk.pages import ACCEPT, PAGES, REVIEW, WORKLIST, pages_of, title
from ui.i18n import tr
from ui.staff_window import PageTab, StaffWindow

if TYPE_CHECKING:
    from ui.clerk.worklist_page import WorklistPage


class ClerkWindow(StaffWindow):
    """Shows the pages of a clerk or a reviewer, by right; the counter page first."""

    def __init__(self, needs: ClerkDependencies, application: QApplication) -> None:
        self._needs = needs
        self._names = names = pages_of(needs.actor)
        place = tr(
            "{counter} 号窗口·{department}",
            counter=needs.actor.counter,
            department=needs.department.short_name,
        )
        titles = [title(name) for name in names]
        band = Band(needs.look, needs.hall.name, place, titles, needs.actor.name, needs.use.clock.now)
        tabs = [PageTab(title(name), partial(self._make, name)) for name in names]
        super().__init__(needs.look, application, band, tabs, tr("{hall} 窗口", hall=needs.hall.name))
        self.show_page(0)

    def show_case(self, case_id: UUID) -> None:
        """Show a case on the page of lists."""
        number = self._names.index(WORKLIST)
        self.show_page(number)
        cast("WorklistPage", self.page(number)).show_case(case_id)

    def continue_case(self, case_id: UUID) -> None:
        """Go on with a case on the counter page."""
        number = self._names.index(ACCEPT)
        self.show_page(number)
        cast(AcceptPage, self.page(number)).open_case(case_id)

    def _make(self, name: str) -> QWidget:
        page = PAGES[name](self._needs)
        if name == ACCEPT:
            cast(AcceptPage, page).case_wanted.connect(self.show_case)
            cast(AcceptPage, page).visitor_came.connect(self._show_counter)
        elif name in (WORKLIST, REVIEW):
            cast("WorklistPage", page).case_opened.connect(self.continue_case)
        return page

    def _show_counter(self) -> None:
        """Show the counter page; where it is shown the keyboard stays with what is being typed."""
        number = self._names.index(ACCEPT)
        page = self.page(number)
        if page is None or not page.isVisible():
            self.show_page(number)
