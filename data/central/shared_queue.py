"""The queue of a hall with several machines: the server's, or the machine's own while the line is lost."""

import logging
from collections.abc import Callable
from datetime import date, datetime
from threading import Lock
from typing import TypeVar
from uuid import UUID

from app.domain.dates import hall_date
from app.domain.parted import FRESH, LineStanding
from app.domain.queue_services import QueueCounter, QueueRules, QueueService
from app.domain.tickets import TicketEvent, Turn
from app.domain.waiting_time import Load
from app.errors import SyncError
from app.ports.clock import Clock
from app.ports.queue import Board, Call, DeskEvent, HallQueue, Press, QueueSetup, Wish
from data.central.bringing import Bringing
from data.central.queue import CentralQueue
from data.central.queue_bell import QueueBell
from data.central.queue_line import QueueLine
from data.parted_queue import PartedQueue
from data.store import LocalStore

log = logging.getLogger(__name__)

T = TypeVar("T")


class SharedQueue:
    """Implements `app.ports.queue.HallQueue` and `app.ports.parted.HallLine`.

    A press whose answer does not come is pressed here instead, and from then on everything is, until `look`
    finds the line and has brought what waits: so nothing overtakes what was pressed without it. Two
    connections in a row must fail before the line counts as lost (see `QueueLine`).

    Args:
        own: what is set in the machine's own store, for a server that was never told; None if it is not
            this machine's to tell.
    """

    def __init__(
        self, store: LocalStore, clock: Clock, line: QueueLine, own: QueueSetup | None = None
    ) -> None:
        self._clock, self._line, self._own = clock, line, own
        self._central, self._parted = CentralQueue(line), PartedQueue(store, clock)
        self._bringing = Bringing(store, clock, line, self._central, self._parted)
        self._bell = QueueBell(line)
        self._looking, self._begun = Lock(), False
        self._since = clock.now() if self._bringing.waiting() else None

    def look(self) -> LineStanding:
        """See whether the line is there; when it returned, bring what was pressed without it."""
        with self._looking:
            before = self._since
            try:
                if before is not None:
                    self._bringing.bring()
                self._begin()
                setup = self._central.setup()
            except SyncError as error:
                self._lost(error)
            else:
                self._parted.learn_setup(setup)
                if before is not None:
                    self._since = None
                    log.info("the hall's queue is back after %s", self._clock.now() - before)
            return LineStanding(self._since, self._bringing.waiting())

    def wait(self, seconds: float) -> bool:
        """Wait until something was pressed in the hall; see `HallLine`."""
        return self._bell.wait(seconds)

    def close(self) -> None:
        """End the connections."""
        self._bell.close()
        self._line.close()

    def setup(self) -> QueueSetup:
        """Return what is set."""
        return self._ask(lambda queue: queue.setup())

    def put_rules(self, rules: QueueRules) -> None:
        """Store the next revision of the rules."""
        self._ask(lambda queue: queue.put_rules(rules))

    def put_service(self, service: QueueService) -> None:
        """Store a service's next revision."""
        self._ask(lambda queue: queue.put_service(service))

    def put_counter(self, counter: QueueCounter) -> None:
        """Store a counter's next revision."""
        self._ask(lambda queue: queue.put_counter(counter))

    def issue(self, wish: Wish) -> Turn:
        """Give a ticket; without the line one of this station's own series."""
        return self._ask(lambda queue: queue.issue(wish))

    def claim(self, press: Press) -> Turn | None:
        """Call the next ticket; without the line that cannot be known, and the slip in hand is called."""
        turn = self._ask(lambda queue: queue.claim(press))
        if turn is not None:
            self._parted.learn((turn,))
        return turn

    def record(self, event: TicketEvent) -> Turn:
        """Let something happen to a ticket and return where it stands."""
        turn = self._ask(lambda queue: queue.record(event))
        if self._since is None:
            self._parted.learn((turn,))
        return turn

    def staff(self, event: DeskEvent) -> tuple[Turn, ...]:
        """Open, pause or close a counter and return what it holds."""
        return self._ask(lambda queue: queue.staff(event))

    def turn(self, ticket_id: UUID) -> Turn:
        """Return where a ticket stands."""
        return self._ask(lambda queue: queue.turn(ticket_id))

    def numbered(self, number: str, day: date) -> Turn | None:
        """Return the ticket of that number and day."""
        return self._ask(lambda queue: queue.numbered(number, day))

    def turns(self, first: date, last: date) -> tuple[Turn, ...]:
        """Return the tickets of some days, both included, oldest first."""
        return self._ask(lambda queue: queue.turns(first, last))

    def events(self, ticket_id: UUID) -> tuple[TicketEvent, ...]:
        """Return what happened to a ticket."""
        return self._ask(lambda queue: queue.events(ticket_id))

    def held(self, counter: str) -> tuple[Turn, ...]:
        """Return the tickets a counter holds."""
        turns = self._ask(lambda queue: queue.held(counter))
        if self._since is None:
            self._parted.learn(turns)
        return turns

    def waiting(self, counter: str) -> tuple[Turn, ...]:
        """Return the tickets a counter may call; nobody without the line."""
        return self._ask(lambda queue: queue.waiting(counter))

    def load(self, turn: Turn) -> Load:
        """Return what stands before a waiting ticket."""
        return self._ask(lambda queue: queue.load(turn))

    def board(self, calls: int) -> Board:
        """Return the state of the hall; without the line as it was seen last, with that moment."""
        board = self._ask(lambda queue: queue.board(calls))
        if self._since is None:
            self._parted.learn_board(board)
        return board

    def last_sequence(self) -> int:
        """Return how far the announcement log goes."""
        return self._ask(lambda queue: queue.last_sequence())

    def calls_after(self, sequence: int) -> tuple[Call, ...]:
        """Return the calls after a place in the log; who comes back to the line announces no old ones."""
        calls = self._ask(lambda queue: queue.calls_after(sequence))
        oldest: datetime = self._clock.now() - FRESH
        return tuple(call for call in calls if call.event.at >= oldest)

    def unsettled(self, kiosk: str) -> tuple[Turn, ...]:
        """Return a kiosk's tickets whose printing has no outcome."""
        return self._ask(lambda queue: queue.unsettled(kiosk))

    def of_case(self, case_id: UUID) -> tuple[Turn, ...]:
        """Return the tickets linked with a case."""
        return self._ask(lambda queue: queue.of_case(case_id))

    def _ask(self, act: Callable[[HallQueue], T]) -> T:
        if self._since is None:
            try:
                return act(self._central)
            except SyncError as error:
                self._lost(error)
        return act(self._parted)

    def _begin(self) -> None:
        """Do what comes first, once in a program that finds the line."""
        if self._begun:
            return
        if self._own is not None:
            self._central.furnish(self._own)
        today = hall_date(self._clock.now())
        self._parted.learn_given(self._central.turns(today, today))
        self._begun = True

    def _lost(self, error: SyncError) -> None:
        if self._since is None:
            self._since = self._clock.now()
            log.warning("the hall's queue is lost: %s", error.code)
