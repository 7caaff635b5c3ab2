"""The hall screen and the hall's voice follow the calls: all of them, in order, also after a cut line."""

import logging
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.dates import hall_time
from app.domain.scripts import ScriptRules
from app.domain.tickets import Turn
from app.errors import DeviceError
from app.ports.queue import HallQueue
from app.services.announcements import SpokenCalls
from tests.e2e.display.states import OPEN, Line, busy_hall
from tests.e2e.display.television import QUICK, Television
from tests.e2e.kiosk.bench import Hall
from tests.e2e.walk import faults, settle, stands_before
from ui.display.call_panel import CallPanel
from ui.i18n import tr
from ui.i18n.two_scripts import catalogue_tibetan
from ui.look import Look
from ui.wording import day, weekday

MakeTelevision = Callable[..., Television]
LASTING = replace(QUICK, stand=400, flash=30)


def finish(hall: Hall, turn: Turn) -> None:
    actor, keys = hall.clerk(int(turn.counter)), hall.clerks_queue()
    keys.start(actor, turn.ticket.id)
    keys.finish(actor, turn.ticket.id)


def shown_calls(screen: Television) -> list[tuple[str, str]]:
    """Return a list that keeps every new call the large place gets from now on."""
    panel, kept = screen.window.page.panel, list[tuple[str, str]]()
    show = panel.show_call

    def keep(number: str, counter: str, new: bool) -> None:
        if new:
            kept.append((number, counter))
        show(number, counter, new)

    panel.show_call = keep  # type: ignore[method-assign]  # a spy on the only way to the large place
    return kept


def test_the_first_look_shows_the_hall_as_it_stands_without_flashing(
    hall: Hall, make_television: MakeTelevision
) -> None:
    busy_hall(hall)
    screen = make_television()
    screen.shows("T001", 27)
    assert not screen.window.page.panel.flashing
    assert [one.number for one in screen.window.page.calls.standing] == ["T001", "SB001", "SA001", "N001"]


def test_tibetan_stands_first_where_the_hall_says_so(
    hall: Hall, make_television: MakeTelevision, qapp: QApplication
) -> None:
    with hall.store.write() as unit:
        unit.rules.put(ScriptRules(tibetan_first=1))
        unit.commit()
    window = make_television().window
    settle(qapp)
    table, now = catalogue_tibetan(), hall_time(hall.clock.now())
    assert stands_before(window, table["请稍等"], "请稍等")
    assert stands_before(
        window, table[weekday(now)], tr("{day} {weekday}", day=day(now), weekday=weekday(now))
    )
    assert not faults(window)


def test_two_calls_at_once_are_both_shown(hall: Hall, make_television: MakeTelevision) -> None:
    screen = make_television(times=LASTING)
    screen.wait(lambda: "更新" in screen.words())
    kept = shown_calls(screen)
    hall.call(3)
    hall.call(4, "103-4")
    screen.shows("CA001", 3)
    assert screen.window.page.panel.flashing
    screen.shows("CB001", 4)
    assert kept == [("CA001", "3"), ("CB001", "4")]
    screen.wait(lambda: not screen.window.page.panel.flashing)
    assert "CA001" in screen.words()


def test_fifty_calls_in_a_row_are_all_shown_and_all_spoken(
    hall: Hall, make_television: MakeTelevision
) -> None:
    class Voice:
        def __init__(self) -> None:
            self.said: list[str] = []

        def say(self, text: str) -> None:
            self.said.append(text)

    voice = Voice()
    screen = make_television(spoken=SpokenCalls(hall.queue, voice))
    screen.wait(lambda: "更新" in screen.words())
    kept = shown_calls(screen)
    for _ in range(25):
        first, second = hall.call(3), hall.call(4, "103-4")
        finish(hall, first)
        finish(hall, second)
    numbers = [pair for n in range(1, 26) for pair in ((f"CA{n:03}", "3"), (f"CB{n:03}", "4"))]
    screen.wait(lambda: len(kept) == 50 and len(voice.said) == 50)
    assert kept == numbers
    assert voice.said == [f"{number}号请到{counter}号窗口" for number, counter in numbers]


def test_a_recall_flashes_again_and_an_undone_call_goes(hall: Hall, make_television: MakeTelevision) -> None:
    screen = make_television()
    actor, keys = hall.clerk(3), hall.clerks_queue()
    turn = hall.call(3)
    screen.shows("CA001", 3)
    kept = shown_calls(screen)
    hall.later(seconds=30)
    keys.recall(actor, turn.ticket.id)
    screen.wait(lambda: kept == [("CA001", "3")])
    keys.undo_call(actor, turn.ticket.id)
    screen.wait(lambda: screen.called == ("", ""))
    assert "CA001" not in screen.words()


def test_a_new_call_flashes_three_times_then_stands(qtbot: QtBot, look: Look) -> None:
    panel = CallPanel(look, 60_000)
    qtbot.addWidget(panel)
    panel.show_call("A001", "3", new=True)
    lit = [panel.lit]
    while panel.flashing:
        panel.turn()
        lit.append(panel.lit)
    assert lit == [True, False, True, False, True, False, True]


def test_without_the_store_the_last_state_stands_with_its_age_and_no_call_is_lost(
    hall: Hall, make_television: MakeTelevision
) -> None:
    line = Line(hall.queue)
    queue: HallQueue = line
    screen = make_television(queue=queue)
    finish(hall, hall.call(3))
    screen.shows("CA001", 3)
    kept = shown_calls(screen)
    line.cut = True
    finish(hall, hall.call(3))
    hall.call(3)
    hall.later(minutes=2)
    screen.wait(lambda: "连接中断 2 分钟" in screen.words())
    assert screen.called == ("CA001", "3")
    line.cut = False
    screen.wait(lambda: kept == [("CA002", "3"), ("CA003", "3")])
    assert "连接中断" not in screen.words()


def test_ten_counters_a_sheet_and_the_rest_on_the_next(hall: Hall, make_television: MakeTelevision) -> None:
    busy_hall(hall)
    screen = make_television()
    screen.shows("T001", 27)
    sheets = screen.window.page.counters
    assert [row.counter for row in sheets.shown] == [str(n) for n in OPEN[:10]]
    assert sheets.shown[0].waiting == 4
    sheets.next_sheet()
    assert [row.counter for row in sheets.shown] == [str(n) for n in OPEN[10:]]
    assert "第 2 张，共 2 张" in screen.words()
    sheets.next_sheet()
    assert sheets.shown[0].counter == "3"


def test_a_paused_counter_says_so_and_a_closed_one_is_gone(
    hall: Hall, make_television: MakeTelevision
) -> None:
    actor, keys = hall.clerk(3), hall.clerks_queue()
    keys.open(actor)
    screen = make_television()
    screen.wait(lambda: "公安局" in screen.words())
    keys.pause(actor)
    screen.wait(lambda: "暂停" in screen.words())
    keys.close(actor)
    screen.wait(lambda: "公安局" not in screen.words())


def test_a_voice_that_fails_does_not_hold_up_the_screen_and_is_written_down_once(
    hall: Hall, make_television: MakeTelevision, expected_log: pytest.LogCaptureFixture
) -> None:
    class Hoarse:
        def __init__(self) -> None:
            self.tried = 0

        def say(self, text: str) -> None:
            self.tried += 1
            raise DeviceError("device.no_answer", port="speaker")

    voice = Hoarse()
    screen = make_television(spoken=SpokenCalls(hall.queue, voice))
    hall.call(3)
    hall.call(4, "103-4")
    screen.shows("CB001", 4)
    screen.wait(lambda: voice.tried == 2)
    screen.wait(hall.runner.idle)
    told = [record for record in expected_log.records if record.levelno >= logging.WARNING]
    assert [record.name for record in told] == ["ui.display.window"]
