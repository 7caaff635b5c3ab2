"""The sync page: what it says in each state, what its keys do, and that everything fits."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.errors import SyncError
from tests.e2e.sync.office import STATES, Office
from tests.e2e.walk import faults, settle, stretched, tab_faults, untranslated
from tests.integration.store.filling import add_case
from ui.look import Look
from ui.sync.mend_dialog import MendDialog
from ui.sync.page import SyncPage
from ui.theme import DARK, LIGHT, Theme


def said(page: SyncPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def page_of(office: Office) -> SyncPage:
    assert office.page is not None
    return office.page


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("size", [(1366, 700), (1920, 1000)])
@pytest.mark.parametrize("state", sorted(STATES))
def test_everything_fits_and_can_be_reached(
    state: str, size: tuple[int, int], theme: Theme, office: Office, look: Look, qapp: QApplication
) -> None:
    look.change(theme=theme, scale=1.15 if size[0] > 1800 else 1.0)
    STATES[state](office)
    page = page_of(office)
    page.resize(*size)
    settle(qapp)
    page.setFocus()
    found = [str(fault) for fault in (*faults(page), *tab_faults(page, qapp))]
    with stretched(qapp):
        settle(qapp)
        found += [f"stretched {fault}" for fault in (*faults(page), *untranslated(page))]
    assert not found


def test_a_station_that_stands_alone_says_how_to_join_and_joins(office: Office, tmp_path: Path) -> None:
    STATES["alone"](office)
    page = page_of(office)
    assert "没有接入中心" in said(page)
    assert not page.send.isEnabled()
    office.chosen = tmp_path / "connection.json"
    QTest.keyClick(page, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    office.rest()
    assert "已与中心一致" in said(page)
    assert page.send.isEnabled()


def test_without_the_line_it_says_what_works_and_sends_all_when_it_is_back(office: Office) -> None:
    STATES["offline"](office)
    page = page_of(office)
    assert "没有连上中心" in said(page)
    assert "照常能做" in said(page)
    assert "3 条" in said(page)
    office.centre.down = False
    page.send.click()
    office.rest()
    assert "已与中心一致" in said(page)
    assert "0 条" in said(page)
    assert "照常能做" not in said(page)


def test_a_refused_record_is_told_in_words_and_sent_again_as_it_is(office: Office) -> None:
    STATES["parked"](office)
    page = page_of(office)
    assert len(page.table.rows) == 8
    kinds = {one.kind for one in page.table.rows}
    assert kinds == {"case_header", "case_step"}
    text = page.table.rows[0].text
    page.retry.click()
    office.rest()
    assert office.centre.mended == [text]
    assert len(page.table.rows) == 7


def test_a_refused_record_is_mended_and_sent(office: Office) -> None:
    STATES["parked"](office)
    page = page_of(office)
    page.mend.click()
    (dialog,) = page.findChildren(MendDialog)
    dialog.content.setPlainText('{"number": "1"')
    dialog.send()
    assert dialog.isVisible()
    dialog.content.setPlainText('{"number": "1"}')
    dialog.send()
    office.rest()
    assert [json.loads(text) for text in office.centre.mended] == [{"number": "1"}]
    assert len(page.table.rows) == 7


def test_what_waits_goes_into_a_file_and_a_file_of_another_machine_comes_in(
    office: Office, tmp_path: Path
) -> None:
    STATES["offline"](office)
    page = page_of(office)
    office.chosen = tmp_path / "waiting.carry"
    QTest.keyClick(page, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    office.rest()
    assert "已导出 3 条到 waiting.carry" in page.notice.words
    QTest.keyClick(page, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    office.rest()
    assert "已交给中心 3 条，其中 0 条待处理" in page.notice.words
    office.chosen.write_text("nothing", encoding="ascii")
    page.bring.click()
    office.rest()
    assert "不是工作站导出的待传文件" in page.notice.words
    office.exchange()
    assert "不是工作站导出的待传文件" in page.notice.words, "what went wrong stays until the next act"


def test_the_worker_waits_longer_after_each_failure_and_goes_at_once_when_asked(office: Office) -> None:
    office.enrol()
    office.centre.down = True
    for _ in range(3):
        office.exchange()
        seen = office.worker.last
        assert seen is not None
        assert isinstance(seen.error, SyncError)
    office.centre.down = False
    add_case(office.store)
    office.exchange()
    assert office.sync.standing().waiting == 0
