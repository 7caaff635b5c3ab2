"""The hall screen in every state it can be seen in; the walk and the screenshots share it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from app.errors import StorageError
from data.local_queue import LocalQueue
from tests.e2e.display.television import Television
from tests.e2e.kiosk.bench import HOUSEHOLD, TRADE, Hall

OPEN = (3, 4, 5, 7, 8, 11, 12, 14, 19, 21, 25, 26, 27)


@dataclass
class Line:
    """A line to the hall's queue that can be cut."""

    queue: LocalQueue
    cut: bool = False

    def __getattr__(self, name: str) -> Any:
        if self.cut:
            raise StorageError("storage.missing", folder="hall")
        return getattr(self.queue, name)


def busy_hall(hall: Hall) -> None:
    """Open counters, let people wait, and call at most of them."""
    services = {one.number: one.services[0] for one in hall.queue.setup().counters}
    for counter in OPEN:
        hall.call(counter, services[str(counter)])
        hall.later(seconds=50)
    hall.clerks_queue().pause(hall.clerk(19))
    hall.give(HOUSEHOLD, 4)
    hall.give(TRADE, 2)


def empty(screen: Television) -> None:
    screen.wait(lambda: "更新" in screen.words())


def busy(screen: Television) -> None:
    busy_hall(screen.hall)
    screen.shows("T001", 27)
    screen.wait(lambda: not screen.window.page.panel.flashing)


def second_sheet(screen: Television) -> None:
    busy(screen)
    screen.window.page.counters.next_sheet()


def flashing(screen: Television) -> None:
    busy(screen)
    panel = screen.window.page.panel
    panel.show_call("CA012", "3", new=True)


def stale(screen: Television) -> None:
    """The line has been cut for three minutes."""
    busy(screen)
    screen.window.page.tick(screen.hall.clock.now() + timedelta(minutes=3))


STATES: dict[str, Callable[[Television], None]] = {
    "empty": empty,
    "busy": busy,
    "second-sheet": second_sheet,
    "flashing": flashing,
    "stale": stale,
}
