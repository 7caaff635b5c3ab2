"""The stage of a rehearsal: the demo hall's people, its staff signed in, two stations, the hall in front."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from app.commands.stage import Scene, SimulatedClock, gather
from app.commands.visits import FrontHall
from app.domain.queue_figures import queue_figures
from app.ports.clock import Clock
from app.ports.devices import QueueDisplay
from app.ports.print_jobs import PagePrinters
from app.ports.printing import HallPaperComposer
from app.ports.queue import KioskPrinter, SlipComposer
from app.services.accounts import Credentials
from app.services.announcements import CounterDisplay, ShownCalls
from app.services.journal import Journal
from app.services.kiosk import Kiosk, KioskSettings
from app.services.posts import Posts
from app.services.queue import Queue
from app.services.use_cases import UseCases
from data.demo_desk import demo_desk
from data.demo_hall import DEMO_PASSWORD, clerk_login, reviewer_login
from data.demo_people import DemoPeople
from data.local_queue import LocalQueue
from data.store import LocalStore
from data.working_days import CalendarTables


@dataclass(frozen=True)
class Outfit:
    """What a rehearsal's hall has besides its store: printers, displays over some counters, composers."""

    printer: KioskPrinter
    displays: Mapping[str, QueueDisplay]
    slips: SlipComposer
    composer: HallPaperComposer
    papers: PagePrinters


def front_hall(store: LocalStore, clock: Clock, outfit: Outfit, watch: Callable[[], None]) -> FrontHall:
    """Return the hall before the counters: kiosk, calls, displays, guide desk.

    Args:
        watch: told after each call.
    """
    queue, journal = LocalQueue(store, clock), Journal(store, CalendarTables(), clock)
    settings = KioskSettings("取号机（演练）", b"rehearsal")
    displays = {counter: CounterDisplay(display) for counter, display in outfit.displays.items()}
    return FrontHall(
        kiosk=Kiosk(queue, journal, outfit.printer, outfit.slips, settings),
        queue=Queue(queue, clock, Posts(journal).require_on_duty),
        shown=ShownCalls(queue, displays),
        services={int(counter.number): counter.services[0] for counter in queue.setup().counters},
        figures=lambda: queue_figures(queue.turns(date.min, date.max)),
        desk=demo_desk(store, clock, outfit.composer, outfit.papers),
        watch=watch,
    )


def demo_stage(here: UseCases, elsewhere: UseCases, clock: SimulatedClock) -> Scene:
    """Sign everybody in and return the scene before its first case."""
    with here.store.read() as unit:
        item, area = unit.catalogue.items()[0], unit.hall.facts().area_code
    return Scene(
        here=here,
        elsewhere=elsewhere,
        clock=clock,
        calendar=CalendarTables().calendar(area),
        cast=gather(
            here,
            lambda counter: Credentials(clerk_login(counter), DEMO_PASSWORD),
            lambda department: Credentials(reviewer_login(department), DEMO_PASSWORD),
        ),
        people=DemoPeople(),
        item=item,
        chance=Random(0),
    )
