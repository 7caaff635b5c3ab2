"""The kiosk's window: one page at a time, full screen, and no way out of it but by maintenance."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QLayout, QVBoxLayout, QWidget

from app.errors import AppError, RuleError
from app.services.kiosk import Given, Tap
from ui.error_texts import explain_any
from ui.i18n import tr
from ui.i18n.two_scripts import NO_TIBETAN
from ui.kiosk.dependencies import KioskDependencies
from ui.kiosk.flow import ticket_before
from ui.kiosk.frame import KioskPage, View
from ui.kiosk.offers import Offers
from ui.kiosk.pages import PAGES
from ui.kiosk.reader import OfferReader
from ui.kiosk.signs import PLAIN
from ui.kiosk.staff import Staff
from ui.kiosk.state import (
    CHOOSING,
    STILL,
    AskCase,
    Go,
    KioskState,
    Leave,
    Place,
    PrintAgain,
    Request,
    Take,
    TryPin,
)
from ui.kiosk.visits import Visits
from ui.look import wear
from ui.theme import DARK, LIGHT, PUBLIC_SIDE
from ui.wedge import WedgeFilter
from ui.widgets.focus import FocusRing
from ui.widgets.words import Spoken

LARGE = 1.3

_INPUT = frozenset((QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress))


class KioskWindow(Spoken, QWidget):
    """Shows the kiosk's pages and does what touching asks for, on lanes."""

    def __init__(self, needs: KioskDependencies, application: QApplication) -> None:
        super().__init__()
        self._needs, self._application = needs, application
        self._state, self._offers = KioskState(Place.CLOSED), Offers((), "", NO_TIBETAN)
        self._may_close = False
        self._page: KioskPage | None = None
        self.speak(setWindowTitle=tr("取号机"))
        self.setProperty("kind", "page")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setWindowFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        self._box = QVBoxLayout()
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # the screen has its size
        self.setLayout(self._box)
        wear(self, needs.look)
        self._ring = FocusRing(needs.look, self, application)
        self._guard = self._timer(needs.times.guard, self._open_to_touch)
        self._idle = self._timer(needs.times.idle, self._forget_visitor)
        self._reader = OfferReader(needs, self)
        self._reader.came.connect(self._show_offers)
        self._reader.lost.connect(self._no_offers)
        self._visits = Visits(needs, self, self)
        self._staff = Staff(needs, self, self)
        if not self._visits.scans:  # a scanner may be one that types
            WedgeFilter(self).scanned.connect(self._visits.scan)
        application.installEventFilter(self)
        self._reader.look()

    @property
    def state(self) -> KioskState:
        """Where the visitor is."""
        return self._state

    @property
    def page(self) -> KioskPage | None:
        """The page that is shown, None before the window has a size."""
        return self._page

    def show_state(self, state: KioskState) -> None:
        """Show a page; for a moment it takes no touch, so that a double tap is one."""
        self._state = state
        self._dress()
        made = PAGES[state.place](self._view())
        made.asked.connect(self._do)
        former, self._page = self._page, made
        self.setFocus()  # the ring lets go of what is about to end
        if former is not None:
            self._box.removeWidget(former)
            former.hide()
            former.deleteLater()
        self._box.addWidget(made)
        made.show()
        self._ring.raise_()
        made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._guard.start()
        self._idle.start()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Lay the page out anew for this screen."""
        super().resizeEvent(event)
        self.show_state(self._state)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Close only when `end` says so: a visitor never reaches the desktop."""
        if not self._may_close:
            event.ignore()
            return
        self._application.removeEventFilter(self)
        self._reader.end()
        self._visits.end()
        self._guard.stop()
        self._idle.stop()
        super().closeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Count the idle time anew at every touch and key."""
        if event.type() in _INPUT:
            self._idle.start()
        return False

    def end(self) -> None:
        """Close the window; maintenance and the composition root may."""
        self._may_close = True
        self.close()

    def _do(self, request: Request) -> None:
        match request:
            case Go(state):
                self.show_state(state)
            case Take(service):
                self.take(service, self._state)
            case PrintAgain(ticket_id):
                self._give(lambda: self._needs.kiosk.reprint(ticket_id), "kiosk reprint")
            case AskCase():
                self._visits.ask(request)
            case TryPin(pin):
                self._staff.try_pin(pin)
            case Leave():
                self.end()

    def take(self, service: str, state: KioskState) -> None:
        """Take a ticket for the visitor as they stand; where the hall wants a card, that comes first."""
        ticket_id = state.ticket_id
        if ticket_id is None:
            raise ValueError("a ticket's id is made when its page is shown")
        if self._offers.card_needed and not state.person:
            self._want_card(service, state)
            return
        self._state, offer = replace(state, wanted=""), self._offers.service(service)
        tap = Tap(ticket_id, service, offer.item if offer else "", state.priority, state.person)
        self._give(lambda: self._needs.kiosk.issue(tap), "kiosk issue")

    def _want_card(self, service: str, state: KioskState) -> None:
        if self._visits.reads_cards:
            self.show_state(replace(state, place=Place.CARD, wanted=service))
        else:
            self.tell(RuleError("ticket.card_nowhere"))

    def _give(self, work: Callable[[], Given], name: str) -> None:
        self.show_state(replace(self._state, place=Place.WORKING))
        self._needs.runner.run(
            self._needs.lane,
            lambda _: work(),
            name=name,
            done=self._show_given,
            failed=self.tell,
            owner=self,
        )

    def _show_given(self, given: Given) -> None:
        self.show_state(replace(self._state, place=Place.TICKET, given=given))
        self._reader.look()

    def tell(self, error: Exception) -> None:
        """Say why there is no ticket or answer; a bug of ours is told and goes on to who keeps the log."""
        told, before = explain_any(error), ticket_before(error)
        self.show_state(replace(self._state, place=Place.TOLD, told=told, before=before))
        if not isinstance(error, AppError):
            raise error

    def _show_offers(self, offers: Offers) -> None:
        others = offers.shape != self._offers.shape
        self._offers = offers
        self._staff.settle_once()
        if self._state.place is Place.CLOSED or (self._state.place is Place.START and others):
            self.show_state(replace(self._state, place=Place.START))
        elif self._page is not None:
            self._page.refresh(offers)

    def _no_offers(self, error: Exception) -> None:
        if self._state.place in CHOOSING:
            self.show_state(replace(self._state, place=Place.CLOSED))
        if not isinstance(error, AppError):
            raise error

    def _forget_visitor(self) -> None:
        """Begin anew when nobody is here any more, as the next visitor wants to find it."""
        start = KioskState(Place.START)
        if self._state.place not in STILL and self._state != start:
            self.show_state(start)

    def _open_to_touch(self) -> None:
        if self._page is not None:
            self._page.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)

    def _view(self) -> View:
        needs, state, scale = self._needs, self._state, self._needs.look.scale
        return View(
            look=needs.look,
            name=needs.hall.name,
            now=needs.now,
            state=state,
            offers=self._offers,
            tall=self.height() > self.width(),
            room=(self.width() / scale, self.height() / scale),
            tibetan=self._offers.tibetan if state.both else NO_TIBETAN,
            signs=lambda code: needs.signs.get(code, PLAIN),
            times=needs.times,
            reads_cards=self._visits.reads_cards,
            scans=self._visits.scans,
            unsettled=self._staff.unsettled,
            demo_pin=needs.demo_pin,
        )

    def _dress(self) -> None:
        """Give the screen its size and colours: 100 % is what the pages are drawn for."""
        side = min(self.width(), self.height()) / PUBLIC_SIDE
        scale = side * (LARGE if self._state.large else 1.0)
        self._needs.look.change(theme=DARK if self._state.dark else LIGHT, scale=scale)

    def _timer(self, milliseconds: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=milliseconds)
        timer.timeout.connect(act)
        return timer


def open_kiosk(needs: KioskDependencies, application: QApplication) -> KioskWindow:
    """Open the kiosk full screen."""
    window = KioskWindow(needs, application)
    window.showFullScreen()
    return window
