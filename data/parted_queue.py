"""The hall's queue on a machine without the line: own numbers, calls by the slip, the last state seen."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from threading import Lock
from typing import NoReturn
from uuid import UUID

from app.domain.dates import hall_date
from app.domain.ids import new_id
from app.domain.number_floors import ticket_series
from app.domain.papers import PrintState
from app.domain.parted import ALONE, follow_late, stub
from app.domain.queue_rules import AT_COUNTER, OPEN, first_turn, follow
from app.domain.queue_services import QueueCounter, QueueRules, QueueService, admit
from app.domain.tickets import Ticket, TicketAct, TicketEvent, TicketState, Turn
from app.domain.waiting_time import Load
from app.errors import RuleError, SyncError
from app.ports.clock import Clock
from app.ports.queue import Board, Call, Desk, DeskEvent, DeskState, Press, QueueSetup, Wish
from data.queue_issue import new_ticket
from data.records import decode, encode
from data.store import LocalStore
from data.unit_of_work import LocalUnit

_SETUP = "queue setup"


class PartedQueue:
    """Implements `app.ports.queue.HallQueue` as far as a machine can without the others.

    A number given here carries the series of the station, so that no other machine gives the same one. What
    is pressed is kept in the store until the line returns; nothing of it is announced in the hall.
    """

    def __init__(self, store: LocalStore, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._lock = Lock()
        self._known: dict[UUID, Turn] = {}
        self._stubs: dict[UUID, Ticket] = {}
        self._board: Board | None = None

    def learn(self, turns: Iterable[Turn]) -> None:
        """Take in where tickets stand, as the server told; tickets of earlier days are forgotten."""
        today = self._today()
        with self._lock:
            self._known = {one: turn for one, turn in self._known.items() if turn.ticket.day == today}
            self._known.update((turn.ticket.id, turn) for turn in turns)

    def learn_board(self, board: Board) -> None:
        """Take in how the hall stands."""
        self._board = board
        self.learn(desk.turn for desk in board.desks if desk.turn is not None)

    def learn_setup(self, setup: QueueSetup) -> None:
        """Keep what is set, for a program that starts without the line."""
        told = encode(setup)
        with self._store.read() as unit:
            known = unit.parted.memory(_SETUP) == told
        if not known:
            with self._store.write() as unit:
                unit.parted.remember(_SETUP, told)
                unit.commit()

    def learn_given(self, turns: Iterable[Turn]) -> None:
        """Go on above the own series' numbers that the server has, which this store may never have given.

        So it is after a copy took the store's place, or this machine another one's.
        """
        with self._store.write() as unit:
            for ticket in (turn.ticket for turn in turns):
                if ticket.series == own_series(unit):
                    unit.parted.begin_above(ticket_series(ticket.service, ticket.day), ticket.n)
            unit.commit()

    def setup(self) -> QueueSetup:
        """Return what was set when the line was there.

        Raises:
            SyncError: `queue.never_reached`.
        """
        with self._store.read() as unit:
            return _setup(unit)

    def put_rules(self, rules: QueueRules) -> None:
        """Refuse: settings are the hall's."""
        _refuse()

    def put_service(self, service: QueueService) -> None:
        """Refuse: settings are the hall's."""
        _refuse()

    def put_counter(self, counter: QueueCounter) -> None:
        """Refuse: settings are the hall's."""
        _refuse()

    def issue(self, wish: Wish) -> Turn:
        """Give the next number of this station's own series; see `HallQueue`."""
        now = self._clock.now()
        with self._store.write() as unit:
            today, setup = hall_date(now), _setup(unit)
            service = next((one for one in setup.services if one.key == wish.service), None)
            if service is None:
                raise RuleError("queue.service_unknown", service=wish.service)
            pressed = unit.parted.of_day(today)
            turns = self._turns(unit, today)
            for one in pressed:
                if one.asked == wish.ticket_id:
                    return turns[one.record.id]
            own = [turn.ticket for turn in turns.values() if turn.ticket.series == own_series(unit)]
            given = max((ticket.n for ticket in own if ticket.service == service.key), default=0)
            admit(service, now, works=wish.works, given=given)
            number = max(given + 1, unit.queue.first_number(service.key, today))
            mark = wish.person if setup.rules.one_ticket_a_person else ""
            _one_a_person(mark, turns.values())
            ticket = replace(
                new_ticket(wish, service, setup.rules, number, now), id=new_id(), series=own_series(unit)
            )
            unit.parted.add(ticket, today, asked=wish.ticket_id)
            turn = first_turn(ticket)
            if wish.print is not PrintState.QUEUED:
                said = {"counter": wish.kiosk, "reason": wish.problem, "print": wish.print}
                event = TicketEvent(new_id(), ticket.id, TicketAct.PRINT, now, **said)  # type: ignore[arg-type]
                turn = follow(turn, event, setup.rules)
                unit.parted.add(event, today)
            unit.commit()
        return turn

    def claim(self, press: Press) -> Turn | None:
        """Refuse: who is next is not known without the others; the slip in hand tells.

        Raises:
            RuleError: `queue.by_slip`.
        """
        raise RuleError("queue.by_slip")

    def record(self, event: TicketEvent) -> Turn:
        """Let something happen to a ticket that is known here, or whose slip was read; see `HallQueue`."""
        if event.act not in ALONE:
            _refuse()
        now = self._clock.now()
        today = hall_date(now)
        with self._store.write() as unit:
            turns = self._turns(unit, today)
            new = self._stubs.get(event.ticket_id) if event.ticket_id not in turns else None
            before = first_turn(new) if new is not None else turns.get(event.ticket_id)
            if before is None:
                raise RuleError("ticket.unknown")
            pressed = unit.parted.of_day(today)
            if any(one.record.id == event.id for one in pressed):
                return before
            event = replace(event, at=now)
            after = follow(before, event, _setup(unit).rules)
            if after.state in AT_COUNTER and before.state not in AT_COUNTER:
                _free(after.counter, turns.values())
            if all(one.record.id != before.ticket.id for one in pressed):
                unit.parted.add(before.ticket, today)  # a server that was restored may have lost it
            unit.parted.add(event, today)
            unit.commit()
        return after

    def staff(self, event: DeskEvent) -> tuple[Turn, ...]:
        """Open, pause or close a counter; see `HallQueue`."""
        with self._store.write() as unit:
            today = self._today()
            if all(one.record.id != event.id for one in unit.parted.of_day(today)):
                if event.state is DeskState.CLOSED:
                    _free(event.counter, self._turns(unit, today).values())
                unit.parted.add(event, today)
                unit.commit()
        return self.held(event.counter)

    def turn(self, ticket_id: UUID) -> Turn:
        """Return where a ticket stands; see `HallQueue`."""
        found = self._today_s_turns().get(ticket_id)
        if found is None:
            raise RuleError("ticket.unknown")
        return found

    def numbered(self, number: str, day: date) -> Turn | None:
        """Return the ticket of a slip; one that was never heard of stands as just given."""
        known = next((one for one in self._today_s_turns().values() if one.ticket.number == number), None)
        if known is not None or day != self._today():
            return known
        ticket = stub(number, self.setup().services, self._clock.now(), day)
        if ticket is None:
            return None
        self._stubs[ticket.id] = ticket
        return first_turn(ticket)

    def turns(self, first: date, last: date) -> tuple[Turn, ...]:
        """Return the tickets of some days that are known here."""
        found = self._today_s_turns().values()
        return tuple(turn for turn in found if first <= turn.ticket.day <= last)

    def events(self, ticket_id: UUID) -> tuple[TicketEvent, ...]:
        """Return what happened to a ticket here since the line was lost."""
        with self._store.read() as unit:
            pressed = [one.record for one in unit.parted.of_day(self._today())]
        return tuple(one for one in pressed if isinstance(one, TicketEvent) and one.ticket_id == ticket_id)

    def held(self, counter: str) -> tuple[Turn, ...]:
        """Return the tickets a counter holds, the one called or being served first."""
        states = (*AT_COUNTER, TicketState.HOLD)
        mine = [one for one in self._today_s_turns().values() if one.counter == counter]
        held = [one for one in mine if one.state in states]
        return tuple(sorted(held, key=lambda one: (one.state is TicketState.HOLD, _called_at(one))))

    def waiting(self, counter: str) -> tuple[Turn, ...]:
        """Return nobody: who waits for whom is not known without the others."""
        return ()

    def load(self, turn: Turn) -> Load:
        """Return what is known to stand before a ticket: those given here; no basis for a forecast."""
        found = self._today_s_turns().values()
        before = [one for one in found if one.ticket.order < turn.ticket.order]
        ahead = [one for one in before if one.state is TicketState.WAITING and one.service == turn.service]
        return Load(len(ahead), len(ahead), 0, ())

    def board(self, calls: int) -> Board:
        """Return how the hall stood when it was seen last, with what the counters did here since."""
        last = self._board or Board(datetime.min.replace(tzinfo=UTC), (), {}, ())
        states = {one.counter: one for one in last.desks}
        with self._store.read() as unit:
            setup, pressed = _setup(unit), unit.parted.of_day(self._today())
            turns = self._turns(unit, self._today())
        at_counters = {one.counter: one for one in turns.values() if one.state in AT_COUNTER}
        events = {one.record.counter: one.record for one in pressed if isinstance(one.record, DeskEvent)}
        return Board(
            at=last.at,
            desks=tuple(_desk(one, states, events, at_counters) for one in setup.counters),
            waiting=last.waiting,
            called=last.called[:calls],
        )

    def last_sequence(self) -> int:
        """Return the beginning: nothing is announced without the line."""
        return 0

    def calls_after(self, sequence: int) -> tuple[Call, ...]:
        """Return nothing: nothing is announced without the line."""
        return ()

    def unsettled(self, kiosk: str) -> tuple[Turn, ...]:
        """Return a kiosk's own tickets whose printing has no outcome."""
        found = self._today_s_turns().values()
        return tuple(one for one in found if one.ticket.kiosk == kiosk and one.print is PrintState.QUEUED)

    def of_case(self, case_id: UUID) -> tuple[Turn, ...]:
        """Return the tickets linked with a case here since the line was lost."""
        turns = self._today_s_turns()
        with self._store.read() as unit:
            pressed = [one.record for one in unit.parted.of_day(self._today())]
        events = [one for one in pressed if isinstance(one, TicketEvent) and one.case_id == case_id]
        return tuple(turns[one.ticket_id] for one in events if one.ticket_id in turns)

    def _today(self) -> date:
        return hall_date(self._clock.now())

    def _today_s_turns(self) -> dict[UUID, Turn]:
        with self._store.read() as unit:
            return self._turns(unit, self._today())

    def _turns(self, unit: LocalUnit, day: date) -> dict[UUID, Turn]:
        """Return where every ticket stands that is known here: as the server told, then as was pressed."""
        with self._lock:
            known = dict(self._known)
        turns = dict(known)
        for one in unit.parted.of_day(day):
            if isinstance(one.record, Ticket):
                turns.setdefault(one.record.id, first_turn(one.record))
            elif isinstance(one.record, TicketEvent) and one.record.ticket_id in turns:
                before = turns[one.record.ticket_id]
                if not (one.brought and before.ticket.id in known):  # the server's word has it already
                    turns[before.ticket.id] = follow_late(before, one.record) or before
        return turns


def own_series(unit: LocalUnit) -> int:
    """Return the series of the numbers that this station gives without the line."""
    return unit.station.index + 1


def _setup(unit: LocalUnit) -> QueueSetup:
    told = unit.parted.memory(_SETUP)
    if not told:
        raise SyncError("queue.never_reached")
    return decode(QueueSetup, told)


def _refuse() -> NoReturn:
    raise RuleError("queue.parted")


def _free(counter: str, turns: Iterable[Turn]) -> None:
    for one in turns:
        if one.counter == counter and one.state in AT_COUNTER:
            raise RuleError("queue.counter_busy", counter=counter, ticket=one.ticket.number)


def _one_a_person(mark: str, turns: Iterable[Turn]) -> None:
    for one in turns:
        if mark and one.ticket.person == mark and one.state in OPEN:
            raise RuleError("ticket.open_already", number=one.ticket.number, id=str(one.ticket.id))


def _called_at(turn: Turn) -> datetime:
    return turn.last_called_at or turn.ticket.issued_at


def _desk(
    counter: QueueCounter,
    last: dict[str, Desk],
    events: dict[str, DeskEvent],
    turns: dict[str, Turn],
) -> Desk:
    number = counter.number
    event, before = events.get(number), last.get(number)
    if event is not None and (before is None or event.at >= before.since):
        return Desk(number, event.state, event.at, turns.get(number), event.actor_name)
    if before is None:
        return Desk(number, DeskState.CLOSED, datetime.min.replace(tzinfo=UTC), turns.get(number))
    return replace(before, turn=turns.get(number))
