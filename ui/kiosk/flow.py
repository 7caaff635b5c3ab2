"""What the kiosk's window decides without a screen: who may try a number, which ticket stood before."""

from collections.abc import Callable
from uuid import UUID

from app.errors import RuleError

TRIES = 3


class PinGate:
    """Takes no number for a while after three wrong ones.

    Args:
        locked_seconds: how long.
        moment: seconds that only grow.
    """

    def __init__(self, locked_seconds: float, moment: Callable[[], float]) -> None:
        self._seconds, self._moment = locked_seconds, moment
        self._wrong, self._until = 0, float("-inf")

    @property
    def locked(self) -> bool:
        """Whether no number is taken now."""
        return self._moment() < self._until

    def tried(self, right: bool) -> None:
        """Count a number that was tried."""
        self._wrong = 0 if right else self._wrong + 1
        if self._wrong == TRIES:
            self._wrong, self._until = 0, self._moment() + self._seconds


def ticket_before(error: Exception) -> UUID | None:
    """Return the ticket that a person has already, where that is why there is no other."""
    if isinstance(error, RuleError) and error.code == "ticket.open_already":
        return UUID(str(error.facts["id"]))
    return None
