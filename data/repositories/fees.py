"""Fees, what became of them, and prints of papers that no step writes, in the store."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import bindparam

from app.domain.fees import Charge, FeeEvent
from app.domain.hall_papers import HallPaperKind, HallPrint
from app.errors import RuleError
from data.fee_schema import charge, fee_event, hall_print
from data.records import Records
from data.transaction import Transaction

_CHARGES = Records(
    charge, Charge, lambda one: {"case_id": one.fee.case_id, "number": one.number, "at": one.at}
)
_EVENTS = Records(fee_event, FeeEvent, lambda one: {"fee_id": one.fee_id, "at": one.at})
_PRINTS = Records(hall_print, HallPrint, lambda one: {"kind": one.kind, "subject": one.subject, "at": one.at})

_ONE = _CHARGES.payloads.where(charge.c.id == bindparam("id_"))
_OF_CASE = _CHARGES.payloads.where(charge.c.case_id == bindparam("id_")).order_by(charge.c.n)
_ALL = _CHARGES.payloads.order_by(charge.c.at, charge.c.id)
_OF_FEE = _EVENTS.payloads.where(fee_event.c.fee_id == bindparam("id_")).order_by(fee_event.c.n)
_OF_SUBJECT = _PRINTS.payloads.where(
    hall_print.c.kind == bindparam("kind_"), hall_print.c.subject == bindparam("subject_")
).order_by(hall_print.c.n)
_ALL_PRINTS = _PRINTS.payloads.order_by(hall_print.c.at, hall_print.c.id)


class FeeRepository:
    """Implements `app.ports.fees.FeeRecords`."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def add(self, charge: Charge) -> None:
        """Add a fee."""
        _CHARGES.add(self._tx, charge.id, charge)

    def get(self, fee_id: UUID) -> Charge:
        """Return a fee.

        Raises:
            RuleError: `fee.unknown`.
        """
        found = _CHARGES.one(self._tx, _ONE, id_=fee_id)
        if found is None:
            raise RuleError("fee.unknown")
        return found

    def of_case(self, case_id: UUID) -> tuple[Charge, ...]:
        """Return the fees of a case in the order of time."""
        return _CHARGES.some(self._tx, _OF_CASE, id_=case_id)

    def all(self) -> Iterator[Charge]:
        """Return every fee in the order of time."""
        return _CHARGES.each(self._tx, _ALL)

    def add_event(self, event: FeeEvent) -> None:
        """Add what became of a fee."""
        _EVENTS.add(self._tx, event.id, event)

    def events(self, fee_id: UUID) -> tuple[FeeEvent, ...]:
        """Return what became of a fee, in the order in which it arrived."""
        return _EVENTS.some(self._tx, _OF_FEE, id_=fee_id)


class HallPrintRepository:
    """Implements `app.ports.fees.HallPrints`."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def add(self, record: HallPrint) -> None:
        """Add a print."""
        _PRINTS.add(self._tx, record.id, record)

    def of(self, kind: HallPaperKind, subject: str) -> tuple[HallPrint, ...]:
        """Return the prints of a kind about a subject in the order of time."""
        return _PRINTS.some(self._tx, _OF_SUBJECT, kind_=kind.value, subject_=subject)

    def all(self) -> Iterator[HallPrint]:
        """Return every print in the order of time."""
        return _PRINTS.each(self._tx, _ALL_PRINTS)
