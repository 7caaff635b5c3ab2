"""The shared queue on PostgreSQL keeps every promise of the embedded one, and its own walls."""

from collections.abc import Iterator

import psycopg
import pytest

from app.domain.queue_rules import turn_of
from app.domain.tickets import TicketAct
from app.ports.queue import HallQueue
from tests.fakes import StillClock
from tests.integration.central.conftest import Centre
from tests.integration.central.shared_queue import CentralHall, open_hall
from tests.integration.queue.test_counter import *  # noqa: F403 (the same promises)
from tests.integration.queue.test_presses import *  # noqa: F403


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def hall(centre: Centre, clock: StillClock) -> Iterator[CentralHall]:
    made = open_hall(centre, clock)
    made.furnish()
    yield made
    for (ticket_id,) in centre.ask("SELECT id FROM queue.ticket WHERE hall = 'h1'"):
        turn = made.queue.turn(ticket_id)
        assert turn_of(turn.ticket, made.queue.events(ticket_id)) == turn
    made.line.close()


def test_the_shared_queue_is_a_hall_queue(hall: CentralHall) -> None:
    as_port: HallQueue = hall.queue
    assert as_port.last_sequence() == 0


def test_the_store_itself_refuses_a_counter_two_visitors(  # type: ignore[no-redef]  # in place of the file's
    hall: CentralHall, centre: Centre
) -> None:
    hall.open("3")
    hall.give()
    hall.give()
    hall.called("3")
    with pytest.raises(psycopg.errors.UniqueViolation):
        centre.do("UPDATE queue.ticket SET state = 'called', counter = '3'")


def test_history_cannot_be_changed(  # type: ignore[no-redef]  # in place of the file's
    hall: CentralHall, centre: Centre
) -> None:
    hall.open("3")
    hall.give()
    hall.do(TicketAct.STARTED, hall.called("3"))
    for table in ("event", "desk_event", "ticket"):
        for act in ("DELETE FROM", "TRUNCATE"):
            with pytest.raises(psycopg.errors.Error, match=r"append-only|referenced in a foreign key"):
                centre.do(f"{act} queue.{table}")
