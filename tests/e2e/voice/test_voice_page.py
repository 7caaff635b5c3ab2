"""The guide records the words of calls: keys, what is missing, and the walk over the page."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.e2e.kiosk.bench import Hall
from tests.e2e.kiosk.booth import Wait
from tests.e2e.voice.desk import Microphone, voice_pages
from tests.e2e.walk import SIZES, THEMES, dress_for, faults, settle, stretched, tab_faults, untranslated
from tests.unit.devices.speaker.test_recording import sound
from ui.look import Look
from ui.voice.page import VoicePage
from ui.widgets.dialogs import Dialog
from ui.widgets.keys import KeyButton


@pytest.fixture
def microphone() -> Microphone:
    return Microphone()


@pytest.fixture
def page(
    hall: Hall, look: Look, microphone: Microphone, tmp_path: Path, wait: Wait, qapp: QApplication
) -> Iterator[VoicePage]:
    with voice_pages(hall, look, tmp_path, wait, qapp, microphone) as make:
        yield make(recorded=())


Press = Callable[[VoicePage, Qt.Key], None]


@pytest.fixture
def press(hall: Hall, qtbot: QtBot, qapp: QApplication) -> Press:
    def do(page: VoicePage, key: Qt.Key) -> None:
        page.window().activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        QTest.keyClick(page, key)
        qtbot.waitUntil(hall.runner.idle, timeout=20_000)
        settle(qapp)

    return do


def recorded(page: VoicePage) -> list[str]:
    return [one.part for one in page.table.rows if page.language in one.recorded]


def test_a_part_is_recorded_by_two_presses_heard_and_taken_away(
    page: VoicePage, press: Press, hall: Hall, tmp_path: Path
) -> None:
    first = page.table.rows[0].part
    press(page, Qt.Key.Key_F5)
    assert f"请说：{first}" in page.notice.words
    press(page, Qt.Key.Key_F5)
    assert recorded(page) == [first]
    press(page, Qt.Key.Key_F7)
    assert len(list((tmp_path / "heard").iterdir())) == 1
    press(page, Qt.Key.Key_F8)
    assert recorded(page) == []
    with hall.store.read() as unit:
        done = [entry.fields["action"] for entry in unit.audit.entries()]
    assert done[-2:] == ["voice.recorded", "voice.dropped"]


def test_a_file_is_brought_for_the_chosen_part_in_the_chosen_language(page: VoicePage, press: Press) -> None:
    page._chips.button(1).click()
    page.table.choose(3)
    press(page, Qt.Key.Key_F6)
    assert recorded(page) == [page.table.rows[3].part]
    page._chips.button(0).click()
    assert recorded(page) == []


@pytest.mark.parametrize("verb", ["不用", "补齐"])
def test_a_synthetic_voice_speaks_only_where_it_was_chosen(
    verb: str, page: VoicePage, press: Press, qapp: QApplication
) -> None:
    def answer() -> None:
        dialog = qapp.activeModalWidget()
        if isinstance(dialog, Dialog):
            next(one for one in dialog.findChildren(KeyButton) if one.text() == verb).click()
        else:
            QTimer.singleShot(10, answer)

    QTimer.singleShot(0, answer)
    press(page, Qt.Key.Key_F9)
    chosen = verb == "补齐"
    assert len(recorded(page)) == (len(page.table.rows) if chosen else 0)
    page._chips.button(1).click()
    assert recorded(page) == []


def test_no_microphone_and_no_voice_are_told(page: VoicePage, press: Press, microphone: Microphone) -> None:
    microphone.broken = True
    press(page, Qt.Key.Key_F5)
    assert "本机不能录音" in page.notice.words
    microphone.broken, microphone.heard = False, sound(0, still=0.5)
    press(page, Qt.Key.Key_F5)
    press(page, Qt.Key.Key_F5)
    assert "没有听到声音" in page.notice.words
    assert recorded(page) == []


def test_everything_fits_is_reached_and_translated(
    page: VoicePage, press: Press, look: Look, qapp: QApplication
) -> None:
    press(page, Qt.Key.Key_F5)
    press(page, Qt.Key.Key_F5)
    found, window = list[str](), page.window()
    for wide, high, scale in SIZES:
        for theme in THEMES:
            dress_for(look, theme, scale)
            window.resize(wide, high)
            settle(qapp)
            found += [f"{wide} {theme.name} {one}" for one in faults(window)]
    found += [str(one) for one in tab_faults(window, qapp)]
    with stretched(qapp):
        settle(qapp)
        found += [f"stretched {one}" for one in (*faults(page), *untranslated(page))]
    assert not found
