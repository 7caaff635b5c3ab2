"""Making a certificate inside a unit of work: its number, its values, its signed code, the case behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.domain.accounts import Actor
from app.domain.case_number import NumberBlock, document_block, document_number
from app.domain.cases import CaseHeader
from app.domain.certificate_codes import CONTEXT, SIGNATURE_BYTES, CodeContent, body_of, written
from app.domain.certificate_templates import HOLDER_FIELD, Template, checked_values
from app.domain.certificates import Certificate, CertificatePrint, PrintWay, holder_mark, organ_in_full
from app.domain.details import StepKind
from app.domain.lifecycle import branches, only_branch
from app.errors import RuleError
from app.ports.certificates import Signer
from app.ports.store import Series, UnitOfWork
from app.services.certificate_prints import queued, serials_for
from app.services.journal import Journal, Moment

MOST_COPIES = 20


@dataclass(frozen=True)
class Wish:
    """What a clerk asks to be issued.

    Attributes:
        id: made by the caller; asked for twice, the certificate is issued once.
        kind: key of the template.
        serials: the blanks in the clerk's hand; missing ones are taken from the stock in order.
        instead_of: the certificate whose place it takes; only `Certificates.reissue` issues such a one.
    """

    id: UUID
    case_id: UUID
    kind: str
    values: Mapping[str, str]
    copies: int = 1
    way: PrintWay = PrintWay.FULL
    serials: tuple[str, ...] = ()
    instead_of: UUID | None = None


@dataclass(frozen=True)
class Issued:
    """A certificate and the prints recorded for it, one a copy."""

    certificate: Certificate
    prints: tuple[CertificatePrint, ...]


class CertificateMaker:
    """Makes certificates of granted cases; the caller opens and commits the unit of work."""

    def __init__(self, journal: Journal, signer: Signer) -> None:
        self._journal = journal
        self._signer = signer

    def specimen(self, unit: UnitOfWork, actor: Actor, wish: Wish, template: Template) -> Certificate:
        """Return the certificate as it would be, under the block's last number and with an empty signature.

        Raises:
            RuleError: as `issue`, but for numbers and blanks.
        """
        last = _block(unit).last
        return self._certificate(unit, actor, wish, template, last, bytes(SIGNATURE_BYTES))

    def issue(self, unit: UnitOfWork, actor: Actor, wish: Wish, template: Template) -> Issued:
        """Record a certificate under the next number of the block, and a queued print a copy.

        Raises:
            RuleError: `certificate.not_granted`, `certificate.issued_already`, `certificate.copies`, a
                value's form, `certificate.blank_none`, `certificate.not_calibrated`, `blanks.none_left`,
                `blanks.not_in_stock`, `numbers.exhausted`.
        """
        blanks = serials_for(unit, template, wish.way, wish.copies, wish.serials)
        sequence = unit.numbers.take(self._series(unit, wish, template))
        certificate = self._certificate(unit, actor, wish, template, sequence)
        unit.certificates.add(certificate)
        now = Moment(certificate.at, certificate.issued_on)
        prints = tuple(
            queued(unit, actor, certificate, blank, now, copy=copy) for copy, blank in enumerate(blanks, 1)
        )
        facts = {"kind": certificate.kind, "copies": str(certificate.copies), "way": certificate.way}
        unit.audit.append(now.at, actor.name, "certificate.issue", certificate.number, "ok", facts)
        return Issued(certificate, prints)

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
        if one.id in (wish.id, wish.instead_of) or one.kind != wish.kind:
            continue
        if unit.certificates.void_of(one.id) is None:
            raise RuleError("certificate.issued_already", title=one.title, number=one.number)
