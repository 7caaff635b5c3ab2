"""The pages of certificates in every state they can be seen in; walk and screenshots share it."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.domain.template_edits import QR
from tests.e2e.designer.workshop import Workshop, draw_blank


def _full(shop: Workshop) -> QWidget:
    shop.design.kind.choose("food")
    return shop.window


def _scan(shop: Workshop) -> QWidget:
    shop.design.kind.choose("food")
    shop.wait()
    with tempfile.TemporaryDirectory() as folder:
        shop.scans.append(draw_blank(Path(folder) / "blank.png"))
        shop.design.pick_scan()
        shop.wait()
    shop.design.canvas.nudged.emit(30, 5)
    return shop.window


def _code(shop: Workshop) -> QWidget:
    shop.design.kind.choose("disability")
    shop.design.canvas.picked.emit(QR)
    return shop.window


def _wrong(shop: Workshop) -> QWidget:
    field = shop.design.form.numbers["size"]
    field.put("900")
    field.judge()
    return shop.window


def _stock(shop: Workshop) -> QWidget:
    assert shop.paper
    shop.stock()
    return shop.window


def _missing(shop: Workshop) -> QWidget:
    page = shop.paper
    shop.wait()
    page.blanks.receive()
    page.fit.store()
    return shop.window


STATES: dict[str, Callable[[Workshop], QWidget]] = {
    "a1-full": _full,
    "a2-scan": _scan,
    "a3-code": _code,
    "a4-wrong": _wrong,
    "b1-stock": _stock,
    "b2-missing": _missing,
}
"""State → how to reach it; returns the window to look at."""
