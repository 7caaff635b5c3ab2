"""The state machine of a ticket, held to a table typed by hand, and what each event changes."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.papers import PrintState
from app.domain.queue_rules import OPEN, first_turn, follow, turn_of
from app.domain.queue_services import QueueRules
from app.domain.tickets import Ticket, TicketAct, TicketEvent, TicketState, Turn
from app.errors import RuleError
from tests import factories as make

A, S = TicketAct, TicketState
RULES = QueueRules()

ALLOWED = {
    S.WAITING: {A.CALLED: S.CALLED, A.CANCELLED: S.CANCELLED, A.DAY_ENDED: S.CANCELLED},
    S.TRANSFERRED: {A.CALLED: S.CALLED, A.CANCELLED: S.CANCELLED, A.DAY_ENDED: S.CANCELLED},
    S.CALLED: {
        A.RECALLED: S.CALLED,
        A.UNDONE: S.WAITING,
        A.STARTED: S.SERVING,
        A.MISSED: S.NO_SHOW,
        A.TRANSFERRED: S.TRANSFERRED,
        A.CANCELLED: S.CANCELLED,
        A.DAY_ENDED: S.CANCELLED,
        A.LINKED: S.CALLED,
    },
    S.SERVING: {
        A.HELD: S.HOLD,
        A.FINISHED: S.DONE,
        A.TRANSFERRED: S.TRANSFERRED,
        A.DAY_ENDED: S.DONE,
        A.LINKED: S.SERVING,
    },
    S.HOLD: {
        A.CALLED_BACK: S.CALLED,
        A.MISSED: S.NO_SHOW,
        A.FINISHED: S.DONE,
        A.TRANSFERRED: S.TRANSFERRED,
        A.CANCELLED: S.CANCELLED,
        A.DAY_ENDED: S.CANCELLED,
        A.LINKED: S.HOLD,
    },
    S.NO_SHOW: {A.CALLED_BACK: S.CALLED},
    S.DONE: {A.LINKED: S.DONE},
    S.CANCELLED: {},
}
"""As issue 5 tells it; a print may be recorded in every state."""


def ticket() -> Ticket:
    return Ticket(
        make.new_id(), "HOUSEHOLD", "户籍", "C", make.NINE.date(), 0, 12, make.NINE, 1_000, "取号机"
    )


def event(act: TicketAct, turn: Turn, at: datetime = make.NINE, **said: object) -> TicketEvent:
    base = TicketEvent(
        make.new_id(), turn.ticket.id, act, at, turn.counter or "3", reason="记错了", service="X"
    )
    return replace(base, **said)  # type: ignore[arg-type]  # any field of an event


def standing(state: TicketState) -> Turn:
    """Return a turn in that state, called long ago."""
    long_ago = make.NINE - timedelta(hours=1)
    counter = "" if state in (S.WAITING, S.TRANSFERRED) else "3"
    return replace(first_turn(ticket()), state=state, counter=counter, last_called_at=long_ago)


def refusal(turn: Turn, said: TicketEvent) -> str:
    with pytest.raises(RuleError) as refused:
        follow(turn, said, RULES)
    return refused.value.code


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("act", [act for act in A if act is not A.PRINT])
def test_what_may_follow_is_what_the_table_says(state: TicketState, act: TicketAct) -> None:
    turn = standing(state)
    if act in ALLOWED[state]:
        assert follow(turn, event(act, turn), RULES).state is ALLOWED[state][act]
    else:
        assert refusal(turn, event(act, turn)) == "ticket.act_not_allowed"


@pytest.mark.parametrize("state", S)
def test_a_print_is_recorded_in_every_state(state: TicketState) -> None:
    turn = standing(state)
    assert follow(turn, event(A.PRINT, turn, print=PrintState.FAILED), RULES) == replace(
        turn, print=PrintState.FAILED
    )


def after(*acts: tuple[TicketAct, float]) -> Turn:
    """Return the turn after acts at counter 3, each so many seconds after the one before."""
    turn, at = first_turn(ticket()), make.NINE
    for act, seconds in acts:
        at += timedelta(seconds=seconds)
        turn = follow(turn, event(act, turn, at), RULES)
    return turn


def test_the_service_time_runs_from_start_to_finish_without_the_hold() -> None:
    acts = [(A.CALLED, 60), (A.STARTED, 5), (A.HELD, 100), (A.CALLED_BACK, 900), (A.STARTED, 7)]
    turn = after(*acts, (A.FINISHED, 50))
    assert turn.served == 150_000
    assert turn.started_at is None
    assert turn.called_at == make.NINE + timedelta(seconds=60)
    assert turn.ended_at == make.NINE + timedelta(seconds=1122)


def test_a_second_start_is_refused_so_that_no_slip_of_the_hand_resets_the_time() -> None:
    serving = after((A.CALLED, 0), (A.STARTED, 0))
    assert refusal(serving, event(A.STARTED, serving)) == "ticket.act_not_allowed"


def test_a_recall_waits_for_the_pause() -> None:
    called = after((A.CALLED, 0))
    with pytest.raises(RuleError) as refused:
        follow(called, event(A.RECALLED, called, make.NINE + timedelta(seconds=3.5)), RULES)
    assert refused.value.facts == {"seconds": 7}
    assert follow(called, event(A.RECALLED, called, make.NINE + timedelta(seconds=10)), RULES).recalls == 1


def test_a_ticket_is_passed_after_three_recalls_or_the_set_time() -> None:
    soon = make.NINE + timedelta(seconds=40)
    twice = after((A.CALLED, 0), (A.RECALLED, 10), (A.RECALLED, 10))
    assert refusal(twice, event(A.MISSED, twice, soon)) == "ticket.no_show_too_soon"
    thrice = after((A.CALLED, 0), (A.RECALLED, 10), (A.RECALLED, 10), (A.RECALLED, 10))
    assert follow(thrice, event(A.MISSED, thrice, soon), RULES).state is S.NO_SHOW
    waited = make.NINE + timedelta(seconds=RULES.no_show_seconds)
    called = after((A.CALLED, 0))
    assert follow(called, event(A.MISSED, called, waited), RULES).ended_at == waited


@pytest.mark.parametrize("act", [A.RECALLED, A.UNDONE, A.STARTED, A.MISSED, A.TRANSFERRED])
def test_only_the_counter_that_called_goes_on(act: TicketAct) -> None:
    called = after((A.CALLED, 0))
    late = make.NINE + timedelta(hours=1)
    assert refusal(called, event(act, called, late, counter="4")) == "ticket.other_counter"


def test_an_undone_call_leaves_no_trace_on_the_turn() -> None:
    waiting = first_turn(ticket())
    called = follow(waiting, event(A.CALLED, waiting), RULES)
    assert follow(called, event(A.UNDONE, called), RULES) == waiting


def test_an_undone_call_back_leads_back_to_hold() -> None:
    turn = after((A.CALLED, 0), (A.STARTED, 0), (A.HELD, 60), (A.CALLED_BACK, 60), (A.UNDONE, 1))
    assert (turn.state, turn.counter, turn.served) == (S.HOLD, "3", 60_000)


def test_a_transferred_ticket_belongs_to_nobody_and_keeps_its_order() -> None:
    turn = after((A.CALLED, 0), (A.STARTED, 0), (A.TRANSFERRED, 60))
    assert (turn.state, turn.service, turn.counter, turn.served) == (S.TRANSFERRED, "X", "", 60_000)
    assert turn.ticket.order == 1_000


def test_cancelling_needs_a_reason_and_a_transfer_a_place() -> None:
    waiting, called = first_turn(ticket()), after((A.CALLED, 0))
    assert refusal(waiting, event(A.CANCELLED, waiting, reason=" ")) == "ticket.reason_missing"
    assert refusal(called, event(A.TRANSFERRED, called, service="")) == "ticket.transfer_nowhere"


@given(st.lists(st.tuples(st.sampled_from(list(A)), st.integers(0, 600)), max_size=40))
def test_whatever_is_pressed_the_turn_follows_from_the_events_taken(
    presses: list[tuple[TicketAct, int]],
) -> None:
    given_ticket = ticket()
    turn, at, taken = first_turn(given_ticket), make.NINE, []
    for act, seconds in presses:
        at += timedelta(seconds=seconds)
        said = event(act, turn, at, print=PrintState.PRINTED)
        try:
            turn = follow(turn, said, RULES)
        except RuleError:
            continue
        taken.append(said)
        assert (turn.started_at is not None) == (turn.state is S.SERVING)
        assert (turn.ended_at is None) == (turn.state in OPEN)
        assert turn.counter == "" or turn.state not in (S.WAITING, S.TRANSFERRED)
    assert turn_of(given_ticket, taken) == turn
