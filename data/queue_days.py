"""The change of days in the queue: what earlier days left open is closed, nothing is deleted."""

from datetime import datetime

from app.domain.dates import day_start, hall_date
from app.domain.ids import new_id
from app.domain.queue_rules import follow
from app.domain.tickets import TicketAct, TicketEvent
from app.ports.queue import DeskEvent, DeskState
from data.repositories.queue import QueueRepository


def begin_day(queue: QueueRepository, now: datetime) -> None:
    """Close the tickets and desks of earlier days; numbers restart by themselves, for they count by day."""
    rules = queue.rules()
    today = hall_date(now)
    for turn in queue.open_before(today):
        ended = TicketEvent(new_id(), turn.ticket.id, TicketAct.DAY_ENDED, now, turn.counter)
        queue.put(follow(turn, ended, rules))
        queue.add_event(ended)
    for counter in queue.desks_before(day_start(today)):
        queue.staff(DeskEvent(new_id(), counter, DeskState.CLOSED, now))
