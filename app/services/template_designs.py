"""Designing certificates: a template that is not stored yet, seen with real data and tried on paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.accounts import Actor, Right
from app.domain.certificate_codes import SIGNATURE_BYTES, CodeContent, body_of, written
from app.domain.certificate_templates import DATE_FIELD, HOLDER_FIELD, NUMBER_FIELD, Template, check_template
from app.domain.certificates import PrintWay, holder_mark
from app.domain.ids import new_id
from app.domain.images import PageImage
from app.domain.print_jobs import PageSize, Place, PrintJob
from app.domain.printer_fit import PrinterFit
from app.domain.template_edits import sample_values
from app.ports.certificates import CertificateSheet
from app.ports.print_jobs import JobReport, PageFile, PagePrinter, PagePrinters
from app.ports.printing import PageComposer
from app.services.certificate_prints import values_of_copy
from app.services.journal import Journal

DPI = 110
"""Of what is shown on the screen; a sheet of 420 mm is then 1 800 pixels wide."""


@dataclass(frozen=True)
class Design:
    """A template as it stands on the designer page, with the data it is shown with."""

    template: Template
    values: Mapping[str, str]
    way: PrintWay


class TemplateDesigns:
    """Shows and tries templates; nothing is stored here, see `CertificateTemplates.put`.

    Args:
        printers: used on the calling thread, which is the lane of printing.
    """

    def __init__(self, journal: Journal, composer: PageComposer, printers: PagePrinters) -> None:
        self._journal = journal
        self._composer = composer
        self._printers = printers

    def values(self, actor: Actor, template: Template) -> dict[str, str]:
        """Return what the latest certificate of this kind states, else invented values.

        Raises:
            RuleError: `account.right_missing`.
        """
        actor.require(Right.ADMINISTRATOR)
        latest = None
        with self._journal.store.read() as unit:
            for one in unit.certificates.all():
                if one.kind == template.key:
                    latest = one
        sample = sample_values(template)
        known = values_of_copy(latest, 1) if latest else {}
        return {key: known.get(key, value) for key, value in sample.items()}

    def picture(self, design: Design) -> PageImage:
        """Return the sheet as the product's own composer sets it, without any printer's fit.

        Raises:
            RuleError: as `CertificateComposer.compose_certificate`, or the template's form.
        """
        pdf = self._composed(design, PrinterFit(""), demo=False)
        return self._composer.page_images(pdf, DPI, colour=True)[0]

    def printers(self) -> tuple[PagePrinter, ...]:
        """Return the printers of this machine.

        Raises:
            DeviceError: there is no spooler.
        """
        return self._printers.all()

    def fit(self, printer: str) -> PrinterFit:
        """Return how a printer of this machine misses."""
        with self._journal.store.read() as unit:
            return unit.certificates.fit(printer)

    def try_print(self, actor: Actor, design: Design, place: Place) -> JobReport:
        """Print a specimen with the printer's offset and scale; it is no certificate and has no number.

        Raises:
            RuleError: `account.right_missing`, or as `picture`.
            DeviceError: nothing was taken.
        """
        actor.require(Right.ADMINISTRATOR)
        pdf = self._composed(design, self.fit(place.printer), demo=True)
        size = PageSize(design.template.width, design.template.height)
        return self._send(actor, f"试印 {design.template.title}", pdf, size, place)

    def print_ruler(self, actor: Actor, size: PageSize, place: Place) -> JobReport:
        """Print the ruler test page with the fit the printer has now.

        Raises:
            RuleError: `account.right_missing`.
            DeviceError: nothing was taken.
        """
        actor.require_any(Right.CLERK, Right.ADMINISTRATOR)
        pdf = self._composer.ruler(size.width, size.height, self.fit(place.printer))
        return self._send(actor, "打印校准页", pdf, size, place)

    def _composed(self, design: Design, fit: PrinterFit, *, demo: bool) -> bytes:
        check_template(design.template)
        code = _specimen_code(design)
        sheet = CertificateSheet(design.template, design.way, design.values, code, fit, demo)
        return self._composer.compose_certificate(sheet)

    def _send(self, actor: Actor, title: str, pdf: bytes, size: PageSize, place: Place) -> JobReport:
        self._printers.ask(place)
        at = self._journal.moment().at
        job = PrintJob(new_id(), title, title, 1, 1, size, place, at, actor.name)
        return self._printers.send(PageFile(job, new_id(), pdf))


def _specimen_code(design: Design) -> str:
    """Return a code as long as a real one whose signature is empty, so that no check accepts it."""
    values = design.values
    content = CodeContent(
        hall="000000",
        number=values[NUMBER_FIELD],
        kind=design.template.key,
        holder=holder_mark(values.get(HOLDER_FIELD, "")),
        issued_on=date.fromisoformat(values[DATE_FIELD]),
        key_id="00000000",
    )
    return written(body_of(content), bytes(SIGNATURE_BYTES))
