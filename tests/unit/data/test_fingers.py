"""Enrolments, their ends and punches in a real store: as written, append-only, each sensor by itself."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.domain.fingers import ClockQuality, Consent, EndReason, Enrolment, EnrolmentEnd, Punch
from app.errors import RuleError
from data.engine import open_engine
from data.finger_schema import FINGER_SYNCED
from data.places import STORE_FILE
from data.store import LocalStore, create_store
from tests import factories as make


def enrolment() -> Enrolment:
    consent = Consent("2026-11", make.NINE, make.new_id(), "管理员")
    return Enrolment(make.new_id(), make.new_id(), "卓玛措", 1, "打卡机", (0, 1), make.NINE, consent)


def ended(one: Enrolment) -> EnrolmentEnd:
    return EnrolmentEnd(make.new_id(), one.id, make.NINE, EndReason.LEFT, make.new_id(), "管理员")


def punched(one: Enrolment, minutes: int = 0) -> Punch:
    at = make.NINE + timedelta(minutes=minutes)
    steady = ClockQuality.STEADY
    return Punch(make.new_id(), one.account_id, one.person, one.id, at, 1, one.device, steady, 0)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[LocalStore]:
    with create_store(tmp_path / "store", 1, changed=lambda _: None) as made:
        yield made


def test_they_come_back_as_written(store: LocalStore) -> None:
    one, other = enrolment(), replace(enrolment(), device="二楼")
    first, second = punched(one), punched(one, 5)
    end = ended(one)
    with store.write() as unit:
        unit.fingers.add(one)
        unit.fingers.add(other)
        assert unit.fingers.living(1, "打卡机") == (one,)
        unit.fingers.end(end)
        unit.fingers.punch(first)
        unit.fingers.punch(second)
        unit.commit()
    with store.read() as unit:
        assert (unit.fingers.living(1, "打卡机"), unit.fingers.living(1, "二楼")) == ((), (other,))
        assert unit.fingers.living(2, "二楼") == ()
        assert (unit.fingers.end_of(one.id), unit.fingers.end_of(other.id)) == (end, None)
        assert unit.fingers.punches(1, make.NINE) == (second, first)
        assert unit.fingers.punches(1, second.at) == (second,)
        assert unit.fingers.punches(2, make.NINE) == ()
        assert (unit.fingers.last_punch_at(1), unit.fingers.last_punch_at(2)) == (second.at, None)
        with pytest.raises(RuleError, match=r"fingers\.unknown"):
            unit.fingers.enrolment(first.id)


def test_each_leaves_for_the_centre_with_its_record(store: LocalStore) -> None:
    one = enrolment()
    with store.write() as unit:
        unit.fingers.add(one)
        unit.fingers.punch(punched(one))
        unit.fingers.end(ended(one))
        unit.commit()
    with store.read() as unit:
        rows = [(row.kind, row.record_id) for row in unit.outbox.rows()]
        assert {kind for kind, _ in rows} == {table.name for table in FINGER_SYNCED}
        assert {(row.kind, row.record_id) for row in unit.outbox.records()} == set(rows)


@pytest.mark.parametrize("table", [table.name for table in FINGER_SYNCED])
@pytest.mark.parametrize("act", ["UPDATE {} SET payload = ''", "DELETE FROM {}"])
def test_none_is_changed_or_deleted(store: LocalStore, table: str, act: str) -> None:
    one = enrolment()
    with store.write() as unit:
        unit.fingers.add(one)
        unit.fingers.punch(punched(one))
        unit.fingers.end(ended(one))
        unit.commit()
    engine = open_engine(store.folder / STORE_FILE)
    with engine.begin() as connection, pytest.raises(IntegrityError, match="append-only"):
        connection.execute(text(act.format(table)))
    engine.dispose()
