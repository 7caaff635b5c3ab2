"""The table of the kiosk's pages."""

from collections.abc import Callable

from app.services.kiosk_visits import FoundCase, FoundTicket
from ui.kiosk.choosing import PersonPage, PriorityPage, ServicesPage
from ui.kiosk.frame import KioskPage, View
from ui.kiosk.maintenance import MaintenancePage, PinPage
from ui.kiosk.progress_page import AskPage, CasePage
from ui.kiosk.showing import AppointmentPage, CardPage, FoundTicketPage, ScanPage
from ui.kiosk.start_page import StartPage
from ui.kiosk.state import Place
from ui.kiosk.telling import ClosedPage, HelpPage, ToldPage, WorkingPage
from ui.kiosk.ticket_page import TicketPage


def found_page(view: View) -> KioskPage:
    """Return the page of what was shown or asked for."""
    found = view.state.found
    if found is None:
        raise ValueError("nothing was found")
    if isinstance(found, FoundTicket):
        return FoundTicketPage(view, found)
    if isinstance(found, FoundCase):
        return CasePage(view, found)
    return AppointmentPage(view, found)


PAGES: dict[Place, Callable[[View], KioskPage]] = {
    Place.CLOSED: ClosedPage,
    Place.START: StartPage,
    Place.SERVICES: ServicesPage,
    Place.PRIORITY: PriorityPage,
    Place.CARD: CardPage,
    Place.SCAN: ScanPage,
    Place.PERSON: PersonPage,
    Place.ASK: AskPage,
    Place.FOUND: found_page,
    Place.WORKING: WorkingPage,
    Place.TICKET: TicketPage,
    Place.TOLD: ToldPage,
    Place.HELP: HelpPage,
    Place.PIN: PinPage,
    Place.MAINTENANCE: MaintenancePage,
}
