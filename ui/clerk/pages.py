"""The table of the clerk's pages, in the order of their keys (Alt and a digit)."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.clerk.accept_page import AcceptPage
from ui.clerk.dependencies import ClerkDependencies
from ui.clerk.worklist_page import WorklistPage
from ui.i18n import Words, tr

ACCEPT, WORKLIST = "accept", "worklist"

PAGES: dict[str, Callable[[ClerkDependencies], QWidget]] = {ACCEPT: AcceptPage, WORKLIST: WorklistPage}


def title(page: str) -> Words:
    """Return a page's name in the band."""
    return {ACCEPT: tr("受理"), WORKLIST: tr("办件")}[page]
