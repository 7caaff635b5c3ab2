"""One look at the queue for the hall display: counters, the waiting, and the calls since the last look."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.items import Department
from app.domain.tickets import TicketAct
from app.ports.queue import Board, Call, DeskState, HallQueue, QueueSetup

SHOWN = 4
"""Calls that stand on the display: the last one large, three before it."""
BUSY = 12
"""So many calls make a hall worth a picture."""


@dataclass(frozen=True)
class ShownTicket:
    """A ticket and the counter it was called to, at the moment of the call."""

    number: str
    counter: str
    at: datetime


@dataclass(frozen=True)
class CounterRow:
    """A counter that calls, in the order of the walls; `ticket` is empty between two visitors."""

    counter: str
    office: str
    ticket: str
    waiting: int
    paused: bool


@dataclass(frozen=True)
class Reading:
    """What one look brought.

    Attributes:
        sequence: how far the announcement log was followed.
        called: who was called last and still belongs to a counter, newest first.
        fresh: calls and undone calls since the last look, in order.
    """

    at: datetime
    sequence: int
    rows: tuple[CounterRow, ...]
    called: tuple[ShownTicket, ...]
    fresh: tuple[Call, ...]
    notice: str


def read_hall(queue: HallQueue, departments: Sequence[Department], after: int | None, notice: str) -> Reading:
    """Look at the queue; it blocks.

    Args:
        after: how far the announcement log was followed before; None for the first look, which has no
            fresh calls.
    """
    # The log is read first: a call that comes in between is fresh at the next look, never lost.
    begun = queue.last_sequence() if after is None else after
    fresh = () if after is None else queue.calls_after(after)
    board = queue.board(calls=SHOWN)
    return Reading(
        at=board.at,
        sequence=fresh[-1].sequence if fresh else begun,
        rows=counter_rows(board, queue.setup(), departments),
        called=tuple(
            ShownTicket(turn.ticket.number, turn.counter, turn.last_called_at or board.at)
            for turn in board.called
        ),
        fresh=fresh,
        notice=notice,
    )


def counter_rows(
    board: Board, setup: QueueSetup, departments: Sequence[Department]
) -> tuple[CounterRow, ...]:
    """Return the counters that call or pause; a closed one is not shown."""
    offices = {one.code: one.short_name for one in departments}
    services = {one.key: one for one in setup.services}
    called_here = {one.number: one.services for one in setup.counters}
    rows = []
    for desk in board.desks:
        if desk.state is DeskState.CLOSED:
            continue
        keys = called_here.get(desk.counter, ())
        first = services.get(keys[0]) if keys else None
        rows.append(
            CounterRow(
                counter=desk.counter,
                office=offices.get(first.department, "") if first else "",
                ticket=desk.turn.ticket.number if desk.turn else "",
                waiting=sum(board.waiting.get(key, 0) for key in keys),
                paused=desk.state is DeskState.PAUSED,
            )
        )
    return tuple(rows)


class CallQueue:
    """The order in which calls take the large place: one after the other, and none is lost."""

    def __init__(self) -> None:
        self._waiting: list[ShownTicket] = []
        self._standing: list[ShownTicket] = []

    @property
    def standing(self) -> tuple[ShownTicket, ...]:
        """The call in the large place, and those before it."""
        return tuple(self._standing)

    @property
    def waiting(self) -> int:
        """How many calls have not been shown yet."""
        return len(self._waiting)

    def begin(self, called: Sequence[ShownTicket]) -> None:
        """Stand as the hall stood when the display came on."""
        self._standing = list(called[:SHOWN])

    def take(self, calls: Sequence[Call]) -> None:
        """Put calls and recalls at the end; an undone call goes from wherever it stands."""
        for call in calls:
            counter = call.event.counter
            if call.event.act is TicketAct.UNDONE:
                self._waiting = [
                    one for one in self._waiting if (one.number, one.counter) != (call.number, counter)
                ]
                self._standing = [
                    one for one in self._standing if (one.number, one.counter) != (call.number, counter)
                ]
            else:
                self._waiting.append(ShownTicket(call.number, counter, call.event.at))

    def next(self) -> ShownTicket | None:
        """Give the large place to the next call, if one waits, and return it."""
        if not self._waiting:
            return None
        shown = self._waiting.pop(0)
        # A ticket that is called again stands once, where it was called last.
        before = [one for one in self._standing if one.number != shown.number]
        self._standing = [shown, *before][:SHOWN]
        return shown


class HallWatch:
    """Remembers one look at the hall while it is busy: what a rehearsal's picture shows."""

    def __init__(self, queue: HallQueue, departments: Sequence[Department]) -> None:
        self._queue, self._departments = queue, departments
        self._calls = 0
        self.reading: Reading | None = None

    def called(self) -> None:
        """Somebody was called; the look after the first dozen is kept."""
        self._calls += 1
        if self._calls <= BUSY:
            self.reading = read_hall(self._queue, self._departments, None, "")
