"""Timers against the worked dates of domain §1 and against slow recounts."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.details import Accepted, Extended, Resumed, StepDetail, StepKind, Suspended
from app.domain.items import Limit, ServiceItem
from app.domain.lifecycle import branches
from app.domain.progress import Progress
from app.domain.timers import Signal, Timer, TimerKey, is_deemed_accepted, signal, timers
from app.domain.workdays import Calendar, TermUnit
from data.working_days import CalendarTables
from tests import factories as make

TUESDAY = date(2026, 9, 15)
CALENDAR = CalendarTables().calendar("632621")


def progress(*said: tuple[date, StepDetail]) -> Progress:
    return Progress(branches(make.steps(*said))[0])


def due(
    found: Progress,
    key: TimerKey,
    item: ServiceItem | None = None,
    joint: bool = False,
    today: date = TUESDAY,
) -> Timer:
    running = timers(found, item or make.item(), joint, CALENDAR, today)
    return next(timer for timer in running if timer.key is key)


RECEIVED = (TUESDAY, make.detail(StepKind.RECEIVED))
ACCEPTED = (TUESDAY, make.detail(StepKind.ACCEPTED))
REVIEW = (TUESDAY, make.detail(StepKind.REVIEW_STARTED))


@pytest.mark.parametrize(
    ("received", "expected"),
    [(TUESDAY, date(2026, 9, 21)), (date(2026, 2, 10), date(2026, 2, 24))],
)
def test_the_notice_is_due_after_five_working_days(received: date, expected: date) -> None:
    assert due(progress((received, make.detail(StepKind.RECEIVED))), TimerKey.NOTICE).due == expected


def test_a_decision_is_due_after_twenty_working_days() -> None:
    assert due(progress(RECEIVED, ACCEPTED), TimerKey.STATUTORY).due == date(2026, 10, 19)


def test_an_extension_adds_ten() -> None:
    extended = Extended(make.limit(10), make.approval())
    found = progress(RECEIVED, ACCEPTED, REVIEW, (TUESDAY, extended))
    assert due(found, TimerKey.STATUTORY).due == date(2026, 11, 2)


def test_joint_handling_has_forty_five() -> None:
    assert due(progress(RECEIVED, ACCEPTED), TimerKey.STATUTORY, joint=True).due == date(2026, 11, 23)


def test_delivery_is_due_ten_working_days_after_granting() -> None:
    found = progress(RECEIVED, ACCEPTED, REVIEW, (TUESDAY, make.detail(StepKind.GRANTED)))
    assert due(found, TimerKey.DELIVERY).due == date(2026, 9, 29)


def test_a_late_notice_is_deemed_acceptance_from_the_day_of_receipt() -> None:
    found = progress(RECEIVED)
    assert not is_deemed_accepted(found, make.item(), CALENDAR, date(2026, 9, 21))
    assert is_deemed_accepted(found, make.item(), CALENDAR, date(2026, 9, 22))
    assert due(found, TimerKey.STATUTORY, today=date(2026, 9, 22)).due == date(2026, 10, 19)


def test_after_a_notice_the_limit_counts_from_the_day_the_last_item_came() -> None:
    came = date(2026, 9, 17)
    found = progress(
        RECEIVED,
        (TUESDAY, make.detail(StepKind.NOTICED)),
        (came, make.detail(StepKind.SUPPLEMENTED)),
        (date(2026, 9, 18), make.detail(StepKind.ACCEPTED)),
    )
    assert found.accepted_on == came


@pytest.mark.parametrize(
    ("notice", "expected"),
    [
        (Limit(3, TermUnit.DAYS), date(2026, 9, 18)),
        (Limit(0, TermUnit.AT_ONCE), TUESDAY),
    ],
)
def test_other_laws_set_other_notice_limits(notice: Limit, expected: date) -> None:
    assert due(progress(RECEIVED), TimerKey.NOTICE, make.item(notice=notice)).due == expected


def test_a_promise_never_ends_after_the_law() -> None:
    item = make.item(statutory=Limit(15, TermUnit.DAYS), promised=make.limit(14))
    found = progress((date(2026, 9, 24), RECEIVED[1]), (date(2026, 9, 24), ACCEPTED[1]))
    assert due(found, TimerKey.STATUTORY, item).due == date(2026, 10, 9)
    assert due(found, TimerKey.PROMISE, item).due == date(2026, 10, 9)


def test_without_a_limit_of_law_only_the_promise_runs() -> None:
    found = timers(progress(RECEIVED, ACCEPTED), make.item(statutory=None), False, CALENDAR, TUESDAY)
    assert [timer.key for timer in found] == [TimerKey.NOTICE, TimerKey.PROMISE]


@given(start=st.integers(0, 30), length=st.integers(0, 40), open_end=st.booleans())
def test_suspended_days_are_given_back_one_by_one(start: int, length: int, open_end: bool) -> None:
    """The due date with a pause equals stepping day by day and not counting days in the pause."""
    begins = TUESDAY + timedelta(days=start)
    ends = begins + timedelta(days=length)
    said = [RECEIVED, ACCEPTED, (begins, Suspended("检验", make.limit(5)))]
    if not open_end:
        said.append((ends, Resumed("合格")))
    found = due(progress(*said), TimerKey.STATUTORY, today=ends)
    without = due(progress(RECEIVED, ACCEPTED), TimerKey.STATUTORY).due
    paused = [begins + timedelta(days=n) for n in range(1, length + 1)]
    assert found.due == _after(without, sum(CALENDAR.is_workday(day) for day in paused))


def _after(day: date, working_days: int) -> date:
    while working_days:
        day += timedelta(days=1)
        working_days -= CALENDAR.is_workday(day)
    return day


def test_beyond_the_published_years_a_date_is_provisional() -> None:
    december = date(2026, 12, 14)
    found = due(
        progress((december, RECEIVED[1]), (december, ACCEPTED[1])), TimerKey.STATUTORY, today=december
    )
    assert found.provisional
    published = Calendar(CALENDAR.off, CALENDAR.work, CALENDAR.known_from, date(2027, 12, 31))
    running = timers(progress((december, RECEIVED[1])), make.item(), False, published, december)
    assert not running[0].provisional


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 9, 22), Signal.NONE),
        (date(2026, 9, 23), Signal.REMINDER),
        (date(2026, 9, 24), Signal.REMINDER),
        (date(2026, 9, 28), Signal.YELLOW),
        (date(2026, 10, 19), Signal.YELLOW),
        (date(2026, 10, 20), Signal.RED),
    ],
)
def test_signals_follow_the_promise_and_the_law(today: date, expected: Signal) -> None:
    """Promise of 8 working days from 15 September: the 24th, with Sunday the 20th a working day."""
    running = timers(progress(RECEIVED, ACCEPTED), make.item(), False, CALENDAR, today)
    assert next(t.due for t in running if t.key is TimerKey.PROMISE) == date(2026, 9, 24)
    assert signal(running, CALENDAR, today) is expected


def test_a_decision_stops_the_limits() -> None:
    granted = (date(2026, 9, 18), make.detail(StepKind.GRANTED))
    running = timers(progress(RECEIVED, ACCEPTED, REVIEW, granted), make.item(), False, CALENDAR, TUESDAY)
    stopped = {timer.key: timer.stopped_on for timer in running}
    assert stopped[TimerKey.STATUTORY] == stopped[TimerKey.PROMISE] == date(2026, 9, 18)
    assert stopped[TimerKey.DELIVERY] is None


def test_owed_materials_have_their_own_timer() -> None:

    promised = Accepted(("材料3",), date(2026, 9, 30))
    found = progress(RECEIVED, (TUESDAY, promised))
    assert found.owed == ("材料3",)
    assert due(found, TimerKey.PROMISED_MATERIALS).due == date(2026, 9, 30)
    came = progress(RECEIVED, (TUESDAY, promised), (TUESDAY, make.detail(StepKind.SUPPLEMENTED)))
    assert came.owed == ()
    assert came.owed_by is None


def test_an_unknown_extension_unit_keeps_its_own_count() -> None:
    item = replace(make.item(), statutory=Limit(30, TermUnit.DAYS), extension=Limit(30, TermUnit.DAYS))
    extended = Extended(Limit(30, TermUnit.DAYS), make.approval())
    found = progress(RECEIVED, ACCEPTED, REVIEW, (TUESDAY, extended))
    assert due(found, TimerKey.STATUTORY, item).due == date(2026, 11, 16)
