"""Kinds that came after the first form of the centre stand in tables of their own, behind the same walls."""

import importlib
import json
import pkgutil
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from app.domain import wire
from app.domain.accounts import Right
from app.domain.fees import FeeRecord
from app.domain.ids import new_id
from app.domain.sync import Greeting, Outgoing
from data import repositories
from data.central.connecting import as_station
from data.central.server import PostgresCentre
from data.records import Records, encode
from data.synced import SYNCED_TABLES
from tests import factories as make
from tests.integration.central.conftest import Centre, OpenDesk
from tests.integration.central.newer_records import NEWER, STAYS, charge, differing, post, rows, work

FORGED = {
    "hall_code": "h1",
    "written_by": "s1",
    "kind": "x",
    "received_at": "now",
    "record_revision": 9,
    "payload": {},
}
IN_ITS_NOTICE = {"charge": {"fee"}}
"""Fields whose parts are columns."""


def test_every_field_of_every_kind_has_a_column(centre: Centre) -> None:
    columns: dict[str, set[str]] = {}
    for table, column in centre.ask(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'record'"
    ):
        columns.setdefault(table, set()).add(column)
    kinds = {str(table.name) for table in SYNCED_TABLES}
    assert kinds - columns.keys() == STAYS
    seen = set()
    for kind, cls in classes():
        seen.add(kind)
        if kind not in STAYS:
            lacking = {one.name for one in fields(cls)} - columns[kind] - IN_ITS_NOTICE.get(kind, set())
            assert lacking == set(), kind
    assert seen == kinds
    assert {one.name for one in fields(FeeRecord)} - columns["charge"] == {"relief"}


def classes() -> Iterator[tuple[str, Any]]:
    """Return each kind with the class of its records, as the repositories store them."""
    for found in pkgutil.iter_modules(repositories.__path__):
        module = importlib.import_module(f"{repositories.__name__}.{found.name}")
        for value in vars(module).values():
            for one in value.values() if isinstance(value, dict) else (value,):
                if isinstance(one, Records):
                    yield one.kind, one._cls


def test_every_table_of_records_and_every_column_tells_what_it_means(centre: Centre) -> None:
    bare = centre.ask(
        "SELECT c.relname, a.attname FROM pg_class c "
        "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped "
        "WHERE c.relnamespace = 'record'::regnamespace AND c.relkind = 'r' "
        "AND (obj_description(c.oid) IS NULL OR col_description(c.oid, a.attnum) IS NULL)"
    )
    assert bare == []


def test_a_record_of_each_kind_stands_in_its_table_field_by_field(
    centre: Centre, open_desk: OpenDesk
) -> None:
    desk = open_desk(centre.enrol("s1"))
    made = work(desk)
    desk.sync.run()
    assert desk.sync.parked() == ()
    assert set(NEWER) <= made.keys()
    assert differing(centre, made) == []
    assert {kind for (kind,) in centre.ask("SELECT kind FROM record.other")} == STAYS
    amounts = centre.ask("SELECT unit_fen, count, relief_fen, amount_fen FROM record.charge")
    assert amounts == [(1000, 2, 500, 1500)]


def test_the_same_records_sent_twice_stand_there_once(centre: Centre, open_desk: OpenDesk) -> None:
    desk = open_desk(enrolled := centre.enrol("s1"))
    work(desk)
    desk.sync.run()
    before = {kind: rows(centre, kind) for kind in NEWER}
    with desk.store.read() as unit, PostgresCentre(enrolled) as server:
        waiting = unit.sync.waiting(0, 1000)
        server.push(unit.station.epoch, 0, waiting)
        again = [replace(one, sequence=one.sequence + len(waiting)) for one in waiting]
        assert server.push(unit.station.epoch, 0, again) == (2 * len(waiting), ())
    assert {kind: rows(centre, kind) for kind in NEWER} == before
    assert all(len(found) == 1 for found in before.values())


def test_a_spoiled_record_is_put_aside_alone_and_taken_when_mended(
    centre: Centre, open_desk: OpenDesk
) -> None:
    desk = open_desk(centre.enrol("s1"))
    work(desk)
    good = charge(new_id())
    plain = wire.to_plain(good)
    plain["fee"]["unit_fen"] = "zehn"
    with desk.store.write() as unit:
        into = "INSERT INTO outbox (kind, record_id, revision, payload) VALUES ('charge', ?, 1, ?)"
        unit._tx.run_many(into, [(good.id.bytes, json.dumps(plain))])
        unit.commit()
    assert desk.sync.run().refused == 1
    (parked,) = desk.sync.parked()
    assert (parked.record_id, parked.code) == (good.id, "22P02")
    assert len(rows(centre, "charge")) == 1, "the sound one is there"
    desk.sync.mend(make.actor(Right.ADMINISTRATOR), parked.sequence, encode(good))
    assert desk.sync.run().refused == 0
    assert rows(centre, "charge")[good.id]["unit_fen"] == 1000


def test_a_fee_is_told_in_the_name_of_the_own_station_alone(centre: Centre) -> None:
    first, second = centre.enrol("s1"), centre.enrol("s2")
    later = datetime.now(UTC) + timedelta(days=1)
    epoch = uuid4()
    told = [charge(new_id(), index, at=later) for index in (first.index, second.index)]
    with PostgresCentre(second) as server:
        server.hello(Greeting(uuid4(), epoch, None, "test", 0))
        sent = [Outgoing(n, "charge", one.id, 1, encode(one)) for n, one in enumerate(told, 1)]
        _, refused = server.push(epoch, 0, sent)
    assert [(one.sequence, one.code) for one in refused] == [(1, "42501")]
    assert set(rows(centre, "charge")) == {told[1].id}


@pytest.mark.parametrize("order", [("s1", "s2"), ("s2", "s1")])
def test_of_two_revisions_the_newest_counts_and_of_equal_ones_the_stations_name(
    centre: Centre, order: tuple[str, str]
) -> None:
    enrolled = {name: centre.enrol(name) for name in ("s1", "s2")}
    record = uuid4()
    for name in order:
        epoch = uuid4()
        with PostgresCentre(enrolled[name]) as server:
            server.hello(Greeting(uuid4(), epoch, None, "test", 0))
            sent = [Outgoing(n, "post_pair", record, n, encode(post(f"{name}-{n}"))) for n in (1, 2)]
            server.push(epoch, 0, sent)
    (row,) = rows(centre, "post_pair").values()
    assert (row["record_revision"], row["written_by"], row["deputy"]) == (2, "s2", "丹增s2-2")


def test_the_tables_of_newer_kinds_are_walled(centre: Centre, open_desk: OpenDesk) -> None:
    desk = open_desk(centre.enrol("s1"))
    work(desk)
    desk.sync.run()
    foreign = centre.enrol("s1", "h2")
    centre.do("GRANT USAGE ON SCHEMA record TO hall_station")
    for kind in (*NEWER, "other"):
        for statement in (f"DELETE FROM record.{kind}", f"TRUNCATE record.{kind}"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                centre.do(statement)
        centre.do(f"GRANT ALL ON record.{kind} TO hall_station")
    with as_station(foreign) as connection:
        for kind in (*NEWER, "other"):
            assert connection.execute(f"SELECT count(*) FROM record.{kind}").fetchone() == (0,)
            forged = FORGED | {"record_id": str(uuid4())}
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(
                    f"INSERT INTO record.{kind} SELECT (jsonb_populate_record(null::record.{kind}, %s)).*",
                    (json.dumps(forged),),
                )
