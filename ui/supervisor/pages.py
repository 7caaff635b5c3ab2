"""The table of the supervisor's pages, in the order of their keys (Alt and a digit)."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.i18n import Words, tr
from ui.supervisor.dependencies import SupervisorDependencies
from ui.supervisor.overview_page import OverviewPage
from ui.supervisor.watch_page import WatchPage

OVERVIEW, WATCH = "overview", "watch"

PAGES: dict[str, Callable[[SupervisorDependencies], QWidget]] = {OVERVIEW: OverviewPage, WATCH: WatchPage}


def title(page: str) -> Words:
    """Return a page's name in the band."""
    return {OVERVIEW: tr("看板"), WATCH: tr("督办")}[page]
