"""A centre of before is brought up to date: its records of the newer kinds stand in their tables then."""

import json
from uuid import uuid4

import psycopg
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import URL, create_engine
from sqlalchemy.pool import NullPool

from app.domain import wire
from app.domain.ids import new_id
from app.domain.sync import Connection, Cursor, Greeting, Incoming, Outgoing
from data.central.connecting import parameters
from data.central.form import MIGRATIONS, bring_up_to_date
from data.central.server import PostgresCentre
from data.records import encode
from tests.integration.central.conftest import Centre, OpenDesk
from tests.integration.central.newer_records import NEWER, STAYS, charge, differing, post, rows, work
from tests.postgres import Cluster

BEFORE = "0013"
"""The last form in which the newer kinds had no tables."""

LOG = "SELECT l::text FROM sync.change_log l ORDER BY id"
BOOKS = "SELECT s::text, (SELECT count(*) FROM sync.quarantine) FROM sync.station s ORDER BY s.station"


def make_old(url: str) -> None:
    """Make the central schema as it was before."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = create_engine(URL.create("postgresql+psycopg"), connect_args=parameters(url), poolclass=NullPool)
    with engine.begin() as connection:
        connection.exec_driver_sql("create schema sync")
        config.attributes["connection"] = connection
        command.upgrade(config, BEFORE)
    engine.dispose()


@pytest.fixture(scope="module")
def former(cluster: Cluster) -> str:
    """Return the name of a database that centres of before are copied from."""
    make_old(cluster.make_database("former_template"))
    return "former_template"


@pytest.fixture
def old(cluster: Cluster, centre: Centre, former: str) -> Centre:
    """A centre in its form of before; its end is that of every centre."""
    cluster.drop_database(centre.database)
    cluster.make_database(centre.database, former)
    return centre


def test_older_records_are_moved_and_the_feed_stays_as_it_was(old: Centre, open_desk: OpenDesk) -> None:
    first, second = open_desk(enrolled := old.enrol("s1")), open_desk(old.enrol("s2"))
    made = [work(one) for one in (first, second)]
    spoiled = wire.to_plain(charge(new_id()))
    spoiled["fee"]["unit_fen"] = "zehn"
    with first.store.write() as unit:
        into = "INSERT INTO outbox (kind, record_id, revision, payload) VALUES ('charge', ?, 1, ?)"
        unit._tx.run_many(into, [(new_id().bytes, json.dumps(spoiled))])
        unit.commit()
    for desk in (first, second):
        desk.sync.run()
    waited = dict(old.ask("SELECT kind, count(*) FROM record.other GROUP BY kind"))
    assert waited.keys() == {*NEWER, *STAYS}
    before = (old.ask(LOG), old.ask(BOOKS), fed(enrolled))
    bring_up_to_date(old.url)
    assert (old.ask(LOG), old.ask(BOOKS), fed(enrolled)) == before
    newest = made[0] | {kind: made[0][kind] | of for kind, of in made[1].items()}
    assert differing(old, newest) == []
    left = old.ask("SELECT kind, payload::jsonb FROM record.other ORDER BY kind")
    assert [kind for kind, _ in left] == ["charge", *STAYS], "what does not fit stays word for word"
    assert left[0][1] == spoiled
    there = {kind: len(rows(old, kind)) for kind in NEWER}
    assert there | {"charge": there["charge"] + 1} == {kind: waited[kind] for kind in NEWER}


def fed(enrolled: Connection) -> tuple[Incoming, ...]:
    with PostgresCentre(enrolled) as server:
        return server.pull(Cursor(), 1000, own=True)


def test_a_centre_brought_up_to_date_takes_more_and_is_walled_as_before(
    old: Centre, open_desk: OpenDesk
) -> None:
    desk = open_desk(enrolled := old.enrol("s1"))
    work(desk)
    desk.sync.run()
    bring_up_to_date(old.url)
    assert bring_up_to_date(old.url) == bring_up_to_date(old.url)
    made = work(desk)
    desk.sync.run()
    assert desk.sync.parked() == ()
    assert differing(old, made) == []
    with desk.store.read() as unit, PostgresCentre(enrolled) as server:
        waiting = unit.sync.waiting(0, 1000)
        assert server.push(unit.station.epoch, 0, waiting) == (len(waiting), ())
    bare = (
        "SELECT c.relname FROM pg_class c WHERE c.relkind = 'r' "
        "AND c.relnamespace IN ('record'::regnamespace, 'sync'::regnamespace) "
        "AND c.relname NOT IN ('hall', 'station', 'case_block', 'reader', 'carrying', 'central_version') "
        "AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (SELECT FROM pg_trigger t "
        "WHERE t.tgrelid = c.oid AND t.tgname = 'no_rewriting' AND t.tgenabled = 'O'))"
    )
    assert old.ask(bare) == []
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        old.do("DELETE FROM record.other")


def test_what_a_halls_own_server_sent_stays_until_that_server_moves_it(
    old: Centre, open_desk: OpenDesk
) -> None:
    desk = open_desk(old.enrol("s1"))
    work(desk)
    desk.sync.run()
    told = charge(new_id())
    text = encode(told)
    old.do(  # as the replication of a hall writes it, which has its stations elsewhere
        "INSERT INTO sync.change_log (hall, station, epoch, seq, kind, record_id, revision, payload) "
        "VALUES ('far', 's1', %s, 1, 'charge', %s, 1, %s)", uuid4(), told.id, text
    )  # fmt: skip
    old.do("INSERT INTO record.other VALUES ('far', 'charge', %s, 1, 's1', now(), %s)", told.id, text)
    bring_up_to_date(old.url)
    assert rows(old, "charge", "far") == {}
    assert old.ask("SELECT record_id FROM record.other WHERE hall_code = 'far'") == [(told.id,)]


def test_the_newest_of_older_revisions_is_moved(old: Centre) -> None:
    record = uuid4()
    for name, last in (("s1", 3), ("s2", 2)):
        with PostgresCentre(old.enrol(name)) as server:
            epoch = uuid4()
            server.hello(Greeting(uuid4(), epoch, None, "test", 0))
            sent = [
                Outgoing(n, "post_pair", record, n, encode(post(f"{name}-{n}"))) for n in range(1, last + 1)
            ]
            server.push(epoch, 0, sent)
    bring_up_to_date(old.url)
    (row,) = rows(old, "post_pair").values()
    assert (row["record_revision"], row["written_by"], row["deputy"]) == (3, "s1", "丹增s1-3")
    assert old.ask("SELECT * FROM record.other") == []
