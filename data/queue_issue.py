"""Giving a ticket within one transaction: admission, number, place in the order."""

from datetime import datetime

from app.domain.dates import hall_date
from app.domain.ids import new_id
from app.domain.papers import PrintState
from app.domain.queue_order import order_number
from app.domain.queue_rules import first_turn, follow
from app.domain.queue_services import QueueRules, QueueService, admit
from app.domain.tickets import Ticket, TicketAct, TicketEvent, Turn
from app.errors import RuleError
from app.ports.queue import Wish
from data.repositories.queue import QueueRepository

HALL_SERIES = 0
"""Numbers of the hall's own store; a kiosk without the line gives those of its own series."""


def give(queue: QueueRepository, wish: Wish, now: datetime) -> Turn:
    """Give the next number of a service, and record at once when it cannot be printed.

    Raises:
        RuleError: `queue.service_unknown`, `queue.closed`, `queue.quota_reached`, `ticket.open_already`.
    """
    service, rules, today = queue.service(wish.service), queue.rules(), hall_date(now)
    given = queue.last_number(service.key, today, HALL_SERIES)
    admit(service, now, works=wish.works, given=given)
    if rules.one_ticket_a_person and wish.person:
        before = queue.of_person(wish.person, today)
        if before is not None:
            raise RuleError("ticket.open_already", number=before.ticket.number, id=str(before.ticket.id))
    number = max(given + 1, queue.first_number(service.key, today))
    turn = first_turn(new_ticket(wish, service, rules, number, now))
    if wish.print is PrintState.QUEUED:
        queue.add(turn)
        return turn
    event = TicketEvent(
        id=new_id(),
        ticket_id=turn.ticket.id,
        act=TicketAct.PRINT,
        at=now,
        counter=wish.kiosk,
        reason=wish.problem,
        print=wish.print,
    )
    turn = follow(turn, event, rules)
    queue.add(turn)
    queue.add_event(event)
    return turn


def new_ticket(wish: Wish, service: QueueService, rules: QueueRules, n: int, now: datetime) -> Ticket:
    """Return the ticket of a wish: the n-th of the hall's own series of today."""
    return Ticket(
        id=wish.ticket_id,
        service=service.key,
        service_name=service.name,
        prefix=service.prefix,
        day=hall_date(now),
        series=HALL_SERIES,
        n=n,
        issued_at=now,
        order=order_number(now, wish.priority, rules.head_start_minutes),
        kiosk=wish.kiosk,
        item=wish.item,
        priority=wish.priority,
        person=wish.person if rules.one_ticket_a_person else "",
    )
