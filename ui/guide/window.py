"""The guide's window: the band, the pages, and the screen that turns to the visitor."""

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.items import ServiceItem
from ui.band import Band
from ui.guide.ask_page import AskPage
from ui.guide.complaint_page import ComplaintPage
from ui.guide.dependencies import GuideDependencies
from ui.guide.pages import ASK, COMPLAINTS, PAGES, REQUESTS, title
from ui.guide.request_page import RequestPage
from ui.i18n import tr
from ui.i18n.language import Interpreter, Language
from ui.staff_window import PageTab, StaffWindow

TURNED_SCALE = 1.5
"""Text size while the visitor reads along, from across the desk."""


class GuideWindow(StaffWindow):
    """Shows the guide's pages, those of further packages behind them; F12 speaks the other language."""

    def __init__(
        self,
        needs: GuideDependencies,
        application: QApplication,
        interpreter: Interpreter,
        more: Sequence[PageTab] = (),
    ) -> None:
        self._needs, self._interpreter, self._scale = needs, interpreter, needs.look.scale
        tabs = [PageTab(title(name), partial(self._make, name)) for name in PAGES] + list(more)
        names = [tab.name for tab in tabs]
        band = Band(needs.look, needs.hall.name, tr("导办台"), names, needs.actor.name, needs.now)
        super().__init__(needs.look, application, band, tabs, tr("{hall} 导办台", hall=needs.hall.name))
        QShortcut(QKeySequence("F12"), self).activated.connect(self.other_language)
        self.show_page(list(PAGES).index(ASK))

    def other_language(self) -> None:
        """Speak Tibetan instead of Chinese, or back; what has no Tibetan stays Chinese."""
        spoken = self._interpreter.language
        self._interpreter.speak(Language.CHINESE if spoken is Language.TIBETAN else Language.TIBETAN)

    def begin_request(self, item: ServiceItem | None) -> None:
        """Open the form of requests for an item."""
        cast(RequestPage, self._shown(REQUESTS)).begin(item)

    def begin_complaint(self, item: ServiceItem | None) -> None:
        """Open the form of complaints for an item."""
        cast(ComplaintPage, self._shown(COMPLAINTS)).begin(item)

    def turned(self, away: bool) -> None:
        """Enlarge the page and leave the band out while the visitor looks on."""
        look = self._needs.look
        self.band.setVisible(not away)
        if away:
            self._scale = look.scale
        look.change(scale=TURNED_SCALE if away else self._scale)

    def _shown(self, name: str) -> QWidget:
        number = list(PAGES).index(name)
        self.show_page(number)
        page = self.page(number)
        assert page is not None
        return page

    def _make(self, name: str) -> QWidget:
        page = PAGES[name](self._needs)
        if name == ASK:
            ask = cast(AskPage, page)
            ask.request_wanted.connect(self.begin_request)
            ask.complaint_wanted.connect(self.begin_complaint)
            ask.turned.connect(self.turned)
        return page
