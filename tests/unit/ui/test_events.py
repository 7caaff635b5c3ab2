"""Commits reach the pages that show their records: at once when seen, when shown otherwise."""

from threading import Thread

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.changes import Changes
from app.domain.ids import new_id
from ui.events import ChangesBridge
from ui.timing import CallbackTimes


def changed(*kinds: str) -> Changes:
    return Changes(frozenset(kinds), frozenset([new_id()]))


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_a_seen_page_is_refreshed_once_for_many_commits(
    qtbot: QtBot, page: QWidget, times: CallbackTimes
) -> None:
    bridge, seen = ChangesBridge(times), list[int]()
    bridge.subscribe(page, ["case"], lambda: seen.append(1))
    page.show()

    def commits() -> None:
        for _ in range(200):
            bridge.publish(changed("case", "step"))

    worker = Thread(target=commits)
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: bool(seen))
    assert len(seen) < 5
    assert times.all()[0][0] == "refresh QWidget"


def test_a_hidden_page_is_refreshed_when_it_is_shown(
    qtbot: QtBot, page: QWidget, times: CallbackTimes
) -> None:
    bridge, seen, other = ChangesBridge(times), list[int](), list[int]()
    watcher = QWidget()
    qtbot.addWidget(watcher)
    watcher.show()
    bridge.subscribe(watcher, ["case"], lambda: other.append(1))
    bridge.subscribe(page, ["case"], lambda: seen.append(1))
    bridge.publish(changed("case"))
    qtbot.waitUntil(lambda: bool(other))
    assert not seen
    page.show()
    assert seen == [1]
    page.hide()
    page.show()
    assert seen == [1]


def test_other_kinds_are_not_its_business(qtbot: QtBot, page: QWidget, times: CallbackTimes) -> None:
    bridge, seen = ChangesBridge(times), list[str]()
    bridge.subscribe(page, ["ticket"], lambda: seen.append("ticket"))
    bridge.subscribe(page, ["case"], lambda: seen.append("case"))
    page.show()
    bridge.publish(changed("case"))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["case"]


def test_a_dead_page_hears_nothing(qtbot: QtBot, times: CallbackTimes) -> None:
    bridge, seen, heard = ChangesBridge(times), list[int](), list[int]()
    dead, alive = QWidget(), QWidget()
    qtbot.addWidget(alive)
    for widget, log in ((dead, seen), (alive, heard)):
        bridge.subscribe(widget, ["case"], lambda log=log: log.append(1))  # type: ignore[misc]
        widget.show()
    dead.deleteLater()
    qtbot.wait(1)
    bridge.publish(changed("case"))
    qtbot.waitUntil(lambda: bool(heard))
    assert not seen
