"""Starting quickly and staying quick: when garbage is looked for, and how threads take turns."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

YOUNG, MIDDLE, OLD = 5_000, 20, 50
TURN_SECONDS = 0.0005


@contextmanager
def quick_start() -> Iterator[None]:
    """Put off the search for cyclic garbage until the first window stands.

    While modules load nothing becomes garbage. What was loaded until then stays for good and is never looked
    at again, which also keeps later searches short: they may run on the thread that paints. Threads take
    turns ten times as often as Python lets them by itself, so that this thread waits less for the workers.
    """
    sys.setswitchinterval(TURN_SECONDS)
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(YOUNG, MIDDLE, OLD)
        gc.enable()
