"""Signing in: Enter from field to field, a wrong password told on the page, the demo hall's own shown."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.accounts import Actor
from app.errors import RuleError
from tests import factories as make
from ui.look import Look
from ui.sign_in import DemoSignIn, SignInPage
from ui.tasks import TaskRunner

ACTOR = make.actor()


def check(login: str, password: str) -> Actor:
    if (login, password) != ("c26", "right"):
        raise RuleError("account.wrong")
    return ACTOR


@pytest.fixture
def page(qtbot: QtBot, look: Look, runner: TaskRunner) -> SignInPage:
    made = SignInPage(look, runner, "大厅", "26 号窗口", check, DemoSignIn("c26", "right"))
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.login.edit.hasFocus)
    return made


def enter(qtbot: QtBot, page: SignInPage, login: str, password: str) -> None:
    QTest.keyClicks(page.login.edit, login)
    QTest.keyClick(page.login.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(page.password.edit.hasFocus)
    QTest.keyClicks(page.password.edit, password)
    QTest.keyClick(page.password.edit, Qt.Key.Key_Return)


def test_the_keyboard_is_enough(qtbot: QtBot, page: SignInPage) -> None:
    with qtbot.waitSignal(page.signed_in) as told:
        enter(qtbot, page, "c26", "right")
    assert told.args == [ACTOR]
    assert page.password.text == ""


def test_a_wrong_password_is_told_and_typed_again(qtbot: QtBot, page: SignInPage) -> None:
    enter(qtbot, page, "c26", "wrong")
    qtbot.waitUntil(page.enter.isEnabled)
    told = [label.text() for label in page.findChildren(QLabel)]
    assert any("密码不对" in text for text in told)
    assert page.password.text == ""
    assert page.login.text == "c26"


def test_nothing_typed_asks_nobody(qtbot: QtBot, page: SignInPage, runner: TaskRunner) -> None:
    page.sign_in()
    assert runner.idle()
    assert page.login.wrong


def test_the_demo_hall_shows_its_sign_in(page: SignInPage) -> None:
    assert any("c26" in label.text() and "right" in label.text() for label in page.findChildren(QLabel))
