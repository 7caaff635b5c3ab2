"""Accounts of staff, their rights, and the actor in whose name a use case runs."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from app.errors import RuleError


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
    """A person who may sign in; `department` is the code of the own department, empty for the centre."""

    id: UUID
    login: str
    name: str
    password_hash: str
    rights: frozenset[Right]
    department: str
    enabled: bool = True
    revision: int = 1


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
