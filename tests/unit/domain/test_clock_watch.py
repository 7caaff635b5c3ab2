"""A clock that was set is told from one that runs a little fast or slow."""

from datetime import timedelta

from app.domain.clock_watch import ClockWatch, running_seconds
from tests.fakes import StillClock


class Hands:
    """Both clocks, moved together or apart."""

    def __init__(self) -> None:
        self.clock, self.seconds = StillClock(), 100.0
        self.watch = ClockWatch(self.clock.now, lambda: self.seconds)

    def run(self, seconds: float, shown: float | None = None) -> int:
        self.seconds += seconds
        self.clock.at += timedelta(seconds=seconds if shown is None else shown)
        return self.watch.jump()


def test_a_clock_that_runs_is_steady() -> None:
    assert Hands().run(86_400) == 0


def test_what_a_time_server_corrects_slowly_is_no_jump() -> None:
    hands = Hands()
    assert [hands.run(86_400, 86_400 + 43) for _ in range(10)] == [0] * 10


def test_a_clock_that_was_set_stays_known_as_such() -> None:
    hands = Hands()
    assert hands.run(60, 60 + 3600) == 3600
    assert hands.run(60) == 3600
    assert hands.run(60, 60 - 7200) == -3600


def test_running_seconds_run_on() -> None:
    assert running_seconds() <= running_seconds()
