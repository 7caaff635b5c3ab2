"""Make the contact sheets of the certificates: `python -m docs.screenshots.make_certificates`."""

from pathlib import Path

from PIL import Image, ImageDraw

from app.domain.certificate_templates import Template
from app.domain.certificates import PrintWay
from app.domain.printer_fit import PrinterFit
from printing.certificates.composer import CertificateSheets
from printing.pages import page_images
from printing.typesetting.fonts import Fonts
from tests.unit.printing.certificate_records import sheet

HERE = Path(__file__).parent
DPI = 72
CELL = (856, 620)
GAP = 14
GROUND = (120, 124, 130)
PICTURES = {PrintWay.FULL: "certificates-full.png", PrintWay.OVER_PRINT: "certificates-over-print.png"}


def make_certificates(folder: Path) -> None:
    """Write one picture a way of printing, with a sheet of every template, and one of the ruler page."""
    sheets = CertificateSheets(Fonts())
    templates = sheets.templates()
    for way, name in PICTURES.items():
        pages = [_shown(sheets, template, way) for template in templates]
        _contact(pages).quantize(64).save(folder / name, optimize=True)
    ruler = _picture(sheets.ruler(210, 140, PrinterFit("A4", 5, -3)))
    ruler.quantize(16).save(folder / "certificates-ruler.png", optimize=True)


def _shown(sheets: CertificateSheets, template: Template, way: PrintWay) -> Image.Image:
    page = _picture(sheets.compose_certificate(sheet(template, way)))
    return page if way is PrintWay.FULL else _boxed(page, template)


def _picture(pdf: bytes) -> Image.Image:
    page = page_images(pdf, DPI, colour=True)[0]
    return Image.frombytes("RGB", (page.width, page.height), page.pixels)


def _boxed(page: Image.Image, template: Template) -> Image.Image:
    """Draw the boxes as the designer sees them: blank stock itself is not ours to show."""
    pen = ImageDraw.Draw(page)
    for box in template.boxes:
        left, top, width, height = (number / 25.4 * DPI for number in box.at)
        pen.rectangle((left, top, left + width, top + height), outline=(150, 180, 220))
    return page


def _contact(pages: list[Image.Image]) -> Image.Image:
    width, height = CELL
    rows = -(-len(pages) // 2)
    contact = Image.new("RGB", (2 * width + 3 * GAP, rows * (height + GAP) + GAP), GROUND)
    for number, page in enumerate(pages):
        page.thumbnail(CELL, Image.Resampling.LANCZOS)
        left = GAP + number % 2 * (width + GAP) + (width - page.width) // 2
        top = GAP + number // 2 * (height + GAP) + (height - page.height) // 2
        contact.paste(page, (left, top))
    return contact


if __name__ == "__main__":
    make_certificates(HERE)
