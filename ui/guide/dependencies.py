"""What the guide's pages stand on; the role fills it in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.accounts import Actor
from app.domain.dates import hall_date
from app.domain.papers import HallFacts
from app.domain.scripts import ScriptRules
from app.ports.rules import Pinyin
from app.services.complaints import Complaints
from app.services.guide import Guide
from app.services.kiosk import Kiosk
from app.services.progress_query import ProgressQuery
from app.services.requests import Requests
from ui.events import ChangesBridge
from ui.look import Look
from ui.tasks import TaskRunner

MINUTE_MS = 60_000


@dataclass(frozen=True)
class GuideDependencies:
    """One record for a signed-in guide.

    Attributes:
        tickets: gives tickets on the desk's own printer, used on the lane `ticket_lane`.
        machine: what the hall calls the desk; on tickets and in the log.
        tibetan: reads the reviewed words by the Chinese words they translate; asked once, on a worker.
        scripts: reads the hall's order of scripts, on a worker.
        poll_ms: how often counters and appointments are looked at.
    """

    look: Look
    runner: TaskRunner
    changes: ChangesBridge
    actor: Actor
    hall: HallFacts
    guide: Guide
    requests: Requests
    complaints: Complaints
    progress: ProgressQuery
    tickets: Kiosk
    ticket_lane: str
    pinyin: Callable[[], Pinyin]
    tibetan: Callable[[], Mapping[str, str]]
    scripts: Callable[[], ScriptRules]
    machine: str
    now: Callable[[], datetime]
    poll_ms: int = MINUTE_MS

    def today(self) -> date:
        """Return the hall's date."""
        return hall_date(self.now())
