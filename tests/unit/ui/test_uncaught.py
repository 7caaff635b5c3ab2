"""Errors that nobody handled are logged without personal data and told in plain words."""

import logging
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.errors import RuleError
from ui.look import Look
from ui.uncaught import UncaughtErrors, written
from ui.widgets.dialogs import Dialog
from ui.widgets.keys import KeyButton


def words(dialog: Dialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def open_dialog(qapp: QApplication) -> Dialog | None:
    found = [w for w in qapp.topLevelWidgets() if isinstance(w, Dialog) and w.isVisible()]
    return found[0] if found else None


def bug() -> Exception:
    try:
        raise KeyError("才让多杰 632621199003074510")
    except KeyError as error:
        return error


@pytest.fixture
def uncaught(qtbot: QtBot, qapp: QApplication, look: Look) -> Iterator[UncaughtErrors]:
    made = UncaughtErrors(look, qapp, Path("log") / "hallcounter.log")
    yield made
    made.remove()
    while (dialog := open_dialog(qapp)) is not None:
        dialog.done(0)
        qtbot.wait(1)


def test_a_bug_is_told_without_what_people_typed(
    qtbot: QtBot, qapp: QApplication, uncaught: UncaughtErrors, expected_log: pytest.LogCaptureFixture
) -> None:
    uncaught.show(bug(), "search")
    qtbot.waitUntil(lambda: open_dialog(qapp) is not None)
    dialog = open_dialog(qapp)
    assert dialog is not None
    told = words(dialog)
    assert "test_uncaught.py:" in told
    assert "hallcounter.log" in told
    for text in (told, expected_log.text):
        assert "才让多杰" not in text
        assert "632621199003074510" not in text
    assert "KeyError" in expected_log.text
    assert expected_log.records[-1].levelno == logging.ERROR


def test_an_error_of_the_world_says_its_sentence(
    qtbot: QtBot, qapp: QApplication, uncaught: UncaughtErrors
) -> None:
    uncaught.show(RuleError("text.missing", field="姓名"), "search")
    qtbot.waitUntil(lambda: open_dialog(qapp) is not None)
    dialog = open_dialog(qapp)
    assert dialog is not None
    assert "姓名" in words(dialog)
    assert "hallcounter.log" not in words(dialog)


def test_one_dialog_at_a_time(qtbot: QtBot, qapp: QApplication, uncaught: UncaughtErrors) -> None:
    for field in ("姓名", "电话"):
        uncaught.show(RuleError("text.missing", field=field), "search")
    qtbot.waitUntil(lambda: open_dialog(qapp) is not None)
    first = open_dialog(qapp)
    assert first is not None
    assert "姓名" in words(first)
    first.findChildren(KeyButton)[0].click()
    qtbot.waitUntil(lambda: (d := open_dialog(qapp)) is not None and "电话" in words(d))


def test_a_thread_that_dies_is_heard(
    qtbot: QtBot, qapp: QApplication, uncaught: UncaughtErrors, expected_log: pytest.LogCaptureFixture
) -> None:
    def dies() -> None:
        raise bug()

    uncaught.install()
    thread = Thread(target=dies, name="reader")
    thread.start()
    thread.join()
    uncaught.remove()
    qtbot.waitUntil(lambda: open_dialog(qapp) is not None)
    assert "reader" in expected_log.text


def test_the_trace_keeps_what_a_developer_needs() -> None:
    text = written(bug())
    assert "KeyError" in text
    assert "in bug" in text
