"""How many tiles a screen holds, which of them a sheet shows, and who may try a number."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.errors import RuleError, StorageError
from ui.kiosk.flow import PinGate, ticket_before
from ui.kiosk.sheets import department_grid, first_names, service_grid, sheet_of

TALL, WIDE = (1080.0, 1920.0), (1920.0, 1080.0)


@pytest.mark.parametrize(
    ("room", "both", "grid"),
    [
        (TALL, False, (2, 6)),
        (TALL, True, (2, 4)),
        (WIDE, False, (3, 3)),
        (WIDE, True, (3, 3)),
        ((1080 / 1.3, 1920 / 1.3), False, (1, 4)),
    ],
)
def test_departments_on_a_screen(room: tuple[float, float], both: bool, grid: tuple[int, int]) -> None:
    assert department_grid(room, both=both) == grid


def test_large_letters_do_without_the_lines_under_question_and_doors() -> None:
    assert department_grid((1080, 1920), both=True, large=True) == (2, 5)
    assert department_grid((1920 / 1.3, 1080 / 1.3), both=False, large=True) == (2, 2)


@given(some.lists(some.text(min_size=1, max_size=12), min_size=1, max_size=6))
def test_the_first_names_are_whole_and_take_two_lines(names: list[str]) -> None:
    shown = first_names(names)
    assert list(shown) == names[: len(shown)]
    assert len(shown) == 1 or sum(map(len, shown)) + len(shown) <= 18
    assert len(shown) == len(names) or sum(map(len, names[: len(shown) + 1])) + len(shown) + 1 > 18


def test_services_stand_in_one_column_upright_and_two_lying() -> None:
    assert service_grid(TALL, both=False) == (1, 7)
    assert service_grid(WIDE, both=False) == (2, 2)


@given(some.integers(1, 60), some.integers(1, 14))
def test_turning_the_sheets_shows_everything_once(count: int, size: int) -> None:
    everything = range(count)
    shown = [one for first in range(0, count, size) for one in sheet_of(everything, first, size)]
    assert shown == list(everything)


@given(some.integers(1, 60), some.integers(0, 100), some.integers(1, 14))
def test_no_sheet_is_empty(count: int, first: int, size: int) -> None:
    assert 0 < len(sheet_of(range(count), first, size)) <= size


class Seconds:
    at = 0.0

    def __call__(self) -> float:
        return self.at


def test_three_wrong_numbers_shut_the_gate_for_a_while() -> None:
    seconds = Seconds()
    gate = PinGate(60, seconds)
    for right in (False, False, True, False, False):
        gate.tried(right)
        assert not gate.locked
    gate.tried(False)
    assert gate.locked
    seconds.at = 59.9
    assert gate.locked
    seconds.at = 60
    assert not gate.locked


def test_the_ticket_a_person_has_can_be_printed_again() -> None:
    known = "0199b2c4-0000-7000-8000-000000000001"
    error = RuleError("ticket.open_already", number="CA001", id=known)
    assert ticket_before(error) == UUID(known)
    assert ticket_before(RuleError("queue.closed", service="户籍", hours="")) is None
    assert ticket_before(StorageError("storage.busy")) is None
