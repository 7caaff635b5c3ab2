"""From nothing to the first receipt of a new hall, by keys; faults named before anything is written."""

import argparse
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.domain.case_rows import CaseQuery
from app.domain.codes import credit_check_digit
from app.domain.details import StepKind
from app.domain.papers import PaperKind
from app.services.accounts import Credentials
from app.services.use_cases import UseCases
from app.settings import Role, load_settings
from data.driver import is_encrypted
from data.passwords import Argon2Passwords
from data.places import STORE_FILE
from data.store import holds_store, open_store
from data.working_days import CalendarTables
from devices.simulators import simulated
from devices.simulators.frame import Simulation
from main import open_window
from tests.e2e.clerk.counter import KeepingPrinters
from tests.e2e.hands import Hands
from tests.e2e.setup.office import FILES, Empty
from tests.e2e.setup.states import fill, with_faults
from tests.fakes import RecordingComposer
from ui.clerk.accept_page import AcceptPage
from ui.clerk.window import ClerkWindow
from ui.lock.new_password import NewPasswordDialog
from ui.setup.program import ask_workbooks
from ui.sign_in import SignInPage
from ui.sync.page import SyncPage
from ui.technician.device_page import DevicePage
from ui.widgets.rare_character import RareCharacter

MakeEmpty = Callable[..., Empty]
FIRST_PASSWORD, OWN_PASSWORD = "Snow-Lion-1", "Own-Words-26"
SHOP = "92632621MA75K00X3"
MOST_KEYS = 60


@pytest.fixture
def hands(qapp: QApplication) -> Hands:
    return Hands(qapp)


def answer_file_dialog(hands: Hands, application: QApplication) -> None:
    """Type the workbooks' names into the dialog that asks for them, once it is open, and press Enter."""
    asking = QTimer(application, interval=10)

    def look() -> None:
        dialog, here = application.activeModalWidget(), application.focusWidget()
        if isinstance(dialog, QFileDialog) and here is not None and dialog.isAncestorOf(here):
            asking.stop()
            hands.type(" ".join(f'"{file}"' for file in FILES))
            hands.press("Return")

    asking.timeout.connect(look)
    asking.start()


def test_a_rare_character_comes_by_its_code_point(
    make_empty: MakeEmpty, hands: Hands, qapp: QApplication
) -> None:
    empty = make_empty()
    assert hands.holds() == "大厅名称"

    def answer() -> None:
        dialog = qapp.activeModalWidget()
        assert isinstance(dialog, RareCharacter)
        QTest.keyClicks(dialog.code.edit, "2CB2D")
        QTest.keyClick(dialog.code.edit, Qt.Key.Key_Return)

    QTimer.singleShot(0, answer)
    hands.press("Ctrl+G")
    assert empty.wizard.hall.hall.fields[0].text == "\U0002cb2d"


def describe_hall(empty: Empty, hands: Hands) -> None:
    """Type everything, choose the workbooks by the file dialog, ask for the hall."""
    assert hands.holds() == "大厅名称"
    for text in ("玛沁县政务服务中心", "632621", "玛", "玛沁县大武镇"):
        hands.type(text)
        hands.press("Return")
    hands.press("Return")
    hands.type("0975-8380000")
    hands.press("Return", "Return", "Ctrl+a")
    hands.type("26")
    hands.press("Return")
    hands.type(FIRST_PASSWORD)
    answer_file_dialog(hands, empty.program.application)
    hands.press("Ctrl+o")
    empty.wizard.activateWindow()  # which a window manager does when a dialog goes
    empty.wait()
    assert empty.wizard.hall.tables.words.text() == "没有错误：2 个部门，6 个事项，8 个人。"
    hands.press("Ctrl+s")
    empty.wait()


def confirm_code(empty: Empty, hands: Hands) -> str:
    """Copy the recovery code, mistype its end once, confirm it."""
    page = empty.wizard.code
    code = "-".join(" ".join(label.text() for label in page.groups).split())
    assert holds_store(empty.folder)
    assert is_encrypted(empty.folder / STORE_FILE)
    assert hands.holds() == "最后一组（4 位）"
    hands.type(code[-4:])
    hands.press("Return")
    empty.wait()
    return code


def add_ticket_printer(empty: Empty, hands: Hands, url: str) -> None:
    """Describe a ticket printer, test it, keep it."""
    page = empty.wizard.stack.currentWidget()
    assert isinstance(page, DevicePage)
    hands.press("Ctrl+n")
    hands.type("小票机")
    hands.press("Return")
    assert page.form is not None
    while page.form.kind.value != "ticket_printer":
        hands.press("Down")
    hands.press("Return", "Return")
    hands.type(url)
    hands.press("F5")
    empty.wait()
    assert page.trial.words.text(), "no outcome"
    hands.press("Ctrl+s")
    empty.wait()
    assert [one.name for one in load_settings(empty.folder / "machine.toml", {}).devices] == ["小票机"]


def calibrate(empty: Empty, hands: Hands, printers: KeepingPrinters) -> None:
    """Print the ruler page and type what a ruler says."""
    hands.press("Ctrl+Return")
    empty.wait()
    hands.press("Ctrl+p")
    empty.wait()
    assert len(printers.jobs) == 1
    for number, measured in enumerate(("20", "20", "190", "277")):
        if number:
            hands.press("Return")
        hands.type(measured)
    hands.press("Ctrl+s")
    empty.wait()


def test_from_nothing_to_the_first_receipt(
    make_empty: MakeEmpty, hands: Hands, qtbot: QtBot, printers: KeepingPrinters
) -> None:
    empty = make_empty(choose=ask_workbooks)
    describe_hall(empty, hands)
    code = confirm_code(empty, hands)
    assert len(code.split("-")) == 8
    simulation = Simulation(simulated("escpos"))
    try:
        add_ticket_printer(empty, hands, simulation.url)
        calibrate(empty, hands, printers)
        hands.press("Ctrl+Return")
        empty.wait()
        assert isinstance(empty.wizard.stack.currentWidget(), SyncPage)
        hands.press("Ctrl+Return")
        assert empty.said == ["made"]
        empty.close_machine()
        with ExitStack() as opened:
            work_at_the_counter(empty, hands, qtbot, opened, printers)
    finally:
        simulation.close()
    assert len(hands.pressed) <= MOST_KEYS, hands.pressed


def work_at_the_counter(
    empty: Empty, hands: Hands, qtbot: QtBot, opened: ExitStack, printers: KeepingPrinters
) -> None:
    """Begin the program with what the wizard wrote, sign in, and accept one application."""
    program = empty.begin_again()
    store = opened.enter_context(open_store(empty.folder, changed=program.changes.publish))
    settings = load_settings(empty.folder / "machine.toml", {})
    assert (settings.role, settings.counter) == (Role.CLERK, "26")
    args = argparse.Namespace(role=None, config=None, simulate=True)
    open_window(args, settings, program, store, opened, empty.clock)
    window = sign_in(empty, hands)
    page = window.page(0)
    assert isinstance(page, AcceptPage)
    qtbot.waitUntil(lambda: page.spelt, timeout=20_000)
    hands.type("spjyxk")
    hands.press("Return")
    for text in (
        "大武镇雪山茶餐馆",
        SHOP + credit_check_digit(SHOP),
        "才让多杰",
        "",
        "才让多杰",
        "13800000000",
    ):
        hands.type(text)
        hands.press("Return")
    assert hands.holds() == "材料清单"
    hands.press("a", "Ctrl+1")
    qtbot.waitUntil(lambda: not page.desk.flow.working, timeout=20_000)
    empty.wait()
    use = UseCases.over(store, CalendarTables(), empty.clock, Argon2Passwords(), RecordingComposer())
    actor = use.accounts.sign_in(Credentials("zhuoma", OWN_PASSWORD), "26")
    (row,) = use.case_book.find(actor, CaseQuery())
    view = use.case_book.view(actor, row.case_id)
    kinds = [step.kind for step in view.branches[0].branch.steps]
    assert kinds[:2] == [StepKind.RECEIVED, StepKind.ACCEPTED]
    assert PaperKind.MATERIALS_RECEIPT in [record.kind for record, _ in view.prints]
    assert len(printers.jobs) > 1


def sign_in(empty: Empty, hands: Hands) -> ClerkWindow:
    """Sign in with the first password, choose an own one, and return the counter's window."""
    empty.wait()
    assert isinstance(shown(empty), SignInPage)
    hands.type("zhuoma")
    hands.press("Return")
    hands.type(FIRST_PASSWORD)
    hands.press("Return")
    empty.wait()
    dialog = shown(empty, NewPasswordDialog)
    dialog.activateWindow()
    for _ in range(2):
        hands.type(OWN_PASSWORD)
        hands.press("Return")
    empty.wait()
    window = shown(empty, ClerkWindow)
    assert isinstance(window, ClerkWindow)
    window.activateWindow()
    empty.wait()
    return window


def shown(empty: Empty, kind: type[QWidget] = QWidget) -> QWidget:
    windows = empty.program.application.topLevelWidgets()
    return next(one for one in windows if one.isVisible() and isinstance(one, kind))


def test_faults_are_listed_and_nothing_is_written_until_they_are_mended(
    make_empty: MakeEmpty, hands: Hands, tmp_path: Path
) -> None:
    empty = make_empty()
    page, mended = empty.wizard.hall, list(empty.chosen)
    (tmp_path / "wrong").mkdir()
    empty.chosen[:] = with_faults(tmp_path / "wrong")
    fill(empty)
    hands.press("Ctrl+o")
    empty.wait()
    found = [(one.file, one.row, one.column) for one in page.tables.faults.rows]
    assert found == [
        ("部门", 2, "统一社会信用代码"),
        ("事项", 2, "办件类型"),
        ("事项", 3, "承诺时限"),
        ("材料", 4, "介质"),
    ]
    hands.press("Ctrl+s")
    empty.wait()
    assert not holds_store(empty.folder)
    assert hands.holds() == "要改正的地方"
    empty.chosen[:] = mended
    hands.press("Ctrl+o")
    empty.wait()
    hands.press("Ctrl+s")
    empty.wait()
    assert empty.wizard.stack.currentWidget() is empty.wizard.code


def test_a_wrong_end_of_the_code_keeps_the_hall_unwritten_and_a_new_start_tells_another_code(
    make_empty: MakeEmpty, hands: Hands
) -> None:
    empty = make_empty()
    fill(empty)
    hands.press("Ctrl+o")
    empty.wait()
    hands.press("Ctrl+s")
    empty.wait()
    code = empty.wizard.code
    first = [label.text() for label in code.groups]
    code.typed.put("0000")
    hands.press("Return")
    assert code.typed.wrong
    empty.wizard.hide()
    again = make_empty()
    fill(again)
    again.wizard.hall.tables.pick()
    again.wait()
    again.wizard.hall.start()
    again.wait()
    assert [label.text() for label in again.wizard.code.groups] != first
    again.confirm_code()
    assert isinstance(again.wizard.stack.currentWidget(), DevicePage)
    third = make_empty()
    fill(third)
    third.wizard.hall.tables.pick()
    third.wait()
    third.wizard.hall.start()
    third.wait()
    assert third.wizard.hall.notice.words.startswith("这个数据文件夹里已有大厅")


def test_a_settings_file_that_cannot_be_written_is_told_and_tried_again(
    make_empty: MakeEmpty, hands: Hands
) -> None:
    empty = make_empty()
    fill(empty)
    hands.press("Ctrl+o")
    empty.wait()
    hands.press("Ctrl+s")
    empty.wait()
    in_the_way = empty.folder / "machine.toml"
    in_the_way.mkdir()
    empty.confirm_code()
    assert "machine.toml" in empty.wizard.code.notice.words
    in_the_way.rmdir()
    hands.press("Return")
    empty.wait()
    assert isinstance(empty.wizard.stack.currentWidget(), DevicePage)


def test_reading_shows_how_far_it_is_and_stops_at_esc(
    make_empty: MakeEmpty, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.xlsx_tables.TOLD_ROWS", 1)
    empty = make_empty()
    tables = empty.wizard.hall.tables
    seen: list[int] = []
    monkeypatch.setattr(tables.progress, "advance", lambda done, total: seen.append(100 * done // total))
    hands.press("Ctrl+o", "Escape")
    empty.wait()
    assert tables.words.text() == "已停止读取，什么都没有导入。"
    hands.press("F5")
    empty.wait()
    assert tables.words.text().startswith("没有错误：2 个部门")
    assert seen == sorted(seen)
    assert seen[-1] == 100


def test_what_is_missing_is_gone_to_and_the_demo_hall_is_one_key_away(
    make_empty: MakeEmpty, hands: Hands
) -> None:
    empty = make_empty()
    page = empty.wizard.hall
    hands.press("Ctrl+s")
    assert hands.holds() == "大厅名称"
    assert page.hall.name.wrong
    fill(empty)
    page.hall.area.put("999999")
    hands.press("Ctrl+s")
    assert page.hall.area.wrong
    page.hall.area.put("632621")
    hands.press("Ctrl+s")
    empty.wait()
    assert "Ctrl+O" in page.notice.words
    hands.press("F9")
    assert empty.said == ["demo"]
    assert not holds_store(empty.folder)
