"""Make the pictures of the four papers: `python -m docs.screenshots.make_papers`."""

from pathlib import Path

from PIL import Image

from printing.composer import PaperComposer
from printing.typesetting.fonts import Fonts
from tests.unit.printing.paper_records import paper

HERE = Path(__file__).parent
DPI = 96
PICTURES = {
    "paper-materials-receipt.png": "received",
    "paper-acceptance.png": "accepted",
    "paper-notice.png": "noticed",
    "paper-refusal.png": "rejected",
}


def make_papers(folder: Path) -> None:
    """Write the first page of each paper of the demo hall into a folder."""
    composer = PaperComposer(Fonts())
    for name, detail in PICTURES.items():
        page = composer.page_images(composer.compose(paper(detail)), DPI)[0]
        picture = Image.frombytes("L", (page.width, page.height), page.pixels)
        picture.quantize(16).save(folder / name, optimize=True)


if __name__ == "__main__":
    make_papers(HERE)
