"""Every page of the kiosk in every state it can be seen in; the walk and the screenshots share it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from app.domain.accounts import Right
from app.domain.cases import CaseHeader
from app.domain.ids import new_id
from app.domain.queue_services import Opening, QueueRules
from app.domain.requests import RequestKind
from app.domain.tickets import ticket_code
from app.services.intake import Application
from app.services.journal import Journal
from app.services.requests import Asked, Requests
from data.working_days import CalendarTables
from tests import factories as make
from tests.e2e.kiosk import show
from tests.e2e.kiosk.bench import ABROAD, HOUSEHOLD
from tests.e2e.kiosk.booth import PIN, Booth
from ui.i18n.two_scripts import LANGUAGE_KEY
from ui.kiosk.state import Place

AFTERNOON = Opening(14 * 60 + 30, 17 * 60 + 30)


def start(booth: Booth) -> None:
    booth.at(Place.START)


def both(booth: Booth) -> None:
    start(booth)
    booth.touch(LANGUAGE_KEY)
    booth.at(Place.START)


def large(booth: Booth) -> None:
    start(booth)
    booth.press("大字")
    booth.at(Place.START)


def large_dark(booth: Booth) -> None:
    large(booth)
    booth.press("高对比")
    booth.at(Place.START)


def services(booth: Booth) -> None:
    """Some wait, one service opens in the afternoon."""
    queue = booth.hall.queue
    booth.hall.give(HOUSEHOLD, 3)
    abroad = next(one for one in queue.setup().services if one.key == ABROAD)
    queue.put_service(replace(abroad, hours=(AFTERNOON,)))
    start(booth)
    booth.touch("公安局")
    booth.at(Place.SERVICES)
    booth.wait(lambda: not booth.find("出入境").isEnabled())


def services_both_large(booth: Booth) -> None:
    services(booth)
    booth.press("大字")
    booth.at(Place.SERVICES)
    booth.touch(LANGUAGE_KEY)
    booth.at(Place.SERVICES)


def priority(booth: Booth) -> None:
    services(booth)
    booth.press("优先号")
    booth.at(Place.PRIORITY)


def priority_chosen(booth: Booth) -> None:
    priority(booth)
    booth.touch("老年人")
    booth.at(Place.SERVICES)


def ticket(booth: Booth) -> None:
    """With a forecast: the counter has served enough visitors."""
    hall = booth.hall
    actor, keys = hall.clerk(3), hall.clerks_queue()
    for _ in range(6):
        turn = hall.call(3)
        keys.start(actor, turn.ticket.id)
        hall.clock.at += timedelta(minutes=7)
        keys.finish(actor, turn.ticket.id)
    services(booth)
    booth.touch("户籍")
    booth.at(Place.TICKET)


def ticket_both(booth: Booth) -> None:
    ticket(booth)
    booth.touch(LANGUAGE_KEY)
    booth.at(Place.TICKET)


def ticket_both_large(booth: Booth) -> None:
    ticket_both(booth)
    booth.press("大字")
    booth.at(Place.TICKET)


def no_paper(booth: Booth) -> None:
    booth.printer.fault("paper_out")
    start(booth)
    booth.touch("公安局")
    booth.at(Place.SERVICES)
    booth.touch("户籍")
    booth.at(Place.TICKET)


def no_paper_both_large(booth: Booth) -> None:
    no_paper(booth)
    booth.touch(LANGUAGE_KEY)
    booth.at(Place.TICKET)
    booth.press("大字")
    booth.at(Place.TICKET)


def told(booth: Booth) -> None:
    """The day's tickets are used up."""
    queue = booth.hall.queue
    household = next(one for one in queue.setup().services if one.key == HOUSEHOLD)
    queue.put_service(replace(household, quota=0))
    start(booth)
    booth.touch("公安局")
    booth.at(Place.SERVICES)
    booth.touch("户籍")
    booth.at(Place.TOLD)


def help_(booth: Booth) -> None:
    start(booth)
    booth.press("帮助")
    booth.at(Place.HELP)


def in_both(state: Callable[[Booth], None]) -> Callable[[Booth], None]:
    """Return what reaches a state and shows it in both scripts."""

    def reach(booth: Booth) -> None:
        state(booth)
        place = booth.window.state.place
        booth.touch(LANGUAGE_KEY)
        booth.wait(lambda: booth.window.state.both)
        booth.at(place)

    return reach


def pin(booth: Booth) -> None:
    start(booth)
    booth.hold_sign()
    booth.at(Place.PIN)


def maintenance(booth: Booth) -> None:
    booth.printer.fault("cover_open")
    pin(booth)
    booth.type_pin(PIN)
    booth.at(Place.MAINTENANCE)
    booth.wait(lambda: booth.window.state.printer is not None)


def card(booth: Booth) -> None:
    start(booth)
    booth.press("身份证")
    booth.at(Place.CARD)


def card_needed(booth: Booth) -> None:
    """The hall gives no ticket without a card."""
    booth.hall.queue.put_rules(QueueRules(card_needed=True))
    start(booth)
    booth.wait(lambda: booth.window._offers.card_needed)


def card_first(booth: Booth) -> None:
    _ask_without_card(booth)
    booth.at(Place.CARD)


def no_reader(booth: Booth) -> None:
    _ask_without_card(booth)
    booth.at(Place.TOLD)


def _ask_without_card(booth: Booth) -> None:
    card_needed(booth)
    booth.touch("公安局")
    booth.at(Place.SERVICES)
    booth.touch("户籍")


def scan(booth: Booth) -> None:
    start(booth)
    booth.press("扫码")
    booth.at(Place.SCAN)


def opened_case(booth: Booth) -> CaseHeader:
    """Open a case of the card's person at counter 3."""
    use, clerk = booth.hall.use, booth.hall.clerk(3)
    with booth.hall.store.read() as unit:
        item = next(one for one in unit.catalogue.items() if one.counter == 3 and one.department == "103")
    person = make.applicant(code=show.CARD)
    asked = Application(
        new_id(), item.key, person, None, "才让多杰", "13800000000", item.delivery_ways[0],
        make.handed_in(*(one.sequence for one in item.materials)),
    )  # fmt: skip
    return use.intake.receive(clerk, asked).case


def person(booth: Booth) -> None:
    opened_case(booth)
    start(booth)
    booth.show(show.READER, show.card())
    booth.at(Place.PERSON)


def person_both_large(booth: Booth) -> None:
    person(booth)
    booth.touch(LANGUAGE_KEY)
    booth.at(Place.PERSON)
    booth.press("大字")
    booth.at(Place.PERSON)


def ask(booth: Booth) -> None:
    start(booth)
    booth.press("查询")
    booth.at(Place.ASK)
    for digit in "632621103202609":
        booth.touch(digit)


def ask_large(booth: Booth) -> None:
    start(booth)
    booth.press("大字")
    booth.at(Place.START)
    booth.press("查询")
    booth.at(Place.ASK)


def case(booth: Booth) -> None:
    number = opened_case(booth).number
    start(booth)
    booth.show(show.SCANNER, number)
    booth.at(Place.FOUND)


def case_large(booth: Booth) -> None:
    case(booth)
    booth.press("大字")
    booth.at(Place.FOUND)


def found(booth: Booth) -> None:
    """Somebody comes back with a slip; two are before it."""
    turns = booth.hall.give(HOUSEHOLD, 3)
    start(booth)
    booth.show(show.SCANNER, ticket_code(turns[-1].ticket))
    booth.at(Place.FOUND)


def found_both_large(booth: Booth) -> None:
    found(booth)
    booth.touch(LANGUAGE_KEY)
    booth.at(Place.FOUND)
    booth.press("大字")
    booth.at(Place.FOUND)


def appointment(booth: Booth) -> None:
    hall = booth.hall
    requests = Requests(Journal(hall.store, CalendarTables(), hall.clock), lambda: hall.queue)
    guide = make.actor(Right.GUIDE, department="")
    at = hall.clock.at + timedelta(hours=1)
    asked = Asked(new_id(), RequestKind.APPOINTMENT, "103-01", "才让多杰", "13800000000", wanted_at=at)
    number = requests.take_down(guide, asked).request.number
    start(booth)
    booth.show(show.SCANNER, number)
    booth.at(Place.FOUND)


STATES: dict[str, Callable[[Booth], None]] = {
    "start": start,
    "both": both,
    "large": large,
    "services": services,
    "services-both-large": services_both_large,
    "priority": priority,
    "priority-both": in_both(priority),
    "priority-chosen": priority_chosen,
    "ticket": ticket,
    "ticket-both": ticket_both,
    "ticket-both-large": ticket_both_large,
    "no-paper": no_paper,
    "no-paper-both-large": no_paper_both_large,
    "told": told,
    "told-both": in_both(told),
    "no-reader": no_reader,
    "help": help_,
    "help-both": in_both(help_),
    "pin": pin,
    "maintenance": maintenance,
}
WITH_DEVICES: dict[str, Callable[[Booth], None]] = {
    "doors": start,
    "doors-both": both,
    "doors-large": large,
    "doors-large-dark": large_dark,
    "card": card,
    "card-needed": card_needed,
    "card-first": card_first,
    "card-first-both": in_both(card_first),
    "scan": scan,
    "person": person,
    "person-both-large": person_both_large,
    "ask": ask,
    "ask-large": ask_large,
    "case": case,
    "case-large": case_large,
    "found": found,
    "found-both-large": found_both_large,
    "appointment": appointment,
}
"""States of a kiosk with a card reader and a scanner."""

PLACES = {
    "doors": Place.START,
    "doors-both": Place.START,
    "doors-large": Place.START,
    "doors-large-dark": Place.START,
    "card": Place.CARD,
    "card-needed": Place.START,
    "card-first": Place.CARD,
    "card-first-both": Place.CARD,
    "no-reader": Place.TOLD,
    "scan": Place.SCAN,
    "person": Place.PERSON,
    "person-both-large": Place.PERSON,
    "ask": Place.ASK,
    "ask-large": Place.ASK,
    "case": Place.FOUND,
    "case-large": Place.FOUND,
    "found": Place.FOUND,
    "found-both-large": Place.FOUND,
    "appointment": Place.FOUND,
    "start": Place.START,
    "both": Place.START,
    "large": Place.START,
    "services": Place.SERVICES,
    "services-both-large": Place.SERVICES,
    "priority": Place.PRIORITY,
    "priority-both": Place.PRIORITY,
    "priority-chosen": Place.SERVICES,
    "ticket": Place.TICKET,
    "ticket-both": Place.TICKET,
    "ticket-both-large": Place.TICKET,
    "no-paper": Place.TICKET,
    "no-paper-both-large": Place.TICKET,
    "told": Place.TOLD,
    "told-both": Place.TOLD,
    "help": Place.HELP,
    "help-both": Place.HELP,
    "pin": Place.PIN,
    "maintenance": Place.MAINTENANCE,
}
"""Where each state is."""
CROWDED = frozenset(("services-both-large", "ticket-both-large", "no-paper-both-large"))
"""States with large letters and two scripts at once; longer texts as well are more than a screen holds."""
