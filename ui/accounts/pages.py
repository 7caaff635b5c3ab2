"""The table of the pages of accounts, and whose they are."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.accounts.accounts_page import AccountsPage
from ui.accounts.audit_page import LogPage
from ui.accounts.backup_page import BackupPage
from ui.accounts.day_end_page import DayEndPage
from ui.accounts.days_page import DaysPage
from ui.accounts.dependencies import AccountDependencies
from ui.accounts.hours_page import HoursPage
from ui.accounts.queue_page import QueuePage
from ui.accounts.settings_page import SettingsPage
from ui.i18n import Words, tr

ACCOUNTS, SETTINGS, HOURS, DAYS, BACKUP = "accounts", "settings", "hours", "days", "backup"
QUEUE, DAY_END, LOG = "queue", "day_end", "log"

PAGES: dict[str, Callable[[AccountDependencies], QWidget]] = {
    ACCOUNTS: AccountsPage,
    SETTINGS: SettingsPage,
    HOURS: HoursPage,
    DAYS: DaysPage,
    QUEUE: QueuePage,
    BACKUP: BackupPage,
    DAY_END: DayEndPage,
    LOG: LogPage,
}


def office_titles() -> dict[str, Words]:
    """Return the names of an administrator's pages, in order."""
    return {
        ACCOUNTS: tr("账户"),
        SETTINGS: tr("设置"),
        HOURS: tr("作息"),
        DAYS: tr("调休"),
        QUEUE: tr("排队"),
        BACKUP: tr("备份"),
        DAY_END: tr("日终检查"),
    }
