"""A scanner that types: its keys never reach a field, a person's always do, in their order."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.wedge import WedgeFilter

FAST, SLOW = 10, 120
CODE = "91632621MA7F3K2X4L"


class Desk:
    """A window with a field and a button, and the keys that come to it at given milliseconds."""

    def __init__(self, qtbot: QtBot, *, suffix: bool = True) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.field, self.button = QLineEdit(), QPushButton("x")
        box = QVBoxLayout(self.window)
        box.addWidget(self.field)
        box.addWidget(self.button)
        self.wedge = WedgeFilter(self.window, suffix=suffix)
        self.scans: list[str] = []
        self.wedge.scanned.connect(self.scans.append)
        self.window.show()
        self.window.activateWindow()
        self.field.setFocus()
        qtbot.waitUntil(self.field.hasFocus)
        self.now = 1000

    def key(
        self,
        text: str,
        gap: int,
        *,
        key: int = 0,
        repeat: bool = False,
        held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        self.now += gap
        code = (
            key or {"\r": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab}.get(text) or ord(text[:1].upper() or " ")
        )
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, code, held, text, repeat)
            event.setTimestamp(self.now)
            QCoreApplication.sendEvent(self.window.windowHandle(), event)

    def type(self, text: str, gap: int) -> None:
        for character in text:
            self.key(character, gap)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


@pytest.mark.parametrize("end", ["\r", "\t"])
def test_a_scan_is_said_and_never_typed(desk: Desk, qtbot: QtBot, end: str) -> None:
    desk.type(CODE + end, FAST)
    assert desk.scans == [CODE]
    assert desk.field.text() == ""
    assert desk.field.hasFocus(), "the tab was the scanner's"
    desk.type("12", SLOW)
    qtbot.waitUntil(lambda: desk.field.text() == "12")


def test_what_a_person_types_reaches_the_field(desk: Desk, qtbot: QtBot) -> None:
    entered = []
    desk.field.returnPressed.connect(lambda: entered.append(desk.field.text()))
    desk.type("A012\r", SLOW)
    assert entered == ["A012"], "the enter comes after what was held"
    assert desk.scans == []


def test_the_last_key_arrives_by_itself(desk: Desk, qtbot: QtBot) -> None:
    desk.key("a", SLOW)
    assert desk.field.text() == ""
    qtbot.waitUntil(lambda: desk.field.text() == "a")


def test_a_quick_burst_without_an_end_is_typing(desk: Desk, qtbot: QtBot) -> None:
    desk.type("quick", FAST)
    qtbot.waitUntil(lambda: desk.field.text() == "quick")
    assert desk.scans == []


def test_without_a_suffix_silence_ends_a_scan(qtbot: QtBot) -> None:
    desk = Desk(qtbot, suffix=False)
    desk.type(CODE, FAST)
    qtbot.waitUntil(lambda: desk.scans == [CODE])
    desk.type("ab", FAST)
    qtbot.waitUntil(lambda: desk.field.text() == "ab")


def test_capitals_of_a_scanner_come_with_shift(desk: Desk) -> None:
    for character in "ABCD12":
        if character.isalpha():
            desk.key("", FAST, key=Qt.Key.Key_Shift)
        desk.key(character, 1)
    desk.key("\r", FAST)
    assert desk.scans == ["ABCD12"]
    assert desk.field.text() == ""


def test_keys_that_are_no_text_come_after_what_was_typed(desk: Desk) -> None:
    desk.type("abc", FAST)
    desk.key("", FAST, key=Qt.Key.Key_Left)
    assert (desk.field.text(), desk.field.cursorPosition()) == ("abc", 2)
    desk.key("", FAST, key=Qt.Key.Key_Home)
    desk.key("\x08", FAST, key=Qt.Key.Key_Backspace)
    assert desk.field.text() == "abc"


def test_a_key_that_is_held_down_is_typing(desk: Desk) -> None:
    for _ in range(6):
        desk.key("0", FAST, repeat=True)
    desk.key("\r", FAST)
    assert desk.scans == []
    assert desk.field.text() == "000000"


def test_space_on_a_button_is_pressed_and_let_go(desk: Desk, qtbot: QtBot) -> None:
    clicks = []
    desk.button.clicked.connect(lambda: clicks.append(1))
    desk.button.setFocus()
    desk.key(" ", SLOW)
    qtbot.waitUntil(lambda: clicks == [1])
    assert not desk.button.isDown()


def test_what_is_held_goes_to_the_field_that_was_left(desk: Desk) -> None:
    desk.key("a", SLOW)
    middle = desk.button.geometry().center()
    QTest.mouseClick(desk.window.windowHandle(), Qt.MouseButton.LeftButton, pos=middle)
    assert desk.field.text() == "a"
