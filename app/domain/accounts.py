"""Accounts of staff, their rights, what passwords must be, and the actor in whose name a use case runs."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from app.errors import RuleError

PUBLISHED_PASSWORDS = frozenset({"Yanshi-2026"})
"""Passwords that stand in a manual or on a screen; outside the demo hall nobody may have one."""


class Right(StrEnum):
    """What an account may do (domain §9)."""

    CLERK = "clerk"
    REVIEWER = "reviewer"
    GUIDE = "guide"
    KIOSK = "kiosk"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class Account:
    """A person who may sign in; `department` is the code of the own department, empty for the centre.

    Attributes:
        must_change: whether somebody else chose the password, so that the owner has to choose a new one.
        password_changed_at: when the password was chosen (UTC); None for one that never grows old, as in
            the demo hall.
    """

    id: UUID
    login: str
    name: str
    password_hash: str
    rights: frozenset[Right]
    department: str
    enabled: bool = True
    revision: int = 1
    must_change: bool = False
    password_changed_at: datetime | None = None


@dataclass(frozen=True)
class Actor:
    """Who acts, and from where; every writing use case takes one."""

    account_id: UUID
    name: str
    rights: frozenset[Right]
    department: str
    counter: str

    def require(self, right: Right) -> None:
        """Refuse an act for which the account has no right.

        Raises:
            RuleError: `account.right_missing`.
        """
        if right not in self.rights:
            raise RuleError("account.right_missing", name=self.name, right=right)

    def require_any(self, *rights: Right) -> None:
        """Refuse an act for which the account has none of these rights.

        Raises:
            RuleError: `account.right_missing` with the first of them.
        """
        if not self.rights.intersection(rights):
            raise RuleError("account.right_missing", name=self.name, right=rights[0])


@dataclass(frozen=True)
class AccountRules:
    """What the hall asks of accounts (GB/T 22239-2019 8.1.4.1, domain §9).

    Attributes:
        shortest: characters a password has at least.
        kinds: of small letters, capitals, digits and signs, how many kinds it has at least.
        change_days: after how many days it is changed; 0 for never.
        failures: after how many wrong passwords in a row an account is locked.
        lock_minutes: for how long; an administrator may unlock it earlier.
        idle_minutes: after how many minutes without a key the screen is locked; 0 for never.
    """

    shortest: int = 8
    kinds: int = 3
    change_days: int = 90
    failures: int = 5
    lock_minutes: int = 30
    idle_minutes: int = 10


@dataclass(frozen=True)
class Attempts:
    """Wrong passwords in a row for one sign-in name, and the last of them (UTC)."""

    login: str
    failures: int
    last_at: datetime


def locked_until(attempts: Attempts | None, rules: AccountRules, now: datetime) -> datetime | None:
    """Return until when a name may not sign in, None when it may."""
    if attempts is None or attempts.failures < rules.failures:
        return None
    end = attempts.last_at + timedelta(minutes=rules.lock_minutes)
    return end if now < end else None


def failed_again(attempts: Attempts | None, login: str, rules: AccountRules, now: datetime) -> Attempts:
    """Count one wrong password more; after a lock that is over the count begins anew."""
    over = attempts is None or (
        attempts.failures >= rules.failures and not locked_until(attempts, rules, now)
    )
    return Attempts(login, 1 if attempts is None or over else attempts.failures + 1, now)


def check_password(password: str, login: str, rules: AccountRules) -> None:
    """Refuse a weak password: too short, of too few kinds, the sign-in name in it, or a published one.

    Raises:
        RuleError: `account.password_weak`, `account.password_published`, `account.password_has_login`.
    """
    kinds = (str.islower, str.isupper, str.isdigit, lambda c: not c.isalnum())
    if len(password) < rules.shortest or sum(any(map(kind, password)) for kind in kinds) < rules.kinds:
        raise RuleError("account.password_weak", shortest=rules.shortest, kinds=rules.kinds)
    if login.casefold() in password.casefold():
        raise RuleError("account.password_has_login")
    if password in PUBLISHED_PASSWORDS:
        raise RuleError("account.password_published")


def check_rights(rights: frozenset[Right]) -> None:
    """Refuse one account for who sets up the hall and who audits it (GB/T 22239-2019 8.1.5, domain §9).

    Raises:
        RuleError: `account.rights_apart`, `account.no_rights`.
    """
    if not rights:
        raise RuleError("account.no_rights")
    if {Right.ADMINISTRATOR, Right.AUDITOR} <= rights:
        raise RuleError("account.rights_apart")


def password_is_old(account: Account, rules: AccountRules, now: datetime) -> bool:
    """Tell whether the password has to be changed for its age."""
    chosen = account.password_changed_at
    return bool(rules.change_days and chosen and now >= chosen + timedelta(days=rules.change_days))
