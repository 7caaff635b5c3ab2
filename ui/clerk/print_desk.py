"""Printing the papers of steps: composed, recorded and put into the spool, and what keeps them there told."""

from collections.abc import Callable, Collection, Sequence
from uuid import UUID

from PySide6.QtCore import QObject

from app.domain.images import PageImage
from app.domain.papers import PaperKind, papers_of
from app.errors import AppError
from app.services.journal import Outcome
from app.services.papers import Composed
from app.services.print_jobs import Round
from ui.clerk.dependencies import ClerkDependencies
from ui.tasks import Task

LANE, DPI = "compose", 110

Paper = tuple[UUID, PaperKind]


class PrintDesk(QObject):
    """Prints for one page; what goes wrong comes back to that page.

    Args:
        kept: told what keeps a paper of this page from its printer, once for each print.
    """

    def __init__(self, needs: ClerkDependencies, parent: QObject, kept: Callable[[AppError], None]) -> None:
        super().__init__(parent)
        self._needs, self._told_kept = needs, kept
        self._waiting: set[UUID] = set()
        needs.pump.stands.connect(self._look)

    def print_all(
        self,
        done: Outcome,
        wanted: Collection[PaperKind],
        printed: Callable[[int], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Print what an act has written; what is not wanted is accounted for as left out."""
        papers, actor = self._needs.use.papers, self._needs.actor
        self._run(lambda _: papers.print_all(actor, done, wanted), printed, failed)

    def print_again(
        self,
        done: Outcome,
        wanted: Collection[PaperKind],
        printed: Callable[[int], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Print once more what an act has written; each print is counted on the paper."""
        written = [(step.id, kind) for step in done.added for kind in papers_of(step.detail)]
        self.print_steps(done.case.id, [one for one in written if one[1] in wanted], printed, failed)

    def print_steps(
        self,
        case_id: UUID,
        papers: Sequence[Paper],
        printed: Callable[[int], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Print these papers of steps; `printed` gets their number, `failed` the first error."""
        use, actor = self._needs.use.papers, self._needs.actor

        def work(task: Task) -> list[Composed]:
            found = []
            for step_id, kind in papers:
                task.check()
                found.append(use.print(actor, case_id, step_id, kind))
            return found

        self._run(work, printed, failed)

    def save_pdf(self, case_id: UUID, paper: Paper, name: str, saved: Callable[[str], None]) -> None:
        """Ask for a place and write the paper there as PDF; nothing is counted as a print."""
        file = self._needs.save_where(f"{name}.pdf")
        if file is None:
            return

        def work(_: Task) -> str:
            file.write_bytes(self._needs.use.papers.preview(case_id, *paper))
            return file.name

        self._needs.runner.run(LANE, work, name="save PDF", done=saved, owner=self.parent())

    def show(
        self,
        case_id: UUID,
        paper: Paper,
        shown: Callable[[list[PageImage]], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Compose a paper as its next print would be; `shown` gets its pages, and nothing is counted."""
        papers, composer = self._needs.use.papers, self._needs.composer

        def work(task: Task) -> list[PageImage]:
            pdf = papers.preview(case_id, *paper)
            task.check()
            return list(composer.page_images(pdf, DPI))

        self._needs.runner.run(LANE, work, name="show paper", done=shown, failed=failed, owner=self.parent())

    def _run(
        self,
        work: Callable[[Task], Sequence[Composed]],
        printed: Callable[[int], None],
        failed: Callable[[Exception], None],
    ) -> None:
        def done(composed: Sequence[Composed]) -> None:
            self._waiting.update(one.record.id for one in composed)
            printed(len(composed))
            self._needs.pump.kick()

        self._needs.runner.run(LANE, work, name="print", done=done, failed=failed, owner=self.parent())

    def _look(self, seen: Round) -> None:
        """Tell the first problem of this page's prints, and watch only those that are still open."""
        kept = [seen.problems[one] for one in self._waiting if one in seen.problems]
        open_ = {standing.job.print_id for standing in seen.open}
        self._waiting = {one for one in self._waiting & open_ if one not in seen.problems}
        if kept:
            self._told_kept(kept[0])
