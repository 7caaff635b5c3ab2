"""Every page of the kiosk in every state it can be seen in; the walk and the screenshots share it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from app.domain.queue_services import Opening
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


STATES: dict[str, Callable[[Booth], None]] = {
    "start": start,
    "both": both,
    "large": large,
    "large-dark": large_dark,
    "services": services,
    "services-both-large": services_both_large,
    "priority": priority,
    "priority-chosen": priority_chosen,
    "ticket": ticket,
    "ticket-both": ticket_both,
    "ticket-both-large": ticket_both_large,
    "no-paper": no_paper,
    "no-paper-both-large": no_paper_both_large,
    "told": told,
    "help": help_,
    "pin": pin,
    "maintenance": maintenance,
}

PLACES = {
    "start": Place.START,
    "both": Place.START,
    "large": Place.START,
    "large-dark": Place.START,
    "services": Place.SERVICES,
    "services-both-large": Place.SERVICES,
    "priority": Place.PRIORITY,
    "priority-chosen": Place.SERVICES,
    "ticket": Place.TICKET,
    "ticket-both": Place.TICKET,
    "ticket-both-large": Place.TICKET,
    "no-paper": Place.TICKET,
    "no-paper-both-large": Place.TICKET,
    "told": Place.TOLD,
    "help": Place.HELP,
    "pin": Place.PIN,
    "maintenance": Place.MAINTENANCE,
}
"""Where each state is."""
CROWDED = frozenset(("services-both-large", "ticket-both-large", "no-paper-both-large"))
"""States with large letters and two scripts at once; longer texts as well are more than a screen holds."""
