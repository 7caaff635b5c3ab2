"""The table of the kiosk's pages."""

from collections.abc import Callable

from ui.kiosk.choosing import PriorityPage, ServicesPage, StartPage
from ui.kiosk.frame import KioskPage, View
from ui.kiosk.maintenance import MaintenancePage, PinPage
from ui.kiosk.state import Place
from ui.kiosk.telling import ClosedPage, HelpPage, ToldPage, WorkingPage
from ui.kiosk.ticket_page import TicketPage

PAGES: dict[Place, Callable[[View], KioskPage]] = {
    Place.CLOSED: ClosedPage,
    Place.START: StartPage,
    Place.SERVICES: ServicesPage,
    Place.PRIORITY: PriorityPage,
    Place.WORKING: WorkingPage,
    Place.TICKET: TicketPage,
    Place.TOLD: ToldPage,
    Place.HELP: HelpPage,
    Place.PIN: PinPage,
    Place.MAINTENANCE: MaintenancePage,
}
