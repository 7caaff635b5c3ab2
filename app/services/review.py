"""The rest of a case's life: review, pauses, decision, delivery, and the ways it may end early."""

from dataclasses import replace
from uuid import UUID

from app.domain.accounts import Actor, Right
from app.domain.applicants import checked_applicant
from app.domain.cases import CaseHeader
from app.domain.details import (
    Advice,
    Archived,
    Cancelled,
    CertificateBegun,
    CertificateReady,
    Delivered,
    Denied,
    EntryCorrected,
    Examined,
    Extended,
    Granted,
    Resumed,
    Returned,
    ReviewStarted,
    StepDetail,
    StepKind,
    Suspended,
    Withdrawn,
)
from app.domain.items import Limit
from app.domain.text import clean_line, clean_text
from app.errors import RuleError
from app.ports.store import UnitOfWork
from app.services.accounts import Accounts
from app.services.intake import Approver, cleaned_delivery
from app.services.journal import Journal, Outcome, refuse_other_department, require_staff
from app.services.print_records import void_dropped

OPINION_LIMIT = 500
CORRECTABLE = ("name", "address", "phone", "representative", "code")


class Review:
    """Records what happens to a case after the front desk."""

    def __init__(self, journal: Journal, accounts: Accounts) -> None:
        self._journal = journal
        self._accounts = accounts

    def withdraw(self, actor: Actor, case_id: UUID, reason: str, seen: UUID | None = None) -> Outcome:
        """Record that the applicant took the application back; never after a decision."""
        return self._record(actor, Right.CLERK, case_id, Withdrawn(clean_text(reason, "理由")), seen)

    def cancel(self, actor: Actor, case_id: UUID, approver: Approver, seen: UUID | None = None) -> Outcome:
        """End a case whose applicant or object is gone; a reviewer approves with the own password."""
        approval = self._accounts.approve(actor, approver.credentials, Right.REVIEWER, approver.reason)
        return self._record(actor, Right.CLERK, case_id, Cancelled(approval), seen)

    def give_back(self, actor: Actor, case_id: UUID, reason: str, seen: UUID | None = None) -> Outcome:
        """Give the papers back because nothing came by the day named in the notice (退件)."""
        return self._record(actor, Right.CLERK, case_id, Returned(clean_text(reason, "理由")), seen)

    def start(self, actor: Actor, case_id: UUID, seen: UUID | None = None) -> Outcome:
        """Begin the examination (审); whoever examines does not decide (一审一核), unless on the spot."""
        require_staff(actor)
        return self._follow(actor, case_id, seen, ReviewStarted())

    def examine(
        self, actor: Actor, case_id: UUID, opinion: str, advice: Advice, seen: UUID | None = None
    ) -> Outcome:
        """Record the examiner's opinion (审查意见), which whoever decides reads; it may be written anew.

        Raises:
            RuleError: `case.opinion_missing`, `text.too_long`, or the examination has not begun.
        """
        require_staff(actor)
        return self._follow(
            actor, case_id, seen, Examined(clean_text(opinion, "审查意见", OPINION_LIMIT), advice)
        )

    def suspend(
        self, actor: Actor, case_id: UUID, procedure: str, expected: Limit, seen: UUID | None = None
    ) -> Outcome:
        """Begin a special procedure whose time does not count (Art. 45).

        Raises:
            RuleError: `case.procedure_counts`, the item does not exclude this procedure.
        """
        return self._record(actor, Right.REVIEWER, case_id, Suspended(procedure, expected), seen)

    def resume(self, actor: Actor, case_id: UUID, result: str, seen: UUID | None = None) -> Outcome:
        """End the special procedure."""
        return self._record(actor, Right.REVIEWER, case_id, Resumed(clean_text(result, "结果")), seen)

    def extend(
        self, actor: Actor, case_id: UUID, by: Limit, approver: Approver, seen: UUID | None = None
    ) -> Outcome:
        """Extend the limit, once, before it runs out, with an approver (Art. 42).

        Raises:
            RuleError: `case.extension_not_allowed`, `case.extended_before`, `case.extension_too_late`, …
        """
        approval = self._accounts.approve(actor, approver.credentials, Right.REVIEWER, approver.reason)
        return self._record(actor, Right.CLERK, case_id, Extended(by, approval), seen)

    def grant(
        self, actor: Actor, case_id: UUID, text: str, validity: str = "", seen: UUID | None = None
    ) -> Outcome:
        """Grant what was applied for; a clerk may only where the item is decided on the spot.

        Raises:
            RuleError: `case.second_person`, the same person examined the case; `case.review_first`, …
        """
        return self._decide(actor, case_id, _granted(actor, text, validity), seen=seen)

    def finish(
        self,
        actor: Actor,
        case_id: UUID,
        text: str,
        delivery: Delivered,
        validity: str = "",
        seen: UUID | None = None,
    ) -> Outcome:
        """Grant an accepted 即办件 and hand the result over, in one sitting and one unit of work.

        Raises:
            RuleError: the guards of the decision and of the delivery.
        """
        details = (_granted(actor, text, validity), cleaned_delivery(delivery))
        return self._decide(actor, case_id, *details, seen=seen)

    def deny(self, actor: Actor, case_id: UUID, text: str, reason: str, seen: UUID | None = None) -> Outcome:
        """Deny what was applied for, with reasons (Art. 38 II)."""
        detail = Denied(clean_text(text, "决定内容"), actor.name, clean_text(reason, "理由"))
        return self._decide(actor, case_id, detail, seen=seen)

    def begin_certificate(self, actor: Actor, case_id: UUID, seen: UUID | None = None) -> Outcome:
        """Begin to make the certificate."""
        return self._record(actor, Right.CLERK, case_id, CertificateBegun(), seen)

    def certificate_ready(
        self, actor: Actor, case_id: UUID, certificate_number: str, seen: UUID | None = None
    ) -> Outcome:
        """Say that the certificate waits for collection."""
        detail = CertificateReady(clean_line(certificate_number, "证件编号"))
        return self._record(actor, Right.CLERK, case_id, detail, seen)

    def deliver(self, actor: Actor, case_id: UUID, delivery: Delivered, seen: UUID | None = None) -> Outcome:
        """Hand the result over.

        Raises:
            RuleError: `delivery.without_receiver`, `delivery.identity_first`, `delivery.without_proof`.
        """
        return self._record(actor, Right.CLERK, case_id, cleaned_delivery(delivery), seen)

    def archive(self, actor: Actor, case_id: UUID, volume: str, seen: UUID | None = None) -> Outcome:
        """Put a finished case into the archive; nothing follows."""
        return self._record(actor, Right.CLERK, case_id, Archived(clean_line(volume, "卷号")), seen)

    def correct_entry(
        self, actor: Actor, case_id: UUID, entry: str, new: str, reason: str, seen: UUID | None = None
    ) -> Outcome:
        """Put a wrong entry of the applicant right; old and new value stay in the steps.

        Args:
            entry: one of `CORRECTABLE`; of a code only the last four characters enter the step.

        Raises:
            RuleError: `entry.unknown`, `case.reason_missing`, or the new value's form is wrong.
        """
        actor.require(Right.CLERK)
        if entry not in CORRECTABLE:
            raise RuleError("entry.unknown", entry=entry)
        if not reason.strip():
            raise RuleError("case.reason_missing")
        with self._journal.store.write() as unit:
            header = unit.cases.header(case_id)
            refuse_other_department(actor, header)
            corrected = self._corrected(header, entry, new)
            unit.cases.revise(corrected)
            old, stored = _shown(header, entry), _shown(corrected, entry)
            detail = EntryCorrected(entry, old, stored, clean_text(reason, "理由"))
            outcome = self._journal.follow(unit, actor, case_id, (detail,), seen)
            unit.commit()
        return outcome

    def resolve_fork(self, actor: Actor, case_id: UUID, keep: UUID, reason: str) -> Outcome:
        """Choose one branch of a case that two stations took different ways; the others are dropped.

        Args:
            keep: the id of the chosen branch's last step.

        Raises:
            RuleError: `case.not_forked`, `case.branch_unknown`, `case.reason_missing`.
        """
        actor.require(Right.REVIEWER)
        if not reason.strip():
            raise RuleError("case.reason_missing")
        with self._journal.store.write() as unit:
            outcome = self._journal.resolve(unit, actor, case_id, keep, reason.strip())
            void_dropped(unit, outcome, self._journal.moment().at, reason.strip())
            unit.commit()
        return outcome

    def _corrected(self, header: CaseHeader, entry: str, new: str) -> CaseHeader:
        old = header.applicant
        changed = {
            "name": replace(old, name=new),
            "address": replace(old, address=new),
            "phone": replace(old, phone=new),
            "representative": replace(old, representative=new),
            "code": replace(old, code=new),
        }[entry]
        applicant = checked_applicant(changed, self._journal.moment().today)
        return replace(header, applicant=applicant, revision=header.revision + 1)

    def _decide(
        self, actor: Actor, case_id: UUID, decision: StepDetail, *then: StepDetail, seen: UUID | None
    ) -> Outcome:
        with self._journal.store.write() as unit:
            header = unit.cases.header(case_id)
            item = unit.catalogue.item_as(header.item_key, header.item_version)
            if item.on_the_spot:
                require_staff(actor)
            else:
                actor.require(Right.REVIEWER)
                _refuse_own_examination(unit, actor, case_id)
            outcome = self._journal.follow(unit, actor, case_id, (decision, *then), seen)
            unit.commit()
        return outcome

    def _record(
        self, actor: Actor, right: Right, case_id: UUID, detail: StepDetail, seen: UUID | None
    ) -> Outcome:
        actor.require(right)
        return self._follow(actor, case_id, seen, detail)

    def _follow(self, actor: Actor, case_id: UUID, seen: UUID | None, *details: StepDetail) -> Outcome:
        with self._journal.store.write() as unit:
            outcome = self._journal.follow(unit, actor, case_id, details, seen)
            unit.commit()
        return outcome


def _granted(actor: Actor, text: str, validity: str) -> Granted:
    return Granted(clean_text(text, "决定内容"), actor.name, clean_line(validity, "有效期"))


def _refuse_own_examination(unit: UnitOfWork, actor: Actor, case_id: UUID) -> None:
    """Refuse a decision by the person who examined the case (一审一核).

    Raises:
        RuleError: `case.second_person`.
    """
    steps = unit.cases.steps(case_id)
    for kind in (StepKind.REVIEW_STARTED, StepKind.EXAMINED):
        examined = [step for step in steps if step.kind is kind]
        if examined and examined[-1].actor_id == actor.account_id:
            raise RuleError("case.second_person", name=actor.name)


def _shown(header: CaseHeader, entry: str) -> str:
    value: str = getattr(header.applicant, entry)
    return f"…{value[-4:]}" if entry == "code" else value
