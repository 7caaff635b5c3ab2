"""Batches by rows and bytes; pauses that grow under a ceiling and never step together."""

from datetime import timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.domain.sync import LONGEST_PAUSE, Outgoing, first_batch, pause_after


def row(place: int, text: str) -> Outgoing:
    return Outgoing(place, "case_step", UUID(int=place), 1, text)


@given(
    st.lists(st.text(max_size=30), max_size=40).map(lambda texts: [row(n, t) for n, t in enumerate(texts)]),
    st.integers(1, 10),
    st.integers(1, 100),
)
def test_a_batch_is_the_longest_beginning_that_keeps_both_limits(
    rows: list[Outgoing], most_rows: int, most_bytes: int
) -> None:
    batch = first_batch(rows, most_rows, most_bytes)
    size = sum(len(one.text.encode()) for one in batch)
    assert list(batch) == rows[: len(batch)]
    assert len(batch) <= most_rows
    assert len(batch) <= 1 or size <= most_bytes
    if len(batch) < min(len(rows), most_rows):
        assert batch
        assert size + len(rows[len(batch)].text.encode()) > most_bytes
    assert bool(batch) == bool(rows)


def test_bytes_count_as_they_are_sent() -> None:
    assert len(first_batch([row(n, "藏" * 10) for n in range(5)], 10, 60)) == 2


def test_the_pause_doubles_up_to_five_minutes_and_is_jittered_over_its_whole_length() -> None:
    longest = [pause_after(failures, 1.0) for failures in range(1, 12)]
    assert longest[:3] == [timedelta(seconds=2), timedelta(seconds=4), timedelta(seconds=8)]
    assert max(longest) == LONGEST_PAUSE == timedelta(minutes=5)
    assert pause_after(1000, 1.0) == LONGEST_PAUSE
    assert pause_after(3, 0.0) == timedelta(0)
    assert pause_after(3, 0.5) == timedelta(seconds=4)
