"""The audit log in the store: each entry is sealed with the one before it in the same transaction."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from sqlalchemy import select, text

from app.domain.audit_chain import Sealed, Value, seal
from app.domain.ids import new_id
from app.ports.store import Outdated, Station
from data.records import Records
from data.repositories.sync import SyncRepository
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
_AT = "json_extract(a.payload, '$.fields.at')"
_OUTDATED = text(
    f"SELECT count(*), min({_AT}), max(a.n) FROM audit_entry a WHERE {_AT} IS NOT NULL AND a.n < min("
    "(SELECT max(n) FROM audit_entry), "
    f"coalesce((SELECT min(a.n) FROM audit_entry a WHERE {_AT} >= :before), 9223372036854775807), "
    "coalesce((SELECT min(a.n) FROM audit_entry a JOIN outbox o "
    "ON o.record_id = a.id AND o.kind = 'audit_entry' WHERE o.sequence > :known), 9223372036854775807))"
)
_NTH = text("SELECT epoch, sequence, hash FROM audit_entry WHERE n = :n")
_FULL_UNTIL = (
    "SELECT id FROM audit_entry WHERE json_extract(payload, '$.fields.at') IS NOT NULL AND n <= "
    "(SELECT n FROM audit_entry WHERE epoch = :epoch AND sequence = :sequence)"
)
_EMPTIED = "SET payload = json_set(payload, '$.fields', json('{}'))"
_EMPTY = (
    text(f"UPDATE outbox {_EMPTIED} WHERE kind = 'audit_entry' AND record_id IN ({_FULL_UNTIL})"),
    text(f"UPDATE audit_entry {_EMPTIED} WHERE id IN ({_FULL_UNTIL})"),
)
_ALL = _ENTRIES.payloads.order_by(audit_entry.c.n)

_EVERY = 2**63 - 1


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

    def outdated(self, before: datetime) -> Outdated:
        """Return the entries at the beginning that are older than a moment; the newest one never is."""
        self._tx.flush()
        standing = SyncRepository(self._tx).standing()
        known = standing.acknowledged if standing.connection is not None else _EVERY
        values = {"before": before.astimezone(UTC).isoformat(), "known": known}
        count, oldest, n = tuple(self._tx.read(_OUTDATED, values).one())
        if not count:
            return Outdated(0, None, None)
        epoch, sequence, hash_ = tuple(self._tx.read(_NTH, {"n": n}).one())
        last = Sealed(self._station, epoch, sequence, {}, hash_)
        return Outdated(count, datetime.fromisoformat(oldest), last)

    def empty(self, outdated: Outdated) -> None:
        """Let the words of these entries go, here and in the outbox."""
        if outdated.last is not None:
            for statement in _EMPTY:
                place = {"epoch": outdated.last.epoch, "sequence": outdated.last.sequence}
                self._tx.write(statement, place)

    def _stored_last(self) -> Sealed | None:
        rows = self._tx.read_raw(_LAST, {})
        return Sealed(self._station, rows[0][0], rows[0][1], {}, rows[0][2]) if rows else None
