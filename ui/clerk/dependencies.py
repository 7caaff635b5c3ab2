"""What the clerk's pages stand on; the composition root fills it in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.accounts import Actor
from app.domain.dates import hall_date
from app.domain.items import Department
from app.domain.papers import HallFacts
from app.domain.workdays import Calendar
from app.ports.printing import Composer
from app.ports.rules import Pinyin
from app.services.use_cases import UseCases
from ui.clerk.front_devices import FrontDevices
from ui.events import ChangesBridge
from ui.look import Look
from ui.print_queue.pump import PrintPump
from ui.strip.dependencies import StripDependencies
from ui.tasks import TaskRunner


@dataclass(frozen=True)
class ClerkDependencies:
    """One record for a signed-in clerk.

    `calendar` holds for today and is read again by the composition root when tables are loaded. `pinyin`
    makes the readings when first asked: loading them takes longer than the first page may. `save_where`
    asks where a PDF goes, given a file name; None means that the person thought better of it. `pump` takes
    papers to their printers. `devices` are the card reader and the scanner, if this machine may have any,
    `queue` the counter's place in the hall's queue, if the hall has one.
    """

    look: Look
    runner: TaskRunner
    changes: ChangesBridge
    actor: Actor
    hall: HallFacts
    department: Department
    calendar: Calendar
    use: UseCases
    composer: Composer
    pump: PrintPump
    pinyin: Callable[[], Pinyin]
    save_where: Callable[[str], Path | None]
    devices: FrontDevices | None = None
    queue: StripDependencies | None = None

    def today(self) -> date:
        """Return the hall's date."""
        return hall_date(self.use.clock.now())
