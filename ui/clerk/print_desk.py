"""Papers of cases: shown, saved, printed into the spool, and what keeps them there told."""

from collections.abc import Callable, Collection, Sequence
from uuid import UUID

from PySide6.QtCore import QObject

from app.domain.papers import PaperKind, PrintState, papers_of
from app.errors import AppError
from app.services.case_book import CertificateView
from app.services.journal import Outcome
from app.services.papers import Composed
from app.services.print_jobs import Round
from ui.clerk.case_papers import FeePaper, FreePaper, Source, StepPaper
from ui.clerk.dependencies import ClerkDependencies
from ui.clerk.pdf_files import LANE, Failed, Sheets, compose_sheets, save_pdf
from ui.tasks import Task


class PrintDesk(QObject):
    """Prints for one page; what goes wrong comes back to that page.

    Args:
        kept: told what keeps a paper of this page from its printer, once for each print.
    """

    def __init__(self, needs: ClerkDependencies, page: QObject, kept: Callable[[AppError], None]) -> None:
        super().__init__(page)
        self._needs, self._page, self._told_kept = needs, page, kept
        self._waiting: set[UUID] = set()
        needs.pump.stands.connect(self._look)

    def print_all(
        self,
        done: Outcome,
        wanted: Collection[PaperKind],
        printed: Callable[[int], None],
        failed: Failed,
    ) -> None:
        """Print what an act has written; what is not wanted is accounted for as left out."""
        papers, actor = self._needs.use.papers, self._needs.actor
        self._run(lambda _: _ids(papers.print_all(actor, done, wanted)), printed, failed)

    def print_again(
        self,
        done: Outcome,
        wanted: Collection[PaperKind],
        printed: Callable[[int], None],
        failed: Failed,
    ) -> None:
        """Print once more what an act has written; each print is counted on the paper."""
        use, actor = self._needs.use.papers, self._needs.actor
        written = [(step.id, kind) for step in done.added for kind in papers_of(step.detail)]

        def work(task: Task) -> list[UUID]:
            found: list[Composed] = []
            for step_id, kind in written:
                task.check()
                if kind in wanted:
                    found.append(use.print(actor, done.case.id, step_id, kind))
            return _ids(found)

        self._run(work, printed, failed)

    def print_one(
        self, case_id: UUID, source: Source, printed: Callable[[int], None], failed: Failed
    ) -> None:
        """Print a paper of a case, for the first time or once more; `printed` gets the number of prints."""
        self._run(lambda _: self._print(case_id, source), printed, failed)

    def show(
        self, case_id: UUID, source: Source, name: str, shown: Callable[[Sheets], None], failed: Failed
    ) -> None:
        """Compose a paper as its next print would be, and count nothing."""
        compose_sheets(self._needs, self._page, lambda: self._pdf(case_id, source), name, shown, failed)

    def save(
        self, case_id: UUID, source: Source, name: str, saved: Callable[[str], None], failed: Failed
    ) -> None:
        """Ask for a place and write a paper of a case there as PDF; nothing is counted as a print."""
        save_pdf(self._needs, self._page, lambda: self._pdf(case_id, source), name, saved, failed)

    def _print(self, case_id: UUID, source: Source) -> list[UUID]:
        use, actor = self._needs.use, self._needs.actor
        if isinstance(source, StepPaper):
            return [use.papers.print(actor, case_id, source.step_id, source.kind).record.id]
        if isinstance(source, FeePaper):
            return [use.fees.print(actor, source.fee_id).record.id]
        if isinstance(source, FreePaper):
            return [use.fees.print_free(actor, case_id).record.id]
        return [use.certificate_prints.print(actor, print_id).print_id for print_id in unsent(source)]

    def _pdf(self, case_id: UUID, source: Source) -> bytes:
        use, actor = self._needs.use, self._needs.actor
        if isinstance(source, StepPaper):
            return use.papers.preview(case_id, source.step_id, source.kind)
        if isinstance(source, FeePaper):
            return use.fees.preview(actor, source.fee_id)
        if isinstance(source, FreePaper):
            return use.fees.preview_free(actor, case_id)
        return use.certificate_prints.composed(source.prints[0].print.id).pdf

    def _run(
        self, work: Callable[[Task], Sequence[UUID]], printed: Callable[[int], None], failed: Failed
    ) -> None:
        def done(print_ids: Sequence[UUID]) -> None:
            self._waiting.update(print_ids)
            printed(len(print_ids))
            self._needs.pump.kick()

        self._needs.runner.run(LANE, work, name="print", done=done, failed=failed, owner=self._page)

    def _look(self, seen: Round) -> None:
        """Tell the first problem of this page's prints, and watch only those that are still open."""
        kept = [seen.problems[one] for one in self._waiting if one in seen.problems]
        open_ = {standing.job.print_id for standing in seen.open}
        self._waiting = {one for one in self._waiting & open_ if one not in seen.problems}
        if kept:
            self._told_kept(kept[0])


def unsent(view: CertificateView) -> list[UUID]:
    """Return the prints of a certificate that were recorded and never went into the spool."""
    return [one.print.id for one in view.prints if one.state is PrintState.QUEUED and not one.touched]


def _ids(composed: Sequence[Composed]) -> list[UUID]:
    return [one.record.id for one in composed]
