"""What the kiosk stands on; the composition root fills it in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from app.domain.papers import HallFacts
from app.ports.devices import TicketPrinter
from app.ports.queue import HallQueue
from app.services.kiosk import Kiosk
from app.services.kiosk_visits import KioskVisits
from ui.device_desk import DeviceDesk
from ui.kiosk.offers import Listed
from ui.look import Look
from ui.tasks import TaskRunner


@dataclass(frozen=True)
class KioskTimes:
    """Lengths of time, in milliseconds.

    Attributes:
        poll: between two looks at the queue.
        listed: how long what was read of the catalogue is taken for what holds.
        listen: between two looks at card reader and scanner.
        guard: how long a new page takes no touch, so that a double tap takes one ticket.
        idle: without a touch the start comes back.
        ticket: how long a number stands on the screen.
        hold: how long the sign is held to reach maintenance.
        locked: how long no number is taken after three wrong ones.
    """

    poll: int = 2000
    listed: int = 60_000
    listen: int = 400
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
        visits: looks up what visitors show; blocks, used on the lane `db`.
        listed: reads the catalogue of a day, and the words that hold in the hall; blocks.
        desk: has the card reader and the scanner, where there are any.
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
    visits: KioskVisits
    hall: HallFacts
    listed: Callable[[date], Listed]
    desk: DeviceDesk
    works: Callable[[], bool]
    now: Callable[[], datetime]
    printer: TicketPrinter
    lane: str
    pin_right: Callable[[str], bool]
    signs: Mapping[str, str]
    demo_pin: str = ""
    times: KioskTimes = field(default_factory=KioskTimes)
