"""docs/deployment.md §3, rehearsed: what a hall's server has is at the next level, also after an outage."""

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from data.central.enrolling import enrol
from data.central.form import bring_up_to_date
from data.central.readers import admit_reader
from tests.integration.central.conftest import OpenDesk
from tests.integration.central.newer_records import NEWER, work
from tests.integration.central.test_newer_upgrade import make_old
from tests.postgres import Cluster

PATIENCE = 60.0
GUIDE = Path(__file__).parents[3] / "docs" / "deployment.md"
CONTENTS = "SELECT kind, record_id, payload::text FROM sync.change_log WHERE seq IS NOT NULL ORDER BY seq"
OTHERS = "SELECT kind, record_id FROM record.other ORDER BY kind, record_id"
CASES = 'SELECT case_id, state FROM report."case" ORDER BY case_id'


@pytest.fixture(scope="module")
def levels() -> Iterator[tuple[Cluster, Cluster]]:
    settings = {"wal_level": "logical", "max_slot_wal_keep_size": "20GB"}
    with Cluster(settings) as hall, Cluster(settings) as prefecture:
        for level in (hall, prefecture):
            bring_up_to_date(level.url())
        yield hall, prefecture


def statements(level: str, verb: str = "CREATE") -> list[str]:
    """Return the statements of the guide for a level, as they stand there."""
    blocks = re.findall(r"```sql\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    told = "\n".join(blocks).split(";\n")
    return [one.strip() for one in told if one.strip().startswith(f"{verb} {level}")]


def do(url: str, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def until_same(hall: str, above: str, statement: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while (here := do(hall, statement)) != do(above, statement):
        assert time.monotonic() < deadline, "the next level does not follow"
        time.sleep(0.05)
    assert here


def connect(hall: Cluster, prefecture: Cluster, database: str = "postgres", name: str = "maqin") -> None:
    """Let the next level follow a hall, by the statements of the guide."""
    for statement in statements("PUBLICATION"):
        do(hall.url(database), statement)
    (subscribe,) = statements("SUBSCRIPTION")
    own = f"host=127.0.0.1 port={hall.port} user=postgres password=Ceshi-2026 dbname={database}"
    new = int(do(prefecture.url(), "SHOW server_version_num")[0][0]) >= 160000  # type: ignore[call-overload]
    subscribe = re.sub("CONNECTION '.*?'", f"CONNECTION '{own}'", subscribe).replace("maqin", name)
    do(prefecture.url(database), subscribe if new else re.sub(r" WITH \(.*\)", "", subscribe))


@pytest.mark.long
def test_the_next_level_has_what_the_hall_has(levels: tuple[Cluster, Cluster], open_desk: OpenDesk) -> None:
    hall, prefecture = levels
    desk = open_desk(enrol(hall.url(), "h1", "s1", demo=True))
    desk.open_cases(5)
    desk.sync.run()
    connect(hall, prefecture)
    until_same(hall.url(), prefecture.url(), CONTENTS)
    until_same(hall.url(), prefecture.url(), "SELECT count(*) FROM record.case_step")
    prefecture.kill()
    header = desk.open_cases(5)[0]
    desk.sync.run()
    assert do(hall.url(), "SELECT wal_status FROM pg_replication_slots WHERE slot_name = 'maqin'") == [
        ("reserved",)
    ]
    prefecture.start()
    until_same(hall.url(), prefecture.url(), CONTENTS)
    hall.kill()
    hall.start()
    with desk.store.write() as unit:
        unit.cases.revise(replace(header, revision=2))
        unit.commit()
    desk.sync.run()
    until_same(
        hall.url(), prefecture.url(), "SELECT record_id, record_revision FROM record.case_header ORDER BY 1"
    )
    assert do(prefecture.url(), "SELECT subenabled FROM pg_subscription") == [(True,)]
    feed = do(prefecture.url(), "SELECT count(DISTINCT id), count(xid), count(*) FROM sync.change_log")
    assert len(set(feed[0])) == 1, "the next level's feed is its own"
    reader = admit_reader(prefecture.url(), "gov", ("h1",))
    assert len(do(reader, CASES)) == 10


@pytest.mark.long
def test_the_next_level_goes_with_an_upgrade(levels: tuple[Cluster, Cluster], open_desk: OpenDesk) -> None:
    hall, prefecture = levels
    here, above = (level.make_database("former") for level in levels)
    for url in (here, above):
        make_old(url)
    desk = open_desk(enrol(here, "h1", "s1", demo=True))
    made = [work(desk)]
    desk.sync.run()
    connect(hall, prefecture, "former", "former")
    until_same(here, above, CONTENTS)
    until_same(here, above, OTHERS)
    bring_up_to_date(above)
    made.append(work(desk))
    desk.sync.run()
    until_same(here, above, OTHERS)
    assert do(above, "SELECT * FROM record.charge") == [], "the hall has not moved them yet"
    bring_up_to_date(here)
    made.append(work(desk))
    desk.sync.run()
    (refresh,) = statements("SUBSCRIPTION", "ALTER")
    do(above, refresh.replace("maqin", "former"))
    for kind in NEWER:
        until_same(here, above, f"SELECT t::text FROM record.{kind} t ORDER BY record_id")
    until_same(here, above, CONTENTS)
    until_same(here, above, OTHERS)
    assert {kind for kind, _ in do(above, OTHERS)} == {"hall_rule"}
    assert do(above, "SELECT count(*) FROM record.charge") == [(len(made),)]
    assert do(above, "SELECT apply_error_count, sync_error_count FROM pg_stat_subscription_stats "
                     "WHERE subname = 'former'") == [(0, 0)]  # fmt: skip
    do(above, "DROP SUBSCRIPTION former")
