"""What the pages of attendance stand on; the role fills it in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from app.domain.accounts import Actor
from app.domain.attendance_sheet import MonthTable
from app.domain.dates import hall_date
from app.domain.papers import HallFacts
from app.services.attendance import Attendance
from app.services.hall_papers import HallPapers
from app.services.leave import Leaves
from app.services.patrols import Patrols
from app.services.posts import Posts
from app.services.print_jobs import PrintJobs
from ui.events import ChangesBridge
from ui.look import Look
from ui.tasks import TaskRunner


@dataclass(frozen=True)
class AttendanceDependencies:
    """One record for who has signed in.

    Attributes:
        now: the clock, timezone-aware.
        write_xlsx: writes both layouts of a month into a file; blocks, raises `StorageError`.
        compose: makes one PDF file of both layouts; blocks.
        save_where: asks for a file; None when nobody wants one.
    """

    look: Look
    runner: TaskRunner
    changes: ChangesBridge
    actor: Actor
    hall: HallFacts
    attendance: Attendance
    leaves: Leaves
    patrols: Patrols
    posts: Posts
    papers: HallPapers
    print_jobs: PrintJobs
    now: Callable[[], datetime]
    write_xlsx: Callable[[Path, tuple[MonthTable, ...]], None]
    compose: Callable[[Sequence[MonthTable]], bytes]
    save_where: Callable[[str], Path | None]

    def today(self) -> date:
        """Return the hall's date."""
        return hall_date(self.now())
