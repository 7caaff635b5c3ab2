"""A counter's keys: open, call, recall, start, hold, call back, transfer, pass, finish, pause, undo."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from app.domain.accounts import Actor, Right
from app.domain.dates import hall_date
from app.domain.ids import new_id
from app.domain.parted import slip_number
from app.domain.tickets import TicketAct, TicketEvent, Turn
from app.errors import RuleError
from app.ports.clock import Clock
from app.ports.queue import DeskEvent, DeskState, HallQueue, Press


def everybody(actor: Actor) -> None:
    """Let everybody open a counter: what a hall that keeps no attendance asks."""


class Queue:
    """What a clerk does with the queue at the own counter; every act is recorded with the clerk's name.

    Args:
        on_duty: asked before a counter begins to call; raises `RuleError` where the person is not on duty.
    """

    def __init__(self, queue: HallQueue, clock: Clock, on_duty: Callable[[Actor], None] = everybody) -> None:
        self._queue = queue
        self._clock = clock
        self._on_duty = on_duty

    def open(self, actor: Actor) -> tuple[Turn, ...]:
        """Begin or go on calling, and return the tickets the counter holds, the one at the counter first.

        Raises:
            RuleError: `account.right_missing`, `queue.counter_unknown`; `duty.on_leave`,
                `duty.not_checked_in` where nobody who is on duty sits there.
        """
        actor.require(Right.CLERK)
        self._on_duty(actor)
        return self._staff(actor, DeskState.OPEN)

    def pause(self, actor: Actor) -> tuple[Turn, ...]:
        """Call nobody for a while; a visitor who is being served goes on being served."""
        return self._staff(actor, DeskState.PAUSED)

    def close(self, actor: Actor) -> tuple[Turn, ...]:
        """End the counter's day, and return what it holds.

        Raises:
            RuleError: `queue.counter_busy` in mid-service.
        """
        return self._staff(actor, DeskState.CLOSED)

    def held(self, actor: Actor) -> tuple[Turn, ...]:
        """Return the tickets the counter holds, the one called or being served first."""
        actor.require(Right.CLERK)
        return self._queue.held(actor.counter)

    def waiting(self, actor: Actor) -> tuple[Turn, ...]:
        """Return the tickets the counter may call, in the order of calls."""
        actor.require(Right.CLERK)
        return self._queue.waiting(actor.counter)

    def call_next(self, actor: Actor, call_id: UUID) -> Turn | None:
        """Call the next ticket, if somebody waits.

        Args:
            call_id: made when the key is pressed; the same one again answers the same ticket.

        Raises:
            RuleError: `queue.counter_busy` while a visitor is not finished, `queue.counter_not_open`;
                `queue.by_slip` while the line to the hall's server is lost, see `call_slip`.
        """
        actor.require(Right.CLERK)
        return self._queue.claim(Press(call_id, actor.counter, actor.account_id, actor.name))

    def call_slip(self, actor: Actor, call_id: UUID, slip: str) -> Turn:
        """Call the ticket whose slip is in hand, while the next one is not known without the line.

        Args:
            call_id: made when the slip was read; the same one again changes nothing.
            slip: its number as typed, or the text of its QR code.

        Raises:
            RuleError: `ticket.code`, `ticket.unknown`, `ticket.act_not_allowed` for one that was called
                already, `queue.slip_old`, `queue.counter_busy`.
        """
        actor.require(Right.CLERK)
        at = self._clock.now()
        turn = self._queue.numbered(slip_number(slip, hall_date(at)), hall_date(at))
        if turn is None:
            raise RuleError("ticket.unknown")
        called = TicketEvent(
            call_id, turn.ticket.id, TicketAct.CALLED, at, actor.counter, actor.account_id, actor.name
        )
        return self._queue.record(called)

    def undo_call(self, actor: Actor, ticket_id: UUID) -> Turn:
        """Take back the last call; the ticket keeps its place."""
        return self._act(actor, ticket_id, TicketAct.UNDONE)

    def recall(self, actor: Actor, ticket_id: UUID) -> Turn:
        """Call the same ticket again.

        Raises:
            RuleError: `ticket.recall_too_soon`.
        """
        return self._act(actor, ticket_id, TicketAct.RECALLED)

    def start(self, actor: Actor, ticket_id: UUID) -> Turn:
        """Begin the service; its time runs from now."""
        return self._act(actor, ticket_id, TicketAct.STARTED)

    def hold(self, actor: Actor, ticket_id: UUID) -> Turn:
        """Let the visitor do something elsewhere and come back to this counter; the time stands still."""
        return self._act(actor, ticket_id, TicketAct.HELD)

    def call_back(self, actor: Actor, ticket_id: UUID) -> Turn:
        """Call a ticket on hold, or one that was passed at this counter, again.

        Raises:
            RuleError: `queue.counter_busy`.
        """
        return self._act(actor, ticket_id, TicketAct.CALLED_BACK)

    def transfer(self, actor: Actor, ticket_id: UUID, *, service: str = "", counter: str = "") -> Turn:
        """Send a visitor to another service or counter; the ticket keeps its place in the order.

        Raises:
            RuleError: `ticket.transfer_nowhere`, `queue.service_unknown`, `queue.counter_unknown`.
        """
        return self._act(actor, ticket_id, TicketAct.TRANSFERRED, service=service, to_counter=counter)

    def no_show(self, actor: Actor, ticket_id: UUID) -> Turn:
        """Pass a ticket whose visitor does not come.

        Raises:
            RuleError: `ticket.no_show_too_soon`.
        """
        return self._act(actor, ticket_id, TicketAct.MISSED)

    def finish(self, actor: Actor, ticket_id: UUID) -> Turn:
        """End the service."""
        return self._act(actor, ticket_id, TicketAct.FINISHED)

    def cancel(self, actor: Actor, ticket_id: UUID, reason: str) -> Turn:
        """Take a ticket out of the queue at the visitor's wish.

        Raises:
            RuleError: `ticket.reason_missing`.
        """
        return self._act(actor, ticket_id, TicketAct.CANCELLED, reason=reason)

    def link(self, actor: Actor, ticket_id: UUID, case_id: UUID) -> Turn:
        """Record that a case was opened for a ticket."""
        return self._act(actor, ticket_id, TicketAct.LINKED, case_id=case_id)

    def _act(self, actor: Actor, ticket_id: UUID, act: TicketAct, **said: Any) -> Turn:
        """Record an act.

        Raises:
            RuleError: `account.right_missing`, `ticket.unknown`, `ticket.act_not_allowed`,
                `ticket.other_counter`, and what each act adds.
        """
        actor.require(Right.CLERK)
        at = self._clock.now()
        event = TicketEvent(new_id(), ticket_id, act, at, actor.counter, actor.account_id, actor.name, **said)
        return self._queue.record(event)

    def _staff(self, actor: Actor, state: DeskState) -> tuple[Turn, ...]:
        actor.require(Right.CLERK)
        at = self._clock.now()
        event = DeskEvent(new_id(), actor.counter, state, at, actor.account_id, actor.name)
        return self._queue.staff(event)
