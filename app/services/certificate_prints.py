"""Prints of certificates: each copy on its own sheet, spoiled blanks and reprints accounted for."""

from dataclasses import dataclass
from uuid import UUID

from app.domain.accounts import Actor, Right
from app.domain.certificate_templates import COPY_FIELD, DATE_FIELD, NUMBER_FIELD, ORGAN_FIELD, Template
from app.domain.certificates import BlankSpoiled, Certificate, CertificatePrint, PrintWay
from app.domain.dates import hall_date
from app.domain.ids import new_id
from app.domain.papers import PrintEvent, PrintState
from app.domain.print_jobs import PageSize, PrintJob
from app.errors import RuleError
from app.ports.certificates import CertificateComposer, CertificateSheet
from app.ports.store import UnitOfWork
from app.services.blank_stock import take_blanks
from app.services.certificate_templates import CertificateTemplates
from app.services.journal import Journal, Moment
from app.services.print_jobs import PrintJobs, Sheet


@dataclass(frozen=True)
class ComposedCertificate:
    """A print with its PDF; the sheet's size stands in the template, in millimetres."""

    record: CertificatePrint
    certificate: Certificate
    template: Template
    pdf: bytes


class CertificatePrints:
    """Composes prints for the printer they go to and puts them into the spool."""

    def __init__(
        self,
        journal: Journal,
        composer: CertificateComposer,
        templates: CertificateTemplates,
        jobs: PrintJobs,
    ) -> None:
        self._journal = journal
        self._composer = composer
        self._templates = templates
        self._jobs = jobs

    def print(self, actor: Actor, print_id: UUID) -> PrintJob:
        """Compose a recorded print for its printer and put it into the spool.

        Raises:
            RuleError: `print.unknown`, `print.job_meanwhile`, it is in the spool or went through it already;
                `print.place_form`.
            DeviceError: it is printed over a blank, and nobody can say which printer it would go to.
        """
        actor.require(Right.CLERK)
        with self._journal.store.read() as unit:
            record = unit.certificates.print(print_id).print
            certificate = unit.certificates.get(record.certificate_id)
        over = certificate.way is PrintWay.OVER_PRINT
        composed = self.composed(print_id, self._jobs.printer(certificate.kind, surely=over))
        size = PageSize(composed.template.width, composed.template.height)
        with self._journal.store.write() as unit:
            events = unit.prints.events(print_id)
            if len(events) != 1 or any(one.job.print_id == print_id for one in unit.print_jobs.open()):
                raise RuleError("print.job_meanwhile", state=events[-1].state)
            job = self._jobs.add_certificate(unit, record, certificate, Sheet(composed.pdf, size))
            _log(unit, actor, "certificate.print", certificate, record, self._journal.moment())
            unit.commit()
        return job

    def composed(self, print_id: UUID, printer: str = "") -> ComposedCertificate:
        """Compose a recorded print for a printer, with that printer's offset and scale.

        Raises:
            RuleError: `print.unknown`.
        """
        with self._journal.store.read() as unit:
            record = unit.certificates.print(print_id).print
            certificate = unit.certificates.get(record.certificate_id)
            template = self._templates.one(unit, certificate.kind)
            fit, demo = unit.certificates.fit(printer), unit.hall.facts().demo
        values = values_of_copy(certificate, record.copy)
        sheet = CertificateSheet(template, certificate.way, values, certificate.code, fit, demo)
        return ComposedCertificate(record, certificate, template, self._composer.compose_certificate(sheet))

    def again(self, actor: Actor, certificate_id: UUID, copy: int, serial: str = "") -> CertificatePrint:
        """Record a further print of one copy, whose former prints were spoiled or cancelled.

        Args:
            serial: the blank in the clerk's hand; empty takes the next one.

        Raises:
            RuleError: `certificate.printed_already`, `certificate.voided`, `certificate.copies`,
                `certificate.not_calibrated`, `blanks.none_left`, `blanks.not_in_stock`.
        """
        actor.require(Right.CLERK)
        with self._journal.store.write() as unit:
            certificate = unit.certificates.get(certificate_id)
            refuse_voided(unit, certificate)
            if not 1 <= copy <= certificate.copies:
                raise RuleError("certificate.copies", most=certificate.copies)
            former = [one for one in unit.certificates.prints(certificate_id) if one.print.copy == copy]
            if not all(one.ended for one in former):
                raise RuleError("certificate.printed_already", copy=copy)
            template = self._templates.one(unit, certificate.kind)
            (chosen,) = serials_for(unit, template, certificate.way, 1, (serial,) if serial else ())
            now = self._journal.moment()
            record = queued(unit, actor, certificate, chosen, now, copy=copy, nth=len(former) + 1)
            _log(unit, actor, "certificate.reprint", certificate, record, now)
            unit.commit()
        return record

    def spoil(self, actor: Actor, print_id: UUID, reason: str) -> None:
        """Record that a print is spoiled, and its blank with it; the copy may then be printed anew.

        Raises:
            RuleError: `print.unknown`, `certificate.print_ended`, `case.reason_missing`.
        """
        actor.require(Right.CLERK)
        if not reason.strip():
            raise RuleError("case.reason_missing")
        with self._journal.store.write() as unit:
            one, now = unit.certificates.print(print_id), self._journal.moment()
            # A print cancelled on its way may have reached the blank: then it can still be written off.
            if one.state is PrintState.VOIDED or (one.ended and not one.holds_blank):
                raise RuleError("certificate.print_ended", state=one.state)
            certificate = unit.certificates.get(one.print.certificate_id)
            _spoil(unit, actor, certificate, one.print, reason.strip(), now)
            unit.commit()


def queued(
    unit: UnitOfWork,
    actor: Actor,
    certificate: Certificate,
    blank: tuple[str, str],
    now: Moment,
    *,
    copy: int,
    nth: int = 1,
) -> CertificatePrint:
    """Record a print of one copy as queued, over a blank of that kind and serial."""
    record = CertificatePrint(
        id=new_id(),
        certificate_id=certificate.id,
        copy=copy,
        nth=nth,
        blank=blank[0],
        serial=blank[1],
        station=unit.station.index,
        at=now.at,
        actor_id=actor.account_id,
        actor_name=actor.name,
    )
    unit.certificates.add_print(record)
    _enter(unit, record, PrintState.QUEUED, now, "")
    return record


def spoil_prints(unit: UnitOfWork, actor: Actor, certificate: Certificate, reason: str, now: Moment) -> None:
    """Record that the sheets of a certificate that becomes void are spoiled, and their blanks with them."""
    for one in unit.certificates.prints(certificate.id):
        if not one.ended:
            _spoil(unit, actor, certificate, one.print, reason, now)


def serials_for(
    unit: UnitOfWork, template: Template, way: PrintWay, count: int, wanted: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """Return kind and serial of a blank for each sheet; both empty on plain paper.

    Raises:
        RuleError: `certificate.blank_none`, `certificate.not_calibrated`, `blanks.none_left`,
            `blanks.not_in_stock`.
    """
    if way is PrintWay.FULL:
        return (("", ""),) * count
    if not template.blank:
        raise RuleError("certificate.blank_none", title=template.title)
    # A demo hall prints over whatever paper is at hand; a real blank is never spent on unproved places.
    if not template.calibrated and not unit.hall.facts().demo:
        raise RuleError("certificate.not_calibrated", title=template.title)
    return tuple((template.blank, serial) for serial in take_blanks(unit, template.blank, count, wanted))


def values_of_copy(certificate: Certificate, copy: int) -> dict[str, str]:
    """Return everything that the boxes of a copy may name."""
    own = {
        NUMBER_FIELD: certificate.number,
        DATE_FIELD: certificate.issued_on.isoformat(),
        COPY_FIELD: f"{certificate.copies}-{copy}",
        ORGAN_FIELD: certificate.organ,
    }
    return {**certificate.values, **own}


def refuse_voided(unit: UnitOfWork, certificate: Certificate) -> None:
    """Refuse what may not be done with a void certificate.

    Raises:
        RuleError: `certificate.voided`.
    """
    void = unit.certificates.void_of(certificate.id)
    if void is not None:
        raise RuleError(
            "certificate.voided", number=certificate.number, date=hall_date(void.at), reason=void.reason
        )


def _enter(unit: UnitOfWork, record: CertificatePrint, state: PrintState, now: Moment, reason: str) -> None:
    unit.prints.add_event(PrintEvent(new_id(), record.id, state, now.at, reason))


def _spoil(
    unit: UnitOfWork,
    actor: Actor,
    one: Certificate,
    record: CertificatePrint,
    reason: str,
    now: Moment,
) -> None:
    _enter(unit, record, PrintState.VOIDED, now, reason)
    if record.serial:
        unit.certificates.add_spoiled(_spoiled(actor, record, reason, now))
    _log(unit, actor, "certificate.spoil", one, record, now)


def _spoiled(actor: Actor, record: CertificatePrint, reason: str, now: Moment) -> BlankSpoiled:
    return BlankSpoiled(
        id=new_id(),
        blank=record.blank,
        serial=record.serial,
        reason=reason,
        print_id=record.id,
        station=record.station,
        at=now.at,
        actor_id=actor.account_id,
        actor_name=actor.name,
    )


def _log(
    unit: UnitOfWork, actor: Actor, action: str, one: Certificate, record: CertificatePrint, now: Moment
) -> None:
    facts = {"copy": str(record.copy), "nth": str(record.nth), "serial": record.serial}
    unit.audit.append(now.at, actor.name, action, one.number, "ok", facts)
