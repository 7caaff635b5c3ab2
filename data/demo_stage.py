"""The stage of a rehearsal: the demo hall's people, its staff signed in, two stations."""

from random import Random

from app.commands.stage import Scene, SimulatedClock, gather
from app.services.accounts import Credentials
from app.services.use_cases import UseCases
from data.demo_hall import DEMO_PASSWORD, clerk_login, reviewer_login
from data.demo_people import DemoPeople
from data.working_days import CalendarTables


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
