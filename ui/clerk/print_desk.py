"""Printing the papers of steps: composed, sent, and what became of each recorded, one after the other."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QObject

from app.domain.cases import Step
from app.domain.papers import COPIES, Paper, PaperKind, PrintState, paper_of
from app.errors import AppError
from app.services.journal import Outcome
from app.services.papers import Composed
from ui.clerk.dependencies import ClerkDependencies
from ui.tasks import Task

LANE = "compose"


def papers_of(outcome: Outcome, before: int) -> tuple[Step, ...]:
    """Return the steps that an act has just added and that write a paper.

    Args:
        before: how many steps the case had before the act.
    """
    return tuple(step for step in outcome.steps[before:] if paper_of(step.detail) is not None)


class PrintDesk(QObject):
    """Prints for one page; what goes wrong comes back to that page."""

    def __init__(self, needs: ClerkDependencies, parent: QObject) -> None:
        super().__init__(parent)
        self._needs = needs

    def print_steps(
        self,
        case_id: UUID,
        steps: Sequence[UUID],
        done: Callable[[int], None],
        failed: Callable[[Exception], None],
    ) -> Task:
        """Print the papers of these steps; `done` gets their number, `failed` the first error."""
        return self._needs.runner.run(
            LANE,
            lambda task: self._print_all(task, case_id, tuple(steps)),
            name="print",
            done=done,
            failed=failed,
            owner=self.parent(),
        )

    def save_pdf(self, case_id: UUID, step_id: UUID, name: str, saved: Callable[[str], None]) -> None:
        """Ask for a place and write the paper there as PDF; nothing is counted as a print."""
        file = self._needs.save_where(f"{name}.pdf")
        if file is None:
            return

        def work(_: Task) -> str:
            file.write_bytes(self._needs.use.papers.preview(case_id, step_id))
            return file.name

        self._needs.runner.run(LANE, work, name="save PDF", done=saved, owner=self.parent())

    def _print_all(self, task: Task, case_id: UUID, steps: tuple[UUID, ...]) -> int:
        for step_id in steps:
            task.check()
            self._print(self._needs.use.papers.print(self._needs.actor, case_id, step_id))
        return len(steps)

    def _print(self, composed: Composed) -> None:
        record, papers = composed.record, self._needs.use.papers
        try:
            self._needs.printer.send(composed.pdf, record.number, record.copies)
        except AppError as error:
            papers.record_state(record.id, PrintState.FAILED, error.code)
            raise
        papers.record_state(record.id, PrintState.SENT)


def copies_of(kind: PaperKind) -> int:
    """Return how many copies of a paper are made."""
    return COPIES[kind]


def name_of(paper: Paper) -> str:
    """Return a file's name for a paper: its kind and number, never a person."""
    return f"{paper.kind}-{paper.number}"
