"""The table of the clerk's pages, in the order of their keys (Alt and a digit)."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.clerk.accept_page import AcceptPage
from ui.clerk.dependencies import ClerkDependencies
from ui.i18n import Words, tr

ACCEPT, WORKLIST = "accept", "worklist"


def _worklist(needs: ClerkDependencies) -> QWidget:
    from ui.clerk.worklist_page import WorklistPage  # the first page need not wait for the second

    return WorklistPage(needs)


PAGES: dict[str, Callable[[ClerkDependencies], QWidget]] = {ACCEPT: AcceptPage, WORKLIST: _worklist}


def title(page: str) -> Words:
    """Return a page's name in the band."""
    return {ACCEPT: tr("受理"), WORKLIST: tr("办件")}[page]
