"""Another station's records end in the same columns as at home; what has no form of its kind is held back."""

import json
from dataclasses import fields
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
from sqlalchemy import Date, Integer, String, Table, select

from app.domain.accounts import AccountRules
from app.domain.cases import Agent
from app.domain.certificates import SigningKey
from app.domain.guide import ItemWords
from app.domain.guide_items import ItemVersion
from app.domain.ids import new_id
from app.domain.queue_services import QueueCounter, QueueRules, QueueService
from app.domain.retention import RetentionRules
from app.domain.sync import Blocks, Connection, Incoming
from app.domain.translations import Reviewed
from app.domain.workdays import DayRow
from data import repositories
from data.columns import Id, Moment
from data.demo_hall import load_demo_hall
from data.forms import FORMS, KEPT_UNDER, KEYS
from data.incoming import INTAKES, STAYS_AT_THE_CENTRE
from data.local_queue import LocalQueue
from data.records import Records
from data.schema import case_step
from data.store import LocalStore, create_store
from data.synced import SYNCED_TABLES
from tests import factories as make
from tests.fakes import PlainHash, StillClock
from tests.integration.central.newer_records import charge, post
from tests.integration.store.filling import add_case

HERE = Connection("h1", "s1", "postgresql://s1@127.0.0.1/centre", "", 0, Blocks(0, 0))
OF_THE_PLACE = {"n", "taken_in"}


@pytest.fixture
def other(tmp_path: Path) -> LocalStore:
    """A station with a hall, its first cases, and one of every kind whose columns are no plain fields."""
    store = create_store(tmp_path / "other", 2, changed=lambda _: None)
    load_demo_hall(store, PlainHash(), StillClock())
    header = add_case(store)
    add_case(store, make.header(agent=Agent("扎西", "632621198001010018", "13900000000")))
    queue = LocalQueue(store, StillClock())
    queue.put_rules(QueueRules())
    queue.put_service(QueueService("H", "综合", "H", "一楼"))
    queue.put_counter(QueueCounter("3", ("H",)))
    with store.write() as unit:
        unit.hall.put_day_rows([DayRow("632600", make.NINE.date(), False, "州政府公告")])
        unit.fees.add(charge(header.id))
        unit.catalogue.put_version(
            ItemVersion(unit.catalogue.item(header.item_key), make.NINE, "卓玛措", "修订")
        )
        unit.guide.put_item_words(ItemWords(header.item_key, ("茶馆",)))
        unit.guide.put_reviewed(Reviewed("打印", "", "", (), "", make.NINE))
        unit.certificates.put_key(SigningKey("K7QZ2M4X", "632621", 1, "00" * 32, make.NINE))
        unit.attendance.put_post(post())
        for rules in (RetentionRules(), AccountRules()):
            unit.rules.put(rules)
        unit.commit()
    return store


def contents(store: LocalStore, table: Table) -> list[Any]:
    """Return what the store holds of a kind, without what tells only how it came."""
    columns = [column for column in table.c if column.name not in OF_THE_PLACE]
    with store._engine.connect() as connection:
        return list(connection.execute(select(*columns).order_by(table.c.id)))


def feed(store: LocalStore) -> list[Incoming]:
    rows = list[Incoming]()
    for table in SYNCED_TABLES:
        for row in contents(store, table):
            revision = getattr(row, "revision", 1)
            rows.append(Incoming("7", len(rows) + 1, "s2", str(table.name), row.id, revision, row.payload))
    return rows


def enrolled(store: LocalStore) -> LocalStore:
    with store.write() as unit:
        unit.sync.join(HERE)
        unit.commit()
    return store


def take_in(store: LocalStore, rows: list[Incoming]) -> None:
    with store.write() as unit:
        unit.sync.take_in(rows)
        unit.commit()


def test_what_comes_from_another_station_ends_in_the_same_columns(
    store: LocalStore, other: LocalStore
) -> None:
    rows = feed(other)
    take_in(enrolled(store), rows)
    with store.read() as unit:
        assert unit.sync.held_back() == ()
    came = [table for table in SYNCED_TABLES if contents(other, table)]
    assert {*FORMS, *KEPT_UNDER, *KEYS} <= {str(table.name) for table in came}
    for table in came:
        expected = [] if table.name in STAYS_AT_THE_CENTRE else contents(other, table)
        assert contents(store, table) == expected, table.name
    other.close()


STEP = {"case_id": str(new_id()), "at": "2026-09-15T01:00:00+00:00"}
WRONG_STEPS = (
    "",
    "不是数据",
    "[]",
    json.dumps({"at": STEP["at"]}),
    json.dumps({**STEP, "case_id": "632621"}),
    json.dumps({**STEP, "case_id": None}),
    json.dumps({**STEP, "at": "2026-09-15T01:00:00"}),
    json.dumps({**STEP, "at": "昨天"}),
    json.dumps(STEP) + "{}",
)


def test_records_without_the_form_of_their_kind_are_held_back_alone(store: LocalStore) -> None:
    rows = [
        Incoming("7", place, "s2", "case_step", new_id(), 1, text)
        for place, text in enumerate((*WRONG_STEPS, json.dumps(STEP)), 1)
    ]
    take_in(enrolled(store), rows)
    with store.read() as unit:
        held = {one.record_id for one in unit.sync.held_back()}
        assert unit.sync.standing().cursor.place == len(rows)
    assert held == {row.record_id for row in rows[:-1]}
    assert [row.id for row in contents(store, case_step)] == [rows[-1].record_id]


def test_a_kind_of_a_newer_program_waits_for_it(store: LocalStore) -> None:
    rows = [
        Incoming("7", 1, "s2", "newer_kind", new_id(), 1, "{}"),
        Incoming("7", 2, "s2", "hall_rule", new_id(), 1, "{}"),
    ]
    take_in(enrolled(store), rows)
    with store.write() as unit:
        assert {one.record_id for one in unit.sync.held_back()} == {row.record_id for row in rows}
        unit.sync.try_held_back()
        assert len(unit.sync.held_back()) == len(rows)


SAMPLES: dict[type[Any], Any] = {
    Id: new_id(),
    Moment: datetime(2026, 9, 15, 1, 0, 0, 250_000, UTC),
    Date: date(2026, 9, 15),
    Integer: 26,
    String: "大武镇",
}


BY_NAME = {*INTAKES} - {*FORMS, *KEPT_UNDER, *KEYS}


def test_every_column_is_read_from_the_field_of_its_name(store: LocalStore) -> None:
    of_all = {*OF_THE_PLACE, "id", "payload", "revision"}
    enrolled(store)
    for table in (table for table in SYNCED_TABLES if table.name in BY_NAME):
        said = {str(one.name): SAMPLES[type(one.type)] for one in table.c if one.name not in of_all}
        text = json.dumps({**said, "more": {}}, default=lambda value: str(value).replace(" ", "T"))
        record_id = new_id()
        take_in(store, [Incoming("7", 1, "s2", str(table.name), record_id, 1, text)])
        row = next(one for one in contents(store, table) if one.id == record_id)
        assert {name: getattr(row, name) for name in said} == said, table.name
        assert {*said} <= fields_of(str(table.name)), table.name


def fields_of(kind: str) -> set[str]:
    """Return the fields of a kind's records, as the repositories write them."""
    modules = [import_module(f"data.repositories.{one.name}") for one in iter_modules(repositories.__path__)]
    (cls,) = {
        records._cls
        for module in modules
        for records in vars(module).values()
        if isinstance(records, Records) and records.kind == kind
    }
    return {field.name for field in fields(cls)}
