"""Certificates of granted cases: issued under a number of the station and a signature, voided, replaced."""

from dataclasses import replace
from uuid import UUID

from app.domain.accounts import Actor, Right
from app.domain.cases import CaseHeader
from app.domain.certificate_templates import HOLDER_FIELD
from app.domain.certificates import CertificateVoid
from app.domain.details import Approval, CertificateReady
from app.domain.ids import new_id
from app.domain.lifecycle import State, branches, only_branch
from app.errors import RuleError
from app.ports.certificates import CertificateComposer, CertificateSheet, Signer
from app.ports.store import UnitOfWork
from app.services.accounts import Accounts
from app.services.certificate_making import MOST_COPIES, CertificateMaker, Issued, Wish
from app.services.certificate_prints import refuse_voided, spoil_prints, values_of_copy
from app.services.certificate_templates import CertificateTemplates
from app.services.intake import Approver
from app.services.journal import Journal, Outcome, refuse_other_department

__all__ = ("MOST_COPIES", "Certificates", "Issued", "Wish")


class Certificates:
    """Issues certificates, declares them void, and issues others in their place."""

    def __init__(
        self,
        journal: Journal,
        accounts: Accounts,
        composer: CertificateComposer,
        templates: CertificateTemplates,
        signer: Signer,
    ) -> None:
        self._journal = journal
        self._accounts = accounts
        self._composer = composer
        self._templates = templates
        self._maker = CertificateMaker(journal, signer)

    def suggestion(self, case_id: UUID, kind: str) -> dict[str, str]:
        """Return what a template asks for, as far as the case knows it; the rest is empty.

        Raises:
            RuleError: `case.unknown`, `certificate.kind_unknown`.
        """
        with self._journal.store.read() as unit:
            template = self._templates.one(unit, kind)
            known = _known_of(unit.cases.header(case_id))
        return {rule.key: known.get(rule.key, "") for rule in template.fields}

    def preview(self, actor: Actor, wish: Wish, printer: str = "") -> bytes:
        """Return the PDF of the first copy as it would be, marked as a specimen, and record nothing.

        Its number is the last of the station's block and its signature empty.

        Raises:
            RuleError: as `issue`, but for numbers and blanks.
        """
        with self._journal.store.read() as unit:
            template = self._templates.one(unit, wish.kind)
            one = self._maker.specimen(unit, actor, wish, template)
            values, fit = values_of_copy(one, 1), unit.certificates.fit(printer)
        return self._composer.compose_certificate(
            CertificateSheet(template, wish.way, values, one.code, fit, demo=True)
        )

    def issue(self, actor: Actor, wish: Wish) -> Issued:
        """Issue a certificate: a number of the station's block, the signed code, a queued print a copy.

        Everything is set once before a number is taken, so that what cannot be printed leaves no number
        behind.

        Raises:
            RuleError: `certificate.not_granted`, `certificate.issued_already`, `certificate.copies`, a
                value's form, `printing.missing_characters`, `certificate.too_long`,
                `certificate.blank_none`, `certificate.not_calibrated`, `blanks.none_left`,
                `blanks.not_in_stock`, `numbers.exhausted`.
        """
        actor.require(Right.CLERK)
        fresh = replace(wish, instead_of=None)
        self.preview(actor, fresh)
        with self._journal.store.write() as unit:
            issued = self._maker.issue(unit, actor, fresh, self._templates.one(unit, wish.kind))
            unit.commit()
        return issued

    def issue_ready(self, actor: Actor, wish: Wish, seen: UUID | None = None) -> tuple[Issued, Outcome]:
        """Issue the certificate that is being made and let it wait for collection, in one unit of work.

        Args:
            seen: the tip of the case as the clerk saw it.

        Raises:
            RuleError: as `issue`, and the case does not stand there; nothing is issued then.
        """
        actor.require(Right.CLERK)
        fresh = replace(wish, instead_of=None)
        self.preview(actor, fresh)
        with self._journal.store.write() as unit:
            issued = self._maker.issue(unit, actor, fresh, self._templates.one(unit, wish.kind))
            ready = CertificateReady(issued.certificate.number)
            outcome = self._journal.follow(unit, actor, wish.case_id, (ready,), seen)
            unit.commit()
        return issued, outcome

    def reissue(self, actor: Actor, wish: Wish, approver: Approver) -> Issued:
        """Declare a certificate void and issue another in its place (换发), in one unit of work.

        The sheets of the old one are spoiled and its blanks accounted for; a case that waits for collection
        waits with the new number. A reviewer approves with the own password.

        Args:
            wish: `instead_of` names the certificate that becomes void; of that case and kind.

        Raises:
            RuleError: as `issue`; `certificate.unknown`, `certificate.voided`, `case.other_department`,
                `account.wrong`, `approval.own`, `case.reason_missing`.
        """
        actor.require(Right.CLERK)
        approval = self._accounts.approve(actor, approver.credentials, Right.REVIEWER, approver.reason)
        self.preview(actor, wish)
        with self._journal.store.write() as unit:
            old = unit.certificates.get(wish.instead_of) if wish.instead_of else None
            if old is None or (old.case_id, old.kind) != (wish.case_id, wish.kind):
                raise RuleError("certificate.unknown")
            refuse_other_department(actor, unit.cases.header(wish.case_id))
            self._void(unit, actor, old.id, approval)
            issued = self._maker.issue(unit, actor, wish, self._templates.one(unit, wish.kind))
            if only_branch(branches(unit.cases.steps(wish.case_id))).state is State.READY:
                ready = CertificateReady(issued.certificate.number)
                self._journal.follow(unit, actor, wish.case_id, (ready,))
            unit.commit()
        return issued

    def void(self, actor: Actor, certificate_id: UUID, reason: str) -> CertificateVoid:
        """Declare a certificate void; its number is never used again, and its code is refused from now on.

        Raises:
            RuleError: `certificate.unknown`, `certificate.voided`, `case.reason_missing`.
        """
        actor.require(Right.REVIEWER)
        if not reason.strip():
            raise RuleError("case.reason_missing")
        with self._journal.store.write() as unit:
            void = self._void(
                unit, actor, certificate_id, Approval(actor.account_id, actor.name, reason.strip())
            )
            unit.commit()
        return void

    def _void(
        self, unit: UnitOfWork, actor: Actor, certificate_id: UUID, decided: Approval
    ) -> CertificateVoid:
        certificate = unit.certificates.get(certificate_id)
        refuse_voided(unit, certificate)
        now = self._journal.moment()
        void = CertificateVoid(
            id=new_id(),
            certificate_id=certificate_id,
            reason=decided.reason,
            at=now.at,
            actor_id=decided.approver_id,
            actor_name=decided.approver_name,
        )
        unit.certificates.add_void(void)
        spoil_prints(unit, actor, certificate, decided.reason, now)
        facts = {"decider": decided.approver_name}
        unit.audit.append(now.at, actor.name, "certificate.void", certificate.number, "ok", facts)
        return void


def _known_of(header: CaseHeader) -> dict[str, str]:
    """Return what a case says of its applicant, by the names that templates use."""
    who = header.applicant
    return {
        HOLDER_FIELD: who.name,
        "code": who.code,
        "code_name": who.code_name,
        "address": who.address,
        "premises": who.address,
        "representative": who.representative or who.name,
    }
