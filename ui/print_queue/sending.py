"""Sends one paper of a page to the hall's printer, and tells in the page's foot what becomes of it."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject

from app.services.hall_papers import Printed
from app.services.print_jobs import PrintJobs, Round
from ui.i18n import tr
from ui.list_page import ListPage
from ui.print_queue.pump import PrintPump
from ui.tasks import TaskRunner
from ui.wording import spoken

LANE = "compose"


class PaperSending(QObject):
    """Looks after the spool from when its page stands; a printer that cannot print is told by name."""

    def __init__(self, page: ListPage, runner: TaskRunner, jobs: PrintJobs) -> None:
        super().__init__(page)
        self._page, self._runner = page, runner
        self._pump = PrintPump(runner, jobs)
        self._pump.setParent(self)
        self._pump.stands.connect(self._look)
        self._sent: UUID | None = None

    def send(self, put: Callable[[], Printed]) -> None:
        """Put a paper into the spool.

        Args:
            put: composes it and records its print; blocks.
        """
        self._page.notice.busy(tr("正在处理…"))
        self._runner.run(
            LANE,
            lambda _: put(),
            name="print sheets",
            done=self._put,
            failed=self._page.tell,
            owner=self._page,
        )

    def _put(self, printed: Printed) -> None:
        record, self._sent = printed.record, printed.record.id
        self._page.notice.note(tr("{paper} {n} 份已送打印", paper=spoken(record.kind), n=record.copies))
        self._pump.kick()

    def _look(self, seen: Round) -> None:
        problem = seen.problems.get(self._sent) if self._sent is not None else None
        if problem is not None:
            self._sent = None
            self._page.tell(problem)
