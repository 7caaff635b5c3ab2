"""Presses at kiosks and counters on a real store: numbers, order of calls, refusals, pressing twice."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import DatabaseError

from app.domain.ids import new_id
from app.domain.papers import PrintState
from app.domain.queue_services import Opening, QueueCounter, QueueRules, QueueService
from app.domain.tickets import Priority, TicketAct, TicketState, Turn
from app.domain.waiting_time import wait_range
from app.errors import RuleError
from app.ports.queue import DeskState, HallQueue, Wish
from data.engine import open_engine
from data.places import STORE_FILE
from tests.integration.queue.conftest import COUNTERS, SERVICES, SmallQueue


def refused(act: object, *arguments: object) -> RuleError:
    assert callable(act)
    with pytest.raises(RuleError) as told:
        act(*arguments)
    return told.value


def test_the_embedded_queue_is_a_hall_queue(hall: SmallQueue) -> None:
    as_port: HallQueue = hall.queue
    setup = as_port.setup()
    assert setup.services == SERVICES
    assert setup.counters == COUNTERS
    assert setup.rules == QueueRules()


def test_numbers_run_by_service_and_are_called_in_the_order_of_issue(hall: SmallQueue) -> None:
    hall.open("4")
    given = [hall.give(key) for key in ("HOUSEHOLD", "SOCIAL-AID", "HOUSEHOLD", "TRADE")]
    assert [turn.ticket.number for turn in given] == ["C001", "D001", "C002", "R001"]
    assert [turn.ticket.number for turn in hall.queue.waiting("4")] == ["C001", "D001", "C002"]
    assert [hall.serve("4").ticket.number for _ in range(3)] == ["C001", "D001", "C002"]
    assert hall.call("4") is None


def test_a_priority_visitor_is_called_before_those_who_came_within_the_head_start(hall: SmallQueue) -> None:
    hall.open("3")
    early = hall.give()
    hall.later(minutes=15)
    late = hall.give()
    hall.later(minutes=10)
    elder = hall.give(priority=Priority.ELDERLY)
    assert [hall.serve().ticket for _ in range(3)] == [early.ticket, elder.ticket, late.ticket]


def test_the_same_tap_is_one_ticket_and_the_same_press_one_call(hall: SmallQueue) -> None:
    hall.open("3")
    wish = Wish(new_id(), "HOUSEHOLD", "取号机")
    assert hall.queue.issue(wish) == hall.queue.issue(wish)
    hall.give()
    press = hall.press()
    called = hall.queue.claim(press)
    assert called is not None
    assert hall.queue.claim(press) == called
    started = hall.do(TicketAct.STARTED, called)
    assert hall.queue.claim(press) == started
    event = hall.queue.events(called.ticket.id)[-1]
    assert hall.queue.record(event) == started
    assert len(hall.queue.events(called.ticket.id)) == 2


def test_a_counter_calls_only_when_it_is_open_and_free(hall: SmallQueue) -> None:
    hall.give()
    hall.give()
    assert refused(hall.call).code == "queue.counter_not_open"
    assert refused(hall.call, "99").code == "queue.counter_unknown"
    hall.open("3")
    first = hall.called()
    assert refused(hall.call).facts == {"counter": "3", "ticket": "C001"}
    hall.do(TicketAct.STARTED, first)
    assert refused(hall.call).code == "queue.counter_busy"
    assert refused(hall.desk, "3", DeskState.CLOSED).code == "queue.counter_busy"
    hall.desk("3", DeskState.PAUSED)
    assert refused(hall.call).code == "queue.counter_not_open"
    assert hall.desk("3", DeskState.OPEN) == (hall.queue.turn(first.ticket.id),)


def test_the_store_itself_refuses_a_counter_two_visitors(hall: SmallQueue) -> None:
    hall.open("3", "4")
    hall.give()
    hall.give()
    hall.called("3")
    hall.called("4")
    engine = open_engine(hall.store.folder / STORE_FILE)
    with engine.connect() as connection, pytest.raises(DatabaseError, match="UNIQUE"):
        connection.exec_driver_sql("UPDATE turn SET counter = '3'")
    engine.dispose()


def test_a_counter_that_starts_shows_what_it_holds(hall: SmallQueue) -> None:
    hall.open("3")
    for _ in range(3):
        hall.give()
    held = hall.do(TicketAct.HELD, hall.do(TicketAct.STARTED, hall.called()))
    hall.later(minutes=1)
    serving = hall.do(TicketAct.STARTED, hall.called())
    assert hall.desk("3", DeskState.OPEN) == (serving, held)
    assert hall.queue.held("3") == (serving, held)
    assert refused(hall.do, TicketAct.CALLED_BACK, held).code == "queue.counter_busy"
    hall.do(TicketAct.FINISHED, serving)
    assert hall.do(TicketAct.CALLED_BACK, held).state is TicketState.CALLED


def test_a_transferred_ticket_keeps_its_place(hall: SmallQueue) -> None:
    hall.open("3", "7")
    first = hall.give()
    hall.later(minutes=1)
    other = hall.give("TRADE")
    called = hall.do(TicketAct.STARTED, hall.called())
    moved = hall.do(TicketAct.TRANSFERRED, called, service="TRADE")
    assert moved.ticket.order < other.ticket.order
    assert [hall.serve("7").ticket, hall.serve("7").ticket] == [first.ticket, other.ticket]


def test_a_ticket_sent_to_one_counter_is_called_there_and_nowhere_else(hall: SmallQueue) -> None:
    hall.open("3", "4", "7")
    hall.give()
    hall.do(TicketAct.TRANSFERRED, hall.called("3"), to_counter="7")
    assert hall.call("3") is None
    assert hall.call("4") is None
    assert hall.called("7").counter == "7"


def test_a_transfer_goes_to_where_there_is_something(hall: SmallQueue) -> None:
    hall.open("3")
    hall.give()
    called = hall.called()
    assert refused(lambda: hall.do(TicketAct.TRANSFERRED, called)).code == "ticket.transfer_nowhere"
    for facts, code in (
        ({"service": "NOTHING"}, "queue.service_unknown"),
        ({"to_counter": "99"}, "queue.counter_unknown"),
    ):
        error = refused(lambda facts=facts: hall.do(TicketAct.TRANSFERRED, called, **facts))
        assert error.code == code
    assert hall.queue.turn(called.ticket.id) == called


def test_the_last_call_can_be_undone(hall: SmallQueue) -> None:
    hall.open("3", "4")
    first, second = hall.give(), hall.give()
    assert hall.do(TicketAct.UNDONE, hall.called("3")) == first
    assert hall.called("4").ticket == first.ticket
    assert hall.called("3").ticket == second.ticket


def test_quota_and_hours_are_kept(hall: SmallQueue) -> None:
    hours = (Opening(9 * 60, 12 * 60), Opening(14 * 60 + 30, 18 * 60), Opening(600, 660, workdays=False))
    hall.queue.put_service(QueueService("TRADE", "经营主体登记", "R", "117", hours=hours, quota=2))
    assert hall.give("TRADE").ticket.number == "R001"
    error = refused(lambda: hall.give("TRADE", works=False))
    assert error.facts["hours"] == "9:00–12:00、14:30–18:00、休息日 10:00–11:00"
    hall.later(hours=3)
    assert refused(hall.give, "TRADE").code == "queue.closed"
    hall.later(hours=3)
    hall.give("TRADE")
    assert refused(hall.give, "TRADE").code == "queue.quota_reached"
    assert refused(hall.give, "NOTHING").code == "queue.service_unknown"


def test_one_open_ticket_a_person_where_the_hall_asks_for_it(hall: SmallQueue) -> None:
    assert hall.give(person="ab12").ticket.person == "", "kept only where it is needed"
    hall.queue.put_rules(QueueRules(one_ticket_a_person=True))
    first = hall.give(person="ab12")
    error = refused(lambda: hall.give("TRADE", person="ab12"))
    assert error.code == "ticket.open_already"
    assert error.facts == {"number": "C002", "id": str(first.ticket.id)}
    hall.give(person="cd34")
    hall.do(TicketAct.CANCELLED, first, "取号机", reason="取错了")
    assert hall.give("TRADE", person="ab12").ticket.number == "R001"


def test_the_hall_day_ends_what_is_open_and_restarts_the_numbers(hall: SmallQueue) -> None:
    hall.open("3", "4")
    for _ in range(4):
        hall.give()
    done = hall.serve()
    serving = hall.do(TicketAct.STARTED, hall.called())
    held = hall.do(TicketAct.HELD, hall.do(TicketAct.STARTED, hall.called("4")))
    waiting = hall.queue.waiting("3")
    hall.later(days=1)
    assert hall.give().ticket.number == "C001"
    states = {turn: hall.queue.turn(turn.ticket.id) for turn in (done, serving, held, *waiting)}
    assert states[done] == done
    assert states[serving].state is TicketState.DONE
    assert states[serving].served == 0, "the night is no service"
    assert states[held].state is TicketState.CANCELLED
    assert len(waiting) == 1
    assert states[waiting[0]].state is TicketState.CANCELLED
    assert hall.queue.events(waiting[0].ticket.id)[-1].act is TicketAct.DAY_ENDED
    assert refused(hall.call).code == "queue.counter_not_open"
    hall.open("3")
    assert hall.called().ticket.day == hall.clock.at.date()


def test_midnight_is_the_halls(hall: SmallQueue) -> None:
    hall.clock.at = hall.clock.at.replace(hour=15, minute=59)
    assert hall.give().ticket.number == "C001"
    hall.later(minutes=1)
    assert hall.give().ticket.number == "C001"


def test_settings_are_checked(hall: SmallQueue) -> None:
    put = hall.queue.put_service
    assert refused(put, QueueService("NEW", "婚姻登记", "C", "104")).code == "queue.prefix_taken"
    assert refused(put, QueueService("NEW", "婚姻登记", "O", "104")).code == "queue.prefix_form"
    assert refused(put, QueueService("新", "婚姻登记", "E", "104")).code == "queue.service_key"
    put(QueueService("HOUSEHOLD", "户籍与证明", "C", "103"))
    assert hall.give().ticket.service_name == "户籍与证明"
    put_counter = hall.queue.put_counter
    assert refused(put_counter, QueueCounter(" ", ())).code == "queue.counter_without_number"
    assert refused(put_counter, QueueCounter("9", ("NOTHING",))).code == "queue.service_unknown"


def test_what_stands_before_a_visitor(hall: SmallQueue) -> None:
    hall.open("3", "4")
    for _ in range(6):
        hall.give()
    for _ in range(6):
        hall.serve(minutes=10)
    hall.give("SOCIAL-AID")
    hall.give()
    hall.later(seconds=1)
    load = hall.queue.load(hall.give())
    assert (load.ahead, load.shared, load.desks) == (1, 2, 2)
    assert load.served == (600_000,) * 6
    assert wait_range(load) is not None
    hall.desk("4", DeskState.PAUSED)
    alone = hall.queue.load(hall.give())
    assert (alone.ahead, alone.shared, alone.desks) == (2, 2, 1)
    assert wait_range(hall.queue.load(hall.give("TRADE"))) is None


def test_the_board_shows_desks_waiting_people_and_calls(hall: SmallQueue) -> None:
    hall.open("3", "4")
    for _ in range(3):
        hall.give()
    hall.give("SOCIAL-AID")
    first, second = hall.called("3"), hall.called("4")
    board = hall.queue.board(calls=5)
    assert [(desk.counter, desk.state, desk.turn) for desk in board.desks] == [
        ("3", DeskState.OPEN, first),
        ("4", DeskState.OPEN, second),
        ("7", DeskState.CLOSED, None),
    ]
    assert board.waiting == {"HOUSEHOLD": 1, "SOCIAL-AID": 1}
    assert board.called == (second, first)
    assert board.at == hall.clock.at
    assert [desk.actor_name for desk in board.desks] == ["卓玛措", "卓玛措", ""]
    hall.do(TicketAct.UNDONE, second)
    hall.later(seconds=30)
    hall.do(TicketAct.TRANSFERRED, first, to_counter="7")
    sent = hall.called("4")
    assert hall.queue.board(calls=5).called == (sent,), "no call that was taken back or sent on"


def test_the_announcement_log_holds_calls_in_order(hall: SmallQueue) -> None:
    hall.open("3", "4")
    begin = hall.queue.last_sequence()
    hall.give()
    hall.give()
    first, second = hall.called("4"), hall.called("3")
    hall.later(seconds=20)
    hall.do(TicketAct.RECALLED, first)
    hall.do(TicketAct.STARTED, first)
    hall.do(TicketAct.UNDONE, second)
    calls = hall.queue.calls_after(begin)
    assert [(call.number, call.event.act, call.event.counter) for call in calls] == [
        ("C001", TicketAct.CALLED, "4"),
        ("C002", TicketAct.CALLED, "3"),
        ("C001", TicketAct.RECALLED, "4"),
        ("C002", TicketAct.UNDONE, "3"),
    ]
    assert hall.queue.calls_after(calls[1].sequence) == calls[2:]


def test_tickets_are_found_by_number_and_by_case(hall: SmallQueue) -> None:
    hall.open("3")
    hall.give()
    case_id, turn = new_id(), hall.called()
    hall.do(TicketAct.LINKED, turn, case_id=case_id)
    assert hall.queue.of_case(case_id) == (turn,)
    assert hall.queue.numbered("C001", turn.ticket.day) == turn
    assert hall.queue.numbered("C001", turn.ticket.day + timedelta(days=1)) is None
    assert refused(hall.queue.turn, new_id()).code == "ticket.unknown"


def test_prints_without_an_outcome_are_found(hall: SmallQueue) -> None:
    lost, printed = hall.give(), hall.give()
    failed = hall.give(print=PrintState.FAILED, problem="printer.paper_out")
    assert failed.print is PrintState.FAILED
    assert [event.reason for event in hall.queue.events(failed.ticket.id)] == ["printer.paper_out"]
    hall.do(TicketAct.PRINT, printed, "取号机", print=PrintState.PRINTED)
    assert hall.queue.unsettled("取号机") == (lost,)
    assert hall.queue.unsettled("另一台") == ()


def test_history_cannot_be_changed(hall: SmallQueue) -> None:
    turn: Turn = hall.give()
    hall.open("3")
    hall.called()
    engine = open_engine(hall.store.folder / STORE_FILE)
    with engine.connect() as connection:
        for table in ("ticket", "ticket_event", "desk_event"):
            for act in (f"UPDATE {table} SET payload = ''", f"DELETE FROM {table}"):
                with pytest.raises(DatabaseError, match="append-only"):
                    connection.exec_driver_sql(act)
    engine.dispose()
    assert hall.queue.turn(turn.ticket.id).state is TicketState.CALLED
