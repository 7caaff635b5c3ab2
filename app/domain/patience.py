"""Waiting for a person: until somebody says stop, or nobody came in time."""

import time
from collections.abc import Callable


class Patience:
    """Says `cancelled` also when the time is up.

    Args:
        cancelled: whether somebody said stop.
        seconds: how long to wait.
        clock: seconds that only run on.
    """

    def __init__(
        self, cancelled: Callable[[], bool], seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._cancelled, self._seconds, self._clock = cancelled, seconds, clock
        self.renew()

    def renew(self) -> None:
        """Begin to wait anew, because somebody is there."""
        self._until = self._clock() + self._seconds

    def __call__(self) -> bool:
        """Return whether to stop waiting."""
        return self._cancelled() or self._clock() >= self._until
