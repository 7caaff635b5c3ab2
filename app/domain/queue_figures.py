"""Figures of the queue: tickets taken, called, passed, and the mean wait (domain §8)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from app.domain.tickets import TicketState, Turn


@dataclass(frozen=True)
class QueueFigures:
    """What came of some tickets.

    Attributes:
        calls: tickets that were called.
        no_show: tickets that were passed and not called back.
        mean_wait_s: seconds from the ticket to its first call; None when nobody was called.
        mean_service_s: seconds of service of those finished; None when nobody was.
    """

    tickets: int
    calls: int
    no_show: int
    mean_wait_s: float | None
    mean_service_s: float | None


def queue_figures(turns: Iterable[Turn]) -> QueueFigures:
    """Sum up tickets; a mean without a case is None, never 0."""
    listed = tuple(turns)
    waits = [one.called_at - one.ticket.issued_at for one in listed if one.called_at is not None]
    served = [one.served / 1000 for one in listed if one.state is TicketState.DONE and one.served]
    return QueueFigures(
        tickets=len(listed),
        calls=len(waits),
        no_show=sum(one.state is TicketState.NO_SHOW for one in listed),
        mean_wait_s=round(sum(waits, timedelta()).total_seconds() / len(waits), 1) if waits else None,
        mean_service_s=round(sum(served) / len(served), 1) if served else None,
    )
