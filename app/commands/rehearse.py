"""`rehearse`: plays a number of cases through the same use cases on a simulated clock, and sums them up."""

import heapq
import json
import logging
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from time import perf_counter

from app.commands.stage import FIRST_DAY, Scene, Story
from app.commands.stories import STORIES
from app.domain.case_rows import CaseRow
from app.domain.items import ServiceItem
from app.domain.workdays import add_workdays
from app.errors import AppError

ARRIVAL_DAYS = 10
"""Over how many working days the applicants arrive."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Summary:
    """What a rehearsal did; everything but `seconds` is the same for the same seed."""

    cases: int
    by_state: dict[str, int]
    documents: dict[str, int]
    errors: int
    seconds: float

    def as_json(self) -> str:
        """Return the summary as it is written to `summary.json`."""
        return json.dumps(vars(self), ensure_ascii=False, indent=2)


@dataclass(order=True)
class _Turn:
    at: datetime
    order: int
    story: Story


def rehearse(
    stage: Scene, items: tuple[ServiceItem, ...], cases: int, seed: int, progress: Callable[[int], None]
) -> Summary:
    """Play `cases` cases and return what came of them.

    Args:
        stage: the surroundings; its item and chance are set anew for each case.
        progress: told how many stories have ended.

    Raises:
        StorageError: the store or the folder of documents cannot be written.
    """
    began, errors, ended = perf_counter(), 0, 0
    waiting = list(_turns(stage, items, cases, seed))
    heapq.heapify(waiting)
    while waiting:
        turn = heapq.heappop(waiting)
        stage.clock.move_to(turn.at)
        try:
            heapq.heappush(waiting, replace(turn, at=next(turn.story)))
        except StopIteration:
            ended += 1
            progress(ended)
        except AppError as error:
            errors += 1
            log.error("case %d stopped: %s", turn.order, error)
    return _summed_up(stage, errors, perf_counter() - began)


def _turns(stage: Scene, items: tuple[ServiceItem, ...], cases: int, seed: int) -> Iterator[_Turn]:
    chance = Random(seed)
    for order in range(cases):
        scene = replace(stage, item=chance.choice(items), chance=Random(chance.random()))
        first = FIRST_DAY - timedelta(days=1)
        day = add_workdays(stage.calendar, first, chance.randint(1, ARRIVAL_DAYS)).day
        yield _Turn(scene.moment(day), order, STORIES[order % len(STORIES)](scene))


def _summed_up(stage: Scene, errors: int, seconds: float) -> Summary:
    states: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    with stage.here.store.read() as unit:
        rows: list[CaseRow | None] = [unit.cases.row(case_id) for case_id in unit.cases.ids()]
        documents.update(str(record.kind) for record in unit.prints.all())
    states.update(str(row.state) for row in rows if row is not None)
    return Summary(
        cases=len(rows),
        by_state=dict(sorted(states.items())),
        documents=dict(sorted(documents.items())),
        errors=errors,
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
