"""How long a queue display is dark after its port came back: from the port's return to the last call shown.

Run `python -m tests.benchmarks.replug [--rounds N] [--json]`; the goal is a median of at most 2 s.
"""

import argparse
import json
import statistics
import sys
import threading
import time
from typing import cast

from app.domain.device_records import DeviceKind, DeviceSettings, ShownCall
from app.ports.devices import QueueDisplay
from devices.configured import ConfiguredDevices
from devices.lanes import LaneThread
from devices.simulators.frame import Simulation
from devices.simulators.onbon import OnbonTextSimulator

GOAL_SECONDS = 2.0


class ClockedDisplay(OnbonTextSimulator):
    """A display that notes when it shows something again."""

    def __init__(self) -> None:
        super().__init__(addresses=(1,))
        self.shown_at: float | None = None
        self.lit_again = threading.Event()

    def receive(self, data: bytes) -> bytes:
        """See `SimulatedDevice`."""
        answer = super().receive(data)
        if self.shown(1) and not self.lit_again.is_set():
            self.shown_at = time.monotonic()
            self.lit_again.set()
        return answer


def measure(rounds: int) -> list[float]:
    """Return the seconds of each round, the lane being idle as between two calls.

    Raises:
        RuntimeError: the last call was not shown again, or another one was.
    """
    display = ClockedDisplay()
    seconds: list[float] = []
    with Simulation(display) as simulation:
        settings = DeviceSettings("显示屏", DeviceKind.QUEUE_DISPLAY, "onbon-k", simulation.url)
        with (
            ConfiguredDevices([settings]) as devices,
            LaneThread(devices.lanes[simulation.url]) as lane,
        ):
            device = cast(QueueDisplay, devices.device("显示屏"))
            for number in range(rounds):
                ticket = f"A{number:03}"
                lane.submit(device.show, ShownCall("3", ticket)).result(10)
                simulation.unplug()
                # A hand needs a moment, and no two rounds meet the lane's look at the same phase.
                threading.Event().wait(0.3 + number % 10 / 10)
                display.lit_again.clear()
                simulation.replug()
                back = time.monotonic()
                if not display.lit_again.wait(40) or display.shown(1) != [ticket]:
                    raise RuntimeError(f"round {number}: {display.shown(1)} instead of {ticket}")
                seconds.append((display.shown_at or 0.0) - back)
    return seconds


def main() -> int:
    """Measure and print; return 0 when the goal is met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    seconds = measure(arguments.rounds)
    result = {
        "benchmark": "replug",
        "rounds": len(seconds),
        "median_seconds": round(statistics.median(seconds), 3),
        "worst_seconds": round(max(seconds), 3),
        "goal_seconds": GOAL_SECONDS,
        "met": statistics.median(seconds) <= GOAL_SECONDS,
    }
    plain = (
        "replug: median {median_seconds} s, worst {worst_seconds} s, {rounds} rounds, goal {goal_seconds} s"
    )
    sys.stdout.write((json.dumps(result) if arguments.json else plain.format(**result)) + "\n")
    return 0 if result["met"] else 1


if __name__ == "__main__":
    sys.exit(main())
