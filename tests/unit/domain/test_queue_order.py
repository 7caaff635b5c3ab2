"""Days in a hall full of priority visitors: nobody who waits for an ordinary ticket starves (issue 5)."""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.queue_order import order_number
from app.domain.tickets import Priority
from tests import factories as make

HEAD_START = 20
DAY_MINUTES = 8 * 60


@dataclass(frozen=True)
class Visitor:
    """Minutes after opening at which a visitor comes, and minutes the service takes."""

    comes: float
    takes: float
    priority: Priority | None = None


def waits(
    visitors: Sequence[Visitor], counters: int, head_start: int, *, strict: bool = False
) -> list[float]:
    """Return the minutes each visitor waits when free counters call the lowest order number.

    Args:
        strict: priority visitors always first, as the systems do that let the others starve.
    """
    coming = sorted(range(len(visitors)), key=lambda one: visitors[one].comes, reverse=True)
    free = [0.0] * counters
    queue: list[tuple[bool, int, float, int]] = []
    waited = [0.0] * len(visitors)
    while coming or queue:
        now = heapq.heappop(free)
        if not queue:
            now = max(now, visitors[coming[-1]].comes)
        while coming and visitors[coming[-1]].comes <= now:
            one = coming.pop()
            who = visitors[one]
            at = make.NINE + timedelta(minutes=who.comes)
            order = order_number(at, who.priority, head_start)
            heapq.heappush(queue, (strict and who.priority is None, order, who.comes, one))
        *_, called = heapq.heappop(queue)
        waited[called] = now - visitors[called].comes
        heapq.heappush(free, now + visitors[called].takes)
    return waited


def busy_day(seed: int, counters: int) -> list[Visitor]:
    """Return a day with two rushes and 80 % priority visitors, as much as the counters can do."""
    chance = Random(seed)
    visitors = []
    for _ in range(int(counters * DAY_MINUTES / 6 * 0.95)):
        rush = chance.choice((60, 300, None, None))
        comes = chance.uniform(0, DAY_MINUTES) if rush is None else chance.gauss(rush, 25)
        priority = chance.choice(list(Priority)) if chance.random() < 0.8 else None
        visitors.append(Visitor(max(comes, 0.0), chance.lognormvariate(1.65, 0.5), priority))
    return visitors


def ordinary(visitors: Sequence[Visitor], waited: Sequence[float]) -> list[float]:
    return [wait for who, wait in zip(visitors, waited, strict=True) if who.priority is None]


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("counters", [1, 4, 12])
def test_no_ordinary_visitor_waits_longer_than_the_head_start_and_the_wait_without_priority(
    seed: int, counters: int
) -> None:
    visitors = busy_day(seed, counters)
    without = waits(visitors, counters, head_start=0)
    with_priority = waits(visitors, counters, HEAD_START)
    assert max(ordinary(visitors, with_priority)) <= HEAD_START + max(without)


def test_priority_is_real_and_strict_priority_would_starve() -> None:
    visitors = busy_day(3, 4)
    without, ours = waits(visitors, 4, head_start=0), waits(visitors, 4, HEAD_START)
    first = [one for one, who in enumerate(visitors) if who.priority is not None]
    assert sum(ours[one] for one in first) < sum(without[one] for one in first) * 0.95
    strict = waits(visitors, 4, HEAD_START, strict=True)
    assert max(ordinary(visitors, strict)) > HEAD_START + max(without)


VISITORS = st.lists(
    st.builds(Visitor, st.integers(0, 200), st.integers(1, 60), st.sampled_from([None, Priority.ELDERLY])),
    min_size=1,
    max_size=40,
)


@given(VISITORS, st.integers(0, 60))
def test_each_ordinary_visitor_is_called_before_all_who_come_after_the_head_start(
    visitors: list[Visitor], head_start: int
) -> None:
    """At one counter: wait at most until somebody who came a head start later would be called."""
    waited = waits(visitors, 1, head_start)
    for one, who in enumerate(visitors):
        if who.priority is not None:
            continue
        later = who.comes + head_start
        plain = [Visitor(v.comes, v.takes) for v in visitors]
        stranger = waits([*plain, Visitor(later + 0.5, 1)], 1, 0)[-1]
        assert who.comes + waited[one] <= later + 0.5 + stranger
