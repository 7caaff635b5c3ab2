"""The strip of a clerk's session: one key shows it, signing out takes it away."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.services.queue import Queue
from tests.e2e.kiosk.bench import Hall, put_away
from ui.band import Band
from ui.look import Look
from ui.staff_window import PageTab, StaffWindow
from ui.strip.dependencies import StripDependencies
from ui.strip.role import StripOpener
from ui.strip.window import StripWindow, open_strip

NOON = datetime(2026, 9, 15, 4, tzinfo=UTC)


@pytest.fixture
def window(look: Look, qapp: QApplication) -> Iterator[StaffWindow]:
    """A clerk's window with one page."""
    band = Band(look, "大厅", "3 号窗口", ["受理"], "卓玛措", lambda: NOON)
    made = StaffWindow(look, qapp, band, [PageTab("受理", lambda: QLabel("受理"))], "大厅")
    made.show_page(0)
    made.show()
    yield made
    made.hide()
    put_away(made)


@pytest.fixture
def opener(
    window: StaffWindow, hall: Hall, look: Look, qtbot: QtBot, qapp: QApplication
) -> Iterator[StripOpener]:
    queue = Queue(hall.queue, hall.clock)
    needs = StripDependencies(look, hall.runner, queue, hall.queue, hall.clerk(3), hall.clock.now)
    made = StripOpener(lambda: open_strip(needs, qapp), window)
    yield made
    made.end()
    qtbot.waitUntil(hall.runner.idle)


def test_the_key_shows_the_strip_once_and_leaving_takes_it_away(
    opener: StripOpener, window: StaffWindow, qtbot: QtBot
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    strip = opener.strip
    assert isinstance(strip, StripWindow)
    qtbot.waitUntil(lambda: strip.panel.standing is not None)
    opener.open()
    assert opener.strip is strip
    window.signed_out.emit()
    assert not strip.isVisible()
    assert vars(opener)["strip"] is None
