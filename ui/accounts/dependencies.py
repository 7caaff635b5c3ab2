"""What the pages of accounts, settings, backups and the log stand on; the role fills it in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain.accounts import Actor
from app.domain.attendance_sheet import MonthTable
from app.domain.items import Department
from app.domain.papers import HallFacts
from app.services.accounts import Accounts
from app.services.attendance import Attendance
from app.services.audit_log import AuditLog
from app.services.backups import Backups
from app.services.day_end import DayEndCheck
from app.services.hall_papers import HallPapers
from app.services.print_jobs import PrintJobs
from app.services.queue_settings import QueueSettings
from app.services.retention import Retention
from app.services.settings_book import SettingsBook
from app.services.working_days import WorkingDayTables
from ui.events import ChangesBridge
from ui.look import Look
from ui.tasks import TaskRunner


@dataclass(frozen=True)
class AccountDependencies:
    """One record for a signed-in administrator or auditor.

    Attributes:
        departments: for the choice of an account's own.
        now: the clock, timezone-aware.
        compose: makes one PDF file of sheets to sign; blocks.
        save_where: asks for a file; None when nobody wants one.
    """

    look: Look
    runner: TaskRunner
    changes: ChangesBridge
    actor: Actor
    hall: HallFacts
    departments: tuple[Department, ...]
    accounts: Accounts
    audit: AuditLog
    settings: SettingsBook
    retention: Retention
    backups: Backups
    day_end: DayEndCheck
    attendance: Attendance
    working_days: WorkingDayTables
    queue: QueueSettings
    papers: HallPapers
    print_jobs: PrintJobs
    now: Callable[[], datetime]
    compose: Callable[[Sequence[MonthTable]], bytes]
    save_where: Callable[[str], Path | None]
