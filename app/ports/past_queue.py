"""The queue's records as they leave the store, a day at a time, when their time is over (domain §9)."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from app.domain.tickets import Turn


@dataclass(frozen=True)
class PastDay:
    """A day of the queue whose time is over.

    Attributes:
        turns: where its tickets stood at last.
        events: what happened to them; `desk_events` what counters did.
        rows: the places of all of it in the outbox, in order.
    """

    day: date
    turns: tuple[Turn, ...]
    events: tuple[UUID, ...]
    desk_events: tuple[UUID, ...]
    rows: tuple[int, ...]


@dataclass(frozen=True)
class PastTickets:
    """How many tickets are older than a day, and the day of the oldest, None without any."""

    count: int
    oldest: date | None


class PastQueue(Protocol):
    """What of this store's queue may leave.

    The newest day always stays, and so does what the centre does not have yet: numbers, order and the
    announcement log go on from where they are.
    """

    def tickets(self, before: date) -> PastTickets:
        """Return the tickets that would go, those pressed without the line among them."""

    def oldest(self, before: date, today: date) -> PastDay | None:
        """Return the oldest day that is still here, if it is before a day.

        Args:
            today: a day after this one is that of a clock that was wrong, and goes with its neighbours.
        """

    def let_go(self, past: PastDay) -> None:
        """Delete a day's records; their rows in the outbox keep their place and become empty."""

    def forget_parted(self, before: date) -> None:
        """Delete what was pressed without the line before a day, and brought to the hall's server since."""

    def cleared(self) -> int:
        """Return the last row of the outbox up to which the queue's rows are empty."""
