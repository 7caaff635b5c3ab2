"""Starting quickly: while modules load nothing becomes garbage, so nobody need look for it."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

YOUNG, MIDDLE, OLD = 5_000, 20, 50


@contextmanager
def quick_start() -> Iterator[None]:
    """Put off the search for cyclic garbage until the first window stands.

    What was loaded until then stays for good and is never looked at again, which also keeps later searches
    short: they run on the thread that paints.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(YOUNG, MIDDLE, OLD)
        gc.enable()
