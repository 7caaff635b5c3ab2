"""What a visitor shows at a kiosk: a card, a ticket, an appointment, a receipt, and what it tells."""

from datetime import timedelta

import pytest

from app.domain.accounts import Right
from app.domain.dates import hall_date
from app.domain.ids import new_id
from app.domain.requests import RequestKind
from app.domain.tickets import Turn, person_mark, ticket_code
from app.errors import RuleError
from app.ports.queue import Wish
from app.services.journal import Journal
from app.services.kiosk import KioskSettings
from app.services.kiosk_visits import FoundAppointment, FoundCase, FoundTicket, KioskVisits
from app.services.queue import Queue
from app.services.requests import Asked
from data.working_days import CalendarTables
from tests import factories as make
from tests.unit.services.conftest import SmallHall
from tests.unit.services.desk import Desk, desk_of

CARD = "632621199003074510"
FOOD, COMPANIES = "117-26", "117-25"
KEY = b"a key of the hall"


@pytest.fixture
def desk(hall: SmallHall) -> Desk:
    return desk_of(hall)


@pytest.fixture
def visits(desk: Desk) -> KioskVisits:
    journal = Journal(desk.hall.store, CalendarTables(), desk.hall.clock)
    return KioskVisits(desk.queue, journal, desk.progress, KioskSettings("1号取号机", KEY))


def given(desk: Desk, service: str = FOOD) -> Turn:
    desk.hall.clock.at += timedelta(seconds=1)
    return desk.queue.issue(Wish(new_id(), service, "1号取号机"))


def ticket(found: object) -> FoundTicket:
    assert isinstance(found, FoundTicket)
    return found


def test_a_card_gives_a_mark_and_the_service_of_the_cases_under_way(desk: Desk, visits: KioskVisits) -> None:
    hall = desk.hall
    assert visits.card(CARD).services == ()
    hall.put_item(make.item(counter=26))
    hall.put_item(make.item(key="117-05", counter=25))
    hall.use.intake.receive(hall.clerk, hall.application())
    hall.use.intake.receive(hall.clerk, hall.application(item_key="117-05"))
    hall.use.intake.receive(hall.clerk, hall.application())
    other = make.applicant(name="别人", code="632626198511200023")
    hall.use.intake.receive(hall.clerk, hall.application(applicant=other))
    holder = visits.card(CARD)
    assert holder.services == (FOOD, COMPANIES)
    assert holder.person == person_mark(KEY, hall_date(hall.clock.at), CARD)
    assert CARD not in repr(holder)


def test_a_ticket_tells_where_it_stands(desk: Desk, visits: KioskVisits) -> None:
    before, mine = given(desk), given(desk)
    code = ticket_code(mine.ticket)
    found = ticket(visits.scan(f" {code}\r"))
    assert (found.turn.ticket.number, found.ahead, found.printable) == (mine.ticket.number, 1, True)
    clerk, keys = make.actor(Right.CLERK, counter="26"), Queue(desk.queue, desk.hall.clock)
    keys.open(clerk)
    assert keys.call_next(clerk, new_id()) is not None
    keys.start(clerk, before.ticket.id)
    keys.finish(clerk, before.ticket.id)
    ended = ticket(visits.scan(ticket_code(before.ticket)))
    assert (ended.ahead, ended.printable) == (0, False)
    keys.call_next(clerk, new_id())
    called = ticket(visits.scan(code))
    assert (called.turn.counter, called.printable) == ("26", True)


def test_yesterdays_ticket_is_of_no_use(desk: Desk, visits: KioskVisits) -> None:
    turn = given(desk)
    desk.hall.clock.at += timedelta(days=1)
    assert not ticket(visits.scan(ticket_code(turn.ticket))).printable


def test_a_receipt_tells_its_case_and_where_tickets_for_it_are_called(
    desk: Desk, visits: KioskVisits
) -> None:
    hall = desk.hall
    hall.put_item(make.item(counter=26))
    number = hall.use.intake.receive(hall.clerk, hall.application()).case.number
    scanned = visits.scan(number)
    typed = visits.ask(number, CARD[-4:])
    assert isinstance(scanned, FoundCase)
    assert scanned == typed
    assert (scanned.progress.number, scanned.service) == (number, FOOD)


def test_an_appointment_waits_for_its_time_then_it_is_a_ticket(desk: Desk, visits: KioskVisits) -> None:
    clock = desk.hall.clock
    desk.hall.put_item(make.item(counter=26))
    at = clock.at + timedelta(hours=1)
    asked = Asked(new_id(), RequestKind.APPOINTMENT, "117-01", "才让多杰", "13800000000", wanted_at=at)
    number = desk.requests.take_down(desk.who, asked).request.number
    assert visits.scan(number) == FoundAppointment(number, at)
    clock.at = at + timedelta(minutes=5)
    found = ticket(visits.scan(number))
    assert (found.turn.ticket.id, found.turn.service, found.printable) == (asked.id, FOOD, True)
    assert ticket(visits.scan(number)).turn.ticket.number == found.turn.ticket.number


def test_an_appointment_of_a_past_day_is_told(desk: Desk, visits: KioskVisits) -> None:
    clock = desk.hall.clock
    asked = Asked(
        new_id(), RequestKind.APPOINTMENT, "117-01", "才让多杰", "13800000000",
        wanted_at=clock.at + timedelta(hours=1),
    )  # fmt: skip
    number = desk.requests.take_down(desk.who, asked).request.number
    clock.at += timedelta(days=2)
    with pytest.raises(RuleError, match="appointment_past"):
        visits.scan(number)


@pytest.mark.parametrize("text", ["https://example.cn/a", "Y260915-9999", "632621199003074510", ""])
def test_another_code_is_told(text: str, visits: KioskVisits) -> None:
    with pytest.raises(RuleError, match="scan_unknown"):
        visits.scan(text)
