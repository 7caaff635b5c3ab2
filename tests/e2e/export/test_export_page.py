"""The export page: it asks for days and a reason, says what it did, and everything fits."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.accounts import Right
from tests.e2e.export.office import OpenPage, export_office
from tests.e2e.kiosk.bench import dressed, load_faces
from tests.e2e.walk import faults, settle, stretched, tab_faults, untranslated
from ui.look import Look
from ui.theme import DARK, LIGHT

PATIENCE_MS = 20_000


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    load_faces()
    with dressed(qapp) as made:
        yield made


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "out.csv"


@pytest.fixture
def open_page(look: Look, qtbot: QtBot, tmp_path: Path, target: Path) -> Iterator[OpenPage]:
    def wait(until: Callable[[], bool]) -> None:
        qtbot.waitUntil(until, timeout=PATIENCE_MS)

    with export_office(look, tmp_path / "store", target, wait) as opened:
        yield opened


def test_cases_go_out_once_there_is_a_reason(open_page: OpenPage, qtbot: QtBot, target: Path) -> None:
    page = open_page(Right.SUPERVISOR)
    assert not page.full.isVisible()
    QTest.keyClick(page, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert "导出理由" in page.notice.words
    assert not target.exists()
    page.reason.put("年度统计")
    QTest.keyClick(page, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "已导出 1 件到 out.csv" in page.notice.words)
    assert "年度统计" in target.read_text(encoding="utf-8-sig").splitlines()[0]
    page.last.put("2020-01-01")
    page.export(".csv")
    qtbot.waitUntil(lambda: "晚于结束日期" in page.notice.words)


def test_who_may_not_export_is_told(open_page: OpenPage, qtbot: QtBot, target: Path) -> None:
    page = open_page(Right.CLERK)
    page.reason.put("统计")
    page.export(".csv")
    qtbot.waitUntil(lambda: bool(page.notice.words) and "正在" not in page.notice.words)
    assert not target.exists()


def test_everything_fits_and_can_be_reached(open_page: OpenPage, look: Look, qapp: QApplication) -> None:
    page = open_page(Right.SUPERVISOR, Right.AUDITOR)
    assert page.full.isVisible()
    found: list[str] = []
    for theme, scale, size in ((LIGHT, 1.0, (1366, 700)), (DARK, 1.15, (1920, 1000))):
        look.change(theme=theme, scale=scale)
        page.resize(*size)
        settle(qapp)
        page.setFocus()
        found += [str(fault) for fault in (*faults(page), *tab_faults(page, qapp))]
        with stretched(qapp):
            settle(qapp)
            found += [f"stretched {fault}" for fault in (*faults(page), *untranslated(page))]
    assert not found
