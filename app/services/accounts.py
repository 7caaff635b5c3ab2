"""Signing in, choosing passwords, approving with one's own password, and keeping accounts."""

import unicodedata
from dataclasses import dataclass, replace
from uuid import UUID

from app.domain.accounts import (
    Account,
    AccountRules,
    Actor,
    Attempts,
    Right,
    check_password,
    check_rights,
    failed_again,
    locked_until,
    password_is_old,
)
from app.domain.dates import chinese_moment
from app.domain.details import Approval
from app.domain.ids import new_id
from app.domain.text import clean_name
from app.errors import RuleError
from app.ports.clock import Clock
from app.ports.rules import PasswordHash
from app.ports.store import Store, UnitOfWork

SHORTEST_PASSWORD = AccountRules().shortest
_NOBODY = "（没有的用户名）"
_REMEMBERED_STRANGERS = 1000


@dataclass(frozen=True, repr=False)
class Credentials:
    """A sign-in name and a password, as typed; never logged."""

    login: str
    password: str


@dataclass(frozen=True)
class AccountRow:
    """An account as the administrator sees it.

    Attributes:
        attempts: its wrong passwords in a row, if any.
        sensors: where the person's fingers are.
    """

    account: Account
    attempts: Attempts | None
    locked: bool
    sensors: tuple[str, ...] = ()


class Accounts:
    """Accounts: sign in, choose a password, approve, create, change, disable, unlock."""

    def __init__(self, store: Store, hashing: PasswordHash, clock: Clock) -> None:
        self._store = store
        self._hashing = hashing
        self._clock = clock
        self._strangers: dict[str, Attempts] = {}
        self._decoy = ""

    def rules(self) -> AccountRules:
        """Return what the hall asks of accounts."""
        with self._store.read() as unit:
            return unit.rules.get(AccountRules)

    def sign_in(self, who: Credentials, counter: str) -> Actor:
        """Return the actor in whose name this counter works from now on.

        Raises:
            RuleError: `account.wrong`, without saying whether name or password was wrong; `account.locked`;
                `account.must_change`, `account.password_old`: `change_password` comes first.
        """
        account = self._verified(who, "sign_in")
        if account.must_change:
            raise RuleError("account.must_change")
        if password_is_old(account, self.rules(), self._clock.now()):
            raise RuleError("account.password_old", days=self.rules().change_days)
        self._log(account.name, "sign_in", account.login, "ok")
        return Actor(account.id, account.name, account.rights, account.department, counter)

    def unlock_screen(self, actor: Actor, password: str) -> None:
        """Let the person who is signed in go on at a locked screen.

        Raises:
            RuleError: `account.wrong`, `account.locked`.
        """
        with self._store.read() as unit:
            login = unit.accounts.get(actor.account_id).login
        self._verified(Credentials(login, password), "screen_unlock")
        self._log(actor.name, "screen_unlock", login, "ok")

    def screen_locked(self, actor: Actor) -> None:
        """Record that the screen of a person was locked."""
        self._log(actor.name, "screen_lock", "", "ok")

    def sign_out(self, actor: Actor) -> None:
        """Record that a person left."""
        self._log(actor.name, "sign_out", "", "ok")

    def change_password(self, who: Credentials, chosen: str) -> None:
        """Choose a new password oneself.

        Raises:
            RuleError: `account.wrong`, `account.locked`, `account.password_same`, or what makes it weak.
        """
        account = self._verified(who, "password.change")
        self._require_strong(chosen, account.login)
        if self._hashing.verify(account.password_hash, _normal(chosen)):
            raise RuleError("account.password_same")
        hashed = self._hashing.hash(_normal(chosen))
        fresh = replace(account, password_hash=hashed, must_change=False)
        self._put(account.name, replace(fresh, password_changed_at=self._clock.now()), "password.change")

    def approve(self, actor: Actor, who: Credentials, right: Right, reason: str) -> Approval:
        """Return the approval of a second person who entered the own password.

        Raises:
            RuleError: `account.wrong`, `account.locked`, `account.right_missing`, `approval.own` when a
                person would approve the own act, `case.reason_missing`.
        """
        if not reason.strip():
            raise RuleError("case.reason_missing")
        approver = self._verified(who, "approve")
        if approver.id == actor.account_id:
            raise RuleError("approval.own")
        if right not in approver.rights:
            self._log(approver.name, "approve", approver.login, "refused")
            raise RuleError("account.right_missing", name=approver.name, right=right)
        return Approval(approver.id, approver.name, reason.strip())

    def all(self, actor: Actor) -> tuple[AccountRow, ...]:
        """Return every account with its wrong passwords.

        Raises:
            RuleError: `account.right_missing`.
        """
        actor.require(Right.ADMINISTRATOR)
        with self._store.read() as unit:
            counts = {one.login: one for one in unit.guard.all()}
            rules, now = unit.rules.get(AccountRules), self._clock.now()
            accounts = unit.accounts.all()
            fingers = unit.fingers.everywhere()
        return tuple(
            AccountRow(
                account=one,
                attempts=counts.get(one.login),
                locked=bool(locked_until(counts.get(one.login), rules, now)),
                sensors=tuple(finger.device for finger in fingers if finger.account_id == one.id),
            )
            for one in accounts
        )

    def create(
        self, actor: Actor, who: Credentials, name: str, rights: frozenset[Right], department: str
    ) -> Account:
        """Create an account; its owner chooses a password of the own at the first sign-in.

        Raises:
            RuleError: `account.right_missing`, `account.login_taken`, `account.rights_apart`,
                `account.no_rights`, what makes the password weak, or the name's form is wrong.
        """
        actor.require(Right.ADMINISTRATOR)
        login = clean_name(who.login, "用户名")
        check_rights(rights)
        self._require_strong(who.password, login)
        hashed, named = self._hashing.hash(_normal(who.password)), clean_name(name, "姓名")
        now = self._clock.now()
        account = Account(
            new_id(), login, named, hashed, rights, department, must_change=True, password_changed_at=now
        )
        with self._store.write() as unit:
            if unit.accounts.by_login(account.login) is not None:
                raise RuleError("account.login_taken", login=account.login)
            unit.accounts.put(account)
            facts = {"rights": " ".join(sorted(rights))}
            unit.audit.append(now, actor.name, "account.create", account.login, "ok", facts)
            unit.commit()
        return account

    def change(
        self, actor: Actor, account_id: UUID, name: str, rights: frozenset[Right], department: str
    ) -> Account:
        """Change whose account it is called, what it may do, and its department.

        Raises:
            RuleError: `account.right_missing`, `account.unknown`, `account.rights_apart`,
                `account.no_rights`, `account.last_administrator`, or the name's form is wrong.
        """
        actor.require(Right.ADMINISTRATOR)
        check_rights(rights)
        with self._store.read() as unit:
            account = unit.accounts.get(account_id)
        named = clean_name(name, "姓名")
        changed = replace(account, name=named, rights=rights, department=department)
        return self._put(actor.name, changed, "account.change", {"rights": " ".join(sorted(rights))})

    def set_password(self, actor: Actor, account_id: UUID, password: str) -> Account:
        """Give an account a password for once, and unlock it; its owner chooses another one at sign-in.

        Raises:
            RuleError: `account.right_missing`, `account.unknown`, or what makes the password weak.
        """
        actor.require(Right.ADMINISTRATOR)
        with self._store.read() as unit:
            account = unit.accounts.get(account_id)
        self._require_strong(password, account.login)
        hashed = self._hashing.hash(_normal(password))
        fresh = replace(account, password_hash=hashed, must_change=True)
        self._forget(account.login)
        return self._put(actor.name, fresh, "password.set")

    def unlock(self, actor: Actor, account_id: UUID) -> None:
        """Let an account sign in again before its lock is over.

        Raises:
            RuleError: `account.right_missing`, `account.unknown`.
        """
        actor.require(Right.ADMINISTRATOR)
        with self._store.write() as unit:
            login = unit.accounts.get(account_id).login
            unit.guard.forget(login)
            unit.audit.append(self._clock.now(), actor.name, "account.unlock", login, "ok", {})
            unit.commit()

    def disable(self, actor: Actor, account_id: UUID) -> Account:
        """Take an account out of use; its records stay, its fingers go at the machines with the sensors.

        Raises:
            RuleError: `account.right_missing`, `account.unknown`, `account.last_administrator`.
        """
        return self._switch(actor, account_id, enabled=False)

    def enable(self, actor: Actor, account_id: UUID) -> Account:
        """Take an account into use again.

        Raises:
            RuleError: `account.right_missing`, `account.unknown`.
        """
        return self._switch(actor, account_id, enabled=True)

    def _switch(self, actor: Actor, account_id: UUID, *, enabled: bool) -> Account:
        actor.require(Right.ADMINISTRATOR)
        with self._store.read() as unit:
            account = unit.accounts.get(account_id)
        action = "account.enable" if enabled else "account.disable"
        return self._put(actor.name, replace(account, enabled=enabled), action)

    def _put(self, by: str, account: Account, action: str, facts: dict[str, str] | None = None) -> Account:
        stored = replace(account, revision=account.revision + 1)
        with self._store.write() as unit:
            ruled = Right.ADMINISTRATOR in unit.accounts.get(stored.id).rights
            unit.accounts.put(stored)
            if ruled:
                _require_administrator(unit)
            unit.audit.append(self._clock.now(), by, action, stored.login, "ok", facts or {})
            unit.commit()
        return stored

    def _verified(self, who: Credentials, action: str) -> Account:
        """Return the account of a name and its password; a wrong one is counted and logged."""
        login, now = who.login.strip(), self._clock.now()
        with self._store.read() as unit:
            account, rules = unit.accounts.by_login(login), unit.rules.get(AccountRules)
            attempts = unit.guard.attempts(login) if account else self._strangers.get(login)
        end = locked_until(attempts, rules, now)
        if end is not None:
            self._log(
                account.name if account else _NOBODY, action, account.login if account else "", "locked"
            )
            raise RuleError("account.locked", until=chinese_moment(end))
        if not self._fits(account, who.password) or account is None or not account.enabled:
            self._refused(account, failed_again(attempts, login, rules, now), action, rules)
            raise RuleError("account.wrong")
        if attempts is not None:
            self._forget(login)
        return account

    def _fits(self, account: Account | None, password: str) -> bool:
        """Tell whether a password is right; for a name that is not there it takes as long."""
        if account is None:
            self._decoy = self._decoy or self._hashing.hash(_normal(str(new_id())))
        return self._hashing.verify(account.password_hash if account else self._decoy, _normal(password))

    def _refused(self, account: Account | None, attempts: Attempts, action: str, rules: AccountRules) -> None:
        now = self._clock.now()
        full = attempts.failures >= rules.failures
        # What was typed where a name belongs may be a password: it is neither stored nor logged.
        name, login = (account.name, account.login) if account else (_NOBODY, "")
        facts = {"failures": str(attempts.failures)}
        with self._store.write() as unit:
            if account is not None:
                unit.guard.put(attempts)
            unit.audit.append(now, name, action, login, "refused", facts)
            if full:
                unit.audit.append(now, name, "account.lock", login, "ok", facts)
            unit.commit()
        if account is None:
            if len(self._strangers) >= _REMEMBERED_STRANGERS:
                self._strangers.clear()
            self._strangers[attempts.login] = attempts

    def _require_strong(self, password: str, login: str) -> None:
        check_password(_normal(password), login, self.rules())

    def _forget(self, login: str) -> None:
        with self._store.write() as unit:
            unit.guard.forget(login)
            unit.commit()

    def _log(self, name: str, action: str, subject: str, result: str) -> None:
        with self._store.write() as unit:
            unit.audit.append(self._clock.now(), name, action, subject, result, {})
            unit.commit()


def _require_administrator(unit: UnitOfWork) -> None:
    """Refuse to leave the hall without anybody who could set it up."""
    if not any(one.enabled and Right.ADMINISTRATOR in one.rights for one in unit.accounts.all()):
        raise RuleError("account.last_administrator")


def _normal(password: str) -> str:
    return unicodedata.normalize("NFC", password)
