"""One look at the hall with many running cases, all last derived on an older day, as on a morning.

Run `python -m tests.benchmarks.overview [--cases N] [--json]`; the bars are 1000 ms for the first
look of the day and a p95 of 250 ms for the others, a twentieth of the time between two. One case in twenty
presses.
"""

import sys
import tempfile
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from app.domain.accounts import Right
from app.domain.details import StepKind
from app.domain.ids import new_id
from app.services.hall_overview import HallOverview
from app.services.journal import Journal
from data.local_queue import LocalQueue
from data.store import LocalStore, create_store
from data.working_days import CalendarTables
from tests import factories as make
from tests.benchmarks.harness import Report, arguments, timed
from tests.fakes import StillClock

FIRST_MS, BAR_MS = 1000.0, 250.0
ROUNDS, WARM = 12, 2
_BATCH = 500


def fill(store: LocalStore, journal: Journal, clock: StillClock, count: int) -> None:
    """Write cases that were accepted three to ten days ago, one in twenty of them late."""
    morning = clock.at
    with store.write() as unit:
        unit.hall.put_facts(make.hall())
        unit.catalogue.put_department(make.department())
        unit.catalogue.put_item(make.item())
        unit.commit()
    for begin in range(0, count, _BATCH):
        with store.write() as unit:
            for place in range(begin, min(begin + _BATCH, count)):
                days = 20 + place % 30 if place % 20 == 0 else 1 + place % 5
                clock.at = morning - timedelta(days=days)
                header = make.header(
                    id=new_id(), number=f"{place:022}", opened_on=(clock.at + timedelta(hours=8)).date()
                )
                received = make.step(
                    make.detail(StepKind.RECEIVED), None, header.opened_on, id=new_id(), case_id=header.id
                )
                accepted = make.step(make.detail(StepKind.ACCEPTED), received, header.opened_on, id=new_id())
                unit.cases.take_in(header, (received, accepted))
                journal.derive_row(unit, header.id)
            unit.commit()
    clock.at = morning


def main() -> int:
    """Fill, look, print; return 0 when the bar holds."""
    parser = arguments(__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    given = parser.parse_args()
    report, clock = Report("overview", {"cases": given.cases}), StillClock()
    with (
        tempfile.TemporaryDirectory() as temporary,
        create_store(Path(temporary) / "store", 1, changed=lambda changes: None) as store,
    ):
        journal = Journal(store, CalendarTables(), clock)
        start = time.monotonic()
        fill(store, journal, clock, given.cases)
        report.figures["built_in_seconds"] = round(time.monotonic() - start)
        overview = HallOverview(journal, LocalQueue(store, clock))
        actor = replace(make.actor(Right.SUPERVISOR), department="")
        overview.now(actor)
        first = timed([lambda: HallOverview(journal, LocalQueue(store, clock)).now(actor)] * 3, 1)
        report.figures["pressing"] = len(overview.now(actor).cases)
        looks = timed([lambda: overview.now(actor)] * (ROUNDS + WARM), WARM)
        report.figures |= {"first_look": first, "look": looks}
    report.hold("first_look_ms", first.median, FIRST_MS)
    report.hold("look_p95_ms", looks.p95, BAR_MS)
    return report.end(as_json=given.json)


if __name__ == "__main__":
    sys.exit(main())
