"""The hall's queue in the embedded store, for one machine; each press is one transaction."""

from datetime import date, datetime
from uuid import UUID

from app.domain.dates import hall_date
from app.domain.queue_rules import AT_COUNTER, follow
from app.domain.queue_services import (
    QueueCounter,
    QueueRules,
    QueueService,
    check_counter,
    check_service,
)
from app.domain.tickets import TicketAct, TicketEvent, Turn
from app.domain.waiting_time import Load
from app.errors import RuleError
from app.ports.clock import Clock
from app.ports.queue import Board, Call, Desk, DeskEvent, DeskState, Press, QueueSetup, Wish
from data.queue_days import begin_day
from data.queue_issue import give
from data.repositories.queue import QueueRepository
from data.store import LocalStore

_LATEST_SERVICES = 20


class LocalQueue:
    """Implements `app.ports.queue.HallQueue`; several programs may share the store.

    The time of a ticket and of a call is read while the store's write lock is held, so that numbers, order
    and log run alike.
    """

    def __init__(self, store: LocalStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._begun: date | None = None

    def setup(self) -> QueueSetup:
        """Return what is set."""
        with self._store.read() as unit:
            return QueueSetup(unit.queue.rules(), unit.queue.services(), unit.queue.counters())

    def put_rules(self, rules: QueueRules) -> None:
        """Store the next revision of the rules."""
        with self._store.write() as unit:
            unit.queue.put_rules(rules)
            unit.commit()

    def put_service(self, service: QueueService) -> None:
        """Store a service's next revision; see `HallQueue`."""
        with self._store.write() as unit:
            check_service(service, unit.queue.services())
            unit.queue.put_service(service)
            unit.commit()

    def put_counter(self, counter: QueueCounter) -> None:
        """Store a counter's next revision; see `HallQueue`."""
        check_counter(counter)
        with self._store.write() as unit:
            for service in counter.services:
                unit.queue.service(service)
            unit.queue.put_counter(counter)
            unit.commit()

    def issue(self, wish: Wish) -> Turn:
        """Give a ticket with the next number of its service; see `HallQueue`."""
        self._begin_day()
        with self._store.write() as unit:
            known = unit.queue.find(wish.ticket_id)
            if known is not None:
                return known
            turn = give(unit.queue, wish, self._clock.now())
            unit.commit()
        return turn

    def claim(self, press: Press) -> Turn | None:
        """Call the next ticket; see `HallQueue`."""
        self._begin_day()
        with self._store.write() as unit:
            now = self._clock.now()
            turn = unit.queue.claim(press.id, press.counter, hall_date(now), now)
            if turn is None:
                return _not_claimed(unit.queue, press)
            unit.queue.add_event(_called(press, turn, now))
            unit.commit()
        return turn

    def record(self, event: TicketEvent) -> Turn:
        """Let something happen to a ticket; see `HallQueue`."""
        with self._store.write() as unit:
            queue = unit.queue
            before = queue.turn(event.ticket_id)
            if queue.event(event.id) is not None:
                return before
            after = follow(before, event, queue.rules())
            _check_places(queue, before, after)
            queue.put(after)
            queue.add_event(event)
            unit.commit()
        return after

    def staff(self, event: DeskEvent) -> tuple[Turn, ...]:
        """Open, pause or close a counter; see `HallQueue`."""
        self._begin_day()
        with self._store.write() as unit:
            queue = unit.queue
            queue.counter(event.counter)
            busy = queue.at_counter(event.counter)
            if busy is not None and event.state is DeskState.CLOSED:
                raise _busy(event.counter, busy)
            queue.staff(event)
            held = queue.held(event.counter, hall_date(event.at))
            unit.commit()
        return held

    def turn(self, ticket_id: UUID) -> Turn:
        """Return where a ticket stands; see `HallQueue`."""
        with self._store.read() as unit:
            return unit.queue.turn(ticket_id)

    def numbered(self, number: str, day: date) -> Turn | None:
        """Return the ticket of that number and day."""
        with self._store.read() as unit:
            return unit.queue.labelled(number, day)

    def turns(self, first: date, last: date) -> tuple[Turn, ...]:
        """Return the tickets of some days, both included, oldest first."""
        with self._store.read() as unit:
            return unit.queue.of_days(first, last)

    def events(self, ticket_id: UUID) -> tuple[TicketEvent, ...]:
        """Return what happened to a ticket, in the order in which it was recorded."""
        with self._store.read() as unit:
            return unit.queue.events(ticket_id)

    def held(self, counter: str) -> tuple[Turn, ...]:
        """Return today's tickets a counter holds, the one called or being served first."""
        with self._store.read() as unit:
            return unit.queue.held(counter, self._today())

    def waiting(self, counter: str) -> tuple[Turn, ...]:
        """Return the tickets a counter may call, in the order of calls."""
        with self._store.read() as unit:
            return unit.queue.callable_at(counter, self._today())

    def load(self, turn: Turn) -> Load:
        """Return what stands before a waiting ticket."""
        day = turn.ticket.day
        with self._store.read() as unit:
            queue = unit.queue
            desks = queue.desks()
            open_ = [
                counter
                for counter in queue.counters()
                if _calls(counter, turn) and desks.get(counter.number, (None,))[0] is DeskState.OPEN
            ]
            ahead = queue.ahead(turn, day)
            shared = {turn.service}.union(*(counter.services for counter in open_))
            return Load(
                ahead=ahead.get(turn.service, 0),
                shared=sum(ahead.get(service, 0) for service in shared),
                desks=len(open_),
                served=queue.latest_served(turn.service, day, _LATEST_SERVICES),
            )

    def board(self, calls: int) -> Board:
        """Return the state of the hall; see `HallQueue`."""
        now = self._clock.now()
        with self._store.read() as unit:
            queue, today = unit.queue, hall_date(now)
            turns = queue.at_counters(today)
            closed = (DeskState.CLOSED, now)
            desks, staff = queue.desks(), queue.on_duty()
            return Board(
                at=now,
                desks=tuple(
                    Desk(
                        one.number,
                        *desks.get(one.number, closed),
                        turns.get(one.number),
                        staff.get(one.number, ""),
                    )
                    for one in queue.counters()
                ),
                waiting=queue.waiting(today),
                called=queue.last_called(today, calls),
            )

    def last_sequence(self) -> int:
        """Return how far the announcement log goes."""
        with self._store.read() as unit:
            return unit.queue.last_sequence()

    def calls_after(self, sequence: int) -> tuple[Call, ...]:
        """Return the calls, recalls and undone calls after a place in the announcement log, in order."""
        with self._store.read() as unit:
            return unit.queue.calls_after(sequence)

    def unsettled(self, kiosk: str) -> tuple[Turn, ...]:
        """Return a kiosk's tickets whose printing has no outcome."""
        with self._store.read() as unit:
            return unit.queue.unsettled(kiosk)

    def of_case(self, case_id: UUID) -> tuple[Turn, ...]:
        """Return the tickets linked with a case, oldest first."""
        with self._store.read() as unit:
            return unit.queue.of_case(case_id)

    def _today(self) -> date:
        return hall_date(self._clock.now())

    def _begin_day(self) -> None:
        """See that what earlier days left open is closed; asked once a day in each program."""
        now = self._clock.now()
        if self._begun == hall_date(now):
            return
        with self._store.write() as unit:
            begin_day(unit.queue, now)
            unit.commit()
        self._begun = hall_date(now)


def _calls(counter: QueueCounter, turn: Turn) -> bool:
    if turn.to_counter:
        return counter.number == turn.to_counter
    return turn.service in counter.services


def _called(press: Press, turn: Turn, at: datetime) -> TicketEvent:
    return TicketEvent(
        id=press.id,
        ticket_id=turn.ticket.id,
        act=TicketAct.CALLED,
        at=at,
        counter=press.counter,
        actor_id=press.actor_id,
        actor_name=press.actor_name,
    )


def _not_claimed(queue: QueueRepository, press: Press) -> Turn | None:
    """Find out why nothing was claimed: pressed before, a counter that may not call, or nobody waits."""
    known = queue.event(press.id)
    if known is not None:
        return queue.turn(known.ticket_id)
    queue.counter(press.counter)
    state, _ = queue.desks().get(press.counter, (DeskState.CLOSED, None))
    if state is not DeskState.OPEN:
        raise RuleError("queue.counter_not_open", counter=press.counter)
    busy = queue.at_counter(press.counter)
    if busy is not None:
        raise _busy(press.counter, busy)
    return None


def _check_places(queue: QueueRepository, before: Turn, after: Turn) -> None:
    """Refuse a second visitor at a counter, and a transfer to where there is nothing."""
    if after.state in AT_COUNTER and before.state not in AT_COUNTER:
        busy = queue.at_counter(after.counter)
        if busy is not None:
            raise _busy(after.counter, busy)
    if after.service != before.service:
        queue.service(after.service)
    if after.to_counter != before.to_counter and after.to_counter:
        queue.counter(after.to_counter)


def _busy(counter: str, turn: Turn) -> RuleError:
    return RuleError("queue.counter_busy", counter=counter, ticket=turn.ticket.number)
