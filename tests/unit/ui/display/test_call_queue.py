"""Calls take the large place one after the other: none is lost, none twice, an undone one goes."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as some

from app.domain.ids import new_id
from app.domain.tickets import TicketAct, TicketEvent
from app.ports.queue import Call
from ui.display.reading import SHOWN, CallQueue, ShownTicket

NINE = datetime(2026, 9, 15, 1, tzinfo=UTC)


def call(number: str, counter: str = "3", act: TicketAct = TicketAct.CALLED, sequence: int = 1) -> Call:
    return Call(sequence, TicketEvent(new_id(), new_id(), act, NINE, counter), number)


def standing(number: str, counter: str = "3") -> ShownTicket:
    return ShownTicket(number, counter, NINE)


def shown(queue: CallQueue) -> list[str]:
    return [one.number for one in queue.standing]


def test_two_calls_at_once_are_both_shown_in_their_order() -> None:
    queue = CallQueue()
    queue.take([call("A001"), call("B001", "4")])
    assert queue.waiting == 2
    assert queue.next() == standing("A001")
    assert queue.next() == standing("B001", "4")
    assert queue.next() is None
    assert shown(queue) == ["B001", "A001"]


def test_a_ticket_called_again_stands_once() -> None:
    queue = CallQueue()
    queue.begin([standing("B001"), standing("A001")])
    queue.take([call("A001", act=TicketAct.RECALLED)])
    queue.next()
    assert shown(queue) == ["A001", "B001"]


def test_an_undone_call_goes_from_the_screen_and_from_the_queue() -> None:
    queue = CallQueue()
    queue.begin([standing("A001"), standing("B001", "4")])
    queue.take([call("C001", "5"), call("A001", act=TicketAct.UNDONE), call("C001", "5", TicketAct.UNDONE)])
    assert queue.waiting == 0
    assert shown(queue) == ["B001"]


def test_a_call_undone_at_one_counter_stays_at_the_other() -> None:
    queue = CallQueue()
    queue.take([call("A001", "3"), call("A001", "3", TicketAct.UNDONE), call("A001", "4")])
    assert queue.next() == standing("A001", "4")
    assert queue.next() is None


@given(some.lists(some.integers(1, 3), max_size=40))
def test_every_call_takes_the_large_place_once_and_in_order(batches: list[int]) -> None:
    queue, made, seen = CallQueue(), list[str](), list[str]()
    for size in batches:
        fresh = [call(f"A{len(made) + place:03}", sequence=len(made) + place) for place in range(size)]
        made += [one.number for one in fresh]
        queue.take(fresh)
        taken = queue.next()
        assert taken is not None
        seen.append(taken.number)
        assert len(queue.standing) <= SHOWN
    while (taken := queue.next()) is not None:
        seen.append(taken.number)
    assert seen == made


def test_only_the_last_ones_stand_at_the_beginning() -> None:
    queue = CallQueue()
    queue.begin([ShownTicket(f"A{n:03}", "3", NINE - timedelta(minutes=n)) for n in range(9)])
    assert shown(queue) == ["A000", "A001", "A002", "A003"]
