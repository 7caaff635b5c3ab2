"""Whether a machine's clock was set while the program ran: its hands against seconds that only run on."""

import sys
import time
from collections.abc import Callable
from datetime import datetime

TOLERANCE_SECONDS = 60.0
"""A clock that time servers slow down or speed up gains less than this between two looks (43 s a day)."""


def running_seconds() -> float:
    """Return seconds that nobody sets, sleep of the machine included."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    else:  # noqa: RET505 (for the type checker, which reads each platform's branch alone)
        return time.monotonic()


class ClockWatch:
    """Compares two clocks at every look, from any thread.

    Args:
        now: the clock that can be set.
        seconds: seconds that only run on.
    """

    def __init__(self, now: Callable[[], datetime], seconds: Callable[[], float] = running_seconds) -> None:
        self._now, self._seconds = now, seconds
        self._last = (now(), seconds())
        self._jumped = 0.0

    def jump(self) -> int:
        """Return by how many seconds the clock was set since the watch began, 0 for a steady one."""
        now, seconds = self._now(), self._seconds()
        drift = (now - self._last[0]).total_seconds() - (seconds - self._last[1])
        self._last = (now, seconds)
        if abs(drift) >= TOLERANCE_SECONDS:
            self._jumped += drift
        return round(self._jumped)
