"""Every simulated device is pulled and plugged in during traffic: no dead lane, right state afterwards."""

import random
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from app.errors import DeviceError
from devices.configured import ConfiguredDevices
from devices.lanes import Lane, LaneThread
from devices.simulators.frame import Simulation
from tests.integration.devices.rigs import RIGS, Rig

EXPECTED = {
    "device.port_lost",
    "device.port_missing",
    "device.port_busy",
    "device.no_answer",
    "device.garbled",
}
"""What a piece of traffic may meet while the plug is pulled."""


class Traffic:
    """Keeps a device busy from its lane until it is stopped."""

    def __init__(self, rig: Rig, device: Any, simulation: Simulation, lane: LaneThread) -> None:
        self.done = self.failed = self.number = 0
        self._rig, self._device, self._simulation, self._lane = rig, device, simulation, lane
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="traffic")
        self.bug: BaseException | None = None

    def __enter__(self) -> "Traffic":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        if self.bug is not None:
            raise self.bug

    def check(self) -> None:
        """Assert on the lane, between two pieces, that the state is right."""
        self._lane.submit(lambda: self._rig.right(self._device, self._simulation, self.number)).result(20)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._lane.submit(self._piece).result(20)
            except BaseException as bug:
                self.bug = bug
                return
            self._stop.wait(0.002)

    def _piece(self) -> None:
        self.number += 1
        try:
            self._rig.work(self._device, self._simulation, self.number)
        except DeviceError as error:
            if error.code not in EXPECTED:
                raise
            self.failed += 1
        else:
            self.done += 1


def until(condition: Callable[[], bool], traffic: Traffic) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert traffic.bug is None
        assert time.monotonic() < deadline, "the lane is dead"
        threading.Event().wait(0.005)


def pull_often(rig: Rig, simulation: Simulation, rounds: int) -> None:
    generator = random.Random(rounds)
    with ConfiguredDevices([rig.settings(simulation)]) as devices:
        lane: Lane = devices.lanes[simulation.url]
        with (
            LaneThread(lane) as thread,
            Traffic(rig, devices.device("device"), simulation, thread) as traffic,
        ):
            until(lambda: traffic.done > 0 and lane.restored(), traffic)
            for _ in range(rounds):
                pull(
                    simulation, lane, traffic, pieces=generator.randrange(1, 6), wait=generator.random() < 0.5
                )
                traffic.check()


def pull(simulation: Simulation, lane: Lane, traffic: Traffic, *, pieces: int, wait: bool) -> None:
    """Pull the plug after some pieces of traffic, and plug it in before or after the lane has noticed."""
    generation, busy = lane.line.generation, traffic.done + pieces
    until(lambda: traffic.done >= busy, traffic)
    simulation.unplug()
    if wait:
        until(lambda: not lane.line.is_open, traffic)
    simulation.replug()
    until(lambda: lane.line.generation > generation and lane.restored(), traffic)


@pytest.mark.parametrize("rounds", [2, pytest.param(50, marks=[pytest.mark.long, pytest.mark.timeout(900)])])
@pytest.mark.parametrize("rig", RIGS, ids=lambda rig: rig.simulator)
def test_pulled_and_plugged_in_again_during_traffic(rig: Rig, rounds: int) -> None:
    with rig.simulation() as simulation:
        pull_often(rig, simulation, rounds)


@pytest.mark.parametrize("rounds", [1, pytest.param(50, marks=[pytest.mark.long, pytest.mark.timeout(900)])])
def test_a_network_adapter_that_goes_away_and_comes_back(rounds: int) -> None:
    rig = RIGS[0]
    with rig.simulation(listen=("127.0.0.1", 0)) as simulation:
        pull_often(rig, simulation, rounds)
