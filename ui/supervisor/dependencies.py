"""What the supervisor's pages stand on; the role fills it in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.accounts import Actor
from app.domain.dates import hall_date
from app.domain.papers import HallFacts
from app.services.case_book import CaseBook
from app.services.hall_overview import HallOverview
from ui.device_desk import DeviceDesk
from ui.events import ChangesBridge
from ui.look import Look
from ui.tasks import TaskRunner

POLL_MS = 5000
"""Between two looks at the hall while nothing is told: other machines tell us nothing."""


@dataclass(frozen=True)
class SupervisorDependencies:
    """One record for a signed-in supervisor; `poll_ms` is how often the hall is looked at anew."""

    look: Look
    runner: TaskRunner
    changes: ChangesBridge
    actor: Actor
    hall: HallFacts
    overview: HallOverview
    case_book: CaseBook
    desk: DeviceDesk
    now: Callable[[], datetime]
    poll_ms: int = POLL_MS

    def today(self) -> date:
        """Return the hall's date."""
        return hall_date(self.now())
