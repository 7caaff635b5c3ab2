"""How long our callbacks held the main thread: cheap enough to be always on."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

KEPT = 20_000


class CallbackTimes:
    """Keep the last durations of callbacks on the main thread, with their names.

    Costs about a microsecond a callback; the benchmark `stall` reads it.
    """

    def __init__(self) -> None:
        self._kept: deque[tuple[str, float]] = deque(maxlen=KEPT)

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        """Time the block as one callback."""
        start = perf_counter()
        try:
            yield
        finally:
            self._kept.append((name, perf_counter() - start))

    def all(self) -> list[tuple[str, float]]:
        """Return name and seconds of the callbacks kept, oldest first."""
        return list(self._kept)

    def percentile(self, share: float) -> float:
        """Return the duration in seconds that `share` (0 to 1) of the callbacks do not exceed."""
        ordered = sorted(seconds for _, seconds in self._kept)
        return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0.0
