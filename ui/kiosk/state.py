"""Where a visitor is at the kiosk, and what touching can ask for."""

from dataclasses import dataclass
from enum import Enum, auto
from uuid import UUID

from app.domain.tickets import Priority
from app.services.kiosk import Given
from app.services.kiosk_visits import Found
from ui.i18n import Words


class Place(Enum):
    """The pages of the kiosk."""

    CLOSED = auto()
    START = auto()
    SERVICES = auto()
    PRIORITY = auto()
    CARD = auto()
    SCAN = auto()
    PERSON = auto()
    ASK = auto()
    FOUND = auto()
    WORKING = auto()
    TICKET = auto()
    TOLD = auto()
    HELP = auto()
    PIN = auto()
    MAINTENANCE = auto()


CHOOSING = frozenset(
    (
        Place.START,
        Place.SERVICES,
        Place.PRIORITY,
        Place.CARD,
        Place.SCAN,
        Place.PERSON,
        Place.ASK,
        Place.FOUND,
    )
)
"""Pages that need to know what is on offer."""
LISTENING = CHOOSING | {Place.TOLD, Place.HELP}
"""Pages on which a card or a code may be shown."""
STILL = frozenset((Place.WORKING, Place.TICKET, Place.CLOSED))
"""Pages that idleness does not end: they end by themselves."""


@dataclass(frozen=True)
class KioskState:
    """Everything a page is made from beside what is on offer.

    Attributes:
        first: the first department or service shown, where one page does not hold all.
        ticket_id: of the ticket that the next tap takes; made when the services are shown.
        person: mark of who laid a card on the reader, until the next visitor.
        wanted: the service for which a card is waited for.
        recommended: services of the cases this person has under way.
        found: what was shown to the scanner or asked for.
        both: whether Tibetan stands below the Chinese words that have some.
        told: why there is no ticket.
        before: ticket of an earlier tap that can be printed again.
        printer: how the printer is, for maintenance.
    """

    place: Place
    first: int = 0
    department: str = ""
    priority: Priority | None = None
    ticket_id: UUID | None = None
    person: str = ""
    wanted: str = ""
    recommended: tuple[str, ...] = ()
    found: Found | None = None
    both: bool = False
    large: bool = False
    dark: bool = False
    given: Given | None = None
    told: Words | None = None
    before: UUID | None = None
    printer: Words | None = None


@dataclass(frozen=True)
class Go:
    """Show another page, or this one differently."""

    state: KioskState


@dataclass(frozen=True)
class Take:
    """Take a ticket for a service."""

    service: str


@dataclass(frozen=True)
class PrintAgain:
    """Print a ticket once more."""

    ticket_id: UUID


@dataclass(frozen=True)
class AskCase:
    """Ask how a case stands."""

    number: str
    last_four: str


@dataclass(frozen=True)
class TryPin:
    """Somebody typed the number that leads to maintenance."""

    pin: str


@dataclass(frozen=True)
class Leave:
    """End the program."""


Request = Go | Take | PrintAgain | AskCase | TryPin | Leave
