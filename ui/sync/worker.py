"""Exchanges records with the centre beside everything else: soon after a change, at once when asked."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from app.changes import Changes
from app.domain.sync import Standing, pause_after
from app.errors import SyncError
from app.services.sync import Sync
from ui.tasks import Task, TaskRunner

LANE = "sync"
UNREACHED = "sync.unreachable"
FIRST_MS, EVERY_MS, SOON_MS = 5_000, 15_000, 2_000
YIELD_SECONDS = 0.005
"""What others get to write in between two units of work of an exchange."""


@dataclass(frozen=True)
class Seen:
    """How the exchange stands: `busy` while one is under way, `error` how the last one failed."""

    standing: Standing
    busy: bool = False
    error: SyncError | None = None


class SyncWorker(QObject):
    """Runs exchanges on their own lane; says `seen` whenever there is something new to show.

    A store that stands alone is left alone. After a failure it waits ever longer, up to 5 minutes, and not in
    step with the other stations; `kick` does not wait, nor does a line that was away and comes back.

    Args:
        make: makes the exchange, on the lane, when it is first wanted.
        first: milliseconds until the first exchange; `every` between two, or two looks for the line.
        soon: milliseconds from a change to its exchange, in which more of them gather.
    """

    seen = Signal(object)

    def __init__(
        self,
        runner: TaskRunner,
        make: Callable[[], Sync],
        first: int = FIRST_MS,
        every: int = EVERY_MS,
        soon: int = SOON_MS,
    ) -> None:
        super().__init__()
        self._runner, self._make, self._every, self._soon = runner, make, every, soon
        self._made: Sync | None = None
        self._failures = 0
        self._under_way = self._again = self._away = self._ended = False
        self._last: Seen | None = None
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self.kick)
        self._next.start(first)
        self._looks = QTimer(self, singleShot=True)
        self._looks.timeout.connect(self._look)

    @property
    def last(self) -> Seen | None:
        """What was seen last, None before the first look."""
        return self._last

    def kick(self) -> None:
        """Exchange now, or as soon as the exchange under way has ended."""
        if self._under_way or self._ended:
            self._again = True
            return
        self._under_way = True
        self._next.stop()
        self._looks.stop()
        if self._last is not None and self._last.standing.connection is not None:
            self._tell(Seen(self._last.standing, busy=True))
        self._runner.run(
            LANE, self._exchange, name="exchange", done=self._done, failed=self._failed, owner=self
        )

    def take(self, changes: Changes) -> None:
        """Exchange soon after a change; while the centre fails, the pauses hold."""
        last = self._last
        if not changes.kinds or last is None or last.standing.connection is None or self._failures:
            return
        if self._next.isActive() and self._next.remainingTime() > self._soon:
            self._next.start(self._soon)

    def act(self, work: Callable[[Sync], object], failed: Callable[[Exception], None]) -> None:
        """Do something with the exchange on its lane, then exchange."""

        def run(_: Task) -> None:
            work(self.sync())

        def done(_: None) -> None:
            self.kick()

        self._runner.run(LANE, run, name="sync act", done=done, failed=failed, owner=self)

    def stop(self) -> None:
        """Exchange no more: the program ends."""
        self._ended = True
        self._next.stop()
        self._looks.stop()

    def sync(self) -> Sync:
        """Return the exchange; call on its lane, where it is made."""
        if self._made is None:
            self._made = self._make()
        return self._made

    def _exchange(self, task: Task) -> Seen:
        sync = self.sync()
        standing = sync.standing()
        if standing.connection is None:
            return Seen(standing)
        try:
            sync.run(lambda: task.pause(YIELD_SECONDS))
        except SyncError as error:
            return Seen(sync.standing(), error=error)
        return Seen(sync.standing())

    def _done(self, seen: Seen) -> None:
        self._under_way = False
        self._failures = self._failures + 1 if seen.error is not None else 0
        self._tell(seen)
        if self._ended:
            return
        if self._again:
            self._again = False
            self.kick()
            return
        pause = pause_after(self._failures, random.random()).total_seconds() * 1000 if self._failures else 0
        self._next.start(int(max(self._every, pause)))
        self._away = False
        if seen.error is not None and seen.error.code == UNREACHED:
            self._looks.start(self._every)

    def _look(self) -> None:
        """Look whether the line is there again: who was away longest needs it most."""
        self._runner.run(
            LANE, lambda _: self.sync().reaches(), name="look for centre", done=self._looked, owner=self
        )

    def _looked(self, reached: bool) -> None:
        if self._under_way or self._ended:
            return
        if reached and self._away:
            self.kick()
            return
        self._away = not reached
        self._looks.start(self._every + random.randrange(self._every // 3 + 1))

    def _failed(self, error: Exception) -> None:
        self._under_way = False
        if not self._ended:
            self._next.start(self._every)
        raise error

    def _tell(self, seen: Seen) -> None:
        self._last = seen
        self.seen.emit(seen)
