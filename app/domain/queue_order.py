"""The order of calls: one sortable number, so that priority is real and nobody starves (design §4)."""

from datetime import UTC, datetime, timedelta

from app.domain.tickets import Priority

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def order_number(issued_at: datetime, priority: Priority | None, head_start_minutes: int) -> int:
    """Return the place in the order of calls: milliseconds since 1970 UTC; the lowest is called next.

    A priority visitor stands as if come `head_start_minutes` earlier. Whoever waits longer than that is
    overtaken by nobody who comes later, so an ordinary visitor waits at most the head start longer.

    Raises:
        ValueError: the moment is naive, or the head start negative.
    """
    if issued_at.tzinfo is None:
        raise ValueError("a ticket needs a timezone-aware moment")
    if head_start_minutes < 0:
        raise ValueError("a head start is not negative")
    ahead = timedelta(minutes=head_start_minutes) if priority is not None else timedelta()
    return (issued_at - ahead - _EPOCH) // _MILLISECOND
