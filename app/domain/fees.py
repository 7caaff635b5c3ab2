"""Fees: what is charged for a case, by which rate and basis, and what became of it (行政许可法 58, 59)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.domain.ids import new_id
from app.domain.items import ServiceItem
from app.errors import RuleError


class FeeState(StrEnum):
    """Where a fee stands."""

    DUE = "待缴"
    PAID = "已缴"
    WAIVED = "已免"
    REFUNDED = "已退"
    CANCELLED = "已撤销"


_FOLLOWS = {
    FeeState.DUE: (FeeState.PAID, FeeState.WAIVED, FeeState.CANCELLED),
    FeeState.PAID: (FeeState.REFUNDED,),
}
"""What may become of a fee; nothing follows where it is waived, refunded or cancelled."""


@dataclass(frozen=True)
class Relief:
    """What is taken off a fee, in 分, and the rule that allows it."""

    fen: int
    basis: str


@dataclass(frozen=True)
class FeeRecord:
    """One fee of a case, as it was told: append-only; what became of it stands in `FeeEvent` records.

    `standard` is the published rate in words, `unit_fen` the same in 分 a unit, `count` how many units.
    """

    id: UUID
    case_id: UUID
    item_key: str
    name: str
    code: str
    basis: str
    standard: str
    unit_fen: int
    count: int
    relief: Relief | None = None

    @property
    def full_fen(self) -> int:
        """Return rate × count in 分, before any relief."""
        return self.unit_fen * self.count

    @property
    def amount_fen(self) -> int:
        """Return what is to be paid, in 分."""
        return self.full_fen - (self.relief.fen if self.relief else 0)


@dataclass(frozen=True)
class Payee:
    """Where a fee is paid: the treasury's bank and account, and the code of the payment, as far as known."""

    bank: str = ""
    account: str = ""
    pay_code: str = ""


AT_THE_COUNTER = Payee()
"""No account is known: fees are paid at the counter."""


@dataclass(frozen=True)
class Charge:
    """A fee as it was told to its payer, under the number of its notice; `pay_by` is the last day for it."""

    fee: FeeRecord
    number: str
    payer: str
    pay_by: date | None
    counter: str
    station: int
    at: datetime
    actor_id: UUID
    actor_name: str

    @property
    def id(self) -> UUID:
        """Return the id of the fee."""
        return self.fee.id


@dataclass(frozen=True)
class FeeEvent:
    """A fee entered a state; `bill` is the number of the treasury's electronic receipt, or of the refund's.

    `approver_name` is who approved with the own password where an exception needs it.
    """

    id: UUID
    fee_id: UUID
    state: FeeState
    at: datetime
    actor_name: str
    reason: str = ""
    bill: str = ""
    approver_name: str = ""


def fee_of(
    item: ServiceItem, case_id: UUID, count: int, unit_fen: int | None = None, relief: Relief | None = None
) -> FeeRecord:
    """Return the fee of a case by the item's published rate.

    Args:
        count: how many units are charged, at least one.
        unit_fen: the rate in 分 a unit, where the published standard names several or none in figures.

    Raises:
        RuleError: `fee.none`, the item is free (Art. 58 I); `fee.rate_missing`; `fee.count`;
            `fee.relief_basis`, relief without its rule; `fee.relief_amount`, more than the fee.
    """
    if not item.fee.charged:
        raise RuleError("fee.none", item=item.name)
    rate = item.fee.fen if unit_fen is None else unit_fen
    if rate is None or rate < 0:
        raise RuleError("fee.rate_missing", item=item.name)
    if count < 1:
        raise RuleError("fee.count")
    if relief is not None and not relief.basis.strip():
        raise RuleError("fee.relief_basis")
    if relief is not None and not 0 < relief.fen <= rate * count:
        raise RuleError("fee.relief_amount")
    return FeeRecord(
        id=new_id(),
        case_id=case_id,
        item_key=item.key,
        name=item.name,
        code=item.implementation_code or item.key,
        basis=item.fee.basis,
        standard=item.fee.standard,
        unit_fen=rate,
        count=count,
        relief=relief,
    )


def fee_state(events: Sequence[FeeEvent]) -> FeeState:
    """Return where a fee stands: due until something became of it."""
    return events[-1].state if events else FeeState.DUE


def settle(fee: FeeRecord, events: Sequence[FeeEvent], event: FeeEvent) -> tuple[FeeEvent, ...]:
    """Return a fee's events with one more: paid, waived or cancelled while due, refunded once paid.

    Raises:
        RuleError: `fee.settled`, `fee.not_paid`, `case.reason_missing`; `fee.bill_missing`, paid or refunded
            without a receipt's number.
        ValueError: the event belongs to another fee, or says that the fee is due.
    """
    if event.fee_id != fee.id or event.state is FeeState.DUE:
        raise ValueError("no event that settles this fee")
    state = fee_state(events)
    if event.state not in _FOLLOWS.get(state, ()):
        due = state is FeeState.DUE
        raise RuleError("fee.not_paid") if due else RuleError("fee.settled", state=state)
    if event.state in (FeeState.PAID, FeeState.REFUNDED) and not event.bill.strip():
        raise RuleError("fee.bill_missing")
    if event.state is not FeeState.PAID and not event.reason.strip():
        raise RuleError("case.reason_missing")
    return (*events, event)
