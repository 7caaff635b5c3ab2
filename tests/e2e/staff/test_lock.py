"""The locked screen: idle or by key, nothing typed lost, the password or the finger brings it back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.errors import RuleError
from app.services.accounts import Credentials
from tests.e2e.hands import Hands
from tests.e2e.staff.conftest import Desk
from tests.e2e.staff.office import PASSWORD
from tests.e2e.walk import SIZES, THEMES, dress_for, faults, settle, stretched, tab_faults, untranslated
from ui.band import Band
from ui.error_texts import explain
from ui.lock.guard import ScreenGuard
from ui.lock.lock_screen import ByFinger, IdleWatch, LockScreen
from ui.lock.new_password import NewPasswordDialog
from ui.staff_window import PageTab, StaffWindow
from ui.widgets.dialogs import Choice, Dialog


class Locked:
    """A staff window with one field, and its guard."""

    def __init__(self, desk: Desk, qapp: QApplication, by_finger: ByFinger | None = None) -> None:
        office = desk.office
        self.desk, self.field = desk, QLineEdit()
        self.field.setAccessibleName("姓名")
        band = Band(office.look, "大厅", "26 号窗口", ["受理"], "卓玛措", office.clock.now)
        self.window = StaffWindow(office.look, qapp, band, [PageTab("受理", lambda: self.field)], "窗口")
        self.window.show_page(0)
        actor = office.accounts.sign_in(Credentials("zhuoma", PASSWORD), "26")
        self.guard = ScreenGuard(
            office.look, office.runner, qapp, self.window, actor, office.accounts, 10, by_finger
        )
        desk.show(self.window)
        self.field.setFocus()

    @property
    def screen(self) -> LockScreen:
        assert self.guard.screen is not None
        return self.guard.screen

    def audit(self) -> list[object]:
        with self.desk.office.store.read() as unit:
            return [entry.fields["action"] for entry in unit.audit.entries()]


def test_nothing_typed_is_lost_and_no_key_gets_through(desk: Desk, qapp: QApplication, hands: Hands) -> None:
    locked = Locked(desk, qapp)
    hands.type("abc")
    hands.press("Ctrl+Shift+L")
    desk.settle()
    assert locked.screen.isVisible()
    hands.press("Escape", "Alt+1", "Ctrl+L")
    assert locked.screen.isVisible()
    hands.type("wrong")
    hands.press("Return")
    desk.settle()
    assert locked.screen.notice.words == "用户名或密码不对，请重新输入。"
    hands.type(PASSWORD)
    hands.press("Return")
    desk.settle()
    assert locked.guard.screen is None
    assert locked.field.text() == "abc"
    hands.type("d")
    assert locked.field.text() == "abcd"
    acts = [act for act in locked.audit() if str(act).startswith("screen")]
    assert acts == ["screen_lock", "screen_unlock", "screen_unlock"]


def test_an_open_dialog_is_covered_too(desk: Desk, qapp: QApplication, hands: Hands) -> None:
    locked = Locked(desk, qapp)
    dialog = Dialog(desk.office.look, locked.window, "作废", "作废这份文书？", (Choice("不作废", 0),))
    dialog.open()
    desk.settle()
    locked.guard.lock()
    desk.settle()
    hands.press("Escape")
    assert dialog.isVisible()
    assert locked.screen.isVisible()
    hands.type(PASSWORD)
    hands.press("Return")
    desk.settle()
    assert dialog.isVisible()
    assert locked.guard.screen is None
    dialog.done(0)


def test_the_finger_opens_it(desk: Desk, qapp: QApplication) -> None:
    heard: list[tuple[Callable[[], None], Callable[[Exception], None]]] = []
    ended: list[bool] = []

    def by_finger(came: Callable[[], None], failed: Callable[[Exception], None]) -> Callable[[], None]:
        heard.append((came, failed))
        return lambda: ended.append(True)

    locked = Locked(desk, qapp, by_finger)
    locked.guard.lock()
    desk.settle()
    heard[0][1](RuleError("screen.other_finger", name="才让多杰", owner="卓玛措"))
    assert locked.screen.notice.words.startswith("这是才让多杰的指纹")
    heard[0][0]()
    desk.settle()
    assert locked.guard.screen is None
    assert ended == [True]


def test_who_goes_signs_out(desk: Desk, qapp: QApplication, qtbot: QtBot) -> None:
    locked = Locked(desk, qapp)
    locked.guard.lock()
    desk.settle()
    with qtbot.waitSignal(locked.window.signed_out):
        locked.screen.leave.click()
    desk.settle()


def test_a_key_or_the_mouse_counts_anew(desk: Desk, qapp: QApplication) -> None:
    locked = Locked(desk, qapp)
    watch, minutes = IdleWatch(qapp, 10, locked.window), 10 * 60_000
    for sign in (QEvent.Type.KeyPress, QEvent.Type.MouseMove):
        watch._timer.stop()
        watch._timer.setInterval(minutes)
        watch._timer.start()
        watch.eventFilter(locked.field, QEvent(sign))
        assert watch._timer.isActive()
    assert not IdleWatch(qapp, 0, locked.window)._timer.isActive()


def test_idle_minutes_lock(desk: Desk, qapp: QApplication) -> None:
    locked = Locked(desk, qapp)
    locked.guard._watch.idle.emit()
    desk.settle()
    assert locked.screen.isVisible()
    locked.screen.done(1)
    desk.settle()


def test_a_new_password_comes_first(desk: Desk, qapp: QApplication, hands: Hands) -> None:
    office = desk.office
    boss = office.actor("guanli")
    office.accounts.set_password(boss, office.people["gesang"].id, "Given-By-Boss-1")
    given = Credentials("gesang", "Given-By-Boss-1")
    with pytest.raises(RuleError) as told:
        office.accounts.sign_in(given, "26")
    locked = Locked(desk, qapp)
    dialog = NewPasswordDialog(
        office.look,
        office.runner,
        locked.window,
        explain(told.value),
        lambda chosen: office.accounts.change_password(given, chosen),
    )
    dialog.open()
    desk.settle()
    dialog.activateWindow()
    dialog.first.put("Mine-Alone-77")
    dialog.again.setFocus()
    dialog.again.put("Mine-Alone-78")
    hands.press("Return")
    assert dialog.notice.words.startswith("两次输入的新密码不一样")
    dialog.again.put("Mine-Alone-77")
    hands.press("Return")
    desk.settle()
    assert not dialog.isVisible()
    assert office.accounts.sign_in(Credentials("gesang", "Mine-Alone-77"), "26").name == "格桑德吉"


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
def test_the_walk(desk: Desk, qapp: QApplication, width: int, height: int, scale: float) -> None:
    locked = Locked(desk, qapp)
    locked.window.resize(width, height)
    locked.guard.lock()
    desk.settle()
    screen = locked.screen
    for theme in THEMES:
        dress_for(desk.office.look, theme, scale)
        settle(qapp)
        assert faults(screen) == []
    with stretched(qapp):
        settle(qapp)
        assert faults(screen) == []
        assert untranslated(screen) == []
    settle(qapp)
    assert tab_faults(screen, qapp) == []
    screen.done(1)
    desk.settle()
