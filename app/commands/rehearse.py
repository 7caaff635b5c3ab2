"""`rehearse`: plays a number of cases through the same use cases on a simulated clock, and sums them up."""

import heapq
import json
import logging
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from time import perf_counter
from uuid import UUID

from app.commands.results import stock_up
from app.commands.stage import FIRST_DAY, Scene, Story
from app.commands.stories import STORIES, suits
from app.commands.visits import Floor, FrontHall, Visitor
from app.domain.case_rows import CaseRow
from app.domain.items import ServiceItem
from app.domain.papers import PrintState
from app.domain.requests import RequestKind
from app.domain.workdays import add_workdays
from app.errors import AppError, StorageError

CASES_A_DAY = 150
"""How many applicants come on one working day."""

NO_SHOW_SHARE = 0.06
"""How many visitors take a ticket and leave, for each that stays."""

BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
"""Before anything was recorded."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Summary:
    """What a rehearsal did; everything but `seconds` is the same for the same seed.

    `documents` counts the prints of papers by kind, `papers` all of them; `voids` counts prints and
    certificates that were made void; `requests` all that are no appointments.
    """

    cases: int
    by_state: dict[str, int]
    papers: int
    documents: dict[str, int]
    certificates: int
    certificates_by_kind: dict[str, int]
    voids: int
    tickets: int
    calls: int
    no_show: int
    mean_wait_s: float
    guide_visits: int
    appointments: int
    requests: int
    complaints: int
    errors: int
    seconds: float

    def as_json(self) -> str:
        """Return the summary as it is written to `summary.json`."""
        return json.dumps(vars(self), ensure_ascii=False, indent=2)


@dataclass(order=True)
class _Turn:
    at: datetime
    order: int
    story: Story = field(compare=False)


class Rehearsal:
    """Plays the visitors of a number of days; what happens next is always the earliest that waits.

    Args:
        stage: the surroundings; its item and chance are set anew for each case.
        front: what visitors meet.
    """

    def __init__(self, stage: Scene, front: FrontHall) -> None:
        self._stage, self._front = stage, front
        self._waiting: list[_Turn] = []
        self._orders = count()
        self._errors = 0
        self._floor = Floor(front, stage.clock, self._later, self._failed)

    def play(
        self, items: tuple[ServiceItem, ...], cases: int, seed: int, progress: Callable[[int], None]
    ) -> Summary:
        """Play `cases` cases and return what came of them.

        Args:
            progress: told how many stories have ended.

        Raises:
            StorageError: the store or the folder of documents cannot be written.
        """
        began, ended = perf_counter(), 0
        stock_up(self._stage)
        for at, story in self._arrivals(items, cases, seed):
            self._later(at, story)
        while self._waiting:
            turn = heapq.heappop(self._waiting)
            self._stage.clock.move_to(turn.at)
            try:
                self._later(next(turn.story), turn.story)
            except StopIteration:
                ended += 1
                progress(ended)
            except AppError as error:
                self._failed(error)
        return self._summed_up(perf_counter() - began)

    def _later(self, at: datetime, story: Story) -> None:
        heapq.heappush(self._waiting, _Turn(at, next(self._orders), story))

    def _failed(self, error: AppError) -> None:
        self._errors += 1
        log.error("a story stopped: %s", error)

    def _arrivals(
        self, items: tuple[ServiceItem, ...], cases: int, seed: int
    ) -> Iterator[tuple[datetime, Story]]:
        chance = Random(seed)
        for order in range(cases):
            teller = STORIES[order % len(STORIES)]
            fitting = [item for item in items if suits(teller, item)]
            scene = replace(self._stage, item=chance.choice(fitting), chance=Random(chance.random()))
            first = FIRST_DAY - timedelta(days=1)
            day = add_workdays(scene.calendar, first, chance.randint(1, 1 + cases // CASES_A_DAY)).day
            yield scene.moment(day), self._floor.arrive(Visitor(scene, teller(scene)))
            if chance.random() < NO_SHOW_SHARE:
                yield scene.moment(day), self._floor.arrive(Visitor(scene, None))
        yield from self._front.desk.visits(self._stage, items, cases, seed, self._booked)

    def _booked(self, ticket_id: UUID, scene: Scene) -> None:
        """Let somebody whose appointment has come wait with its ticket; no case comes of it."""
        self._floor.expect(ticket_id, Visitor(scene, iter(())))

    def _summed_up(self, seconds: float) -> Summary:
        with self._stage.here.store.read() as unit:
            rows: list[CaseRow | None] = [unit.cases.row(case_id) for case_id in unit.cases.ids()]
            documents = Counter(str(record.kind) for record in unit.prints.all())
            documents.update(str(record.kind) for record in unit.hall_prints.all())
            certificates = Counter(record.title for record in unit.certificates.all())
            voids = sum(event.state is PrintState.VOIDED for event in unit.prints.all_events())
            voids += sum(1 for _ in unit.certificates.voids())
            visits = len(unit.guide.consultations(BEGINNING))
            kinds = Counter(view.request.kind for view in unit.guide.requests(BEGINNING))
            complaints = len(unit.guide.complaints(BEGINNING))
        states = Counter(str(row.state) for row in rows if row is not None)
        figures = self._front.figures()
        return Summary(
            cases=len(rows),
            by_state=dict(sorted(states.items())),
            papers=documents.total(),
            documents=dict(sorted(documents.items())),
            certificates=certificates.total(),
            certificates_by_kind=dict(sorted(certificates.items())),
            voids=voids,
            tickets=figures.tickets,
            calls=figures.calls,
            no_show=figures.no_show,
            mean_wait_s=round(figures.mean_wait_s or 0.0, 1),
            guide_visits=visits,
            appointments=kinds[RequestKind.APPOINTMENT],
            requests=kinds.total() - kinds[RequestKind.APPOINTMENT],
            complaints=complaints,
            errors=self._errors,
            seconds=round(seconds, 3),
        )


def write_summary(summary: Summary, folder: Path) -> Path:
    """Write `summary.json` and return its path.

    Raises:
        OSError: the folder cannot be written.
    """
    path = folder / "summary.json"
    path.write_text(summary.as_json() + "\n", encoding="utf-8")
    return path


def emptied(folder: Path) -> Path:
    """Return a folder for papers, without those of an earlier rehearsal.

    Raises:
        StorageError: `storage.read_only`.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for former in folder.glob("*.pdf"):
            former.unlink()
    except OSError:
        raise StorageError("storage.read_only", folder=str(folder)) from None
    return folder


def tell_terminal(ended: int) -> None:
    """Tell a person at a terminal how far a rehearsal is."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{ended}")
        sys.stderr.flush()
