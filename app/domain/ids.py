"""Record ids: UUIDv7, made where the record is born."""

import os
from datetime import UTC, datetime, timedelta
from uuid import UUID

RANDOM_BYTES = 8

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def uuid7(at: datetime, random_bytes: bytes) -> UUID:
    """Build the id of a record born at that moment; ids sort by their microsecond.

    Args:
        at: moment of birth, timezone-aware, 1970 or later.
        random_bytes: at least 8 bytes; the first 62 bits are used. The 12 bits beside the millisecond
            hold its fraction (RFC 9562 §6.2, method 3), so that ids of one program sort by birth.

    Raises:
        ValueError: the moment is naive or before 1970, or there are too few random bytes.
    """
    if at.tzinfo is None:
        raise ValueError("an id needs a timezone-aware moment")
    if len(random_bytes) < RANDOM_BYTES:
        raise ValueError(f"an id needs {RANDOM_BYTES} random bytes, got {len(random_bytes)}")
    milliseconds, microseconds = divmod((at - _EPOCH) // _MICROSECOND, 1000)
    if milliseconds < 0:
        raise ValueError("an id cannot be born before 1970")
    fraction = microseconds * 4096 // 1000
    noise = int.from_bytes(random_bytes[:RANDOM_BYTES], "big") >> 2
    return UUID(int=milliseconds << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | noise)


def new_id() -> UUID:
    """Return an id for a record born now."""
    return uuid7(datetime.now(UTC), os.urandom(RANDOM_BYTES))


def born_at(identifier: UUID) -> datetime:
    """Return the moment an id of ours was made, exact to the microsecond.

    Raises:
        ValueError: the id is not a UUIDv7.
    """
    if identifier.version != 7:
        raise ValueError("not a UUIDv7")
    milliseconds, fraction = identifier.int >> 80, identifier.int >> 64 & 0xFFF
    microseconds = -(-fraction * 1000 // 4096)
    return _EPOCH + (milliseconds * 1000 + microseconds) * _MICROSECOND
