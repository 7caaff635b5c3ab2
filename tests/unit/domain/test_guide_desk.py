"""Typed days and times, due appointments, and who is slowed down."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.appointments import due_appointments, is_late
from app.domain.progress_guard import LONGEST_WAIT, Misses
from app.domain.request_times import typed_day, typed_moment, typed_time
from app.domain.requests import Request, RequestAct, RequestEvent, RequestKind, RequestView
from app.errors import RuleError
from tests import factories as make

TODAY = date(2026, 9, 15)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9", time(9)),
        ("9:30", time(9, 30)),
        ("9点半", time(9, 30)),
        ("1405", time(14, 5)),
        ("14：05", time(14, 5)),
    ],
)
def test_times_as_they_are_typed(typed: str, meant: time) -> None:
    assert typed_time(typed) == meant


@pytest.mark.parametrize("typed", ["25", "9:75", "早上", "", "99999"])
def test_what_is_no_time(typed: str) -> None:
    with pytest.raises(RuleError, match=r"date\.form"):
        typed_time(typed)


def test_a_day_without_a_year_is_the_next_one() -> None:
    assert typed_day("9-18", TODAY) == date(2026, 9, 18)
    assert typed_day("9月15日", TODAY) == TODAY
    assert typed_day("3.1", TODAY) == date(2027, 3, 1)
    assert typed_day("2026-12-01", TODAY) == date(2026, 12, 1)
    assert typed_moment("", " ", TODAY) is None
    assert typed_moment("9-18", "9:30", TODAY) == datetime(2026, 9, 18, 1, 30, tzinfo=UTC)


def view(
    wanted: datetime | None, *acts: RequestAct, kind: RequestKind = RequestKind.APPOINTMENT
) -> RequestView:
    request = Request(
        make.new_id(), "Y1", kind, make.NINE, 0, "117-01", "事项", "117", "", "1", "", wanted, "",
        make.new_id(), "央金",
    )  # fmt: skip
    events = tuple(
        RequestEvent(make.new_id(), request.id, act, make.NINE, None, "央金", reason="因") for act in acts
    )
    return RequestView(request, events)


@given(st.lists(st.integers(-3000, 3000), max_size=8))
def test_exactly_today_s_appointments_whose_time_has_come_are_due_earliest_first(minutes: list[int]) -> None:
    now = make.NINE + timedelta(hours=3)
    views = [view(now + timedelta(minutes=one)) for one in minutes]
    due = due_appointments(views, now)
    times = [one.wanted_at for one in due]
    assert times == sorted(now + timedelta(minutes=one) for one in minutes if -12 * 60 <= one <= 0)


def test_what_is_over_or_no_appointment_never_enters_the_queue() -> None:
    at = make.NINE
    over = [view(at, act) for act in (RequestAct.QUEUED, RequestAct.DONE, RequestAct.CANCELLED)]
    assert due_appointments([*over, view(at, kind=RequestKind.HOME_VISIT), view(None)], at) == ()
    assert is_late(view(at), at + timedelta(seconds=1))
    assert not is_late(over[1], at + timedelta(days=1))


def test_each_miss_waits_longer_up_to_half_an_hour() -> None:
    misses, now, waits = Misses(), make.NINE, []
    for _ in range(30):
        misses = misses.missed(now)
        free = misses.free_at()
        waits.append(free - now if free else timedelta())
        now = max(now, free or now)
    assert waits[:5] == [timedelta(seconds=n) for n in (0, 0, 30, 60, 120)]
    assert max(waits) == waits[-1] == LONGEST_WAIT
    assert misses.missed(now + timedelta(hours=13)).free_at() is None
