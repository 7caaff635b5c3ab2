"""The designer by keys: a box nudged lands there in the PDF, undo, versions, scans, test prints."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from reportlab.lib.units import mm

from app.domain.accounts import Right
from app.domain.certificates import PrintWay
from app.domain.printer_fit import PrinterFit
from app.domain.template_edits import QR, sample_values
from app.ports.certificates import CertificateSheet
from tests import factories as make
from tests.e2e.designer.workshop import FOOD_BLANK, Workshop, draw_blank
from tests.e2e.hands import Hands
from tests.unit.printing.pdf_reader import PdfFile

MakeWorkshop = Callable[..., Workshop]
EXACT = 0.1


@pytest.fixture
def hands(qapp: QApplication) -> Hands:
    return Hands(qapp)


def at(shop: Workshop, name: str) -> tuple[float, ...]:
    return shop.design.history.now.box(name).at


def first_glyph(shop: Workshop, fit: PrinterFit) -> tuple[float, float]:
    """Return where in the PDF the chosen box's one character stands, in mm from the paper's top left."""
    template = next(one for one in shop.needs.templates.all() if one.key == "food")
    box = replace(template.box("holder"), text="国")
    only = replace(template, boxes=(box,), labels=(), qr=None, areas=())
    sheet = CertificateSheet(only, PrintWay.OVER_PRINT, sample_values(template), "", fit, demo=False)
    (glyph,) = PdfFile(shop.composer.compose_certificate(sheet)).glyphs()[0]
    return glyph.x / mm, template.height - glyph.y / mm


def test_a_nudged_box_lands_within_a_tenth_of_a_millimetre_in_the_pdf(
    make_workshop: MakeWorkshop, hands: Hands
) -> None:
    shop = make_workshop()
    shop.design.kind.choose("food")
    shop.wait()
    fit = PrinterFit("HP-LaserJet", dx=12, dy=-7, scale_x=10_020, scale_y=9_990)
    before = first_glyph(shop, PrinterFit(""))
    shop.design.canvas.setFocus()
    hands.press(*["Right"] * 7, "Shift+Down", "Shift+Down", "Up", "Ctrl+s")
    shop.wait()
    assert at(shop, "holder")[:2] == (72.7, 63.9)
    x, y = before[0] + 0.7, before[1] + 1.9
    assert first_glyph(shop, PrinterFit("")) == pytest.approx((x, y), abs=EXACT / 10)
    assert first_glyph(shop, fit) == pytest.approx(fit.lands(x, y), abs=EXACT)
    with shop.store.read() as unit:
        entries = [one.fields for one in unit.audit.entries()]
    assert [(one["action"], one["subject"]) for one in entries] == [("certificate.template", "food")]


def test_every_change_is_taken_back_and_done_again(make_workshop: MakeWorkshop, hands: Hands) -> None:
    shop = make_workshop()
    page = shop.design
    page.kind.choose("food")
    shop.wait()
    page.canvas.setFocus()
    stored = page.history.now
    hands.press("Right", "Ctrl+Right", "PageDown", "Shift+Left")
    moved = page.history.now
    assert moved.box("holder").at == (72.1, 62.0, 86.1, 11.5)
    assert page.chosen == "code"
    hands.press("Ctrl+z", "Ctrl+z", "Ctrl+z", "Ctrl+z")
    assert page.history.now == stored
    assert not page.history.changed
    hands.press("Ctrl+y", "Ctrl+y", "Ctrl+y")
    assert page.history.now == moved
    hands.press("Ctrl+n", "Ctrl+d")
    assert page.history.now.boxes == moved.boxes


def test_properties_are_edited_by_keys_and_wrong_ones_say_so(
    make_workshop: MakeWorkshop, hands: Hands
) -> None:
    shop = make_workshop()
    page = shop.design
    page.kind.choose("food")
    shop.wait()
    page.form.numbers["left"].setFocus()
    hands.press("Ctrl+a")
    hands.type("80.4")
    hands.press("Tab", "Ctrl+a")
    hands.type("abc")
    hands.press("Tab")
    assert page.form.numbers["top"].wrong
    assert at(shop, "holder")[:2] == (80.4, 62.0)
    page.form.choices["fitting"].box.setFocus()
    hands.press("Down")
    assert page.history.now.box("holder").fitting == "cells"
    page.form.numbers["cells"].setFocus()
    hands.press("Ctrl+a")
    hands.type("18")
    assert page.history.now.box("holder").cells == 18
    assert page.form.value is not None
    page.form.value.box.setFocus()
    hands.press("Down")
    assert page.history.now.box("holder").text == "{code}"
    assert page.form.text is not None
    page.form.text.setFocus()
    hands.press("Ctrl+a")
    hands.type("{valid_until_year}")
    hands.press("Ctrl+s")
    shop.wait()
    kept = next(one for one in shop.needs.templates.all() if one.key == "food").box("holder")
    assert (kept.text, kept.cells) == ("{valid_until_year}", 18)


def test_a_text_that_names_no_field_is_refused_and_nothing_is_stored(
    make_workshop: MakeWorkshop, hands: Hands
) -> None:
    shop = make_workshop()
    page = shop.design
    page.kind.choose("food")
    shop.wait()
    assert page.form.text is not None
    page.form.text.setFocus()
    hands.press("Ctrl+a")
    hands.type("{nobody}")
    hands.press("Ctrl+s")
    shop.wait()
    assert "nobody" in page.notice.words
    with shop.store.read() as unit:
        assert unit.certificates.templates() == ()


def test_a_box_is_dragged_and_a_code_moved(make_workshop: MakeWorkshop) -> None:
    shop = make_workshop()
    page = shop.design
    page.kind.choose("food")
    shop.wait()
    canvas = page.canvas
    box = canvas.box_on_screen("licence")
    assert box is not None
    start = box.center().toPoint()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas, start + QPoint(30, 12))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start + QPoint(30, 12))
    unit = box.width() / 74
    assert page.chosen == "licence"
    assert at(shop, "licence")[:2] == pytest.approx((197 + 30 / unit, 63.5 + 12 / unit), abs=EXACT)
    page.canvas.picked.emit(QR)
    page.canvas.nudged.emit(-10, 0)
    assert page.history.now.qr == (243.0, 24.0, 29.0)
    assert page.history.can_undo


def test_the_scan_of_a_blank_lies_below_and_no_picture_says_so(
    make_workshop: MakeWorkshop, hands: Hands, tmp_path: Path
) -> None:
    shop = make_workshop()
    page = shop.design
    page.kind.choose("food")
    shop.wait()
    shop.scans.append(draw_blank(tmp_path / "blank.png"))
    hands.press("Ctrl+o")
    shop.wait()
    assert not page.canvas.scan.isNull()
    (tmp_path / "text.png").write_text("no picture")
    shop.scans.append(tmp_path / "text.png")
    hands.press("Ctrl+o")
    shop.wait()
    assert "不是" in page.notice.words


def test_a_specimen_is_printed_with_the_printers_fit(make_workshop: MakeWorkshop, hands: Hands) -> None:
    shop = make_workshop()
    shop.design.kind.choose("food")
    shop.wait()
    hands.press("Ctrl+p")
    shop.wait()
    (file,) = shop.printers.sent
    assert (file.job.size.width, file.job.size.height, file.job.place.printer) == (297, 210, "HP-LaserJet")
    assert file.pdf.startswith(b"%PDF")
    assert "HP-LaserJet" in shop.design.notice.words


def test_who_may_not_design_is_told(make_workshop: MakeWorkshop) -> None:
    stranger = make.actor(Right.ADMINISTRATOR)
    shop = make_workshop(actor=stranger)
    object.__setattr__(shop.needs, "actor", make.actor(Right.CLERK))
    page = shop.design
    page.canvas.nudged.emit(1, 0)
    page.save()
    settle_failed(shop)
    assert "没有" in page.notice.words
    with shop.store.read() as unit:
        assert unit.certificates.templates() == ()


def settle_failed(shop: Workshop) -> None:
    while "没有" not in shop.design.notice.words:
        shop.application.processEvents()


def test_blanks_are_received_and_written_off_by_keys(make_workshop: MakeWorkshop, hands: Hands) -> None:
    shop = make_workshop()
    card = shop.paper.blanks
    shop.wait()
    card.table.choose([one.blank for one in card.table.rows].index(FOOD_BLANK))
    card.first.setFocus()
    hands.type("No0001")
    hands.press("Return")
    hands.type("No0050")
    hands.press("Ctrl+r")
    shop.wait()
    assert shop.needs.blanks.stock(FOOD_BLANK).free == 50
    card.serial.setFocus()
    hands.type("No0001")
    hands.press("Return")
    hands.type("jam")
    hands.press("Ctrl+d")
    shop.wait()
    while card.table.rows[card.table.currentIndex().row()].spoiled != 1:
        shop.wait()
    assert shop.needs.blanks.stock(FOOD_BLANK).next == "No0002"
    card.serial.setFocus()
    hands.type("No9999")
    hands.press("Return")
    hands.type("lost")
    hands.press("Ctrl+d")
    shop.wait()
    assert "No9999" in shop.paper.notice.words


def test_a_printer_is_brought_to_land_by_what_a_ruler_says(make_workshop: MakeWorkshop, hands: Hands) -> None:
    shop = make_workshop()
    card = shop.paper.fit
    shop.wait()
    hands.press("Ctrl+p")
    shop.wait()
    assert shop.printers.sent[0].job.size == card.page
    for text in ("21.5", "20.0", "191.5", "277.0"):
        hands.type(text)
        hands.press("Return")
    hands.press("Ctrl+s")
    shop.wait()
    fit = shop.needs.designs.fit("HP-LaserJet")
    assert (fit.dx, fit.dy, fit.scale_x, fit.scale_y) == (-15, 0, 10_000, 10_000)
    assert "右移 -1.5 毫米" in card.now.text()
    card.measured["ax"].setFocus()
    for text in ("90", "20", "120", "277"):
        hands.type(text)
        hands.press("Return")
    hands.press("Ctrl+s")
    shop.wait()
    assert "不合理" in shop.paper.notice.words
