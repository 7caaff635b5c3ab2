"""The line to the hall's queue as windows see it, and what a machine pressed without it."""

from dataclasses import dataclass
from typing import Protocol, TypeAlias
from uuid import UUID

from app.domain.parted import LineStanding
from app.domain.tickets import Ticket, TicketEvent
from app.ports.queue import DeskEvent

PressedRecord: TypeAlias = Ticket | TicketEvent | DeskEvent


@dataclass(frozen=True)
class Pressed:
    """One press without the line.

    Attributes:
        n: its place in the order of presses.
        asked: the id under which a ticket had been asked for from the server, which may have given one.
        brought: whether the hall's server has it by now.
    """

    n: int
    record: PressedRecord
    asked: UUID | None = None
    brought: bool = False


class HallLine(Protocol):
    """The line of a machine to its hall's queue; safe to use from any thread."""

    def look(self) -> LineStanding:
        """See whether the line is there; when it returned, bring what was pressed without it. It blocks."""

    def wait(self, seconds: float) -> bool:
        """Wait until something was pressed in the hall, at most so long, and tell whether it was.

        Raises:
            SyncError: the line is lost.
        """

    def close(self) -> None:
        """End the connections."""
