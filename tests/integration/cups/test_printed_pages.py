"""What CUPS prints is what the preview shows: A4 papers, blanks of their own size, copies."""

import pytest

from app.domain.papers import PrintState
from app.domain.print_jobs import A4, PageSize
from data.store import LocalStore
from printing.composer import PaperComposer
from printing.pages import page_images
from printing.typesetting.fonts import Fonts
from tests.integration.cups.conftest import Desk, Serve, desk_at
from tests.integration.cups.pages import BLANK, difference, form, turned_right
from tests.integration.cups.private_cups import USERS, until
from tests.unit.printing.paper_records import paper

pytestmark = pytest.mark.system("cupsd")

DPI = 100
SAME = 0.01
"""Mean grey levels by which two renderings of the same page may differ."""


def printed(desk: Desk, pdf: bytes, size: PageSize) -> bytes:
    """Print a document and return what the printer wrote."""
    print_id = desk.queue(pdf, size)
    until(lambda: desk.settled(print_id, PrintState.PRINTED), "the page")
    return (desk.cups.out / "laser.pdf").read_bytes()


def assert_same(came_out: bytes, preview: bytes, copies: int = 2) -> None:
    wanted = page_images(preview, DPI) * copies
    found = page_images(came_out, DPI)
    assert len(found) == len(wanted)
    for one, other in zip(found, wanted, strict=True):
        assert difference(one, other) < SAME


@pytest.mark.parametrize("user", USERS)
def test_a_paper_comes_out_as_its_preview(user: str, serve: Serve, store: LocalStore) -> None:
    cups = serve(user)
    cups.add("laser")
    desk = desk_at(cups, store, {"*": "laser"})
    preview = PaperComposer(Fonts()).compose(paper("accepted"))
    assert_same(printed(desk, preview, A4), preview)


@pytest.mark.parametrize("user", USERS)
def test_a_landscape_blank_is_neither_turned_nor_moved(user: str, serve: Serve, store: LocalStore) -> None:
    cups = serve(user)
    cups.add("laser")
    desk = desk_at(cups, store, {"*": "laser"})
    assert_same(printed(desk, form(BLANK), BLANK), form(BLANK))


@pytest.mark.parametrize("size", [PageSize(190, 118.5), PageSize(120, 170), PageSize(148, 210)])
def test_any_size_is_exact(size: PageSize, desk: Desk) -> None:
    assert_same(printed(desk, form(size, pages=2), size), form(size, pages=2))


def test_a_landscape_page_on_a_named_sheet_is_turned_and_not_shrunk(desk: Desk) -> None:
    size = PageSize(297, 210)
    came_out = page_images(printed(desk, form(size), size), DPI)
    (preview,) = page_images(form(size), DPI)
    assert (came_out[0].width, came_out[0].height) == (preview.height, preview.width)
    assert difference(came_out[0], turned_right(preview)) < SAME


def test_a_blank_fed_by_its_other_edge_is_turned(desk: Desk, store: LocalStore) -> None:
    turned = desk_at(desk.cups, store, {"*": "laser;turned"})
    came_out = page_images(printed(turned, form(BLANK), BLANK), DPI)
    (preview,) = page_images(form(BLANK), DPI)
    assert difference(came_out[0], turned_right(preview)) < SAME


def test_the_comparison_sees_what_the_defaults_do(desk: Desk) -> None:
    """Without our options the same paper is shrunk onto Letter, so that this test could fail."""
    preview = form(A4)
    desk.cups.run("lp", "-d", "laser", "-s", str(desk.cups.put("plain.pdf", preview)))
    until(lambda: not desk.cups.printers().all()[0].waiting, "the page")
    (came_out,), (wanted,) = (
        page_images((desk.cups.out / "laser.pdf").read_bytes(), DPI),
        page_images(preview, DPI),
    )
    assert (came_out.width, came_out.height) != (wanted.width, wanted.height)
