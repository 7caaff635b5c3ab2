"""What the kiosk stands on; the composition root fills it in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.items import Department
from app.domain.papers import HallFacts
from app.ports.devices import TicketPrinter
from app.ports.queue import HallQueue
from app.services.kiosk import Kiosk
from ui.look import Look
from ui.tasks import TaskRunner


@dataclass(frozen=True)
class KioskTimes:
    """Lengths of time, in milliseconds.

    Attributes:
        poll: between two looks at the queue.
        guard: how long a new page takes no touch, so that a double tap takes one ticket.
        idle: without a touch the start comes back.
        ticket: how long a number stands on the screen.
        hold: how long the sign is held to reach maintenance.
        locked: how long no number is taken after three wrong ones.
    """

    poll: int = 2000
    guard: int = 600
    idle: int = 45_000
    ticket: int = 15_000
    hold: int = 3000
    locked: int = 60_000


@dataclass(frozen=True)
class KioskDependencies:
    """One record for a kiosk.

    Attributes:
        look: the kiosk's own; its size follows the screen.
        works: whether the hall's calendar has a working day; blocks, asked on the lane `db`.
        printer: what `kiosk` prints on, asked how it is in maintenance.
        lane: of the printer's port, `device:<port>`.
        pin_right: whether a number leads to maintenance; blocks, asked on the lane `db`; raises `RuleError`
            where none is set.
        demo_pin: that number in the demo hall, where it is shown; empty in every other hall.
        signs: icon by department code; others get a plain sheet.
    """

    look: Look
    runner: TaskRunner
    kiosk: Kiosk
    queue: HallQueue
    hall: HallFacts
    departments: tuple[Department, ...]
    works: Callable[[], bool]
    now: Callable[[], datetime]
    printer: TicketPrinter
    lane: str
    pin_right: Callable[[str], bool]
    signs: Mapping[str, str]
    demo_pin: str = ""
    times: KioskTimes = field(default_factory=KioskTimes)
