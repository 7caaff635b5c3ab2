"""Watches the line to the hall's queue beside everything else: is it there, and was something pressed."""

import random
from contextlib import ExitStack

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.parted import LineStanding
from app.errors import AppError
from app.ports.parted import HallLine
from ui.program import Program
from ui.tasks import Task, TaskRunner

LOOKS, BELL = "line", "bell"
EVERY_MS, JITTER_MS = 4_000, 2_000
HEAR_SECONDS = 1.0
"""How long one listening lasts: a program that ends waits no longer for it."""


class LineWatch(QObject):
    """Says `seen` how the line stands, and `rung` when something was pressed in the hall.

    A notice can be lost, so that whoever shows the queue looks from time to time too.
    """

    seen = Signal(object)
    rung = Signal()

    def __init__(self, runner: TaskRunner, line: HallLine, every: int = EVERY_MS) -> None:
        super().__init__()
        self._runner, self._line, self._every = runner, line, every
        self._ended = self._listening = False
        self.standing = LineStanding()
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self.look)
        self.look()

    def look(self) -> None:
        """Look now, and again every few seconds, not in step with other machines."""
        self._runner.run(
            LOOKS,
            lambda _: self._line.look(),
            name="line look",
            done=self._saw,
            failed=self._failed,
            owner=self,
        )

    def stop(self) -> None:
        """Watch no more: the program ends."""
        self._ended = True
        self._next.stop()

    def _saw(self, standing: LineStanding) -> None:
        self._again()
        if standing != self.standing:
            self.standing = standing
            self.seen.emit(standing)
        if standing.since is None and not self._listening and not self._ended:
            self._hear()

    def _failed(self, error: Exception) -> None:
        self._again()
        raise error

    def _again(self) -> None:
        if not self._ended:
            self._next.start(self._every + random.randrange(JITTER_MS))

    def _hear(self) -> None:
        self._listening = True

        def wait(task: Task) -> bool:
            return not task.cancelled and self._line.wait(HEAR_SECONDS)

        self._runner.run(BELL, wait, name="bell", done=self._heard, failed=self._deaf, owner=self)

    def _heard(self, rung: bool) -> None:
        self._listening = False
        if rung:
            self.rung.emit()
        if not self._ended and self.standing.since is None:
            self._hear()

    def _deaf(self, error: Exception) -> None:
        """Listen again when the next look finds the line; a bug of ours is told."""
        self._listening = False
        if not isinstance(error, AppError):
            raise error


def watch_line(program: Program, line: HallLine | None, opened: ExitStack) -> LineWatch | None:
    """Watch a machine's line until the stack is closed; None where the machine is the whole hall."""
    if line is None:
        return None
    watch = LineWatch(program.runner, line)
    opened.callback(watch.stop)
    return watch
