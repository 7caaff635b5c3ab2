"""A lane: one port, the devices on it, and what is done for them when the port comes back."""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from queue import Empty, SimpleQueue
from typing import Any, ParamSpec, TypeVar

from app.errors import DeviceError
from app.ports.devices import Device
from devices.line import FIRST_PAUSE, LONGEST_PAUSE, Line

P = ParamSpec("P")
T = TypeVar("T")

LOOK_SECONDS = 1.0
"""How often a lane looks for its port (design §6)."""

log = logging.getLogger(__name__)


class Lane:
    """One port and its devices, in the order they are attached; a shared RS-485 line has several.

    It has no thread: whoever drives it calls `tend` every second, on the thread that also uses the devices.
    """

    def __init__(self, line: Line, clock: Callable[[], float] = time.monotonic) -> None:
        self.line = line
        self._clock = clock
        self._seats: list[_Seat] = []

    def attach(self, device: Device) -> None:
        """Put a device on the lane; it is set up as soon as the port is open."""
        self._seats.append(_Seat(device))

    def tend(self) -> None:
        """Look for the port; after it came back set every device up again, one after the other.

        A device that does not answer does not keep the others on the port from being set up; it is tried
        again after 1 s, 2 s … 30 s.
        """
        if not self.line.look():
            return
        for seat in self._seats:
            if seat.generation != self.line.generation:
                seat.generation, seat.pending = self.line.generation, True
                seat.pause, seat.next_attempt = FIRST_PAUSE, float("-inf")
            if seat.pending and self._clock() >= seat.next_attempt:
                self._restore(seat)

    def restored(self) -> bool:
        """Return whether the port is open and every device on it is set up."""
        return self.line.is_open and all(
            not seat.pending and seat.generation == self.line.generation for seat in self._seats
        )

    def _restore(self, seat: "_Seat") -> None:
        try:
            seat.device.restore()
        except DeviceError as error:
            log.info("not restored: %s", error)
            seat.next_attempt = self._clock() + seat.pause
            seat.pause = min(seat.pause * 2, LONGEST_PAUSE)
        else:
            seat.pending = False


class _Seat:
    """A device on a lane and how far its setting up is."""

    def __init__(self, device: Device) -> None:
        self.device = device
        self.generation = 0
        self.pending = True
        self.pause = FIRST_PAUSE
        self.next_attempt = float("-inf")


class LaneThread(Executor):
    """A lane driven by a thread of its own: work in order, and a look at the port every second.

    For programs without an event loop; a program with one calls `Lane.tend` from its own lane.
    """

    def __init__(self, lane: Lane) -> None:
        self.lane = lane
        self._jobs: SimpleQueue[tuple[Future[Any], Callable[[], Any]] | None] = SimpleQueue()
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"lane {lane.line.url}")
        self._thread.start()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Do it on the lane, after what was submitted before.

        Raises:
            RuntimeError: the lane was shut down.
        """
        if self._closed.is_set():
            raise RuntimeError("the lane was shut down")
        future: Future[T] = Future()
        self._jobs.put((future, lambda: fn(*args, **kwargs)))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the lane after the work at hand, and close its port.

        Args:
            wait: whether to wait for that.
            cancel_futures: whether to cancel what was submitted and has not begun.
        """
        self._closed.set()
        if cancel_futures:
            self._drop()
        self._jobs.put(None)
        if wait:
            self._thread.join()

    def _run(self) -> None:
        next_look = time.monotonic()
        while True:
            if time.monotonic() >= next_look:
                self.lane.tend()
                next_look = time.monotonic() + LOOK_SECONDS
            try:
                job = self._jobs.get(timeout=max(0.0, next_look - time.monotonic()))
            except Empty:
                continue
            if job is None:
                break
            _fill(*job)
        self._drop()
        self.lane.line.close()

    def _drop(self) -> None:
        while not self._jobs.empty():
            if (job := self._jobs.get_nowait()) is not None:
                job[0].cancel()


def _fill(future: Future[Any], work: Callable[[], Any]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        future.set_result(work())
    except BaseException as error:  # it belongs to whoever waits for the future
        future.set_exception(error)
