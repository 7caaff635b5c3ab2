"""From nothing to the first receipt of a new hall, by keys; faults named before anything is written."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.details import StepKind
from app.domain.papers import PaperKind
from app.errors import RuleError
from app.services.accounts import Credentials
from app.services.use_cases import UseCases
from app.settings import Role, load_settings
from data.store import holds_store, open_store
from data.working_days import CalendarTables
from printing.first_use import FirstUseComposer
from tests.e2e.clerk import counter as counters_of
from tests.e2e.clerk.counter import Counter, KeepingPrinters, needs_of
from tests.e2e.clerk.test_key_presses import Clerk
from tests.e2e.hands import Hands
from tests.e2e.setup.office import Empty
from tests.e2e.setup.states import fill, with_faults
from tests.fakes import PlainHash, StillClock
from ui.clerk.window import ClerkWindow
from ui.events import ChangesBridge
from ui.look import Look
from ui.timing import CallbackTimes

MakeEmpty = Callable[..., Empty]
FIRST_PASSWORD, OWN_PASSWORD = "Snow-Lion-1", "Own-Words-26"
SIGN_IN_KEYS = 6
"""Enter after name and password, then after the old and twice the new one; the sign-in has its own tests."""
MOST_KEYS = 60


@pytest.fixture
def hands(qapp: QApplication) -> Hands:
    return Hands(qapp)


def set_up(empty: Empty, hands: Hands) -> None:
    """Type everything, choose the workbooks, make the hall."""
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
    hands.press("Ctrl+o")
    empty.wait()
    assert empty.page.tables.words.text() == "没有错误：2 个部门，6 个事项，8 个人。"
    hands.press("Ctrl+s")
    empty.wait()


def test_from_nothing_to_the_first_receipt(
    make_empty: MakeEmpty,
    hands: Hands,
    look: Look,
    qapp: QApplication,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    empty = make_empty()
    set_up(empty, hands)
    assert empty.made == [(Role.CLERK, "26")]
    machine = load_settings(empty.folder / "machine.toml", {})
    assert (machine.role, machine.counter) == (Role.CLERK, "26")
    empty.page.hide()
    monkeypatch.setattr(counters_of, "DEMO_PASSWORD", OWN_PASSWORD)
    changes, composer, printers, clock = (
        ChangesBridge(CallbackTimes()),
        FirstUseComposer(),
        KeepingPrinters(),
        StillClock(),
    )
    with open_store(empty.folder / "store", changed=changes.publish) as store:
        accounts = UseCases.over(store, CalendarTables(), clock, PlainHash(), composer).accounts
        with pytest.raises(RuleError, match="must_change"):
            accounts.sign_in(Credentials("zhuoma", FIRST_PASSWORD), "26")
        accounts.change_password(Credentials("zhuoma", FIRST_PASSWORD), OWN_PASSWORD)
        needs = needs_of(
            look, store, empty.runner, changes, clock, composer, printers, 26, empty.folder, login="zhuoma"
        )
        window = ClerkWindow(needs, qapp)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        clerk = Clerk(Counter(needs, window, printers, clock, []), qtbot, qapp)
        qtbot.waitUntil(clerk.counter.ready, timeout=60_000)
        first_receipt(clerk)
        pressed = len(hands.pressed) + SIGN_IN_KEYS + len(clerk.hands.pressed)
        window.close()
        window.deleteLater()
        empty.wait()
    assert pressed <= MOST_KEYS, pressed


def first_receipt(clerk: Clerk) -> None:
    """Accept one application for the first item of the department."""
    clerk.hands.type("spjyxk")
    clerk.hands.press("Return")
    clerk.fill_shop()
    assert clerk.hands.holds() == "材料清单"
    clerk.hands.press("a", "Ctrl+1")
    clerk.wait()
    assert clerk.kinds()[:2] == [StepKind.RECEIVED, StepKind.ACCEPTED]
    assert PaperKind.MATERIALS_RECEIPT in clerk.printed()


def test_faults_are_listed_and_nothing_is_written_until_they_are_mended(
    make_empty: MakeEmpty, hands: Hands, tmp_path: Path
) -> None:
    empty = make_empty()
    mended = list(empty.chosen)
    (tmp_path / "wrong").mkdir()
    empty.chosen[:] = with_faults(tmp_path / "wrong")
    fill(empty)
    hands.press("Ctrl+o")
    empty.wait()
    found = [(one.file, one.row, one.column) for one in empty.page.tables.faults.rows]
    assert found == [
        ("部门", 2, "统一社会信用代码"),
        ("事项", 2, "办件类型"),
        ("事项", 3, "承诺时限"),
        ("材料", 4, "介质"),
    ]
    hands.press("Ctrl+s")
    empty.wait()
    assert not holds_store(empty.folder / "store")
    assert hands.holds() == "要改正的地方"
    empty.chosen[:] = mended
    hands.press("Ctrl+o")
    empty.wait()
    hands.press("Ctrl+s")
    empty.wait()
    assert empty.made


def test_what_is_missing_is_gone_to_and_the_demo_hall_is_one_key_away(
    make_empty: MakeEmpty, hands: Hands
) -> None:
    empty = make_empty()
    hands.press("Ctrl+s")
    assert hands.holds() == "大厅名称"
    assert empty.page.hall.name.wrong
    fill(empty)
    empty.page.hall.area.put("999999")
    hands.press("Ctrl+s")
    assert empty.page.hall.area.wrong
    empty.page.hall.area.put("632621")
    hands.press("Ctrl+s")
    empty.wait()
    assert "Ctrl+O" in empty.page.notice.words
    hands.press("F9")
    assert empty.demo == [True]
    assert not holds_store(empty.folder / "store")
