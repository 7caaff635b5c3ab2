"""Make the pictures of the papers: `python -m docs.screenshots.make_papers`."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PIL import Image

from app.domain.hall_papers import HallPaperKind
from app.domain.images import PageImage
from app.domain.translations import words_in
from printing.composer import PaperComposer
from printing.typesetting.fonts import Fonts
from tests.unit.printing.hall_paper_records import (
    ITEM,
    ITEM_KINDS,
    day_list,
    entries,
    fee,
    item_paper,
    long_item,
    long_payment,
    payment,
)
from tests.unit.printing.paper_records import RARE_NAME, longest, paper
from ui.i18n.two_scripts import catalogue_tibetan

HERE = Path(__file__).parent
WORDS = words_in(" ".join(one.name for one in ITEM.materials), catalogue_tibetan(), most=12)
"""What the slip says in Tibetan too, from the program's own file."""
DPI = 96
SHEET_DPI = 60
LONGEST_DPI = 40
IN_A_ROW = 6
MARGIN = 12
GROUND = 128
PICTURES = {
    "paper-materials-receipt.png": "received",
    "paper-acceptance.png": "accepted",
    "paper-notice.png": "noticed",
    "paper-refusal.png": "rejected",
    "paper-shortage-promise.png": "promise",
    "paper-suspension.png": "suspended",
    "paper-extension.png": "extended",
    "paper-grant.png": "granted",
    "paper-denial.png": "denied",
    "paper-delivery.png": "delivered",
}


def hall_papers(composer: PaperComposer) -> dict[str, bytes]:
    """Return the papers that no step writes, by the names of their pictures."""
    kind = HallPaperKind
    received = day_list(kind.RECEIVED_LIST, entries(24))
    return {
        "paper-consultation.png": composer.compose_item(item_paper(kind.CONSULTATION, tibetan=WORDS)),
        "paper-card.png": composer.compose_item(item_paper(kind.CARD)),
        "paper-guide.png": composer.compose_item(item_paper(kind.GUIDE)),
        "paper-list.png": composer.compose_list(received),
        "paper-payment.png": composer.compose_payment(payment(fee())),
        "paper-free.png": composer.compose_payment(payment(None)),
    }


def make_papers(folder: Path) -> None:
    """Write the first page of each paper of the demo hall into a folder, and two sheets with all of them."""
    composer = PaperComposer(Fonts())
    files = {name: composer.compose(paper(detail)) for name, detail in PICTURES.items()}
    files |= hall_papers(composer)
    for name, pdf in files.items():
        save(picture(composer.page_images(pdf, DPI)[0]), folder / name)
    pages = [page for pdf in files.values() for page in composer.page_images(pdf, SHEET_DPI)]
    save(contact_sheet(pages), folder / "paper-all.png")
    save(contact_sheet(list(longest_pages(composer))), folder / "paper-longest.png")


def longest_pages(composer: PaperComposer) -> Iterator[PageImage]:
    """Yield every page of all papers with the longest data of a real hall."""
    hall = replace(longest("accepted").hall, demo=False)
    kind, item = HallPaperKind, long_item()
    files = [composer.compose(replace(longest(detail), hall=hall)) for detail in PICTURES.values()]
    files += [composer.compose_item(item_paper(one, item, hall=hall)) for one in ITEM_KINDS]
    rows = entries(8, RARE_NAME * 8)
    files.append(composer.compose_list(day_list(kind.FINISHED_LIST, rows, hall=hall)))
    files.append(composer.compose_payment(replace(long_payment(), hall=hall)))
    for pdf in files:
        yield from composer.page_images(pdf, LONGEST_DPI)


def contact_sheet(pages: list[PageImage]) -> Image.Image:
    """Put pages beside and below each other."""
    width, height = pages[0].width + MARGIN, pages[0].height + MARGIN
    rows = -(-len(pages) // IN_A_ROW)
    sheet = Image.new("L", (IN_A_ROW * width + MARGIN, rows * height + MARGIN), GROUND)
    for number, page in enumerate(pages):
        row, column = divmod(number, IN_A_ROW)
        sheet.paste(picture(page), (MARGIN + column * width, MARGIN + row * height))
    return sheet


def picture(page: PageImage) -> Image.Image:
    """Return a page as Pillow's picture."""
    return Image.frombytes("L", (page.width, page.height), page.pixels)


def save(image: Image.Image, path: Path) -> None:
    """Write a picture in sixteen greys."""
    image.quantize(16).save(path, optimize=True)


if __name__ == "__main__":
    make_papers(HERE)
