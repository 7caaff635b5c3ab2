"""How a counter stands in the queue, and which of its keys can be pressed then."""

from dataclasses import dataclass
from enum import Enum, auto

from app.domain.accounts import Actor
from app.domain.queue_rules import AT_COUNTER
from app.domain.queue_services import QueueService
from app.domain.tickets import TicketState, Turn
from app.ports.queue import DeskState, HallQueue
from app.services.queue import Queue


class StripKey(Enum):
    """The keys of the strip, from the top."""

    CALL = auto()
    START = auto()
    RECALL = auto()
    HOLD = auto()
    TRANSFER = auto()
    NO_SHOW = auto()
    FINISH = auto()
    UNDO = auto()
    PAUSE = auto()


@dataclass(frozen=True)
class Waiting:
    """A service the counter calls, and how many wait for it here."""

    prefix: str
    name: str
    count: int


@dataclass(frozen=True)
class Standing:
    """A counter at one moment.

    Attributes:
        desk: whether it calls.
        turn: the ticket called or being served here.
        held: tickets on hold here, the oldest first.
        next_number: who is called next, empty if nobody waits.
        others: services and counters a visitor may be sent to.
    """

    desk: DeskState
    turn: Turn | None
    held: tuple[Turn, ...]
    waiting: tuple[Waiting, ...]
    next_number: str
    services: tuple[QueueService, ...]
    counters: tuple[str, ...]


def read_standing(queue: Queue, hall: HallQueue, actor: Actor) -> Standing:
    """Look at the queue; it blocks.

    Raises:
        RuleError: `account.right_missing`.
    """
    mine, waiting = queue.held(actor), queue.waiting(actor)
    setup = hall.setup()
    desks = {one.counter: one.state for one in hall.board(calls=0).desks}
    keys = next((one.services for one in setup.counters if one.number == actor.counter), ())
    return Standing(
        desk=desks.get(actor.counter, DeskState.CLOSED),
        turn=next((one for one in mine if one.state in AT_COUNTER), None),
        held=tuple(one for one in mine if one.state is TicketState.HOLD),
        waiting=tuple(
            Waiting(one.prefix, one.name, sum(turn.service == one.key for turn in waiting))
            for one in setup.services
            if one.key in keys
        ),
        next_number=waiting[0].ticket.number if waiting else "",
        services=setup.services,
        counters=tuple(one.number for one in setup.counters if one.number != actor.counter),
    )


def pressable(standing: Standing) -> frozenset[StripKey]:
    """Return the keys that have something to act on."""
    key = StripKey
    found = {key.PAUSE}
    state = standing.turn.state if standing.turn else None
    if standing.desk is DeskState.OPEN:
        found.add(key.CALL)
    if state is TicketState.CALLED:
        found |= {key.START, key.RECALL, key.TRANSFER, key.NO_SHOW, key.UNDO}
    if state is TicketState.SERVING:
        found |= {key.HOLD, key.TRANSFER, key.FINISH}
    if state is None and standing.held:
        found.add(key.HOLD)
    return frozenset(found)


def next_key(standing: Standing) -> StripKey:
    """Return the key that is right next; it alone is filled."""
    if standing.turn is not None:
        return StripKey.START if standing.turn.state is TicketState.CALLED else StripKey.FINISH
    return StripKey.CALL if standing.desk is DeskState.OPEN else StripKey.PAUSE
