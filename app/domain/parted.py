"""A machine that lost the line to its hall's queue: slips in hand, late events, and how the line stands."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from app.domain.queue_order import order_number
from app.domain.queue_rules import follow
from app.domain.queue_services import QueueRules, QueueService
from app.domain.tickets import Ticket, TicketAct, TicketEvent, Turn, read_ticket_code
from app.errors import RuleError

FRESH = timedelta(minutes=1)
"""How long after a call it is still announced: who comes back to the line does not call old numbers."""

DOUBLE_CALL = "double_hand_call"
"""Reason of an event on record for a ticket that was called both by hand and by the system."""

ALONE = frozenset(
    (
        TicketAct.CALLED,
        TicketAct.RECALLED,
        TicketAct.UNDONE,
        TicketAct.STARTED,
        TicketAct.HELD,
        TicketAct.CALLED_BACK,
        TicketAct.MISSED,
        TicketAct.FINISHED,
        TicketAct.LINKED,
        TicketAct.PRINT,
    )
)
"""What a counter or kiosk may do without the line; a transfer would reach nobody."""

_ANY_TIME = QueueRules(recalls=0, no_show_seconds=0, recall_pause_seconds=0)
_SLIPS = UUID("5f0a2c57-30d5-5cfa-9d0f-6f3b3a5f6a10")


@dataclass(frozen=True)
class LineStanding:
    """How the line to the hall's queue stands: `since` when it is lost, None while it is there."""

    since: datetime | None = None
    waiting: int = 0


def slip_number(text: str, day: date) -> str:
    """Return the number of a slip that was typed or scanned.

    Raises:
        RuleError: `ticket.code`, `queue.slip_old` for a slip of another day.
    """
    typed = text.strip().upper()
    if not typed.startswith("T1:"):
        return typed
    code = read_ticket_code(typed)
    if code.issued_at.date() != day:
        raise RuleError("queue.slip_old", number=code.number)
    return code.number


def stub(number: str, services: tuple[QueueService, ...], now: datetime, day: date) -> Ticket | None:
    """Return the ticket of a slip that this machine never heard of; None for what is no number of the hall.

    Two machines that read the same slip make the same ticket.
    """
    service = next((one for one in services if _rest(number, one.prefix)), None)
    if service is None:
        return None
    series, _, n = _rest(number, service.prefix).rpartition("-")
    return Ticket(
        id=uuid5(_SLIPS, f"{day.isoformat()}/{number}"),
        service=service.key,
        service_name=service.name,
        prefix=service.prefix,
        day=day,
        series=int(series or 0),
        n=int(n),
        issued_at=now,
        order=order_number(now, None, 0),
        kiosk="",
    )


def _rest(number: str, prefix: str) -> str:
    """Return what follows the letters of a number, `012` or `2-012`; empty if it is no such number."""
    rest = number.removeprefix(prefix) if number.startswith(prefix) else ""
    digits = rest.replace("-", "", 1)
    well = digits.isascii() and digits.isdecimal() and not rest.startswith("-") and not rest.endswith("-")
    return rest if well else ""


def follow_late(turn: Turn, event: TicketEvent) -> Turn | None:
    """Return where a ticket stands after an event that is told late, None where it fits no more.

    The hall's waiting times are not asked again.
    """
    try:
        return follow(turn, event, _ANY_TIME)
    except RuleError:
        return None
