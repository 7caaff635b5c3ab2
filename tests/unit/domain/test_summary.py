"""Rows of lists as they come out of steps."""

from datetime import date

from app.domain.case_rows import CaseRow
from app.domain.details import StepDetail, StepKind
from app.domain.lifecycle import State
from app.domain.summary import row_of
from data.working_days import CalendarTables
from tests import factories as make

DAY = date(2026, 9, 15)
CALENDAR = CalendarTables().calendar("632621")
RECEIVED = make.detail(StepKind.RECEIVED)


def row(*said: StepDetail, today: date = DAY) -> CaseRow:
    line = make.steps(*((DAY, one) for one in said))
    return row_of(make.header(), line, make.item(), CALENDAR, make.NINE, today)


def test_a_received_case_waits_for_its_notice() -> None:
    found = row(RECEIVED)
    assert (found.state, found.due, found.promise_due) == (State.RECEIVED, date(2026, 9, 21), None)


def test_the_same_case_is_deemed_accepted_a_day_after() -> None:
    found = row(RECEIVED, today=date(2026, 9, 22))
    assert (found.state, found.due) == (State.ACCEPTED, date(2026, 9, 24))
    assert found.statutory_due == date(2026, 10, 19)


def test_a_finished_case_has_nothing_due() -> None:
    found = row(RECEIVED, make.detail(StepKind.WITHDRAWN))
    assert (found.state, found.due) == (State.WITHDRAWN, None)


def test_of_two_branches_the_one_due_first_speaks() -> None:
    first, second = make.steps((DAY, RECEIVED), (DAY, make.detail(StepKind.ACCEPTED)))
    here = make.step(make.detail(StepKind.REVIEW_STARTED), second)
    there = make.step(make.detail(StepKind.WITHDRAWN), second)
    found = row_of(make.header(), (first, second, here, there), make.item(), CALENDAR, make.NINE, DAY)
    assert found.forked
    assert (found.state, found.due) == (State.REVIEWING, date(2026, 9, 24))
