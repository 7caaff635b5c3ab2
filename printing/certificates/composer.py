"""Certificates composed: the port `CertificateComposer` filled in."""

import io
import math
from collections.abc import Iterable

from reportlab.lib.units import mm

from app.domain.certificate_templates import (
    NUMBER_FIELD,
    ORGAN_FIELD,
    Template,
    TextBox,
    filled,
    named_field,
    printed_values,
)
from app.domain.certificates import PrintWay
from app.domain.printer_fit import UNIT, PrinterFit
from app.errors import RuleError
from app.ports.certificates import CertificateSheet
from printing.certificates.drawing import draw_code, draw_form
from printing.certificates.fitting import PlacedLine, fit
from printing.certificates.ruler import ruler_page
from printing.certificates.vendored import vendored_templates
from printing.typesetting.canvas import PaperCanvas
from printing.typesetting.fonts import Fonts
from printing.typesetting.pdf_text import draw_line

_DEMO = "演示　样张　无效"
_DEMO_GREY = 0.9
_DEMO_SHARE = 0.62
"""How much of the diagonal the demo mark takes."""


class CertificateSheets:
    """Composes certificates with the faces of a hall."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._labels: dict[tuple[str, TextBox], list[PlacedLine]] = {}

    def templates(self) -> tuple[Template, ...]:
        """Return the templates that come with the program."""
        return vendored_templates()

    def compose_certificate(self, sheet: CertificateSheet) -> bytes:
        """Return one sheet as a PDF file; see `app.ports.certificates.CertificateComposer`."""
        template = sheet.template
        full = sheet.way is PrintWay.FULL
        printed = printed_values(template, sheet.values)
        boxes = (*template.labels, *template.boxes) if full else template.boxes
        texts = [(box, filled(box.text, printed)) for box in boxes]
        self._fonts.check(text for _, text in texts)
        lines = [line for box, text in texts for line in self._fitted(template, box, text)]
        target, canvas = new_sheet(template.width, template.height, sheet.fit)
        canvas.describe(template.title, printed.get(NUMBER_FIELD, ""), printed.get(ORGAN_FIELD, ""))
        if sheet.demo:
            self._draw_demo(canvas, template)
        if full:
            draw_form(canvas, template)
        draw_code(canvas, template, sheet.code)
        _draw_lines(canvas, template, lines)
        return finished(canvas, target)

    def ruler(self, width: float, height: float, fit: PrinterFit) -> bytes:
        """Return the test page; see `app.ports.certificates.CertificateComposer`."""
        target, canvas = new_sheet(width, height, fit)
        ruler_page(canvas, self._fonts, width, height, fit)
        return finished(canvas, target)

    def _fitted(self, template: Template, box: TextBox, text: str) -> list[PlacedLine]:
        label = text == box.text  # what every sheet of a template says alike is set once
        if label and (text, box) in self._labels:
            return self._labels[text, box]
        try:
            lines = fit(text, box, self._fonts)
        except RuleError as error:
            if error.code != "certificate.too_long":
                raise
            named = named_field(template, box)
            raise RuleError(error.code, field=named or box.name, length=len(text)) from error
        if label:
            self._labels[text, box] = lines
        return lines

    def _draw_demo(self, canvas: PaperCanvas, template: Template) -> None:
        diagonal = math.hypot(template.width, template.height) * _DEMO_SHARE
        box = TextBox("demo", _DEMO, (0, 0, diagonal, diagonal), size=200, align="center", bold=True)
        canvas.saveState()
        canvas.setFillGray(_DEMO_GREY)
        canvas.setStrokeGray(_DEMO_GREY)
        canvas.translate(template.width / 2 * mm, template.height / 2 * mm)
        canvas.rotate(math.degrees(math.atan2(template.height, template.width)))
        for placed in fit(_DEMO, box, self._fonts):
            draw_line(canvas, placed.line, -placed.line.width / 2, diagonal / 2 * mm - placed.depth)
        canvas.restoreState()


def new_sheet(width: float, height: float, fit: PrinterFit) -> tuple[io.BytesIO, PaperCanvas]:
    """Begin a sheet of so many millimetres on which everything drawn lands where the fit says."""
    target = io.BytesIO()
    canvas = PaperCanvas(target, pagesize=(width * mm, height * mm))
    scale_x, scale_y = fit.scale_x / UNIT, fit.scale_y / UNIT
    canvas.transform(scale_x, 0, 0, scale_y, fit.dx / 10 * mm, (height * (1 - scale_y) - fit.dy / 10) * mm)
    return target, canvas


def finished(canvas: PaperCanvas, target: io.BytesIO) -> bytes:
    """End a sheet and return its file."""
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _draw_lines(canvas: PaperCanvas, template: Template, lines: Iterable[PlacedLine]) -> None:
    for placed in lines:
        draw_line(canvas, placed.line, placed.x, template.height * mm - placed.depth)
