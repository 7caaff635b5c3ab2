"""Prints of papers and what became of them, in the store."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import bindparam

from app.domain.papers import Print, PrintEvent
from app.errors import RuleError
from data.records import Records
from data.schema import print_, print_event
from data.transaction import Transaction

_PRINTS = Records(print_, Print, lambda record: {"case_id": record.case_id, "at": record.at})
_EVENTS = Records(print_event, PrintEvent, lambda record: {"print_id": record.print_id, "at": record.at})
_BY_ID = _PRINTS.payloads.where(print_.c.id == bindparam("id_"))
_OF_CASE = _PRINTS.payloads.where(print_.c.case_id == bindparam("id_")).order_by(print_.c.at, print_.c.id)
_ALL = _PRINTS.payloads.order_by(print_.c.at, print_.c.id)
_OF_PRINT = _EVENTS.payloads.where(print_event.c.print_id == bindparam("id_")).order_by(print_event.c.n)
_ALL_EVENTS = _EVENTS.payloads.order_by(print_event.c.n)


class PrintRepository:
    """Implements `app.ports.store.Prints`."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def add(self, record: Print) -> None:
        """Add a print."""
        _PRINTS.add(self._tx, record.id, record)

    def add_event(self, event: PrintEvent) -> None:
        """Add what became of a print."""
        _EVENTS.add(self._tx, event.id, event)

    def get(self, print_id: UUID) -> Print:
        """Return a print.

        Raises:
            RuleError: `print.unknown`.
        """
        found = _PRINTS.one(self._tx, _BY_ID, id_=print_id)
        if found is None:
            raise RuleError("print.unknown")
        return found

    def of_case(self, case_id: UUID) -> tuple[Print, ...]:
        """Return the prints of a case in the order of time."""
        return _PRINTS.some(self._tx, _OF_CASE, id_=case_id)

    def events(self, print_id: UUID) -> tuple[PrintEvent, ...]:
        """Return what became of a print, in the order of time."""
        return _EVENTS.some(self._tx, _OF_PRINT, id_=print_id)

    def all(self) -> Iterator[Print]:
        """Return every print in the order of time."""
        return _PRINTS.each(self._tx, _ALL)

    def all_events(self) -> Iterator[PrintEvent]:
        """Return what became of all prints, in the order in which it arrived."""
        return _EVENTS.each(self._tx, _ALL_EVENTS)
