"""A private CUPS server, a spool in a real store, and the papers that go through both."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from app.domain.accounts import Actor
from app.domain.papers import PaperKind, Print, PrintEvent, PrintState
from app.domain.print_jobs import A4, PageSize, Standing
from app.services.journal import Journal
from app.services.print_desk import PrintDesk
from app.services.print_jobs import PrintJobs
from data.store import LocalStore, create_store
from data.working_days import CalendarTables
from tests import factories as make
from tests.integration.cups.private_cups import PATH, USERS, PrivateCups

# The server lives where the path of a plain user does not look; the mark `system("cupsd")` must find it.
os.environ["PATH"] = PATH

Serve = Callable[..., PrivateCups]


class WallClock:
    """The machine's clock, which CUPS uses too; a test may put it ahead."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@dataclass
class Desk:
    """A station with its spool, printing on a server of CUPS."""

    cups: PrivateCups
    store: LocalStore
    jobs: PrintJobs
    desk: PrintDesk
    clerk: Actor
    clock: WallClock

    def queue(self, pdf: bytes, size: PageSize = A4, kind: PaperKind = PaperKind.NOTICE) -> UUID:
        """Record a print and put it into the spool, as `Papers` does in one unit of work."""
        record = Print(
            id=make.new_id(),
            case_id=make.new_id(),
            step_id=make.new_id(),
            kind=kind,
            number="玛市监补告〔2026〕1号",
            nth=1,
            copies=2,
            at=datetime.now(UTC),
            actor_id=self.clerk.account_id,
            actor_name=self.clerk.name,
        )
        with self.store.write() as unit:
            unit.prints.add(record)
            unit.prints.add_event(PrintEvent(make.new_id(), record.id, PrintState.QUEUED, record.at, ""))
            self.jobs.add(unit, record, pdf, size)
            unit.commit()
        return record.id

    def state(self, print_id: UUID) -> PrintState:
        return self.history(print_id)[-1].state

    def history(self, print_id: UUID) -> tuple[PrintEvent, ...]:
        with self.store.read() as unit:
            return unit.prints.events(print_id)

    def standing(self, print_id: UUID) -> Standing:
        (found,) = (one for one in self.jobs.open() if one.job.print_id == print_id)
        return found

    def settled(self, print_id: UUID, state: PrintState) -> bool:
        """Go round once and tell whether a print is in a state."""
        self.jobs.round()
        return self.state(print_id) is state


def desk_at(cups: PrivateCups, store: LocalStore, places: dict[str, str]) -> Desk:
    clock, printers = WallClock(), cups.printers()
    journal = Journal(store, CalendarTables(), clock)
    jobs, desk = PrintJobs(journal, printers, places), PrintDesk(journal, printers)
    return Desk(cups, store, jobs, desk, make.actor(), clock)


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start servers of CUPS that end with the test."""
    started: list[PrivateCups] = []

    def start(user: str = USERS[0], more: str = "", keeps: int = 0) -> PrivateCups:
        cups = PrivateCups(user, more, keeps)
        started.append(cups)
        cups.start()
        return cups

    yield start
    for cups in started:
        cups.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[LocalStore]:
    with create_store(tmp_path / "station", 1, changed=lambda changes: None) as made:
        yield made


@pytest.fixture
def desk(serve: Serve, store: LocalStore) -> Desk:
    """A station with two printers, `laser` for all papers and `spare`."""
    cups = serve()
    for name in ("laser", "spare"):
        cups.add(name)
    return desk_at(cups, store, {"*": "laser"})
