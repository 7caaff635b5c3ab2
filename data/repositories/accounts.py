"""Accounts of staff in the store."""

from uuid import UUID

from sqlalchemy import bindparam

from app.domain.accounts import Account
from app.errors import RuleError
from data.records import Records
from data.schema import account
from data.transaction import Transaction

_ACCOUNTS = Records(account, Account, lambda record: {"login": record.login})
_BY_LOGIN = _ACCOUNTS.payloads.where(account.c.login == bindparam("login_"))
_BY_ID = _ACCOUNTS.payloads.where(account.c.id == bindparam("id_"))
_ALL = _ACCOUNTS.payloads.order_by(account.c.login)


class AccountRepository:
    """Implements `app.ports.store.Accounts`."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def by_login(self, login: str) -> Account | None:
        """Return the account with that sign-in name."""
        return _ACCOUNTS.one(self._tx, _BY_LOGIN, login_=login)

    def get(self, account_id: UUID) -> Account:
        """Return an account.

        Raises:
            RuleError: `account.unknown`.
        """
        found = _ACCOUNTS.one(self._tx, _BY_ID, id_=account_id)
        if found is None:
            raise RuleError("account.unknown")
        return found

    def all(self) -> tuple[Account, ...]:
        """Return every account by sign-in name."""
        return tuple(_ACCOUNTS.each(self._tx, _ALL))

    def put(self, account: Account) -> None:
        """Store a new account (revision 1) or its next revision.

        Raises:
            RuleError: `record.changed_meanwhile`, the stored revision is not the one before.
        """
        if account.revision == 1:
            _ACCOUNTS.add(self._tx, account.id, account)
        else:
            _ACCOUNTS.revise(self._tx, account.id, account.revision, account)
