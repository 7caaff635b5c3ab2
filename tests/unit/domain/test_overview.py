"""Which cases press, by promise, law and the hall's other duties; the hours of a day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.details import StepDetail, StepKind
from app.domain.overview import HourOfDay, hours_of, last_watched_day, most_urgent_first, watched
from app.domain.summary import row_of
from app.domain.tickets import Ticket, TicketState, Turn
from app.domain.timers import Signal
from data.working_days import CalendarTables
from tests import factories as make

DAY = date(2026, 9, 15)
CALENDAR = CalendarTables().calendar("632621")
RECEIVED, ACCEPTED = make.detail(StepKind.RECEIVED), make.detail(StepKind.ACCEPTED)
GRANTED = make.detail(StepKind.GRANTED)
PROMISE, LAW = date(2026, 9, 24), date(2026, 10, 19)


def light(today: date, *said: StepDetail) -> tuple[Signal, int] | None:
    row = row_of(
        make.header(),
        make.steps(*((DAY, one) for one in (RECEIVED, *said))),
        make.item(),
        CALENDAR,
        make.NINE,
        today,
    )
    found = watched(row, CALENDAR, today)
    return (found.signal, found.days) if found else None


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 9, 22), None),
        (date(2026, 9, 23), (Signal.REMINDER, -1)),
        (PROMISE, (Signal.REMINDER, 0)),
        (date(2026, 9, 25), (Signal.YELLOW, 1)),  # a holiday of this year
        (date(2026, 9, 28), (Signal.YELLOW, 1)),
        (LAW, (Signal.YELLOW, 12)),
        (LAW + timedelta(days=2), (Signal.RED, 2)),
    ],
)
def test_promise_and_law_give_their_signals(today: date, expected: tuple[Signal, int] | None) -> None:
    assert light(today, ACCEPTED) == expected


def test_a_step_that_is_late_is_yellow_and_an_applicants_days_are_not_watched() -> None:
    assert light(date(2026, 9, 21)) == (Signal.REMINDER, 0), "the one-time notice is due today"
    noticed = make.detail(StepKind.NOTICED)
    assert light(date(2026, 12, 1), noticed) is None
    granted = (ACCEPTED, make.detail(StepKind.REVIEW_STARTED), GRANTED)
    assert light(date(2026, 12, 1), *granted) is not None
    late = light(date(2026, 12, 1), *granted)
    assert late is not None
    assert late[0] is Signal.YELLOW
    suspended = (ACCEPTED, make.detail(StepKind.SUSPENDED))
    assert light(date(2026, 12, 1), *suspended) is None


def test_the_search_reaches_as_far_as_the_signals_do() -> None:
    for days in range(30):
        today = DAY + timedelta(days=days)
        last = last_watched_day(CALENDAR, today)
        row = row_of(
            make.header(), make.steps((DAY, RECEIVED), (DAY, ACCEPTED)), make.item(), CALENDAR, make.NINE, DAY
        )
        for ahead in range(15):
            due = today + timedelta(days=ahead)
            found = watched(replace(row, promise_due=due, due=due), CALENDAR, today)
            assert (found is not None) == (due <= last), (today, due)


def test_the_reddest_comes_first_and_the_longest_over_before_the_others() -> None:
    row = row_of(
        make.header(), make.steps((DAY, RECEIVED), (DAY, ACCEPTED)), make.item(), CALENDAR, make.NINE, DAY
    )
    today = date(2026, 9, 28)
    dues = [(today, LAW), (date(2026, 9, 24), LAW), (date(2026, 9, 22), LAW), (DAY, date(2026, 9, 18))]
    cases = [
        watched(replace(row, promise_due=promise, statutory_due=law), CALENDAR, today)
        for promise, law in dues
    ]
    ordered = most_urgent_first(one for one in cases if one is not None)
    assert [one.signal for one in ordered] == [Signal.RED, Signal.YELLOW, Signal.YELLOW, Signal.REMINDER]
    assert ordered[1].limit < ordered[2].limit


def test_hours_are_counted_in_the_halls_zone_with_the_empty_ones_between() -> None:
    def turn(hours: float, state: TicketState = TicketState.WAITING) -> Turn:
        at = make.NINE + timedelta(hours=hours)
        ticket = Ticket(make.new_id(), "S", "业务", "A", DAY, 0, 1, at, 1, "取号机")
        return Turn(ticket, state, "S", ended_at=at if state is TicketState.DONE else None)

    hours = hours_of([turn(0), turn(0.5, TicketState.DONE), turn(2)])
    assert hours == (HourOfDay(9, 2, 1), HourOfDay(10, 0, 0), HourOfDay(11, 1, 0))
    assert hours_of([]) == ()
