"""Takes the papers that wait in the station's spool on their way, off the main thread."""

from PySide6.QtCore import QObject, QTimer, Signal

from app.services.print_jobs import PrintJobs, Round
from ui.tasks import Task, TaskRunner

LANE = "print"
EVERY_MS, FIRST_MS = 3000, 1500


class PrintPump(QObject):
    """Hands over what waits, after every print and again while something is open.

    Says `stands` with the `Round` after every look at the spool. The first look waits until the page stands.
    """

    stands = Signal(object)

    def __init__(self, runner: TaskRunner, jobs: PrintJobs, every: int = EVERY_MS) -> None:
        super().__init__()
        self._runner, self._jobs, self._every = runner, jobs, every
        self._under_way = self._again = False
        self._last: Round | None = None
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self.kick)
        self._next.start(FIRST_MS)

    @property
    def last(self) -> Round | None:
        """What the last look saw, None before the first."""
        return self._last

    def kick(self) -> None:
        """Look at the spool now, or as soon as the look under way has ended."""
        if self._under_way:
            self._again = True
            return
        self._under_way = True
        self._next.stop()
        self._runner.run(
            LANE, self._round, name="print round", done=self._done, failed=self._failed, owner=self
        )

    def stop(self) -> None:
        """Look no more: the window goes."""
        self._next.stop()

    def _round(self, _: Task) -> Round:
        return self._jobs.round()

    def _done(self, seen: Round) -> None:
        self._under_way, self._last = False, seen
        self.stands.emit(seen)
        if self._again:
            self._again = False
            self.kick()
        elif seen.open:
            self._next.start(self._every)

    def _failed(self, error: Exception) -> None:
        self._under_way = False
        self._next.start(self._every)
        raise error
