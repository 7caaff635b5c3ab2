"""Which keys a counter's standing leaves to press, which is right next, and how lengths are said."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app.domain.ids import new_id
from app.domain.queue_rules import NEXT
from app.domain.tickets import Ticket, TicketAct, TicketState, Turn
from app.ports.queue import DeskState
from ui.strip.head import length
from ui.strip.key_column import KEYS
from ui.strip.standing import Standing, StripKey, next_key, pressable

NINE = datetime(2026, 9, 15, 1, tzinfo=UTC)
TICKET = Ticket(new_id(), "H", "户籍", "C", date(2026, 9, 15), 0, 1, NINE, 1, "取号机")
FREE = Standing(DeskState.OPEN, None, (), (), "", (), ())
ACTS = {
    StripKey.START: TicketAct.STARTED,
    StripKey.RECALL: TicketAct.RECALLED,
    StripKey.HOLD: TicketAct.HELD,
    StripKey.TRANSFER: TicketAct.TRANSFERRED,
    StripKey.NO_SHOW: TicketAct.MISSED,
    StripKey.FINISH: TicketAct.FINISHED,
}


def at_counter(state: TicketState) -> Standing:
    return replace(FREE, turn=Turn(TICKET, state, "H", counter="3"))


@pytest.mark.parametrize("state", [TicketState.CALLED, TicketState.SERVING])
@pytest.mark.parametrize("key", ACTS)
def test_a_key_can_be_pressed_exactly_where_its_act_is_allowed(key: StripKey, state: TicketState) -> None:
    assert (key in pressable(at_counter(state))) is ((state, ACTS[key]) in NEXT)


def test_only_a_call_can_be_undone() -> None:
    assert StripKey.UNDO in pressable(at_counter(TicketState.CALLED))
    assert StripKey.UNDO not in pressable(at_counter(TicketState.SERVING))
    assert StripKey.UNDO not in pressable(FREE)


@pytest.mark.parametrize("desk", DeskState)
def test_only_an_open_counter_calls_and_every_one_may_change(desk: DeskState) -> None:
    able = pressable(replace(FREE, desk=desk))
    assert (StripKey.CALL in able) is (desk is DeskState.OPEN)
    assert StripKey.PAUSE in able


def test_hold_calls_back_when_nobody_is_here_and_somebody_is_on_hold() -> None:
    held = replace(FREE, held=(Turn(TICKET, TicketState.HOLD, "H", counter="3"),))
    assert StripKey.HOLD in pressable(held)
    assert StripKey.HOLD not in pressable(FREE)


@pytest.mark.parametrize(
    ("standing", "key"),
    [
        (replace(FREE, desk=DeskState.CLOSED), StripKey.PAUSE),
        (replace(FREE, desk=DeskState.PAUSED), StripKey.PAUSE),
        (FREE, StripKey.CALL),
        (at_counter(TicketState.CALLED), StripKey.START),
        (at_counter(TicketState.SERVING), StripKey.FINISH),
    ],
)
def test_one_key_is_right_next_and_can_be_pressed(standing: Standing, key: StripKey) -> None:
    assert next_key(standing) is key
    assert key in pressable(standing)


def test_the_number_pad_has_the_last_digit_of_the_function_key() -> None:
    for function, pad, _ in KEYS.values():
        if function.startswith("F"):
            assert pad == f"Num+{function[-1]}"
    assert len({pad for _, pad, _ in KEYS.values()}) == len(KEYS)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(-3, "0 秒"), (35, "35 秒"), (252, "4 分 12 秒"), (3900, "1 小时 5 分")],
)
def test_lengths(seconds: int, words: str) -> None:
    assert length(timedelta(seconds=seconds)) == words
