"""How long a visitor will probably wait: a range from what the counters did lately, or nothing."""

from dataclasses import dataclass
from statistics import quantiles

LEAST_SERVICES = 5
"""With fewer finished services there is no basis for a forecast."""

_STEP_MINUTES = 5
_MINUTE = 60_000


@dataclass(frozen=True)
class Load:
    """What stands before a visitor of one service.

    Attributes:
        ahead: tickets of the service that are called before.
        shared: all tickets called before at the counters that call the service, `ahead` among them.
        desks: counters that are open and call the service.
        served: milliseconds of the latest finished services, in any order.
    """

    ahead: int
    shared: int
    desks: int
    served: tuple[int, ...]


@dataclass(frozen=True)
class WaitRange:
    """Minutes, both ends included, rounded outwards to five."""

    least: int
    most: int


def wait_range(load: Load) -> WaitRange | None:
    """Return how long a visitor will probably wait; None without a basis.

    The lower end supposes that only the own service is called and goes quickly (first quartile), the upper
    one that the counters also call everybody else before and take long (third quartile), and that the
    services now running have just begun.
    """
    if load.desks == 0 or len(load.served) < LEAST_SERVICES:
        return None
    quick, _, slow = quantiles(load.served, n=4)
    least = load.ahead * quick / load.desks
    most = (load.shared / load.desks + 1) * slow
    return WaitRange(_down(least), max(_up(most), _STEP_MINUTES))


def _down(milliseconds: float) -> int:
    return int(milliseconds // (_STEP_MINUTES * _MINUTE)) * _STEP_MINUTES


def _up(milliseconds: float) -> int:
    return -int(-milliseconds // (_STEP_MINUTES * _MINUTE)) * _STEP_MINUTES
