"""The window of a kiosk's machine."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from functools import partial

from app.ports.store import Store
from app.services.journal import Journal
from app.services.kiosk import KIOSK_NAME, Kiosk, KioskSettings
from app.services.kiosk_pin import KioskPin
from app.services.kiosk_visits import KioskVisits
from app.services.progress_query import ProgressQuery
from ui.i18n.hall_words import hall_two_scripts
from ui.i18n.two_scripts import Tibetan
from ui.kiosk.dependencies import KioskDependencies
from ui.kiosk.offers import Listed
from ui.kiosk.printer import ticket_paper
from ui.kiosk.signs import DEMO_SIGNS
from ui.kiosk.window import open_kiosk
from ui.line_banner import tell_line
from ui.machine import Machine


def kiosk_window(machine: Machine, opened: ExitStack) -> None:
    """Open the kiosk of this machine; its number is the machine's counter.

    Raises:
        StorageError: `storage.kiosk_taken`, another program of this store is the same kiosk.
    """
    parts, program, store = machine.parts, machine.program, machine.store
    name = KIOSK_NAME.format(number=machine.settings.counter)
    opened.enter_context(parts.take_kiosk(name))
    paper = ticket_paper(machine.desk.settings, machine.desk.room)
    queue, secrets = parts.queue(), parts.secrets()
    journal = Journal(store, parts.working_days(), machine.clock)
    pin = KioskPin(secrets, parts.passwords(), journal)
    settings = KioskSettings(name, secrets.person_key(), mute_printer=paper.mute, asks_card=True)
    slips = parts.slips(paper.dots, cuts=paper.cuts)

    def works() -> bool:
        with store.read() as unit:
            return journal.calendar(unit).is_workday(journal.moment().today)

    needs = KioskDependencies(
        look=program.look,
        runner=program.runner,
        kiosk=Kiosk(queue, journal, paper.printer, slips, settings),
        queue=queue,
        visits=KioskVisits(queue, journal, ProgressQuery(journal, name), settings),
        hall=machine.hall,
        listed=partial(_listed, store, hall_two_scripts(store)),
        desk=machine.desk,
        works=works,
        now=machine.clock.now,
        printer=paper.printer,
        lane=paper.lane,
        pin_right=lambda typed: pin.opens(name, typed),
        signs=DEMO_SIGNS if machine.hall.demo else {},
        demo_pin=parts.demo_pin,
    )
    window = open_kiosk(needs, program.application)
    tell_line(window, program.look, machine.watch, public=True)
    opened.callback(window.end)


def _listed(store: Store, tibetan: Callable[[], Tibetan], day: date) -> Listed:
    """Read the catalogue of a day and the words that hold in the hall."""
    with store.read() as unit:
        departments, items = unit.catalogue.departments(), unit.catalogue.items_on(day)
    return Listed(departments, items, tibetan())
