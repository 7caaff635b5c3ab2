"""A small hall with a queue in a real store, and a clock that a test moves."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.domain.ids import new_id
from app.domain.queue_rules import turn_of
from app.domain.queue_services import QueueCounter, QueueRules, QueueService
from app.domain.tickets import Priority, TicketAct, TicketEvent, TicketState, Turn
from app.ports.queue import DeskEvent, DeskState, Press, Wish
from data.local_queue import LocalQueue
from data.store import LocalStore, create_store
from tests.fakes import StillClock

CLERK = new_id()
SERVICES = (
    QueueService("HOUSEHOLD", "户籍", "C", "103", "一楼东区"),
    QueueService("SOCIAL-AID", "社会救助", "D", "104", "一楼西区"),
    QueueService("TRADE", "经营主体登记", "R", "117", "二楼"),
)
COUNTERS = (
    QueueCounter("3", ("HOUSEHOLD",)),
    QueueCounter("4", ("HOUSEHOLD", "SOCIAL-AID")),
    QueueCounter("7", ("SOCIAL-AID", "TRADE")),
)


class SmallQueue:
    """What a test of the queue needs at hand."""

    def __init__(self, store: LocalStore, clock: StillClock) -> None:
        self.store, self.clock = store, clock
        self.queue = LocalQueue(store, clock)

    def furnish(self, rules: QueueRules | None = None) -> None:
        for service in SERVICES:
            self.queue.put_service(service)
        for counter in COUNTERS:
            self.queue.put_counter(counter)
        self.queue.put_rules(rules or QueueRules())

    def later(self, **passed: float) -> datetime:
        self.clock.at += timedelta(**passed)
        return self.clock.at

    def give(self, service: str = "HOUSEHOLD", priority: Priority | None = None, **said: object) -> Turn:
        wish = Wish(new_id(), service, "取号机", priority=priority)
        return self.queue.issue(replace(wish, **said))  # type: ignore[arg-type]  # any field of a wish

    def open(self, *counters: str) -> None:
        for counter in counters:
            self.desk(counter, DeskState.OPEN)

    def desk(self, counter: str, state: DeskState) -> tuple[Turn, ...]:
        return self.queue.staff(DeskEvent(new_id(), counter, state, self.clock.at, CLERK, "卓玛措"))

    def call(self, counter: str = "3") -> Turn | None:
        return self.queue.claim(self.press(counter))

    def called(self, counter: str = "3") -> Turn:
        turn = self.call(counter)
        assert turn is not None
        return turn

    def press(self, counter: str = "3") -> Press:
        return Press(new_id(), counter, CLERK, "卓玛措")

    def do(self, act: TicketAct, turn: Turn, counter: str | None = None, **said: object) -> Turn:
        event = TicketEvent(
            new_id(), turn.ticket.id, act, self.clock.at, counter or turn.counter, CLERK, "卓玛措"
        )
        return self.queue.record(replace(event, **said))  # type: ignore[arg-type]  # any field of an event

    def serve(self, counter: str = "3", minutes: float = 5) -> Turn:
        """Call the next ticket and finish it."""
        turn = self.do(TicketAct.STARTED, self.called(counter))
        self.later(minutes=minutes)
        return self.do(TicketAct.FINISHED, turn)


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def hall(tmp_path: Path, clock: StillClock) -> Iterator[SmallQueue]:
    with create_store(tmp_path / "station", 1, changed=lambda changes: None) as store:
        small = SmallQueue(store, clock)
        small.furnish()
        yield small
        check_turns(small.queue, store)


def check_turns(queue: LocalQueue, store: LocalStore) -> list[Turn]:
    """See that every turn is what its ticket's events say, and every record is in the outbox; return them."""
    with store.read() as unit:
        ids = [row.record_id for row in unit.outbox.rows() if row.kind == "ticket"]
        sent = {(row.kind, row.record_id): row.payload for row in unit.outbox.rows()}
        records = {(row.kind, row.record_id): row.payload for row in unit.outbox.records()}
    assert sent == records
    turns = [queue.turn(ticket_id) for ticket_id in ids]
    for turn in turns:
        assert turn_of(turn.ticket, queue.events(turn.ticket.id)) == turn
    at_counters = [t.counter for t in turns if t.state in (TicketState.CALLED, TicketState.SERVING)]
    assert len(at_counters) == len(set(at_counters))
    return turns
