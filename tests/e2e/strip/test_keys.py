"""The strip by its keys: a visitor's way, the way round it, and what it asks before it leaves somebody."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.tickets import TicketAct, TicketState
from app.errors import StorageError
from app.ports.queue import DeskState, HallQueue
from tests.e2e.display.states import Line
from tests.e2e.kiosk.bench import HOUSEHOLD, ID_CARDS, Hall
from tests.e2e.strip.counter import Counter
from ui.strip.dialogs import Target
from ui.strip.key_column import KEYS
from ui.strip.standing import StripKey
from ui.widgets.dialogs import Dialog
from ui.widgets.table_view import Table

MakeCounter = Callable[..., Counter]


def acts(hall: Hall, number: str) -> list[TicketAct]:
    turn = hall.queue.numbered(number, hall.clock.at.date())
    assert turn is not None
    return [event.act for event in hall.queue.events(turn.ticket.id)]


def ready(make_counter: MakeCounter, hall: Hall, waiting: int = 2) -> Counter:
    """Open a counter before which some wait."""
    hall.give(HOUSEHOLD, waiting)
    counter = make_counter()
    counter.open()
    counter.can(StripKey.CALL)
    return counter


@pytest.mark.parametrize("place", [0, 1], ids=["function keys", "number pad"])
def test_a_visitors_way(place: int, make_counter: MakeCounter, hall: Hall) -> None:
    counter = ready(make_counter, hall)
    way = (
        (StripKey.CALL, TicketState.CALLED),
        (StripKey.START, TicketState.SERVING),
        (StripKey.FINISH, None),
    )
    for key, state in way:
        assert counter.filled() is key
        counter.can(key)
        counter.key(KEYS[key][place])
        counter.reaches(state)
    assert acts(hall, "CA001") == [TicketAct.CALLED, TicketAct.STARTED, TicketAct.FINISHED]
    counter.says("下一位 CA002")


def test_every_key_stands_on_its_thing(make_counter: MakeCounter) -> None:
    counter = make_counter()
    shown = [counter.window.panel.keys.button(key).key for key in StripKey]
    assert shown == ["F5", "F11", "F6", "F7", "F8", "F9", "F10", "Ctrl+Z", "F12"]


def test_the_strip_stays_in_front_and_takes_no_keyboard(make_counter: MakeCounter) -> None:
    window = make_counter().window
    assert window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def test_on_start_it_shows_the_ticket_the_counter_holds(make_counter: MakeCounter, hall: Hall) -> None:
    turn = hall.call(3)
    hall.clerks_queue().start(hall.clerk(3), turn.ticket.id)
    hall.later(minutes=4, seconds=12)
    counter = make_counter()
    counter.reaches(TicketState.SERVING, "CA001")
    counter.says("已办 4 分 12 秒")
    assert counter.filled() is StripKey.FINISH


def test_a_recall_too_soon_is_told_in_one_sentence(make_counter: MakeCounter, hall: Hall) -> None:
    counter = ready(make_counter, hall)
    counter.press(StripKey.CALL)
    counter.reaches(TicketState.CALLED)
    counter.press(StripKey.RECALL)
    counter.says("刚刚叫过，请等 10 秒再重呼。")
    hall.later(seconds=30)
    counter.press(StripKey.RECALL)
    counter.says("叫过 2 次")
    assert "刚刚叫过" not in counter.words()


def test_hold_and_call_back(make_counter: MakeCounter, hall: Hall) -> None:
    counter = ready(make_counter, hall)
    counter.press(StripKey.CALL)
    counter.press(StripKey.START)
    counter.press(StripKey.HOLD)
    counter.reaches(None)
    counter.says("叫回 CA001")
    counter.press(StripKey.CALL)
    counter.reaches(TicketState.CALLED, "CA002")
    counter.press(StripKey.START)
    counter.press(StripKey.FINISH)
    counter.reaches(None)
    counter.press(StripKey.HOLD)
    counter.reaches(TicketState.CALLED, "CA001")


def test_undo_gives_the_ticket_back_to_its_place(make_counter: MakeCounter, hall: Hall) -> None:
    counter = ready(make_counter, hall)
    counter.press(StripKey.CALL)
    counter.reaches(TicketState.CALLED, "CA001")
    counter.can(StripKey.UNDO)
    counter.key("Num+.")
    counter.reaches(None)
    counter.says("下一位 CA001")


def test_no_show_waits_for_the_rule(make_counter: MakeCounter, hall: Hall) -> None:
    counter = ready(make_counter, hall)
    counter.press(StripKey.CALL)
    counter.reaches(TicketState.CALLED)
    counter.press(StripKey.NO_SHOW)
    counter.says("才能记为过号")
    hall.later(minutes=4)
    counter.press(StripKey.NO_SHOW)
    counter.reaches(None)
    assert acts(hall, "CA001")[-1] is TicketAct.MISSED


def test_calling_in_mid_service_asks_and_staying_changes_nothing(
    make_counter: MakeCounter, hall: Hall
) -> None:
    counter = ready(make_counter, hall)
    counter.press(StripKey.CALL)
    counter.press(StripKey.START)
    counter.reaches(TicketState.SERVING)
    counter.can(StripKey.FINISH)

    def esc(dialog: Dialog) -> None:
        assert dialog.windowTitle() == "CA001 还没有办完"
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert dialog.isVisible(), "Enter never destroys"
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    counter.in_dialog(esc)
    counter.press(StripKey.CALL)
    counter.reaches(TicketState.SERVING, "CA001")
    assert acts(hall, "CA001") == [TicketAct.CALLED, TicketAct.STARTED]


@pytest.mark.parametrize(("verb", "act"), [("办完再叫", TicketAct.FINISHED), ("挂起再叫", TicketAct.HELD)])
def test_calling_in_mid_service_does_what_was_chosen(
    verb: str, act: TicketAct, make_counter: MakeCounter, hall: Hall
) -> None:
    counter = ready(make_counter, hall)
    counter.press(StripKey.CALL)
    counter.press(StripKey.START)
    counter.reaches(TicketState.SERVING)
    counter.can(StripKey.FINISH)
    counter.answer(verb)
    counter.press(StripKey.CALL)
    counter.reaches(TicketState.CALLED, "CA002")
    assert acts(hall, "CA001")[-1] is act


def test_a_transfer_by_keys_keeps_number_and_place(make_counter: MakeCounter, hall: Hall) -> None:
    counter = ready(make_counter, hall)
    counter.press(StripKey.CALL)
    counter.reaches(TicketState.CALLED)

    def choose(dialog: Dialog) -> None:
        table = dialog.findChild(Table)
        assert isinstance(table, Table)
        assert table.rows[0] == Target(ID_CARDS, "", "身份证/居住证"), "the own department comes first"
        QTest.keyClick(table, Qt.Key.Key_Down)
        QTest.keyClick(table, Qt.Key.Key_Up)
        QTest.keyClick(table, Qt.Key.Key_Return)

    counter.in_dialog(choose)
    counter.press(StripKey.TRANSFER)
    counter.reaches(None)
    keys, other = hall.clerks_queue(), hall.clerk(4)
    assert [turn.ticket.number for turn in keys.waiting(other)] == ["CA001"]


def test_pause_lets_the_visitor_be_served_and_calls_nobody(make_counter: MakeCounter, hall: Hall) -> None:
    counter = ready(make_counter, hall)
    counter.press(StripKey.CALL)
    counter.press(StripKey.START)
    counter.reaches(TicketState.SERVING)
    counter.press(StripKey.PAUSE)
    counter.desk(DeskState.PAUSED)
    assert not counter.window.panel.keys.button(StripKey.CALL).isEnabled()
    counter.press(StripKey.FINISH)
    counter.reaches(None)
    assert counter.filled() is StripKey.PAUSE
    counter.says("已暂停叫号")


def test_a_key_held_down_calls_one_ticket(make_counter: MakeCounter, hall: Hall) -> None:
    counter = ready(make_counter, hall, waiting=5)
    for _ in range(5):
        counter.key("F5")
    counter.reaches(TicketState.CALLED, "CA001")
    assert sum(hall.queue.board(calls=0).waiting.values()) == 4


def test_who_is_here_is_told_to_the_page(make_counter: MakeCounter, hall: Hall) -> None:
    counter = ready(make_counter, hall)
    told: list[str] = []
    panel = counter.window.panel
    panel.called.connect(lambda turn: told.append(f"called {turn.ticket.number}"))
    panel.started.connect(lambda turn: told.append(f"started {turn.ticket.number}"))
    panel.ended.connect(lambda: told.append("ended"))
    for key, state in (
        (StripKey.CALL, TicketState.CALLED),
        (StripKey.START, TicketState.SERVING),
        (StripKey.FINISH, None),
    ):
        counter.press(key)
        counter.reaches(state)
    assert told == ["called CA001", "started CA001", "ended"]


def test_a_counter_opens_only_for_who_is_on_duty(make_counter: MakeCounter, hall: Hall) -> None:
    with hall.store.write() as unit:
        unit.hall.put_facts(replace(hall.facts, demo=False))
        unit.commit()
    hall.give(HOUSEHOLD)
    counter = make_counter()
    counter.press(StripKey.PAUSE)
    counter.says("还没有签到")
    counter.desk(DeskState.CLOSED)
    assert not counter.window.panel.keys.button(StripKey.CALL).isEnabled()
    assert [desk.state for desk in hall.queue.board(calls=0).desks if desk.counter == "3"] != [DeskState.OPEN]


def test_closing_the_strip_in_mid_service_asks(make_counter: MakeCounter, hall: Hall) -> None:
    counter = ready(make_counter, hall)
    assert not counter.window.panel.busy
    counter.press(StripKey.CALL)
    counter.press(StripKey.START)
    counter.reaches(TicketState.SERVING)
    counter.answer("不关")
    assert not counter.window.close()
    counter.answer("关闭叫号条")
    assert counter.window.close()


def test_without_the_store_nothing_can_be_pressed_and_it_says_why(
    make_counter: MakeCounter, hall: Hall
) -> None:
    line = Line(hall.queue)
    queue: HallQueue = line
    counter = make_counter(queue=queue)
    line.cut = True
    counter.says(str(StorageError("storage.missing", folder="hall").facts["folder"]))
    assert not any(counter.window.panel.keys.button(key).isEnabled() for key in StripKey)
    line.cut = False
    counter.can(StripKey.PAUSE)
