"""What the hall display stands on; the composition root fills it in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.items import Department
from app.domain.papers import HallFacts
from app.ports.queue import HallQueue
from app.services.announcements import SpokenCalls
from ui.i18n.two_scripts import Tibetan
from ui.look import Look
from ui.tasks import TaskRunner


@dataclass(frozen=True)
class DisplayTimes:
    """Lengths of time, in milliseconds.

    Attributes:
        poll: between two looks at the queue.
        stand: how long a call stands at least before the next one takes its place.
        flash: one change of a new call's flashing; six make three flashes.
        sheet: how long a sheet of counters stands.
    """

    poll: int = 1000
    stand: int = 4000
    flash: int = 350
    sheet: int = 10_000


@dataclass(frozen=True)
class DisplayDependencies:
    """One record for a hall display.

    Attributes:
        look: the display's own; its size follows the screen.
        notice: the hall's line of notice, empty for none; blocks, asked with every look at the queue.
        spoken: speaks the calls on the lane `speaker`; None where another machine speaks them.
    """

    look: Look
    runner: TaskRunner
    queue: HallQueue
    hall: HallFacts
    departments: tuple[Department, ...]
    now: Callable[[], datetime]
    notice: Callable[[], str]
    tibetan: Tibetan
    spoken: SpokenCalls | None = None
    times: DisplayTimes = field(default_factory=DisplayTimes)
