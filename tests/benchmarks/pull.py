"""Taking in what other stations wrote against a plain executemany of ready rows into the same tables.

Run `python -m tests.benchmarks.pull [--cases N] [--json]`. Both write headers with their names' index and
steps into an encrypted store, in units of the same size; the plain way finds its values ready. The bar: the
plain way is at most 1.67 times as fast, so that taking in reaches 60 % of it. What it costs besides to derive
the rows of lists and limits, which nobody could write plainly, is told as `with_derived_rows_per_s`.
"""

import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from statistics import median

from app.domain.details import Received
from app.domain.ids import new_id
from app.domain.sync import Blocks, Connection, Incoming
from app.services.exchange import ROWS_A_UNIT, Exchange
from app.services.journal import Journal
from data import driver
from data.places import STORE_FILE
from data.records import encode
from data.store import LocalStore, create_store
from data.working_days import CalendarTables
from tests import factories as make
from tests.benchmarks.harness import Report, arguments
from tests.fakes import StillClock
from tests.unit.services.conftest import furnish

BAR = 1.667
ROUNDS = 7
KEY = b"\x07" * driver.RAW_KEY_BYTES
TABLES = ("case_header", "taken_from", "case_names", "case_step")
HERE = Connection("h1", "s1", "postgresql://s1@127.0.0.1/centre", "", 0, Blocks(0, 0))


def feed(cases: int) -> list[Incoming]:
    """Return what another station wrote: a header and a first step for each case."""
    rows: list[Incoming] = []
    for place in range(cases):
        header = replace(make.header(), id=new_id(), number=f"{place:022}")
        step = replace(make.step(Received(make.handed_in(1, 2, 3))), id=new_id(), case_id=header.id)
        for kind, record_id, record in (("case_header", header.id, header), ("case_step", step.id, step)):
            rows.append(Incoming("7", len(rows) + 1, "s2", kind, record_id, 1, encode(record)))
    return rows


def station(folder: Path) -> LocalStore:
    """Make an encrypted store with the small hall, enrolled."""
    store = create_store(folder, 0, changed=lambda changes: None, key=KEY)
    furnish(store)
    with store.write() as unit:
        unit.sync.join(HERE)
        unit.commit()
    return store


def stored(store: LocalStore, rows: list[Incoming]) -> float:
    """Store the feed in the units of the program; return the seconds."""
    start = time.perf_counter()
    for first in range(0, len(rows), ROWS_A_UNIT):
        with store.write() as unit:
            unit.sync.take_in(rows[first : first + ROWS_A_UNIT])
            unit.commit()
    return time.perf_counter() - start


def taken_in(store: LocalStore, rows: list[Incoming]) -> float:
    """Take the feed in as the program does, derived rows and all; return the seconds."""
    exchange = Exchange(Journal(store, CalendarTables(), StillClock()))
    start = time.perf_counter()
    exchange.receive(rows, lambda: None)
    return time.perf_counter() - start


def written(source: LocalStore, target: LocalStore) -> float:
    """Write the rows of one store into another, ready as they are; return the seconds."""
    read = driver.connect(source.folder / STORE_FILE, KEY)
    content = {table: read.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}
    names = read.execute("SELECT n, payload FROM case_header").fetchall()
    content["case_names"] = [
        (place, "才 让 才让 多 杰 多杰 食品 品经 经营 营许 许可 可新 新办") for place, _ in names
    ]
    read.close()
    raw = driver.connect(target.folder / STORE_FILE, KEY)
    cases = ROWS_A_UNIT // 2
    start = time.perf_counter()
    for first in range(0, len(names), cases):
        raw.execute("BEGIN IMMEDIATE")
        for table in TABLES:
            rows = content[table][first : first + cases]
            columns = " (rowid, words)" if table == "case_names" else ""
            marks = ", ".join("?" * len(rows[0]))
            raw.executemany(f"INSERT INTO {table}{columns} VALUES ({marks})", rows)
        raw.execute("COMMIT")
    seconds = time.perf_counter() - start
    raw.close()
    return seconds


def main() -> int:
    """Run the benchmark."""
    parser = arguments(__doc__)
    parser.add_argument("--cases", type=int, default=2000)
    asked = parser.parse_args()
    rows, takes, stores, writes = feed(asked.cases), [], [], []
    for _ in range(ROUNDS):
        with (
            tempfile.TemporaryDirectory() as place,
            station(Path(place) / "one") as one,
            station(Path(place) / "other") as other,
            station(Path(place) / "third") as third,
        ):
            stores.append(stored(one, rows))
            writes.append(written(one, other))
            takes.append(taken_in(third, rows))
    report = Report("pull")
    take, write = median(stores), median(writes)
    report.figures |= {
        "records": len(rows),
        "taken_in_per_s": round(len(rows) / take),
        "plain_per_s": round(len(rows) / write),
        "share_of_plain": round(write / take, 3),
        "with_derived_rows_per_s": round(len(rows) / median(takes)),
    }
    report.hold("plain_is_faster_by", take / write, BAR)
    return report.end(as_json=asked.json)


if __name__ == "__main__":
    sys.exit(main())
