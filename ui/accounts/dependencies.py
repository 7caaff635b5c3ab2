"""What the pages of accounts, settings, backups and the log stand on; the role fills it in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.domain.accounts import Actor
from app.domain.items import Department
from app.services.accounts import Accounts
from app.services.audit_log import AuditLog
from app.services.backups import Backups
from app.services.day_end import DayEndCheck
from app.services.retention import Retention
from app.services.settings_book import SettingsBook
from ui.events import ChangesBridge
from ui.look import Look
from ui.tasks import TaskRunner


@dataclass(frozen=True)
class AccountDependencies:
    """One record for a signed-in administrator or auditor.

    Attributes:
        departments: for the choice of an account's own.
        now: the clock, timezone-aware.
    """

    look: Look
    runner: TaskRunner
    changes: ChangesBridge
    actor: Actor
    departments: tuple[Department, ...]
    accounts: Accounts
    audit: AuditLog
    settings: SettingsBook
    retention: Retention
    backups: Backups
    day_end: DayEndCheck
    now: Callable[[], datetime]
