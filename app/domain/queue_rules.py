"""The state machine of a ticket: what may happen in which state, and what then holds (domain §3, issue 5)."""

import math
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from app.domain.queue_services import QueueRules
from app.domain.tickets import Ticket, TicketAct, TicketEvent, TicketState, Turn
from app.errors import RuleError

_S, _A = TicketState, TicketAct

WAITS = frozenset((_S.WAITING, _S.TRANSFERRED))
"""States in which any counter of the service may call a ticket."""
AT_COUNTER = frozenset((_S.CALLED, _S.SERVING))
"""States of which a counter has one ticket at most."""
OPEN = WAITS | AT_COUNTER | {_S.HOLD}
"""States of tickets whose visitor is in the hall."""

NEXT: dict[tuple[TicketState, TicketAct], TicketState] = {
    (_S.WAITING, _A.CALLED): _S.CALLED,
    (_S.TRANSFERRED, _A.CALLED): _S.CALLED,
    (_S.HOLD, _A.CALLED_BACK): _S.CALLED,
    (_S.NO_SHOW, _A.CALLED_BACK): _S.CALLED,
    (_S.CALLED, _A.RECALLED): _S.CALLED,
    (_S.CALLED, _A.STARTED): _S.SERVING,
    (_S.CALLED, _A.MISSED): _S.NO_SHOW,
    (_S.HOLD, _A.MISSED): _S.NO_SHOW,
    (_S.SERVING, _A.HELD): _S.HOLD,
    (_S.SERVING, _A.FINISHED): _S.DONE,
    (_S.HOLD, _A.FINISHED): _S.DONE,
    **{(state, _A.TRANSFERRED): _S.TRANSFERRED for state in (_S.CALLED, _S.SERVING, _S.HOLD)},
    **{(state, _A.CANCELLED): _S.CANCELLED for state in OPEN - {_S.SERVING}},
    **{(state, _A.DAY_ENDED): _S.CANCELLED for state in OPEN - {_S.SERVING}},
    (_S.SERVING, _A.DAY_ENDED): _S.DONE,
    **{(state, _A.LINKED): state for state in (_S.CALLED, _S.SERVING, _S.HOLD, _S.DONE)},
    **{(state, _A.PRINT): state for state in TicketState},
}
"""Every allowed (state, act) pair but one: `UNDONE` leads a call back to where it came from."""

_NO_WAITING = QueueRules(recalls=0, no_show_seconds=0, recall_pause_seconds=0)
_BY_HOLDER = frozenset(
    (_A.RECALLED, _A.UNDONE, _A.STARTED, _A.HELD, _A.CALLED_BACK, _A.TRANSFERRED, _A.MISSED, _A.FINISHED)
)
"""What only the counter that called the ticket may do."""


def first_turn(ticket: Ticket) -> Turn:
    """Return where a ticket stands when it was just given."""
    return Turn(ticket, TicketState.WAITING, ticket.service)


def turn_of(ticket: Ticket, events: Iterable[TicketEvent]) -> Turn:
    """Return where a ticket stands after its events, in the order in which they were recorded.

    The hall's waiting times are not asked again: its rules may have been others then.

    Raises:
        RuleError: an event stands where it may not.
    """
    turn = first_turn(ticket)
    for event in events:
        turn = follow(turn, event, _NO_WAITING)
    return turn


def follow(turn: Turn, event: TicketEvent, rules: QueueRules) -> Turn:
    """Return where a ticket stands after one more event.

    Raises:
        RuleError: `ticket.act_not_allowed`, `ticket.other_counter`, `ticket.recall_too_soon`,
            `ticket.no_show_too_soon`, `ticket.reason_missing`, `ticket.transfer_nowhere`.
    """
    state = _state_after(turn, event.act)
    if event.act in _BY_HOLDER and event.counter != turn.counter:
        raise RuleError("ticket.other_counter", number=turn.ticket.number, counter=turn.counter)
    check = _CHECKS.get(event.act)
    if check is not None:
        check(turn, event, rules)
    return replace(turn, state=state, **_CHANGES[event.act](turn, event))


def _state_after(turn: Turn, act: TicketAct) -> TicketState:
    if act is TicketAct.UNDONE and turn.state is TicketState.CALLED:
        return turn.called_from
    state = NEXT.get((turn.state, act))
    if state is None:
        raise RuleError("ticket.act_not_allowed", number=turn.ticket.number, state=turn.state, act=act)
    return state


def _check_recall(turn: Turn, event: TicketEvent, rules: QueueRules) -> None:
    left = rules.recall_pause_seconds - _since_call(turn, event).total_seconds()
    if left > 0:
        raise RuleError("ticket.recall_too_soon", seconds=math.ceil(left))


def _check_missed(turn: Turn, event: TicketEvent, rules: QueueRules) -> None:
    waited = _since_call(turn, event) >= timedelta(seconds=rules.no_show_seconds)
    if turn.state is TicketState.CALLED and turn.recalls < rules.recalls and not waited:
        raise RuleError("ticket.no_show_too_soon", recalls=rules.recalls, seconds=rules.no_show_seconds)


def _check_transfer(turn: Turn, event: TicketEvent, rules: QueueRules) -> None:
    if not event.service and not event.to_counter:
        raise RuleError("ticket.transfer_nowhere")


def _check_reason(turn: Turn, event: TicketEvent, rules: QueueRules) -> None:
    if not event.reason.strip():
        raise RuleError("ticket.reason_missing")


_CHECKS: dict[TicketAct, Callable[[Turn, TicketEvent, QueueRules], None]] = {
    _A.RECALLED: _check_recall,
    _A.MISSED: _check_missed,
    _A.TRANSFERRED: _check_transfer,
    _A.CANCELLED: _check_reason,
}


def _since_call(turn: Turn, event: TicketEvent) -> timedelta:
    return event.at - (turn.last_called_at or event.at)


def _called(turn: Turn, event: TicketEvent) -> dict[str, Any]:
    return {
        "counter": event.counter,
        "called_from": turn.state,
        "called_at": turn.called_at or event.at,
        "last_called_at": event.at,
        "recalls": 0,
        "ended_at": None,
    }


def _recalled(turn: Turn, event: TicketEvent) -> dict[str, Any]:
    return {"last_called_at": event.at, "recalls": turn.recalls + 1}


def _undone(turn: Turn, event: TicketEvent) -> dict[str, Any]:
    never_called = turn.called_from is TicketState.WAITING
    return {
        "counter": "" if turn.called_from in WAITS else turn.counter,
        "called_at": None if never_called else turn.called_at,
        "last_called_at": None if never_called else turn.last_called_at,
        "recalls": 0,
        "ended_at": event.at if turn.called_from is TicketState.NO_SHOW else None,
    }


def _served(turn: Turn, event: TicketEvent) -> dict[str, Any]:
    """Stop the clock of the service."""
    if turn.started_at is None:
        return {}
    passed = (event.at - turn.started_at) // timedelta(milliseconds=1)
    return {"started_at": None, "served": turn.served + max(passed, 0)}


def _transferred(turn: Turn, event: TicketEvent) -> dict[str, Any]:
    moved = {"service": event.service or turn.service, "counter": "", "to_counter": event.to_counter}
    return _served(turn, event) | moved


def _ended(turn: Turn, event: TicketEvent) -> dict[str, Any]:
    return {"ended_at": event.at}


_CHANGES: dict[TicketAct, Callable[[Turn, TicketEvent], dict[str, Any]]] = {
    _A.CALLED: _called,
    _A.CALLED_BACK: _called,
    _A.RECALLED: _recalled,
    _A.UNDONE: _undone,
    _A.STARTED: lambda turn, event: {"started_at": event.at},
    _A.HELD: _served,
    _A.TRANSFERRED: _transferred,
    _A.MISSED: _ended,
    _A.FINISHED: lambda turn, event: _served(turn, event) | _ended(turn, event),
    _A.CANCELLED: _ended,
    # The night is no service: the clock that nobody stopped does not count.
    _A.DAY_ENDED: lambda turn, event: {"started_at": None, "ended_at": event.at},
    _A.LINKED: lambda turn, event: {},
    _A.PRINT: lambda turn, event: {"print": event.print},
}
