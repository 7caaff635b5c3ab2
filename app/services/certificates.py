"""Certificates of granted cases: issued under a number of the station and a signature, and voided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.domain.accounts import Actor, Right
from app.domain.case_number import NumberBlock, document_block, document_number
from app.domain.cases import CaseHeader
from app.domain.certificate_codes import CONTEXT, SIGNATURE_BYTES, CodeContent, body_of, written
from app.domain.certificate_templates import HOLDER_FIELD, Template, checked_values
from app.domain.certificates import (
    Certificate,
    CertificatePrint,
    CertificateVoid,
    PrintWay,
    holder_mark,
    organ_in_full,
)
from app.domain.details import StepKind
from app.domain.ids import new_id
from app.domain.lifecycle import branches, only_branch
from app.errors import RuleError
from app.ports.certificates import CertificateComposer, CertificateSheet, Signer
from app.ports.store import Series, UnitOfWork
from app.services.certificate_prints import queued, refuse_voided, serials_for, values_of_copy
from app.services.certificate_templates import CertificateTemplates
from app.services.journal import Journal, Moment

MOST_COPIES = 20


@dataclass(frozen=True)
class Wish:
    """What a clerk asks to be issued.

    Attributes:
        id: made by the caller; asked for twice, the certificate is issued once.
        kind: key of the template.
        serials: the blanks in the clerk's hand; missing ones are taken from the stock in order.
    """

    id: UUID
    case_id: UUID
    kind: str
    values: Mapping[str, str]
    copies: int = 1
    way: PrintWay = PrintWay.FULL
    serials: tuple[str, ...] = ()


@dataclass(frozen=True)
class Issued:
    """A certificate and the prints recorded for it, one a copy."""

    certificate: Certificate
    prints: tuple[CertificatePrint, ...]


class Certificates:
    """Issues certificates and declares them void."""

    def __init__(
        self,
        journal: Journal,
        composer: CertificateComposer,
        templates: CertificateTemplates,
        signer: Signer,
    ) -> None:
        self._journal = journal
        self._composer = composer
        self._templates = templates
        self._signer = signer

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
            last = _block(unit).last
            one = self._certificate(unit, actor, wish, template, last, bytes(SIGNATURE_BYTES))
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
        self.preview(actor, wish)
        with self._journal.store.write() as unit:
            template = self._templates.one(unit, wish.kind)
            blanks = serials_for(unit, template, wish.way, wish.copies, wish.serials)
            sequence = unit.numbers.take(self._series(unit, wish, template))
            certificate = self._certificate(unit, actor, wish, template, sequence)
            unit.certificates.add(certificate)
            now = Moment(certificate.at, certificate.issued_on)
            prints = tuple(
                queued(unit, actor, certificate, blank, now, copy=copy)
                for copy, blank in enumerate(blanks, 1)
            )
            facts = {"kind": certificate.kind, "copies": str(certificate.copies), "way": certificate.way}
            unit.audit.append(now.at, actor.name, "certificate.issue", certificate.number, "ok", facts)
            unit.commit()
        return Issued(certificate, prints)

    def void(self, actor: Actor, certificate_id: UUID, reason: str) -> CertificateVoid:
        """Declare a certificate void; its number is never used again, and its code is refused from now on.

        Raises:
            RuleError: `certificate.unknown`, `certificate.voided`, `case.reason_missing`.
        """
        actor.require(Right.REVIEWER)
        if not reason.strip():
            raise RuleError("case.reason_missing")
        with self._journal.store.write() as unit:
            certificate = unit.certificates.get(certificate_id)
            refuse_voided(unit, certificate)
            at = self._journal.moment().at
            void = CertificateVoid(
                id=new_id(),
                certificate_id=certificate_id,
                reason=reason.strip(),
                at=at,
                actor_id=actor.account_id,
                actor_name=actor.name,
            )
            unit.certificates.add_void(void)
            unit.audit.append(at, actor.name, "certificate.void", certificate.number, "ok", {})
            unit.commit()
        return void

    def _certificate(
        self,
        unit: UnitOfWork,
        actor: Actor,
        wish: Wish,
        template: Template,
        sequence: int,
        signature: bytes | None = None,
    ) -> Certificate:
        """Return the certificate under a number; signed, unless a signature is given.

        Raises:
            RuleError: see `issue`.
        """
        if not 1 <= wish.copies <= MOST_COPIES:
            raise RuleError("certificate.copies", most=MOST_COPIES)
        header = _granted(unit, wish.case_id)
        _refuse_second(unit, wish)
        values = checked_values(template, wish.values)
        department = unit.catalogue.department(header.department)
        now = self._journal.moment()
        number = document_number(department.organ_word, template.word, now.today.year, sequence)
        holder = values[HOLDER_FIELD]
        return Certificate(
            id=wish.id,
            case_id=wish.case_id,
            kind=template.key,
            title=template.title,
            number=number,
            holder=holder,
            values=values,
            organ=organ_in_full(unit.hall.facts().name, department.name),
            issued_on=now.today,
            copies=wish.copies,
            way=wish.way,
            code=self._code(number, template.key, holder, now.today, signature),
            station=unit.station.index,
            at=now.at,
            actor_id=actor.account_id,
            actor_name=actor.name,
        )

    def _code(self, number: str, kind: str, holder: str, day: date, signature: bytes | None) -> str:
        content = CodeContent(self._signer.hall, number, kind, holder_mark(holder), day, self._signer.key_id)
        body = body_of(content)
        return written(body, self._signer.sign(CONTEXT + body) if signature is None else signature)

    def _series(self, unit: UnitOfWork, wish: Wish, template: Template) -> Series:
        organ = unit.catalogue.department(unit.cases.header(wish.case_id).department).organ_word
        block = _block(unit)
        year = self._journal.moment().today.year
        return Series(f"certificate/{organ}{template.word}/{year}", block.first, block.last)


def _block(unit: UnitOfWork) -> NumberBlock:
    return document_block(unit.station.document_index)


def _granted(unit: UnitOfWork, case_id: UUID) -> CaseHeader:
    header = unit.cases.header(case_id)
    branch = only_branch(branches(unit.cases.steps(case_id)))
    if all(step.kind is not StepKind.GRANTED for step in branch.steps):
        raise RuleError("certificate.not_granted")
    return header


def _refuse_second(unit: UnitOfWork, wish: Wish) -> None:
    for one in unit.certificates.of_case(wish.case_id):
        if one.kind == wish.kind and one.id != wish.id and unit.certificates.void_of(one.id) is None:
            raise RuleError("certificate.issued_already", title=one.title, number=one.number)


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
