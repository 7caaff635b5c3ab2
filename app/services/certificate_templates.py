"""Templates as this hall uses them, and the printers of this machine brought to land where they say."""

from app.domain.accounts import Actor, Right
from app.domain.certificate_templates import Template, check_template
from app.domain.printer_fit import Point, PrinterFit, check_fit, measured
from app.errors import RuleError
from app.ports.certificates import CertificateComposer
from app.ports.store import UnitOfWork
from app.services.journal import Journal


class CertificateTemplates:
    """The program's templates, each replaced by the hall's own revision where there is one."""

    def __init__(self, journal: Journal, composer: CertificateComposer) -> None:
        self._journal = journal
        self._composer = composer

    def all(self) -> tuple[Template, ...]:
        """Return the templates by key."""
        with self._journal.store.read() as unit:
            return self.used(unit)

    def used(self, unit: UnitOfWork) -> tuple[Template, ...]:
        """Return the templates by key, as they are in a unit of work."""
        own = {template.key: template for template in unit.certificates.templates()}
        known = {template.key: template for template in self._composer.templates()}
        return tuple((known | own)[key] for key in sorted(known | own))

    def one(self, unit: UnitOfWork, kind: str) -> Template:
        """Return a template.

        Raises:
            RuleError: `certificate.kind_unknown`.
        """
        for template in self.used(unit):
            if template.key == kind:
                return template
        raise RuleError("certificate.kind_unknown", kind=kind)

    def put(self, actor: Actor, template: Template) -> None:
        """Store the hall's own revision, for instance with boxes moved on the designer page.

        Raises:
            RuleError: `template.outside`, `template.unknown_value`, `template.twice`.
        """
        actor.require(Right.ADMINISTRATOR)
        check_template(template)
        with self._journal.store.write() as unit:
            unit.certificates.put_template(template)
            at = self._journal.moment().at
            facts = {"calibrated": str(template.calibrated)}
            unit.audit.append(at, actor.name, "certificate.template", template.key, "ok", facts)
            unit.commit()

    def fit(self, printer: str) -> PrinterFit:
        """Return how a printer of this machine misses."""
        with self._journal.store.read() as unit:
            return unit.certificates.fit(printer)

    def ruler(self, printer: str, width: float, height: float) -> bytes:
        """Return the ruler test page for a printer and a sheet of that size in millimetres, as a PDF file."""
        return self._composer.ruler(width, height, self.fit(printer))

    def measured(
        self, actor: Actor, printer: str, size: tuple[float, float], first: Point, second: Point
    ) -> PrinterFit:
        """Store what a printer needs by the two crosses measured on its test page; see `printer_fit`.

        Raises:
            RuleError: `printer_fit.too_far`.
        """
        return self.put_fit(actor, measured(self.fit(printer), *size, first, second))

    def put_fit(self, actor: Actor, fit: PrinterFit) -> PrinterFit:
        """Store a printer's offset and scale.

        Raises:
            RuleError: `printer_fit.too_far`.
        """
        actor.require_any(Right.CLERK, Right.ADMINISTRATOR)
        check_fit(fit)
        with self._journal.store.write() as unit:
            unit.certificates.put_fit(fit)
            facts = {name: str(value) for name, value in vars(fit).items()}
            unit.audit.append(self._journal.moment().at, actor.name, "printer.fit", fit.printer, "ok", facts)
            unit.commit()
        return fit
