"""The guide desk of a rehearsal in the demo hall."""

from app.commands.guide_visits import GuideDesk
from app.domain.print_jobs import Place
from app.ports.clock import Clock
from app.ports.print_jobs import PagePrinters
from app.ports.printing import HallPaperComposer
from app.services.accounts import Accounts
from app.services.complaints import Complaints
from app.services.guide import Guide
from app.services.journal import Journal
from app.services.requests import Requests
from app.settings import Role
from data.demo_hall import demo_sign_in
from data.local_queue import LocalQueue
from data.passwords import Argon2Passwords
from data.store import LocalStore
from data.working_days import CalendarTables


def demo_desk(
    store: LocalStore, clock: Clock, composer: HallPaperComposer, printers: PagePrinters
) -> GuideDesk:
    """Return the desk with its guide and the centre's office signed in."""
    journal, queue = Journal(store, CalendarTables(), clock), LocalQueue(store, clock)
    accounts = Accounts(store, Argon2Passwords(), clock)
    return GuideDesk(
        guide=Guide(journal, lambda: queue, composer, printers.send, Place("")),
        requests=Requests(journal, lambda: queue),
        complaints=Complaints(journal),
        who=accounts.sign_in(demo_sign_in(Role.GUIDE, ""), ""),
        office=accounts.sign_in(demo_sign_in(Role.SUPERVISOR, ""), ""),
    )
