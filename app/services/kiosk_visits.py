"""What a visitor shows a kiosk instead of choosing: an ID card, a ticket, an appointment, a receipt."""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.domain.appointments import appointed
from app.domain.case_rows import CaseQuery
from app.domain.dates import hall_date
from app.domain.lifecycle import State
from app.domain.progress_words import PublicProgress
from app.domain.queue_services import service_at
from app.domain.requests import RequestState, RequestView
from app.domain.tickets import TicketState, Turn, person_mark, read_ticket_code
from app.domain.waiting_time import WaitRange, wait_range
from app.errors import RuleError
from app.ports.queue import HallQueue
from app.services.journal import Journal
from app.services.kiosk import KioskSettings
from app.services.progress_query import ProgressQuery
from app.services.requests import REMEMBERED, Requests

_APPOINTMENT = re.compile("Y[0-9]{6}-[0-9]{4,6}")
_CASE = re.compile("[0-9]{22}")
_TICKET = "T1:"
_ENDED = frozenset(
    (
        State.DELIVERED,
        State.ARCHIVED,
        State.RETURNED,
        State.WITHDRAWN,
        State.CANCELLED,
    )
)
_UNDER_WAY = frozenset(State) - _ENDED
_WAITING = frozenset((TicketState.WAITING, TicketState.TRANSFERRED))
_PRINTABLE = _WAITING | {TicketState.CALLED, TicketState.HOLD}


@dataclass(frozen=True)
class CardHolder:
    """Who laid a card on the reader; neither name nor number.

    Attributes:
        person: the mark of the day, see `app.domain.tickets.person_mark`.
        services: where cases of this person are under way, the newest first.
    """

    person: str
    services: tuple[str, ...]


@dataclass(frozen=True)
class FoundTicket:
    """A ticket that was shown: where it stands now.

    Attributes:
        ahead: people before it while it waits.
        printable: whether a slip of it is still of use.
    """

    turn: Turn
    ahead: int
    wait: WaitRange | None
    printable: bool


@dataclass(frozen=True)
class FoundCase:
    """A case that was asked about, and the service that its counter calls, if there is one."""

    progress: PublicProgress
    service: str


@dataclass(frozen=True)
class FoundAppointment:
    """An appointment whose time has not come: it enters the queue by itself then."""

    number: str
    at: datetime


Found = FoundTicket | FoundCase | FoundAppointment


class KioskVisits:
    """Looks up what visitors show; a card's number is used and forgotten.

    Args:
        settings: the kiosk's name and the hall's key for marks of persons.
    """

    def __init__(
        self, queue: HallQueue, journal: Journal, progress: ProgressQuery, settings: KioskSettings
    ) -> None:
        self._queue, self._journal, self._progress = queue, journal, progress
        self._requests = Requests(journal, lambda: queue)
        self._settings = settings

    def card(self, number: str) -> CardHolder:
        """Return the mark of a card's number, and the services of the person's cases under way."""
        today = self._journal.moment().today
        with self._journal.store.read() as unit:
            rows = unit.cases.find(CaseQuery(text=number, states=_UNDER_WAY))
            own = [row for row in rows if row.applicant_code == number]
            counters = [unit.catalogue.item_on(row.item_key, today).counter for row in own]
        setup = self._queue.setup()
        services = (service_at(setup.counters, counter) for counter in counters)
        mark = person_mark(self._settings.person_key, today, number)
        return CardHolder(mark, tuple(dict.fromkeys(filter(None, services))))

    def scan(self, text: str) -> Found:
        """Return what a scanned code stands for.

        Raises:
            RuleError: `kiosk.scan_unknown`, `kiosk.appointment_past`, `ticket.unknown`, and what
                `ProgressQuery.by_receipt` raises.
        """
        said = text.strip()
        if said.startswith(_TICKET):
            return self._ticket(read_ticket_code(said).ticket_id)
        if _APPOINTMENT.fullmatch(said):
            return self._appointment(said)
        if _CASE.fullmatch(said):
            return self._case(self._progress.by_receipt(said))
        raise RuleError("kiosk.scan_unknown")

    def ask(self, number: str, last_four: str) -> FoundCase:
        """Return how a case stands by what was typed; see `ProgressQuery.by_number`."""
        return self._case(self._progress.by_number(number, last_four))

    def _case(self, progress: PublicProgress) -> FoundCase:
        return FoundCase(progress, service_at(self._queue.setup().counters, progress.counter))

    def _ticket(self, ticket_id: UUID) -> FoundTicket:
        turn, today = self._queue.turn(ticket_id), self._journal.moment().today
        if turn.state not in _WAITING or turn.ticket.day != today:
            return FoundTicket(turn, 0, None, turn.state in _PRINTABLE and turn.ticket.day == today)
        load = self._queue.load(turn)
        return FoundTicket(turn, load.ahead, wait_range(load), printable=True)

    def _appointment(self, number: str) -> FoundTicket | FoundAppointment:
        """Return the ticket of an appointment whose time has come, or when it comes."""
        self._requests.into_queue(self._settings.name)
        now = self._journal.moment()
        view = self._numbered(number, now.at)
        if view.state is RequestState.QUEUED:
            return self._ticket(view.request.id)
        at = appointed(view)
        if at is None or hall_date(at) < now.today:
            raise RuleError("kiosk.appointment_past", number=number)
        return FoundAppointment(number, at)

    def _numbered(self, number: str, now: datetime) -> RequestView:
        with self._journal.store.read() as unit:
            views = unit.guide.requests(now - REMEMBERED)
        for view in views:
            if view.request.number == number:
                return view
        raise RuleError("kiosk.scan_unknown")
