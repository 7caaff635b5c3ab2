"""What was pressed in the shared queue without the line, within one transaction."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, insert, select, update
from sqlalchemy.dialects import sqlite

from app.domain.tickets import Ticket, TicketEvent
from app.ports.parted import Pressed, PressedRecord
from app.ports.queue import DeskEvent
from data.parted_schema import parted_memory, parted_press
from data.records import decode, encode
from data.staff_schema import number_floor
from data.transaction import Transaction

_WHAT: dict[str, type[Any]] = {"ticket": Ticket, "event": TicketEvent, "desk": DeskEvent}
_NAMES = {cls: name for name, cls in _WHAT.items()}
_INSERT = sqlite.insert(parted_memory)
_REMEMBER = _INSERT.on_conflict_do_update(index_elements=["name"], set_={"payload": _INSERT.excluded.payload})
_FLOOR = sqlite.insert(number_floor)
_BEGIN_ABOVE = _FLOOR.on_conflict_do_update(
    index_elements=["pattern"], set_={"first": func.max(number_floor.c.first, _FLOOR.excluded.first)}
)
_BY_ORDER = select(parted_press).order_by(parted_press.c.n)


class PartedRepository:
    """The presses of a machine that lost the line to its hall's queue."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def add(self, record: PressedRecord, day: date, asked: UUID | None = None) -> None:
        """Keep a press; see `Pressed`."""
        values = {"id": record.id, "what": _NAMES[type(record)], "day": day, "payload": encode(record)}
        self._tx.write(insert(parted_press), values | {"asked": asked})
        self._tx.touch(parted_press.name, (record.id,))

    def of_day(self, day: date) -> tuple[Pressed, ...]:
        """Return the presses of a day, oldest first."""
        return tuple(map(_pressed, self._tx.read(_BY_ORDER.where(parted_press.c.day == day))))

    def waiting(self) -> tuple[Pressed, ...]:
        """Return what the hall's server does not have yet, oldest first."""
        return tuple(map(_pressed, self._tx.read(_BY_ORDER.where(parted_press.c.brought_at.is_(None)))))

    def brought(self, n: int, at: datetime) -> None:
        """Mark a press as known to the server."""
        self._tx.write(update(parted_press).where(parted_press.c.n == n).values(brought_at=at))
        self._tx.touch(parted_press.name)

    def begin_above(self, series: str, last: int) -> None:
        """Give no number of a series that is not above one."""
        self._tx.write(_BEGIN_ABOVE, {"pattern": series, "first": last + 1})

    def remember(self, name: str, payload: str) -> None:
        """Keep what the server told, in place of what it told before."""
        self._tx.write(_REMEMBER, {"name": name, "payload": payload})

    def memory(self, name: str) -> str:
        """Return what the server told, empty if it never did."""
        rows = self._tx.read(select(parted_memory.c.payload).where(parted_memory.c.name == name))
        return str(rows.scalar() or "")


def _pressed(row: Row[Any]) -> Pressed:
    return Pressed(row.n, decode(_WHAT[row.what], row.payload), row.asked, row.brought_at is not None)
