"""Signing in, approving with one's own password, and keeping accounts."""

import unicodedata
from dataclasses import dataclass, replace
from uuid import UUID

from app.domain.accounts import Account, Actor, Right
from app.domain.details import Approval
from app.domain.ids import new_id
from app.domain.text import clean_name
from app.errors import RuleError
from app.ports.clock import Clock
from app.ports.rules import PasswordHash
from app.ports.store import Store

SHORTEST_PASSWORD = 8


@dataclass(frozen=True, repr=False)
class Credentials:
    """A sign-in name and a password, as typed; never logged."""

    login: str
    password: str


class Accounts:
    """Accounts in small: sign in, approve, create, disable."""

    def __init__(self, store: Store, hashing: PasswordHash, clock: Clock) -> None:
        self._store = store
        self._hashing = hashing
        self._clock = clock

    def sign_in(self, who: Credentials, counter: str) -> Actor:
        """Return the actor in whose name this counter works from now on.

        Raises:
            RuleError: `account.wrong`, without saying whether name or password was wrong.
        """
        try:
            account = self._verified(who)
        except RuleError:
            self._log(who.login, "sign_in", "refused")
            raise
        self._log(account.name, "sign_in", "ok")
        return Actor(account.id, account.name, account.rights, account.department, counter)

    def approve(self, actor: Actor, who: Credentials, right: Right, reason: str) -> Approval:
        """Return the approval of a second person who entered the own password.

        Raises:
            RuleError: `account.wrong`, `account.right_missing`, `approval.own` when a person would approve
                the own act, `case.reason_missing`.
        """
        if not reason.strip():
            raise RuleError("case.reason_missing")
        approver = self._verified(who)
        if approver.id == actor.account_id:
            raise RuleError("approval.own")
        if right not in approver.rights:
            raise RuleError("account.right_missing", name=approver.name, right=right)
        return Approval(approver.id, approver.name, reason.strip())

    def create(
        self, actor: Actor, who: Credentials, name: str, rights: frozenset[Right], department: str
    ) -> Account:
        """Create an account.

        Raises:
            RuleError: `account.right_missing`, `account.login_taken`, `account.password_weak`, or the name's
                form is wrong.
        """
        actor.require(Right.ADMINISTRATOR)
        _require_strong(who.password)
        hashed = self._hashing.hash(_normal(who.password))
        account = Account(
            new_id(), clean_name(who.login, "用户名"), clean_name(name, "姓名"), hashed, rights, department
        )
        with self._store.write() as unit:
            if unit.accounts.by_login(account.login) is not None:
                raise RuleError("account.login_taken", login=account.login)
            unit.accounts.put(account)
            unit.audit.append(self._clock.now(), actor.name, "account.create", account.login, "ok", {})
            unit.commit()
        return account

    def disable(self, actor: Actor, account_id: UUID) -> Account:
        """Take an account out of use; its records stay.

        Raises:
            RuleError: `account.right_missing`, `account.unknown`.
        """
        actor.require(Right.ADMINISTRATOR)
        with self._store.write() as unit:
            account = unit.accounts.get(account_id)
            disabled = replace(account, enabled=False, revision=account.revision + 1)
            unit.accounts.put(disabled)
            unit.audit.append(self._clock.now(), actor.name, "account.disable", account.login, "ok", {})
            unit.commit()
        return disabled

    def _verified(self, who: Credentials) -> Account:
        with self._store.read() as unit:
            account = unit.accounts.by_login(who.login.strip())
        if account is None or not account.enabled:
            raise RuleError("account.wrong")
        if not self._hashing.verify(account.password_hash, _normal(who.password)):
            raise RuleError("account.wrong")
        return account

    def _log(self, name: str, action: str, result: str) -> None:
        with self._store.write() as unit:
            unit.audit.append(self._clock.now(), name, action, name, result, {})
            unit.commit()


def _normal(password: str) -> str:
    return unicodedata.normalize("NFC", password)


def _require_strong(password: str) -> None:
    """Refuse a weak password: at least 8 characters of three kinds (GB/T 22239, domain §9)."""
    kinds = [str.islower, str.isupper, str.isdigit, lambda c: not c.isalnum()]
    if len(password) < SHORTEST_PASSWORD or sum(any(map(kind, password)) for kind in kinds) < 3:
        raise RuleError("account.password_weak", shortest=SHORTEST_PASSWORD)
