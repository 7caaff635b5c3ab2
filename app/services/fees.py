"""Fees of cases: told under a number by the item's published rate, paid, waived by approval, refunded."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from app.domain.accounts import Actor, Right
from app.domain.fees import Charge, FeeEvent, FeeRecord, FeeState, Relief, fee_of, fee_state, settle
from app.domain.hall_papers import HALL_COPIES, PAYMENT_WORD, HallPaperKind, HallPrint, PaymentNotice
from app.domain.ids import new_id
from app.domain.money import yuan
from app.domain.papers import PrintMark
from app.domain.text import clean_line, clean_name, clean_text
from app.errors import RuleError
from app.ports.printing import HallPaperComposer
from app.ports.store import UnitOfWork
from app.services.accounts import Accounts
from app.services.hall_papers import HallPapers, Printed
from app.services.intake import Approver
from app.services.journal import Journal, refuse_other_department


@dataclass(frozen=True)
class Assessment:
    """What a clerk assesses: so many units, at which rate where the published one names several, less relief.

    `unit_fen` is in 分; `payer` empty stands for the applicant, `pay_by` None for before the collection.
    """

    count: int
    unit_fen: int | None = None
    relief: Relief | None = None
    payer: str = ""
    pay_by: date | None = None


@dataclass(frozen=True)
class FeeStanding:
    """A fee, where it stands, and what became of it."""

    charge: Charge
    state: FeeState
    events: tuple[FeeEvent, ...]


class Fees:
    """Tells fees, prints their notices and records what becomes of them; the receipt is the treasury's."""

    def __init__(
        self, journal: Journal, accounts: Accounts, composer: HallPaperComposer, papers: HallPapers
    ) -> None:
        self._journal = journal
        self._accounts = accounts
        self._composer = composer
        self._papers = papers

    def charge(self, actor: Actor, case_id: UUID, assessed: Assessment) -> Charge:
        """Tell a fee of a case under the next number of notices of payment.

        Raises:
            RuleError: `fee.none` and the other faults of `fee_of`; `fee.due_already`, another of the case is
                still due; `case.other_department`, `numbers.exhausted`.
        """
        actor.require(Right.CLERK)
        with self._journal.store.write() as unit:
            header = unit.cases.header(case_id)
            refuse_other_department(actor, header)
            item = unit.catalogue.item_as(header.item_key, header.item_version)
            fee = fee_of(item, case_id, assessed.count, assessed.unit_fen, _cleaned(assessed.relief))
            for one in unit.fees.of_case(case_id):
                if fee_state(unit.fees.events(one.id)) is FeeState.DUE:
                    raise RuleError("fee.due_already", number=one.number)
            now = self._journal.moment()
            charge = Charge(
                fee=fee,
                number=self._journal.new_number(unit, header, PAYMENT_WORD, now.today),
                payer=clean_name(assessed.payer, "缴款人") if assessed.payer else header.applicant.name,
                pay_by=assessed.pay_by,
                counter=actor.counter,
                station=unit.station.index,
                at=now.at,
                actor_id=actor.account_id,
                actor_name=actor.name,
            )
            unit.fees.add(charge)
            facts = {"case": header.number, "amount": yuan(fee.amount_fen)}
            unit.audit.append(now.at, actor.name, "fee.charge", charge.number, "ok", facts)
            unit.commit()
        return charge

    def pay(self, actor: Actor, fee_id: UUID, bill: str) -> FeeStanding:
        """Record that a fee was paid, by the number of the treasury's electronic receipt.

        Raises:
            RuleError: `fee.unknown`, `fee.settled`, `fee.bill_missing`.
        """
        return self._settle(actor, fee_id, FeeState.PAID, bill=bill)

    def waive(self, actor: Actor, fee_id: UUID, approver: Approver) -> FeeStanding:
        """Record that a due fee is not asked for any more; a reviewer approves with the own password.

        Raises:
            RuleError: `fee.unknown`, `fee.settled`, `case.reason_missing`, `account.wrong`, …
        """
        return self._settle(actor, fee_id, FeeState.WAIVED, approver=approver)

    def refund(self, actor: Actor, fee_id: UUID, bill: str, approver: Approver) -> FeeStanding:
        """Record that a paid fee was given back, by the number of the treasury's cancelling receipt.

        Raises:
            RuleError: `fee.unknown`, `fee.not_paid`, `fee.settled`, `fee.bill_missing`,
                `case.reason_missing`.
        """
        return self._settle(actor, fee_id, FeeState.REFUNDED, bill=bill, approver=approver)

    def cancel(self, actor: Actor, fee_id: UUID, reason: str) -> FeeStanding:
        """Take back a fee that was told wrongly; its number stays used, its notice is void.

        Raises:
            RuleError: `fee.unknown`, `fee.settled`, `case.reason_missing`.
        """
        return self._settle(actor, fee_id, FeeState.CANCELLED, reason=reason)

    def of_case(self, actor: Actor, case_id: UUID) -> tuple[FeeStanding, ...]:
        """Return the fees of a case in the order of time.

        Raises:
            RuleError: `case.unknown`, `case.other_department`.
        """
        with self._journal.store.read() as unit:
            refuse_other_department(actor, unit.cases.header(case_id))
            return fees_of(unit, case_id)

    def preview_free(self, actor: Actor, case_id: UUID) -> bytes:
        """Return the word that the case's item is free as its next print would be, and record nothing.

        Raises:
            RuleError: `fee.charged`; `case.unknown`, `case.other_department`.
        """
        with self._journal.store.read() as unit:
            return self._composer.compose_payment(self._word_of_free(unit, actor, case_id))

    def print_free(self, actor: Actor, case_id: UUID) -> Printed:
        """Print the word that the case's item is free (domain §3); it has no number, its prints are counted.

        Raises:
            RuleError: as `preview_free`; `print.meanwhile`, `print.place_form`.
        """
        actor.require(Right.CLERK)
        with self._journal.store.read() as unit:
            notice, station = self._word_of_free(unit, actor, case_id), unit.station.index
        return self._printed(actor, HallPaperKind.FREE, notice.case.number, station, notice)

    def preview(self, actor: Actor, fee_id: UUID) -> bytes:
        """Return the notice of payment as its next print would be, and record nothing.

        Raises:
            RuleError: `fee.unknown`.
        """
        with self._journal.store.read() as unit:
            return self._composer.compose_payment(self._next_notice(unit, actor, fee_id))

    def print(self, actor: Actor, fee_id: UUID) -> Printed:
        """Print the notice of payment; a reprint is counted and makes the former print void.

        Raises:
            RuleError: `fee.unknown`, `fee.settled`, `print.meanwhile`, `print.place_form`.
        """
        actor.require(Right.CLERK)
        with self._journal.store.read() as unit:
            standing = _standing(unit, unit.fees.get(fee_id))
            if standing.state is not FeeState.DUE:
                raise RuleError("fee.settled", state=standing.state)
            notice, station = self._next_notice(unit, actor, fee_id), unit.station.index
        return self._printed(actor, HallPaperKind.PAYMENT, str(fee_id), station, notice)

    def _printed(
        self, actor: Actor, kind: HallPaperKind, subject: str, station: int, notice: PaymentNotice
    ) -> Printed:
        pdf = self._composer.compose_payment(notice)
        record = HallPrint(
            id=new_id(),
            kind=kind,
            subject=subject,
            version="",
            number=notice.number,
            nth=notice.mark.nth,
            copies=notice.mark.copies,
            station=station,
            at=notice.mark.at,
            actor_id=actor.account_id,
            actor_name=actor.name,
        )
        return self._papers.record(actor, record, pdf)

    def _word_of_free(self, unit: UnitOfWork, actor: Actor, case_id: UUID) -> PaymentNotice:
        header = unit.cases.header(case_id)
        item = unit.catalogue.item_as(header.item_key, header.item_version)
        if item.fee.charged:
            raise RuleError("fee.charged", item=item.name)
        mark = self._next_mark(unit, HallPaperKind.FREE, header.number)
        return self._notice(unit, case_id, actor, None, mark)

    def _next_mark(self, unit: UnitOfWork, kind: HallPaperKind, subject: str) -> PrintMark:
        nth = len(unit.hall_prints.of(kind, subject)) + 1
        return PrintMark(nth, HALL_COPIES[kind], self._journal.moment().at)

    def _next_notice(self, unit: UnitOfWork, actor: Actor, fee_id: UUID) -> PaymentNotice:
        charge = unit.fees.get(fee_id)
        mark = self._next_mark(unit, HallPaperKind.PAYMENT, str(fee_id))
        return self._notice(unit, charge.fee.case_id, actor, charge, mark)

    def _notice(
        self, unit: UnitOfWork, case_id: UUID, actor: Actor, charge: Charge | None, mark: PrintMark
    ) -> PaymentNotice:
        header, hall = unit.cases.header(case_id), unit.hall.facts()
        refuse_other_department(actor, header)
        fee: FeeRecord | None = charge.fee if charge else None
        return PaymentNotice(
            number=charge.number if charge else "",
            hall=hall,
            department=unit.catalogue.department(header.department),
            case=header,
            item=unit.catalogue.item_as(header.item_key, header.item_version),
            payer=charge.payer if charge else header.applicant.name,
            fee=fee,
            payee=hall.payee,
            pay_by=charge.pay_by if charge else None,
            handler=charge.actor_name if charge else actor.name,
            counter=charge.counter if charge else actor.counter,
            on=self._journal.moment().today,
            mark=mark,
        )

    def _settle(
        self,
        actor: Actor,
        fee_id: UUID,
        state: FeeState,
        *,
        bill: str = "",
        reason: str = "",
        approver: Approver | None = None,
    ) -> FeeStanding:
        actor.require(Right.CLERK)
        approved = ""
        if approver is not None:
            approval = self._accounts.approve(actor, approver.credentials, Right.REVIEWER, approver.reason)
            approved, reason = approval.approver_name, approval.reason
        with self._journal.store.write() as unit:
            charge = unit.fees.get(fee_id)
            refuse_other_department(actor, unit.cases.header(charge.fee.case_id))
            at = self._journal.moment().at
            event = FeeEvent(
                id=new_id(),
                fee_id=fee_id,
                state=state,
                at=at,
                actor_name=actor.name,
                reason=clean_text(reason, "理由") if reason.strip() else "",
                bill=clean_line(bill, "票据号码"),
                approver_name=approved,
            )
            settle(charge.fee, unit.fees.events(fee_id), event)
            unit.fees.add_event(event)
            if state is FeeState.CANCELLED:
                self._papers.void_all(unit, HallPaperKind.PAYMENT, str(fee_id), at, event.reason)
            facts = {"state": state.name.lower(), "bill": event.bill, "approver": approved}
            unit.audit.append(at, actor.name, "fee.settle", charge.number, "ok", facts)
            standing = _standing(unit, charge)
            unit.commit()
        return standing


def fees_of(unit: UnitOfWork, case_id: UUID) -> tuple[FeeStanding, ...]:
    """Return the fees of a case in the order of time."""
    return tuple(_standing(unit, charge) for charge in unit.fees.of_case(case_id))


def _standing(unit: UnitOfWork, charge: Charge) -> FeeStanding:
    events = unit.fees.events(charge.id)
    return FeeStanding(charge, fee_state(events), events)


def _cleaned(relief: Relief | None) -> Relief | None:
    return replace(relief, basis=clean_text(relief.basis, "减免依据")) if relief else None
