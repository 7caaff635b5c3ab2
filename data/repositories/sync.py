"""Where the store stands with the centre: outbox marks, parked rows, records taken in, epochs."""

import dataclasses
import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.dialects import sqlite

from app.domain import wire
from app.domain.sync import (
    Blocks,
    Connection,
    Cursor,
    HeldBack,
    Incoming,
    LastAudit,
    Outgoing,
    Parked,
    Refusal,
    Standing,
)
from data.schema import audit_entry, case_header, case_row, outbox, station
from data.sync_schema import held_back, parked, sync_state
from data.transaction import Transaction

if TYPE_CHECKING:
    from data.repositories.taking_in import TakingIn

_STANDING = select(
    sync_state,
    select(func.max(outbox.c.sequence)).scalar_subquery().label("last"),
    select(func.count())
    .select_from(parked)
    .where(parked.c.settled_at.is_(None))
    .scalar_subquery()
    .label("parked"),
    select(func.count()).select_from(held_back).scalar_subquery().label("held_back"),
)
_WAITING = (
    select(outbox)
    .where(outbox.c.sequence > bindparam("after_"))
    .order_by(outbox.c.sequence)
    .limit(bindparam("limit_"))
)
_ROW = select(outbox.c.sequence).where(
    outbox.c.sequence == bindparam("sequence_"),
    outbox.c.record_id == bindparam("id_"),
    outbox.c.revision == bindparam("revision_"),
)
_AUDIT = select(audit_entry.c.n).where(
    audit_entry.c.epoch == bindparam("epoch_"),
    audit_entry.c.sequence == bindparam("sequence_"),
    audit_entry.c.hash == bindparam("hash_"),
)
_PARKED = select(parked, outbox.c.revision, outbox.c.payload.label("text")).join(
    outbox, outbox.c.sequence == parked.c.sequence
)
_PARK = sqlite.insert(parked)
_PARK = _PARK.on_conflict_do_update(
    index_elements=["sequence"],
    set_={"code": _PARK.excluded.code, "reason": _PARK.excluded.reason, "settled_at": None},
)
_UNDERIVED = (
    select(case_header.c.id)
    .outerjoin(case_row, case_row.c.n == case_header.c.n)
    .where(case_row.c.n.is_(None))
)


class SyncRepository:
    """Implements `app.ports.sync.SyncRecords`."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def standing(self) -> Standing:
        """Return where the store stands."""
        self._tx.flush()
        row = self._tx.read(_STANDING).one()
        joined = None if row.connection is None else wire.from_plain(Connection, json.loads(row.connection))
        return Standing(
            connection=joined,
            base=row.base,
            acknowledged=row.acknowledged,
            last=row.last or 0,
            parked=row.parked,
            held_back=row.held_back,
            next_epoch=row.next_epoch,
            cursor=Cursor(row.feed, row.cursor_xid, row.cursor_id),
            pulls_own=row.pulls_own,
            tried_at=row.tried_at,
            reached_at=row.reached_at,
            fault=row.fault,
        )

    def join(self, connection: Connection | None) -> None:
        """Enrol the store with its number blocks, or let it stand alone."""
        if connection is None:
            self._set(connection=None)
            return
        self._set(connection=json.dumps(wire.to_plain(connection), ensure_ascii=False))
        self._tx.write(update(station).values(number_index=connection.index))
        self._take_blocks(connection.blocks)

    def _take_blocks(self, blocks: Blocks) -> None:
        self._set(case_index=blocks.case_index, document_index=blocks.document_index)

    def waiting(self, after: int, limit: int) -> tuple[Outgoing, ...]:
        """Return the rows of the outbox behind one."""
        rows = self._tx.read(_WAITING, {"after_": after, "limit_": limit})
        return tuple(
            Outgoing(one.sequence, one.kind, one.record_id, one.revision, one.payload) for one in rows
        )

    def acknowledge(self, sequence: int) -> None:
        """Mark what the centre has; a mark may also go back, when the centre lost rows."""
        self._set(acknowledged=sequence)

    def holds_row(self, sequence: int, record_id: UUID, revision: int) -> bool:
        """Tell whether the outbox has that record at that place."""
        values = {"sequence_": sequence, "id_": record_id, "revision_": revision}
        return bool(self._tx.read(_ROW, values).all())

    def holds_audit(self, entry: LastAudit) -> bool:
        """Tell whether that entry stands in this store's log."""
        values = {"epoch_": entry.epoch, "sequence_": entry.sequence, "hash_": entry.hash}
        return bool(self._tx.read(_AUDIT, values).all())

    def park(self, refusals: Iterable[Refusal], at: datetime) -> None:
        """Keep what the centre refused."""
        for refusal in refusals:
            found = self._tx.read(select(outbox).where(outbox.c.sequence == refusal.sequence)).one()
            self._tx.write(
                _PARK,
                {
                    "sequence": refusal.sequence,
                    "kind": found.kind,
                    "record_id": found.record_id,
                    "code": refusal.code,
                    "reason": refusal.reason,
                    "at": at,
                },
            )
            self._tx.touch(parked.name)

    def parked(self, *, settled: bool = False) -> tuple[Parked, ...]:
        """Return what is parked, oldest first; also what was settled, if asked."""
        chosen = _PARKED if settled else _PARKED.where(parked.c.settled_at.is_(None))
        names = tuple(field.name for field in dataclasses.fields(Parked))
        rows = self._tx.read(chosen.order_by(parked.c.sequence))
        return tuple(Parked(**{name: row._mapping[name] for name in names}) for row in rows)

    def mend(self, sequence: int, text: str) -> None:
        """Have a text sent in the place of a parked row."""
        self._change_parked(sequence, mended=text)

    def still_wrong(self, refusal: Refusal, at: datetime) -> None:
        """Keep why a mended row was refused again."""
        self._change_parked(refusal.sequence, mended=None, code=refusal.code, reason=refusal.reason, at=at)

    def settle(self, sequence: int, at: datetime) -> None:
        """Mark a parked row as taken."""
        self._change_parked(sequence, settled_at=at)

    def _change_parked(self, sequence: int, **values: object) -> None:
        self._tx.write(update(parked).where(parked.c.sequence == sequence).values(**values))
        self._tx.touch(parked.name)

    def take_in(self, rows: Sequence[Incoming]) -> frozenset[UUID]:
        """Store records of other stations and move the cursor; return the cases they touch."""
        return self._taking_in().page(rows)

    def try_held_back(self) -> frozenset[UUID]:
        """Store what did not fit in before and does now; return the cases it touches."""
        return self._taking_in().held_back()

    def _taking_in(self) -> "TakingIn":
        # What reads records in bulk is no matter of a window's start.
        from data.repositories.taking_in import TakingIn

        return TakingIn(self._tx)

    def rewind(self, feed: str, *, own: bool) -> None:
        """Read the feed from its beginning."""
        self._set(feed=feed, cursor_xid="0", cursor_id=0)
        if own:
            self.read_own(own=True)

    def read_own(self, *, own: bool) -> None:
        """Say whether records of this station are read back."""
        self._set(pulls_own=own)

    def underived(self) -> tuple[UUID, ...]:
        """Return the cases that have a header but no row yet."""
        return tuple(self._tx.read(_UNDERIVED).scalars())

    def held_back(self) -> tuple[HeldBack, ...]:
        """Return what does not fit in here."""
        rows = self._tx.read(select(held_back).order_by(held_back.c.kind))
        return tuple(HeldBack(row.kind, row.record_id, row.station, row.reason) for row in rows)

    def ask_epoch(self, epoch: UUID) -> None:
        """Keep the epoch that is being asked for, so that a lost answer changes nothing."""
        self._set(next_epoch=epoch)

    def begin_epoch(self, epoch: UUID, blocks: Blocks) -> None:
        """Go on in a new epoch, with what was not acknowledged as its first rows."""
        self._tx.write(update(station).values(epoch=epoch))
        self._take_blocks(blocks)
        self._set(next_epoch=None, base=self.standing().acknowledged)

    def tried(self, at: datetime, fault: str | None) -> None:
        """Keep how a try ended; without a fault the centre was reached."""
        if fault is None:
            self._set(tried_at=at, reached_at=at, fault=None)
        else:
            self._set(tried_at=at, fault=fault)

    def _set(self, **values: object) -> None:
        self._tx.write(update(sync_state).values(**values))
        self._tx.touch(sync_state.name)
