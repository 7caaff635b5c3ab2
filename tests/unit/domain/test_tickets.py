"""Ticket numbers, the QR code, marks of persons, services' hours, the order number and the forecast."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.queue_order import order_number
from app.domain.queue_services import Opening, QueueService, admit, is_open
from app.domain.tickets import Priority, Ticket, person_mark, read_ticket_code, ticket_code
from app.domain.waiting_time import Load, WaitRange, wait_range
from app.errors import RuleError
from tests import factories as make

TICKET = Ticket(make.new_id(), "SOCIAL-AID", "社会救助", "D", date(2026, 9, 15), 0, 7, make.NINE, 0, "取号机")
MINUTE = 60_000


def test_numbers_as_printed_and_called() -> None:
    assert TICKET.number == "D007"
    assert replace(TICKET, n=1234).number == "D1234"
    assert replace(TICKET, series=2, n=17).number == "D2-017"


def test_the_qr_code_says_ticket_service_number_and_time() -> None:
    text = ticket_code(TICKET)
    assert text == f"T1:{TICKET.id.hex.upper()}:SOCIAL-AID:D007:20260915090000"
    code = read_ticket_code(f" {text}\r")
    assert (code.ticket_id, code.service, code.number) == (TICKET.id, "SOCIAL-AID", "D007")
    assert code.issued_at == make.NINE


@pytest.mark.parametrize("text", ["", "T1:12", "https://example.invalid/", "T1:{}:A:A001:20261315090000"])
def test_other_codes_are_refused(text: str) -> None:
    with pytest.raises(RuleError, match=r"ticket\.code"):
        read_ticket_code(text.format(TICKET.id.hex.upper()))


def test_a_mark_does_not_tell_the_number_and_joins_no_two_days() -> None:
    number, day = "632621199003074510", date(2026, 9, 15)
    mark = person_mark(b"key", day, number)
    assert mark == person_mark(b"key", day, number)
    assert len(mark) == 32
    assert number not in mark
    other_day = day + timedelta(days=1)
    assert len({mark, person_mark(b"other", day, number), person_mark(b"key", other_day, number)}) == 3


@given(st.integers(0, 3600), st.integers(0, 3600), st.integers(0, 60))
def test_a_priority_visitor_goes_before_whoever_came_within_the_head_start(
    one: int, two: int, head_start: int
) -> None:
    ordinary, elder = make.NINE + timedelta(seconds=one), make.NINE + timedelta(seconds=two)
    before = order_number(elder, Priority.ELDERLY, head_start) < order_number(ordinary, None, head_start)
    assert before == (elder - timedelta(minutes=head_start) < ordinary)


def test_the_order_number_is_milliseconds_of_the_issue() -> None:
    assert order_number(make.NINE, None, 20) == 1_789_434_000_000
    assert order_number(make.NINE, Priority.FAR_HERDER, 20) == 1_789_434_000_000 - 20 * MINUTE
    with pytest.raises(ValueError, match="timezone"):
        order_number(make.NINE.replace(tzinfo=None), None, 20)
    with pytest.raises(ValueError, match="negative"):
        order_number(make.NINE, None, -1)


def test_opening_hours_hold_on_their_days_and_end_at_their_end() -> None:
    hours = (Opening(540, 720), Opening(600, 660, workdays=False))
    service = QueueService("X", "户籍", "C", "103", hours=hours)
    for hour, minute, works, expected in (
        (8, 59, True, False),
        (9, 0, True, True),
        (11, 59, True, True),
        (12, 0, True, False),
        (9, 30, False, False),
        (10, 0, False, True),
    ):
        at = make.NINE.replace(hour=0) + timedelta(hours=hour - 8, minutes=minute)
        assert is_open(service, at, works=works) is expected
    assert is_open(replace(service, hours=()), make.NINE - timedelta(hours=8), works=False)


def test_a_quota_ends_with_its_last_ticket() -> None:
    service = QueueService("X", "户籍", "C", "103", quota=30)
    admit(service, make.NINE, works=True, given=29)
    with pytest.raises(RuleError, match=r"queue\.quota_reached\(service=户籍, quota=30\)"):
        admit(service, make.NINE, works=True, given=30)


def test_without_a_basis_there_is_no_forecast() -> None:
    assert wait_range(Load(3, 3, 0, (5 * MINUTE,) * 9)) is None
    assert wait_range(Load(3, 3, 1, (5 * MINUTE,) * 4)) is None


def test_the_forecast_is_a_range_rounded_outwards_to_five_minutes() -> None:
    served = (4 * MINUTE, 6 * MINUTE, 8 * MINUTE, 10 * MINUTE, 12 * MINUTE)
    assert wait_range(Load(0, 0, 1, served)) == WaitRange(0, 15)
    assert wait_range(Load(6, 8, 2, served)) == WaitRange(15, 55)
    assert wait_range(Load(0, 0, 1, (1000,) * 5)) == WaitRange(0, 5)


@given(
    st.integers(0, 200), st.integers(0, 200), st.integers(1, 40), st.lists(st.integers(1, 10**7), min_size=5)
)
def test_more_people_before_never_shorten_the_forecast(
    ahead: int, others: int, desks: int, served: list[int]
) -> None:
    load = Load(ahead, ahead + others, desks, tuple(served))
    less, more = wait_range(load), wait_range(replace(load, ahead=ahead + 1, shared=ahead + others + 1))
    assert less is not None
    assert more is not None
    assert less.least <= more.least <= more.most
    assert less.most <= more.most
