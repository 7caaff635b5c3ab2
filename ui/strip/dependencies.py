"""What the queue strip stands on; the composition root fills it in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.domain.accounts import Actor
from app.ports.queue import HallQueue
from app.services.queue import Queue
from ui.line_watch import LineWatch
from ui.look import Look
from ui.tasks import TaskRunner


@dataclass(frozen=True)
class StripDependencies:
    """One record for a clerk's counter.

    Attributes:
        queue: the counter's keys, in the name of `actor`.
        hall: the hall's queue, from which counters and services are read.
        lane: of the store.
        poll: milliseconds between two looks at the queue.
        watch: tells whether the line to the hall's shared queue is there; None without one.
        pad: whether the number pad works the strip; not beside a form, where it types numbers.
    """

    look: Look
    runner: TaskRunner
    queue: Queue
    hall: HallQueue
    actor: Actor
    now: Callable[[], datetime]
    lane: str = "db"
    poll: int = 2000
    pad: bool = True
    watch: LineWatch | None = None
