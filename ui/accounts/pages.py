"""The table of the pages of accounts, and whose they are."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.accounts.accounts_page import AccountsPage
from ui.accounts.audit_page import LogPage
from ui.accounts.backup_page import BackupPage
from ui.accounts.dependencies import AccountDependencies
from ui.accounts.settings_page import SettingsPage

ACCOUNTS, SETTINGS, BACKUP, LOG = "accounts", "settings", "backup", "log"

PAGES: dict[str, Callable[[AccountDependencies], QWidget]] = {
    ACCOUNTS: AccountsPage,
    SETTINGS: SettingsPage,
    BACKUP: BackupPage,
    LOG: LogPage,
}
