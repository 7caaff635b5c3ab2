"""Slowing down who guesses: after a few misses each further one makes the next try wait longer."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.errors import RuleError

FREE_MISSES = 3
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=30)
FORGOTTEN_AFTER = timedelta(hours=12)


@dataclass(frozen=True)
class Misses:
    """How often in a row nothing was found at one machine, and when last."""

    count: int = 0
    last: datetime | None = None

    def free_at(self) -> datetime | None:
        """Return from when on another try is taken, None for at once."""
        if self.last is None or self.count < FREE_MISSES:
            return None
        doubled: timedelta = min(FIRST_WAIT * (1 << (self.count - FREE_MISSES)), LONGEST_WAIT)
        return self.last + doubled

    def check(self, now: datetime) -> None:
        """Refuse a try that comes too early.

        Raises:
            RuleError: `progress.slow_down` with the `seconds` to wait.
        """
        free = self.free_at()
        if free is not None and now < free:
            raise RuleError("progress.slow_down", seconds=int((free - now).total_seconds()) + 1)

    def missed(self, now: datetime) -> "Misses":
        """Return the misses with one more; those of another day are forgotten."""
        if self.last is not None and now - self.last > FORGOTTEN_AFTER:
            return Misses(1, now)
        # Past the longest wait the number says nothing more, and 2 ** count must not grow for ever.
        return replace(self, count=min(self.count + 1, 20), last=now)
