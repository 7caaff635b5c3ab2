"""Ids of records: form of RFC 9562, order of birth, no surprise with odd input."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import RFC_4122, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ids import born_at, new_id, uuid7

MOMENTS = st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(9999, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
NOISE = st.binary(min_size=8, max_size=16)


def test_the_example_of_the_rfc_has_our_layout() -> None:
    at = datetime(2022, 2, 22, 14, 22, 22, tzinfo=timezone(timedelta(hours=-5)))
    assert str(uuid7(at, bytes.fromhex("60c3210313130c3c")))[:15] == "017f22e2-79b0-7"


@given(MOMENTS, NOISE)
def test_an_id_has_version_variant_and_its_moment(at: datetime, noise: bytes) -> None:
    made = uuid7(at, noise)
    assert (made.version, made.variant) == (7, RFC_4122)
    assert born_at(made) == at


@given(MOMENTS, NOISE, MOMENTS, NOISE)
def test_ids_sort_by_birth_in_every_notation(one: datetime, n1: bytes, two: datetime, n2: bytes) -> None:
    a, b = uuid7(one, n1), uuid7(two, n2)
    if one < two:
        assert a < b
        assert str(a) < str(b)
        assert a.bytes < b.bytes


@given(MOMENTS, NOISE)
def test_every_used_random_bit_makes_another_id(at: datetime, noise: bytes) -> None:
    made = uuid7(at, noise)
    for bit in range(2, 64):
        other = (int.from_bytes(noise[:8], "big") ^ 1 << bit).to_bytes(8, "big")
        assert uuid7(at, other) != made


def test_new_ids_differ_and_carry_now() -> None:
    before = datetime.now(UTC)
    ids = {new_id() for _ in range(2000)}
    after = datetime.now(UTC)
    assert len(ids) == 2000
    assert all(before <= born_at(i) <= after for i in ids)


def test_bad_arguments_are_bugs() -> None:
    now = datetime(2026, 9, 15, tzinfo=UTC)
    with pytest.raises(ValueError, match="aware"):
        uuid7(now.replace(tzinfo=None), bytes(8))
    with pytest.raises(ValueError, match="random"):
        uuid7(now, bytes(7))
    with pytest.raises(ValueError, match="1970"):
        uuid7(datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC), bytes(8))
    with pytest.raises(ValueError, match="UUIDv7"):
        born_at(uuid4())
