"""The table of the guide's pages, in the order of their keys (Alt and a digit)."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.guide.ask_page import AskPage
from ui.guide.complaint_page import ComplaintPage
from ui.guide.dependencies import GuideDependencies
from ui.guide.log_page import LogPage
from ui.guide.request_page import RequestPage
from ui.i18n import Words, tr
from ui.progress.panel import ProgressPanel

ASK, PROGRESS, REQUESTS, COMPLAINTS, LOG = "ask", "progress", "requests", "complaints", "log"


def _progress(needs: GuideDependencies) -> QWidget:
    return ProgressPanel(needs.look, needs.runner, needs.progress)


PAGES: dict[str, Callable[[GuideDependencies], QWidget]] = {
    ASK: AskPage,
    PROGRESS: _progress,
    REQUESTS: RequestPage,
    COMPLAINTS: ComplaintPage,
    LOG: LogPage,
}


def title(page: str) -> Words:
    """Return a page's name in the band."""
    return {
        ASK: tr("咨询"),
        PROGRESS: tr("查办件"),
        REQUESTS: tr("预约代办"),
        COMPLAINTS: tr("投诉建议"),
        LOG: tr("记录"),
    }[page]
