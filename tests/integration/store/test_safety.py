"""Facts cannot be rewritten behind the program's back unnoticed: append-only tables and the audit chain."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from app.domain.audit_chain import Fault, first_break
from app.domain.papers import PrintEvent, PrintState
from data.engine import open_engine
from data.places import STORE_FILE
from data.store import LocalStore
from tests import factories
from tests.integration.store.filling import add_case
from tests.integration.store.test_records import a_print

APPEND_ONLY = ("case_step", "print", "print_event", "audit_entry", "outbox")


@pytest.fixture
def raw(store: LocalStore) -> Iterator[Connection]:
    """A connection past the store, with three cases, a print and its event behind it."""
    for _ in range(3):
        add_case(store)
    record = a_print()
    with store.write() as unit:
        unit.prints.add(record)
        unit.prints.add_event(PrintEvent(factories.new_id(), record.id, PrintState.SENT, factories.NINE, ""))
        unit.commit()
    engine = open_engine(store.folder / STORE_FILE)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize(
    "act",
    [
        "UPDATE {table} SET payload = 'x'",
        "DELETE FROM {table}",
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        "UPDATE OR IGNORE {table} SET payload = payload",
    ],
)
def test_a_fact_is_neither_changed_nor_removed_nor_replaced(raw: Connection, table: str, act: str) -> None:
    before = raw.exec_driver_sql(f'SELECT * FROM "{table}"').all()
    assert before
    with pytest.raises(IntegrityError, match="append-only"):
        raw.exec_driver_sql(act.format(table=f'"{table}"'))
    assert raw.exec_driver_sql(f'SELECT * FROM "{table}"').all() == before


def test_the_chain_holds_over_units_and_openings(store: LocalStore) -> None:
    for _ in range(3):
        add_case(store)
    with store.write() as unit:
        for number in range(3):
            unit.audit.append(factories.NINE, "卓玛措", "sign_in", str(number), "ok", {"counter": "26"})
        unit.commit()
    with store.read() as unit:
        entries = list(unit.audit.entries())
    assert [entry.sequence for entry in entries] == [1, 2, 3, 4, 5, 6]
    assert first_break(entries) is None
    assert entries[-1].fields["facts"] == {"counter": "26"}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (
            "UPDATE audit_entry SET payload = replace(payload, 'ok', 'no') WHERE n = 2",
            Fault.HASH,
        ),
        ("DELETE FROM audit_entry WHERE n = 2", Fault.ORDER),
    ],
)
def test_a_rewritten_log_breaks_the_chain(
    store: LocalStore, raw: Connection, change: str, fault: Fault
) -> None:
    for act in ("update", "delete"):
        raw.exec_driver_sql(f"DROP TRIGGER audit_entry_no_{act}")
    raw.exec_driver_sql(change)
    with store.read() as unit:
        found = first_break(unit.audit.entries())
    assert found is not None
    assert found.fault is fault
