"""The audit log in the store: each entry is sealed with the one before it in the same transaction."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlalchemy import select

from app.domain.audit_chain import Sealed, Value, seal
from app.domain.ids import new_id
from app.ports.store import Station
from data.records import Records
from data.schema import audit_entry
from data.transaction import Transaction

_ENTRIES = Records(
    audit_entry,
    Sealed,
    lambda record: {"epoch": record.epoch, "sequence": record.sequence, "hash": record.hash},
)
_LAST = (
    select(audit_entry.c.epoch, audit_entry.c.sequence, audit_entry.c.hash)
    .order_by(audit_entry.c.n.desc())
    .limit(1)
)
_ALL = _ENTRIES.payloads.order_by(audit_entry.c.n)


class AuditRepository:
    """Implements `app.ports.store.Audit`."""

    def __init__(self, tx: Transaction, station: Station) -> None:
        self._tx = tx
        self._station = str(station.id)
        self._epoch = str(station.epoch)
        self._last: Sealed | None = None

    def append(
        self, at: datetime, actor: str, action: str, subject: str, result: str, facts: Mapping[str, str]
    ) -> None:
        """Add an entry; facts never hold ID numbers, passwords or fingerprints."""
        fields: dict[str, Value] = {
            "at": at.isoformat(),
            "actor": actor,
            "action": action,
            "subject": subject,
            "result": result,
            "facts": dict(facts),
        }
        # The write lock is held since the unit began, so the last entry stays the last until its end.
        before = self._last or self._stored_last()
        self._last = seal(before, self._station, self._epoch, fields)
        _ENTRIES.add(self._tx, new_id(), self._last)

    def entries(self) -> Iterator[Sealed]:
        """Return the chain from its beginning."""
        return _ENTRIES.each(self._tx, _ALL)

    def _stored_last(self) -> Sealed | None:
        rows = self._tx.read_raw(_LAST, {})
        return Sealed(self._station, rows[0][0], rows[0][1], {}, rows[0][2]) if rows else None
