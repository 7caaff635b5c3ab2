"""An accept, whole and durable, against the same rows written by plain sqlcipher3 in one transaction.

Run `python -m tests.benchmarks.accept [--cases N] [--json]`; the bar is four times the plain way. The use
case works in the demo hall: it reads item, department, calendar and hall, checks the application, guards the
steps, gives out numbers, seals the log and derives the row. The plain way gets the finished rows, texts ready
made, and writes them into a copy of the same store, with the same pragmas, triggers and indexes. Both take
turns.
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from typing import Any

from app.domain.accounts import Actor
from app.domain.details import Form, HandedIn
from app.domain.ids import new_id
from app.domain.items import ServiceItem
from app.services.intake import Application
from app.services.use_cases import UseCases
from data import driver
from data.demo_hall import clerk_login, load_demo_hall
from data.demo_people import person
from data.places import STORE_FILE
from data.search import index_words
from data.store import LocalStore, create_store, open_store
from data.working_days import CalendarTables
from tests.benchmarks.harness import Report, arguments, timing
from tests.fakes import PlainHash, RecordingComposer, StillClock

BAR = 4.0
WARM = 30
ITEM = "117-03"
COUNTER = 25
GROWING = ("case_header", "case_step", "audit_entry", "case_row", "outbox")
PUT_NUMBER = (
    "INSERT INTO number_block (series, first, last) VALUES (?, ?, ?) "
    "ON CONFLICT (series, first) DO UPDATE SET last = excluded.last"
)
PUT_NAMES = "INSERT INTO case_names (rowid, words) VALUES (?, ?)"

Statement = tuple[str, tuple[Any, ...]]


class Written:
    """What the last use case wrote, read from its store, as statements that write the same rows again."""

    def __init__(self, folder: Path) -> None:
        self._connection: Any = driver.connect(folder / STORE_FILE, None)
        self._numbers: set[tuple[Any, ...]] = set()
        self._seen: dict[str, int] = {}
        self.since_last("", "")

    def since_last(self, applicant: str, item: str) -> list[Statement]:
        """Return the statements for what was written since the last call."""
        numbers = set(self._connection.execute("SELECT series, first, last FROM number_block").fetchall())
        statements: list[Statement] = [(PUT_NUMBER, row) for row in numbers - self._numbers]
        self._numbers = numbers
        for table in GROWING:
            after = self._seen.get(table, 0)
            rows = self._connection.execute(f"SELECT * FROM {table} WHERE rowid > {after}").fetchall()
            places = ", ".join("?" * len(rows[0])) if rows else ""
            statements += [(f"INSERT INTO {table} VALUES ({places})", row) for row in rows]
            self._seen[table] = after + len(rows)
            if table == "case_header":
                statements += [(PUT_NAMES, (row[0], index_words((applicant, item)))) for row in rows]
        return statements

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def write_plainly(connection: Any, statements: list[Statement]) -> None:
    """Write rows in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    for sql, values in statements:
        connection.execute(sql, values)
    connection.execute("COMMIT")


def clerk(store: LocalStore) -> tuple[Actor, ServiceItem]:
    """Return who accepts, and the item."""
    with store.read() as unit:
        account = unit.accounts.by_login(clerk_login(COUNTER))
        item = unit.catalogue.item(ITEM)
    if account is None:
        raise LookupError(clerk_login(COUNTER))
    return Actor(account.id, account.name, account.rights, account.department, str(COUNTER)), item


def application(item: ServiceItem, chance: Random) -> Application:
    """Return a complete application."""
    applicant = person(chance)
    return Application(
        id=new_id(),
        item_key=item.key,
        applicant=applicant,
        agent=None,
        contact=applicant.name,
        contact_phone=applicant.phone,
        delivery_way=item.delivery_ways[0],
        materials=tuple(HandedIn(m.key, m.name, Form.ORIGINAL, 1, 1) for m in item.materials),
    )


def measure(folder: Path, cases: int, report: Report) -> None:
    """Accept cases and write their rows again plainly, in turns, and hold the medians' ratio to the bar."""
    chance, clock = Random(3), StillClock()
    ours, plain = folder / "ours", folder / "plain"
    with create_store(ours, 1, changed=lambda changes: None) as store:
        load_demo_hall(store, PlainHash(), clock)
    shutil.copytree(ours, plain)
    accepts: list[float] = []
    plainly: list[float] = []
    written = Written(ours)
    connection: Any = driver.connect(plain / STORE_FILE, None)
    with open_store(ours, changed=lambda changes: None) as store:
        use = UseCases.over(store, CalendarTables(), clock, PlainHash(), RecordingComposer())
        actor, item = clerk(store)
        for _ in range(cases + WARM):
            given = application(item, chance)
            start = time.perf_counter()
            use.intake.accept_new(actor, given)
            accepts.append((time.perf_counter() - start) * 1000)
            statements = written.since_last(given.applicant.name, item.name)
            start = time.perf_counter()
            write_plainly(connection, statements)
            plainly.append((time.perf_counter() - start) * 1000)
    written.close()
    connection.close()
    accept, bare = timing(accepts[WARM:]), timing(plainly[WARM:])
    report.figures |= {"accept": accept, "plain": bare, "statements": len(statements)}
    report.hold("ratio_of_medians", accept.median / bare.median, BAR)


def main() -> int:
    """Measure and print; return 0 when the bar holds."""
    parser = arguments(__doc__)
    parser.add_argument("--cases", type=int, default=300)
    given = parser.parse_args()
    report = Report("accept", {"cases": given.cases})
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), given.cases, report)
    return report.end(as_json=given.json)


if __name__ == "__main__":
    sys.exit(main())
