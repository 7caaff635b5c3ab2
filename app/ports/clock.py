"""Time as the use cases see it, so that a rehearsal runs on a simulated clock."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the time, timezone-aware, UTC."""
