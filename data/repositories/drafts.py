"""Drafts in the store: typed and not yet done, never synced."""

import json
from typing import Any

from sqlalchemy import Row, bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from app.ports.store import Draft
from data.schema import draft as table
from data.transaction import Transaction

KIND = table.name

_insert = insert(table)
_PUT = _insert.on_conflict_do_update(
    index_elements=["key"],
    set_={"content": _insert.excluded.content, "saved_at": _insert.excluded.saved_at},
)
_GET = select(table).where(table.c.key == bindparam("key_"))
_DROP = delete(table).where(table.c.key == bindparam("key_"))
_ALL = (
    select(table)
    .where(func.substr(table.c.key, 1, func.length(bindparam("prefix"))) == bindparam("prefix"))
    .order_by(table.c.saved_at.desc(), table.c.key)
)


class DraftRepository:
    """Implements `app.ports.store.Drafts`."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def put(self, draft: Draft) -> None:
        """Store a draft, replacing the former one of its key."""
        content = json.dumps(dict(draft.content), ensure_ascii=False)
        self._tx.write(_PUT, {"key": draft.key, "content": content, "saved_at": draft.saved_at})
        self._tx.touch(KIND)

    def get(self, key: str) -> Draft | None:
        """Return a draft."""
        row = self._tx.read(_GET, {"key_": key}).one_or_none()
        return None if row is None else _draft(row)

    def drop(self, key: str) -> None:
        """Forget a draft; it need not exist."""
        if self._tx.write(_DROP, {"key_": key}).rowcount:
            self._tx.touch(KIND)

    def all(self, prefix: str = "") -> tuple[Draft, ...]:
        """Return the drafts whose key begins so, newest first."""
        return tuple(_draft(row) for row in self._tx.read(_ALL, {"prefix": prefix}))


def _draft(row: Row[Any]) -> Draft:
    return Draft(row.key, json.loads(row.content), row.saved_at)
