"""The hall's secrets in the store; they are in no outbox and in no export."""

from sqlalchemy import bindparam, select
from sqlalchemy.dialects import sqlite

from data.queue_schema import hall_secret
from data.transaction import Transaction

_VALUE = select(hall_secret.c.value).where(hall_secret.c.name == bindparam("name_"))
_INSERT = sqlite.insert(hall_secret)
_PUT = _INSERT.on_conflict_do_update(index_elements=["name"], set_={"value": _INSERT.excluded.value})


class SecretRepository:
    """The hall's secrets within one transaction."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def value(self, name: str) -> str:
        """Return a secret, empty where there is none."""
        rows = self._tx.read_raw(_VALUE, {"name_": name})
        return str(rows[0][0]) if rows else ""

    def put(self, name: str, value: str) -> None:
        """Store a secret, replacing the former one of its name."""
        self._tx.write(_PUT, {"name": name, "value": value})
