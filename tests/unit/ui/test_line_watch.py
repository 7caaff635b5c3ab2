"""The watch over the line to the hall's queue, and the band that says what works without it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from threading import Event

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.parted import LineStanding
from app.errors import SyncError
from ui.line_banner import LineBanner, tell_line
from ui.line_watch import LineWatch
from ui.look import Look
from ui.tasks import TaskRunner
from ui.timing import CallbackTimes
from ui.widgets.boxes import column

SINCE = datetime(2026, 9, 14, 2, 30, tzinfo=UTC)
LOST = LineStanding(SINCE, 3)


class ToldLine:
    """A line of which a test says how it stands and when something is pressed."""

    def __init__(self, standing: LineStanding) -> None:
        self.standing, self.rings = standing, 0
        self.rung = Event()

    def look(self) -> LineStanding:
        return self.standing

    def wait(self, seconds: float) -> bool:
        if self.standing.since is not None:
            raise SyncError("sync.unreachable")
        rung = self.rung.wait(0.01)
        self.rung.clear()
        return rung

    def close(self) -> None:
        """Close nothing."""


Watch = Callable[[ToldLine], LineWatch]


@pytest.fixture
def watch(qtbot: QtBot) -> Iterator[Watch]:
    errors: list[Exception] = []
    runner = TaskRunner(lambda error, name: errors.append(error), CallbackTimes())
    made: list[LineWatch] = []

    def opened(line: ToldLine) -> LineWatch:
        made.append(LineWatch(runner, line, every=100_000))
        return made[-1]

    yield opened
    for one in made:
        one.stop()
    qtbot.waitUntil(runner.idle)
    runner.close()
    assert errors == []


def words(banner: QWidget) -> str:
    return "\n".join(label.text() for label in banner.findChildren(QLabel))


def test_the_band_comes_and_goes_with_the_line(qtbot: QtBot, watch: Watch) -> None:
    line = ToldLine(LOST)
    seen = watch(line)
    window = QWidget()
    qtbot.addWidget(window)
    window.setLayout(column(look := Look(), QWidget()))
    tell_line(window, look, seen)
    (banner,) = window.findChildren(LineBanner)
    qtbot.waitUntil(lambda: not banner.isHidden())
    assert "10:30" in words(banner)
    assert "按号票叫号" in words(banner)
    assert "3 条" in words(banner)
    line.standing = LineStanding()
    seen.look()
    qtbot.waitUntil(banner.isHidden)


def test_visitors_are_told_in_their_words(qtbot: QtBot, watch: Watch) -> None:
    banner = LineBanner(Look(), watch(ToldLine(replace(LOST, waiting=0))), public=True)
    qtbot.addWidget(banner)
    qtbot.waitUntil(lambda: not banner.isHidden())
    assert "取号照常" in words(banner)


def test_a_press_is_heard_also_after_the_line_was_lost(qtbot: QtBot, watch: Watch) -> None:
    line = ToldLine(LineStanding())
    seen = watch(line)
    with qtbot.waitSignal(seen.rung):
        line.rung.set()
    line.standing = LOST
    seen.look()
    qtbot.waitUntil(lambda: seen.standing == LOST)
    line.standing = LineStanding()
    seen.look()
    with qtbot.waitSignal(seen.rung):
        line.rung.set()


def test_without_a_shared_queue_there_is_no_band(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setLayout(column(look := Look(), QWidget()))
    tell_line(window, look, None)
    assert window.findChildren(LineBanner) == []
