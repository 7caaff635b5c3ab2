"""Printers chosen by kind of paper with keys alone, over a real settings file; and the walk of the page."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.papers import PaperKind
from app.domain.print_jobs import A4, Place, place_of
from app.settings import load_settings
from tests.e2e.clerk.counter import FIRST, SECOND
from tests.e2e.hands import Hands
from tests.e2e.technician.printing import STATES, WRITTEN, Printing, printing
from tests.e2e.walk import SIZES, dress_for, faults, settle, stretched, tab_faults, untranslated
from ui.look import Look
from ui.tasks import TaskRunner
from ui.theme import DARK, LIGHT

RECEIPT, NOTICE, DELIVERY = PaperKind.ACCEPTANCE.value, PaperKind.NOTICE.value, PaperKind.DELIVERY.value
SAME = "同“其余文书和证照”"


@pytest.fixture
def hands(qapp: QApplication) -> Hands:
    return Hands(qapp)


@pytest.fixture
def shown(
    qtbot: QtBot, qapp: QApplication, look: Look, runner: TaskRunner, tmp_path: Path
) -> Iterator[Printing]:
    made = printing(look, runner, tmp_path / "machine.toml")
    made.page.resize(*SIZES[0][:2])
    made.page.show()
    made.page.activateWindow()
    made.page.setFocus()
    qtbot.waitUntil(runner.idle)
    qtbot.waitUntil(lambda: qapp.focusWidget() is not None)
    settle(qapp)
    yield made
    made.page.close()
    made.page.deleteLater()
    qapp.processEvents()


def told(shown: Printing) -> Callable[[], bool]:
    return lambda: "已存入本机设置文件" in shown.page.notice.words


def test_where_each_kind_goes_and_what_is_not_there(shown: Printing) -> None:
    assert shown.words(RECEIPT) == (f"{SECOND}，纸盒 Tray2", "")
    assert shown.words(NOTICE) == (SAME, "")
    words, problem = shown.words(DELIVERY)
    assert words == "已搬走的打印机"
    assert problem.startswith("这台电脑上没有“已搬走的打印机”")
    assert {"办事指南", "收件登记表", "缴款通知书", "食品经营许可证"} <= {
        line.title for line in shown.page.table.rows
    }


def test_printers_are_chosen_and_saved_by_keys(shown: Printing, hands: Hands, qtbot: QtBot) -> None:
    shown.row(RECEIPT)
    hands.press("Return")
    assert hands.holds() == "打印机"
    hands.press("Up")
    assert shown.words(RECEIPT)[0] == f"{FIRST}，纸盒 Tray2"
    hands.press("Up")
    assert shown.words(RECEIPT) == (SAME, "")
    shown.row(NOTICE)
    hands.press("Return", "Down", "Down", "Tab")
    assert hands.holds() == "纸盒"
    hands.type("Rear")
    hands.press("Tab", "Space")
    assert shown.words(NOTICE)[0] == f"{SECOND}，纸盒 Rear，横着进纸"
    assert shown.file.read_text("utf-8") == WRITTEN, "nothing is kept before it is saved"
    hands.press("Ctrl+s")
    qtbot.waitUntil(told(shown))
    settings = load_settings(shown.file, {})
    wanted = {"*": FIRST, DELIVERY: "已搬走的打印机", NOTICE: f"{SECOND};tray=Rear;turned"}
    assert settings.printers == wanted == dict(shown.chosen)
    assert [one.name for one in settings.devices] == ["扫码枪"]
    assert place_of(NOTICE, shown.chosen) == Place(SECOND, "Rear", turned=True), "in force at once"
    assert not shown.page.buttons["Ctrl+S"].isEnabled()


def test_what_was_not_saved_is_taken_back(shown: Printing, hands: Hands) -> None:
    shown.row(DELIVERY)
    hands.press("Return", "Up", "Ctrl+r")
    assert shown.words(DELIVERY)[0] == "已搬走的打印机"
    assert not shown.page.buttons["Ctrl+S"].isEnabled()


def test_a_test_page_goes_where_things_stand_now(shown: Printing, hands: Hands, qtbot: QtBot) -> None:
    shown.row(RECEIPT)
    hands.press("Ctrl+p")
    qtbot.waitUntil(lambda: shown.page.notice.words == f"测试页已送 {SECOND}")
    shown.row("其余文书和证照")
    hands.press("Return", "Up")
    assert shown.words("其余文书和证照")[0] == f"系统默认打印机（{FIRST}）"
    shown.row(NOTICE)
    hands.press("Ctrl+p")
    qtbot.waitUntil(lambda: shown.page.notice.words == f"测试页已送 {FIRST}")
    assert shown.tested == [(A4, Place(SECOND, "Tray2")), (A4, Place(FIRST))]


def test_a_tray_that_cannot_be_written_is_not_saved(shown: Printing, hands: Hands) -> None:
    shown.row(RECEIPT)
    hands.press("Return", "Tab", "Ctrl+a")
    hands.type("a;b")
    hands.press("Ctrl+s")
    assert hands.holds() == "纸盒"
    assert shown.file.read_text("utf-8") == WRITTEN


def test_a_file_that_cannot_be_written_is_told(shown: Printing, hands: Hands, qtbot: QtBot) -> None:
    shown.file.unlink()
    shown.file.mkdir()
    shown.row(DELIVERY)
    hands.press("Return", "Up", "Ctrl+s")
    qtbot.waitUntil(lambda: "写不进去" in shown.page.notice.words)
    assert shown.page.buttons["Ctrl+S"].isEnabled()
    assert shown.chosen[DELIVERY] == "已搬走的打印机"


def test_the_walk(shown: Printing, look: Look, runner: TaskRunner, qapp: QApplication, qtbot: QtBot) -> None:
    found = []
    for name, reach in STATES.items():
        dress_for(look, LIGHT, 1.0)
        reach(shown)
        qtbot.waitUntil(runner.idle)
        for width, height, scale in SIZES:
            dress_for(look, DARK if width > SIZES[0][0] else LIGHT, scale)
            shown.page.resize(width, height)
            settle(qapp)
            found += [f"{name} {width} {fault}" for fault in faults(shown.page)]
        dress_for(look, LIGHT, 1.0)
        shown.page.resize(*SIZES[0][:2])
        with stretched(qapp):
            settle(qapp)
            found += [f"{name} longer {fault}" for fault in faults(shown.page) + untranslated(shown.page)]
        settle(qapp)
    assert not found
    assert "打印服务" in shown.page.notice.words
    shown.row(RECEIPT)
    shown.page.table.setFocus()
    assert tab_faults(shown.page, qapp) == []
