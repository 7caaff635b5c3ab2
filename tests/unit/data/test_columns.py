"""Ids, moments and enums keep their value and their order in the file."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from app.domain.lifecycle import State
from data.columns import Id, Moment, Named

DIALECT = sqlite.dialect()
MOMENTS = st.datetimes(timezones=st.just(UTC))


@given(MOMENTS, MOMENTS)
def test_moments_keep_value_and_order(one: datetime, other: datetime) -> None:
    kind = Moment()
    stored = [kind.process_bind_param(moment, DIALECT) for moment in (one, other)]
    assert [kind.process_result_value(number, DIALECT) for number in stored] == [one, other]
    assert (stored[0] < stored[1]) is (one < other)  # type: ignore[operator]  # neither is None


def test_a_moment_of_another_zone_is_the_same_moment() -> None:
    hall = datetime(2026, 9, 15, 9, tzinfo=timezone(timedelta(hours=8)))
    assert Moment().process_bind_param(hall, DIALECT) == Moment().process_bind_param(
        hall.astimezone(UTC), DIALECT
    )


@given(st.uuids(), st.uuids())
def test_ids_keep_value_and_order(one: UUID, other: UUID) -> None:
    kind = Id()
    stored = [kind.process_bind_param(identifier, DIALECT) for identifier in (one, other)]
    assert [kind.process_result_value(raw, DIALECT) for raw in stored] == [one, other]
    assert (stored[0] < stored[1]) is (one < other)  # type: ignore[operator]  # UUIDs sort


def test_members_and_nothing() -> None:
    kind = Named(State)
    assert kind.process_bind_param(State.RECEIVED, DIALECT) == "received"
    assert kind.process_result_value("received", DIALECT) is State.RECEIVED
    for column in (kind, Id(), Moment()):
        assert column.process_bind_param(None, DIALECT) is None
        assert column.process_result_value(None, DIALECT) is None
