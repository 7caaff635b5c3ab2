"""Background work: named lanes of one worker each; everything comes back by one queued signal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event
from typing import Any, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from ui.timing import CallbackTimes

T = TypeVar("T")
P = TypeVar("P")


class Cancelled(Exception):  # noqa: N818 (not an error: someone asked for it)
    """Work stopped because its task was cancelled."""


class Task:
    """One piece of work on its way. The worker asks it whether to go on; the page may cancel it."""

    def __init__(self, name: str, lane: str, report: Callable[[Task, object], None]) -> None:
        self.name, self.lane = name, lane
        self._report = report
        self._cancelled = Event()

    def cancel(self) -> None:
        """Ask the work to stop; nothing of it is delivered any more."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether someone asked to stop."""
        return self._cancelled.is_set()

    def check(self) -> None:
        """Call between exchanges of at most 2 s.

        Raises:
            Cancelled: someone asked to stop.
        """
        if self.cancelled:
            raise Cancelled(self.name)

    def pause(self, seconds: float) -> None:
        """Wait on the worker, but not after someone asked to stop.

        Raises:
            Cancelled: someone asked to stop.
        """
        if self._cancelled.wait(seconds):
            raise Cancelled(self.name)

    def advance(self, done: int, total: int) -> None:
        """Report how far the work is, unless someone asked to stop.

        Raises:
            Cancelled: someone asked to stop.
        """
        self.check()
        self.report((done, total))

    def report(self, progress: object) -> None:
        """Send progress to the page, from the worker."""
        self._report(self, progress)


@dataclass(frozen=True)
class _Calls(Generic[T]):
    """What the page wants to hear; `owner` dead means that nobody listens."""

    done: Callable[[T], None] | None
    failed: Callable[[Exception], None] | None
    progress: Callable[[Any], None] | None
    owner: QObject | None

    def wanted(self) -> bool:
        return self.owner is None or shiboken6.isValid(self.owner)


@dataclass(frozen=True)
class _Arrival:
    """One message from a worker to the main thread: `kind` is done, failed or progress."""

    task: Task
    kind: str
    value: Any
    calls: _Calls[Any]


class TaskRunner(QObject):
    """Run blocking functions on named lanes and bring what comes of them to the main thread.

    A lane is one worker, so that work on one resource (`db`, `sync`, `compose`, `device:<port>`) is in order
    and lanes run beside each other. A failure that the caller does not take is given to `shown`, never lost.
    """

    _arrived = Signal(object)

    def __init__(
        self,
        shown: Callable[[Exception, str], None],
        times: CallbackTimes,
        drained: frozenset[str] = frozenset({"draft"}),
    ) -> None:
        """Take `shown` for errors nobody handles, and the lanes whose work `close` lets finish."""
        super().__init__()
        self._shown, self._times, self._drained = shown, times, drained
        self._lanes: dict[str, ThreadPoolExecutor] = {}
        self._running: set[Task] = set()
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        lane: str,
        work: Callable[[Task], T],
        *,
        name: str,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        progress: Callable[[Any], None] | None = None,
        owner: QObject | None = None,
    ) -> Task:
        """Run `work` on a lane; call from the main thread.

        Args:
            lane: the resource it works on.
            work: blocking; touches no widget; between exchanges of at most 2 s it calls `task.check()`.
            name: what it is called in the log and in the stall benchmark.
            done: gets the result, on the main thread.
            failed: gets the error, on the main thread; without it the error is shown.
            progress: gets what the work reports, on the main thread.
            owner: when this object is destroyed, nobody is called any more; errors are still shown.

        Raises:
            RuntimeError: the runner is closed.
        """
        calls: _Calls[T] = _Calls(done, failed, progress, owner)
        task = self._new_task(name, lane, calls)
        self._worker(lane).submit(self._work, task, work, calls)
        return task

    def run_in_pieces(
        self,
        lane: str,
        pieces: Callable[[Task], Iterator[P]],
        *,
        name: str,
        done: Callable[[None], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        progress: Callable[[P], None] | None = None,
        owner: QObject | None = None,
    ) -> Task:
        """Run bulk work that lets others onto the lane after every piece; each piece yields its progress."""
        calls: _Calls[None] = _Calls(done, failed, progress, owner)
        task = self._new_task(name, lane, calls)
        self._worker(lane).submit(self._piece, lane, task, pieces, None, calls)
        return task

    def close(self) -> None:
        """Cancel everything and wait for the workers, which takes at most one exchange (2 s).

        What waits on a drained lane is still done: it is what a person typed.
        """
        self._closed = True
        for task in list(self._running):
            if task.lane not in self._drained:
                task.cancel()
        for lane, executor in self._lanes.items():
            executor.shutdown(wait=True, cancel_futures=lane not in self._drained)
        self._running.clear()

    def idle(self, apart: str = "") -> bool:
        """Whether nothing is under way, arrivals included, apart from lanes that begin with `apart`."""
        return all(apart and task.lane.startswith(apart) for task in self._running)

    def _new_task(self, name: str, lane: str, calls: _Calls[Any]) -> Task:
        if self._closed:
            raise RuntimeError(f"{name}: the task runner is closed")
        task = Task(name, lane, lambda made, value: self._send(_Arrival(made, "progress", value, calls)))
        self._running.add(task)
        return task

    def _worker(self, lane: str) -> ThreadPoolExecutor:
        if lane not in self._lanes:
            self._lanes[lane] = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"lane {lane}")
        return self._lanes[lane]

    def _work(self, task: Task, work: Callable[[Task], T], calls: _Calls[T]) -> None:
        try:
            task.check()
            self._send(_Arrival(task, "done", work(task), calls))
        except Cancelled:
            self._send(_Arrival(task, "cancelled", None, calls))
        except Exception as error:
            self._send(_Arrival(task, "failed", error, calls))

    def _piece(
        self,
        lane: str,
        task: Task,
        pieces: Callable[[Task], Iterator[P]],
        begun: Iterator[P] | None,
        calls: _Calls[None],
    ) -> None:
        def next_piece(_: Task) -> bool:
            nonlocal begun
            begun = pieces(task) if begun is None else begun
            for piece in begun:
                task.report(piece)
                return True
            return False

        try:
            task.check()
            if next_piece(task):
                self._lanes[lane].submit(self._piece, lane, task, pieces, begun, calls)
            else:
                self._send(_Arrival(task, "done", None, calls))
        except Cancelled:
            self._send(_Arrival(task, "cancelled", None, calls))
        except Exception as error:
            self._send(_Arrival(task, "failed", error, calls))

    def _send(self, arrival: _Arrival) -> None:
        if not self._closed:
            self._arrived.emit(arrival)

    def _deliver(self, arrival: _Arrival) -> None:
        task, calls = arrival.task, arrival.calls
        if arrival.kind != "progress":
            self._running.discard(task)
        if arrival.kind == "failed" and (calls.failed is None or not calls.wanted()):
            self._shown(arrival.value, task.name)
        elif not task.cancelled and calls.wanted():
            self._call(arrival)

    def _call(self, arrival: _Arrival) -> None:
        calls = arrival.calls
        call = {"done": calls.done, "failed": calls.failed, "progress": calls.progress}.get(arrival.kind)
        if call is not None:
            with self._times.timed(arrival.task.name):
                call(arrival.value)
