"""A clerk's keys at the counter, with rights and names, over the real queue."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.domain.accounts import Actor, Right
from app.domain.ids import new_id
from app.domain.tickets import TicketAct, TicketState, Turn
from app.errors import RuleError
from app.services.queue import Queue
from tests import factories as make
from tests.integration.queue.conftest import SmallQueue

S = TicketState


@pytest.fixture
def clerk() -> Actor:
    return make.actor(counter="4")


@pytest.fixture
def keys(hall: SmallQueue, clerk: Actor) -> Queue:
    queue = Queue(hall.queue, hall.clock)
    assert queue.open(clerk) == ()
    return queue


def called(keys: Queue, clerk: Actor) -> Turn:
    turn = keys.call_next(clerk, new_id())
    assert turn is not None
    return turn


def test_a_visitor_from_call_to_finish(hall: SmallQueue, keys: Queue, clerk: Actor) -> None:
    given = hall.give(item="103-01")
    assert keys.waiting(clerk) == (given,)
    turn = called(keys, clerk)
    assert keys.held(clerk) == (turn,)
    hall.later(seconds=12)
    keys.recall(clerk, turn.ticket.id)
    keys.start(clerk, turn.ticket.id)
    case_id = new_id()
    keys.link(clerk, turn.ticket.id, case_id)
    hall.later(minutes=6)
    done = keys.finish(clerk, turn.ticket.id)
    assert (done.state, done.served, done.ticket.item) == (S.DONE, 360_000, "103-01")
    assert hall.queue.of_case(case_id) == (done,)
    events = hall.queue.events(turn.ticket.id)
    assert [event.act for event in events] == [
        TicketAct.CALLED,
        TicketAct.RECALLED,
        TicketAct.STARTED,
        TicketAct.LINKED,
        TicketAct.FINISHED,
    ]
    assert {(event.counter, event.actor_id, event.actor_name) for event in events} == {
        ("4", clerk.account_id, clerk.name)
    }


def test_hold_call_back_transfer_and_pass(hall: SmallQueue, keys: Queue, clerk: Actor) -> None:
    for _ in range(4):
        hall.give()
    waits = keys.hold(clerk, keys.start(clerk, called(keys, clerk).ticket.id).ticket.id)
    moved = keys.transfer(clerk, called(keys, clerk).ticket.id, service="TRADE")
    sent = keys.transfer(clerk, called(keys, clerk).ticket.id, counter="7")
    assert (moved.ticket.number, moved.service, moved.to_counter) == ("C002", "TRADE", "")
    assert (sent.ticket.number, sent.service, sent.to_counter) == ("C003", "HOUSEHOLD", "7")
    assert [turn.ticket.number for turn in hall.queue.waiting("7")] == ["C002", "C003"]
    back = keys.call_back(clerk, waits.ticket.id)
    assert back.state is S.CALLED
    hall.later(minutes=3)
    assert keys.no_show(clerk, back.ticket.id).state is S.NO_SHOW
    assert keys.call_back(clerk, back.ticket.id).state is S.CALLED


def test_an_undone_call_is_the_next_one_again(hall: SmallQueue, keys: Queue, clerk: Actor) -> None:
    hall.give()
    turn = called(keys, clerk)
    assert keys.undo_call(clerk, turn.ticket.id).state is S.WAITING
    assert called(keys, clerk).ticket == turn.ticket


def test_a_counter_pauses_and_closes(hall: SmallQueue, keys: Queue, clerk: Actor) -> None:
    hall.give()
    turn = called(keys, clerk)
    with pytest.raises(RuleError, match=r"queue\.counter_busy"):
        keys.close(clerk)
    keys.start(clerk, turn.ticket.id)
    assert [one.ticket for one in keys.pause(clerk)] == [turn.ticket]
    keys.finish(clerk, turn.ticket.id)
    with pytest.raises(RuleError, match=r"queue\.counter_not_open"):
        keys.call_next(clerk, new_id())
    assert keys.close(clerk) == ()


def test_a_ticket_is_cancelled_at_the_visitors_wish(hall: SmallQueue, keys: Queue, clerk: Actor) -> None:
    given = hall.give()
    assert keys.cancel(clerk, given.ticket.id, "改天再办").state is S.CANCELLED
    assert keys.call_next(clerk, new_id()) is None


def test_who_may_not_serve_is_refused(hall: SmallQueue, keys: Queue, clerk: Actor) -> None:
    reviewer = replace(clerk, rights=frozenset({Right.REVIEWER}))
    ticket_id = hall.give().ticket.id
    acts: list[Callable[[], object]] = [
        lambda: keys.open(reviewer),
        lambda: keys.held(reviewer),
        lambda: keys.waiting(reviewer),
        lambda: keys.call_next(reviewer, new_id()),
        lambda: keys.cancel(reviewer, ticket_id, "试试"),
    ]
    for act in acts:
        with pytest.raises(RuleError, match=r"account\.right_missing"):
            act()


def test_a_counter_stays_shut_for_who_is_not_on_duty(hall: SmallQueue, clerk: Actor) -> None:
    away = True

    def on_duty(actor: Actor) -> None:
        assert actor is clerk
        if away:
            raise RuleError("duty.not_checked_in", name=actor.name)

    queue = Queue(hall.queue, hall.clock, on_duty)
    with pytest.raises(RuleError, match="not_checked_in"):
        queue.open(clerk)
    hall.give()
    with pytest.raises(RuleError, match="counter_not_open"):
        queue.call_next(clerk, new_id())
    away = False
    assert queue.open(clerk) == ()
    assert queue.call_next(clerk, new_id()) is not None
