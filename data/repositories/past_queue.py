"""The queue's records leaving the store: a day is read off the outbox, where they stand in order of time."""

from contextlib import closing
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, delete, func, select, text, update

from app.ports.past_queue import PastDay, PastTickets
from data.columns import Id
from data.parted_schema import parted_press
from data.queue_schema import desk_event, queue_cleared, ticket, ticket_event, turn
from data.repositories.queue import QueueRepository
from data.repositories.sync import SyncRepository
from data.transaction import Transaction

_PAGE = 500
_EVERY = 2**63 - 1
_ROWS = text(
    "SELECT sequence, kind, record_id, "
    "CASE kind WHEN 'ticket' THEN json_extract(payload, '$.day') END AS day FROM outbox "
    "WHERE sequence > (SELECT outbox FROM queue_cleared) AND sequence <= :known "
    "AND kind IN ('ticket', 'ticket_event', 'desk_event') ORDER BY sequence"
).columns(record_id=Id)
_FIRST_UNKNOWN = text(
    "SELECT json_extract(payload, '$.day') FROM outbox WHERE sequence > :known AND kind = 'ticket' "
    "ORDER BY sequence LIMIT 1"
)
_NEWEST = select(ticket.c.day).order_by(ticket.c.n.desc()).limit(1)
_OLD = select(func.count(), func.min(ticket.c.day)).where(ticket.c.day < bindparam("before_"))
_BROUGHT = (parted_press.c.day < bindparam("before_"), parted_press.c.brought_at.is_not(None))
_OLD_PARTED = select(func.count(), func.min(parted_press.c.day)).where(
    *_BROUGHT, parted_press.c.what == "ticket"
)
_CLEARED = select(queue_cleared.c.outbox)
_LAST_DESK_EVENT = select(func.max(desk_event.c.n)).where(
    desk_event.c.id.in_(bindparam("ids_", expanding=True))
)
_EMPTY = "UPDATE outbox SET payload = '{}' WHERE sequence = ?"
_DELETE = {
    turn.name: 'DELETE FROM "turn" WHERE ticket_id = ?',
    ticket.name: "DELETE FROM ticket WHERE id = ?",
    ticket_event.name: "DELETE FROM ticket_event WHERE id = ?",
    desk_event.name: "DELETE FROM desk_event WHERE id = ?",
}


class PastQueueRepository:
    """Implements `app.ports.past_queue.PastQueue`."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def tickets(self, before: date) -> PastTickets:
        """Return the tickets that would go; see `PastQueue`."""
        ours = self._count(_OLD, min(before, self._stays()))
        parted = self._count(_OLD_PARTED, before)
        days = [one.oldest for one in (ours, parted) if one.oldest is not None]
        return PastTickets(ours.count + parted.count, min(days, default=None))

    def oldest(self, before: date, today: date) -> PastDay | None:
        """Return the oldest day that is still here, if it is before a day; see `PastQueue`."""
        rows: list[Row[Any]] = []
        with closing(self._tx.read(_ROWS, {"known": self._known()}).yield_per(_PAGE)) as found:
            for row in found:
                first = _day_of(rows) if row.day is not None else None
                if first is not None and before <= first <= today:
                    return None
                if first is not None and row.day != str(first):
                    return self._past(first, rows)
                rows.append(row)
        return None

    def let_go(self, past: PastDay) -> None:
        """Delete a day's records and empty their rows in the outbox; see `PastQueue`."""
        tickets = [one.ticket.id for one in past.turns]
        self._tx.write(update(queue_cleared).values(outbox=past.rows[-1]))
        if past.desk_events:
            last = self._tx.read(_LAST_DESK_EVENT, {"ids_": past.desk_events}).scalar_one()
            self._tx.write(update(queue_cleared).values(desk_event=last))
        self._tx.run_many(_EMPTY, [(row,) for row in past.rows])
        leaving = {turn: tickets, ticket: tickets, ticket_event: past.events, desk_event: past.desk_events}
        for table, ids in leaving.items():  # a turn before its ticket, an event after it
            self._tx.run_many(_DELETE[table.name], [(one.bytes,) for one in ids])
            self._tx.touch(table.name, ids)

    def forget_parted(self, before: date) -> None:
        """Delete what was pressed without the line and brought since; see `PastQueue`."""
        self._tx.write(delete(parted_press).where(*_BROUGHT), {"before_": before})

    def cleared(self) -> int:
        """Return how far the queue's rows in the outbox are empty."""
        return int(self._tx.read(_CLEARED).scalar_one())

    def _stays(self) -> date:
        """Return the first day of which something has to stay."""
        newest = self._tx.read(_NEWEST).scalar()
        unknown = self._tx.read(_FIRST_UNKNOWN, {"known": self._known()}).scalar()
        days = [one for one in (newest, unknown and date.fromisoformat(unknown)) if one]
        return min(days, default=date.max)

    def _count(self, statement: Any, before: date) -> PastTickets:
        count, oldest = tuple(self._tx.read(statement, {"before_": before}).one())
        return PastTickets(count, oldest)

    def _known(self) -> int:
        """Return the last row that the centre has, where there is one."""
        self._tx.flush()
        standing = SyncRepository(self._tx).standing()
        return standing.acknowledged if standing.connection is not None else _EVERY

    def _past(self, day: date, rows: list[Row[Any]]) -> PastDay:
        queue = QueueRepository(self._tx)
        of_kind: dict[str, list[UUID]] = {"ticket": [], "ticket_event": [], "desk_event": []}
        for row in rows:
            of_kind[row.kind].append(row.record_id)
        turns = tuple(found for one in of_kind["ticket"] if (found := queue.find(one)) is not None)
        events, desks = of_kind["ticket_event"], of_kind["desk_event"]
        return PastDay(day, turns, tuple(events), tuple(desks), tuple(row.sequence for row in rows))


def _day_of(rows: list[Row[Any]]) -> date | None:
    """Return the day of the first ticket among some rows."""
    return next((date.fromisoformat(row.day) for row in rows if row.day is not None), None)
