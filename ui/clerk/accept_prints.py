"""After an end of the counter page: its papers to the printer, and a word about them in the foot."""

from PySide6.QtWidgets import QWidget

from app.domain.papers import PaperKind, paper_of
from app.errors import AppError
from ui.clerk.accept_acts import Done
from ui.clerk.dependencies import ClerkDependencies
from ui.clerk.print_desk import PrintDesk, papers_of
from ui.error_texts import explain_any
from ui.i18n import Words, tr
from ui.widgets.notices import NoticeLine
from ui.wording import case_number, spoken


class AcceptPrints:
    """Prints what an act has written, and once more when asked."""

    def __init__(self, needs: ClerkDependencies, page: QWidget, notice: NoticeLine) -> None:
        self._desk, self._notice = PrintDesk(needs, page), notice
        self._last: tuple[Done, frozenset[PaperKind]] | None = None

    def print(self, done: Done, wanted: frozenset[PaperKind]) -> None:
        """Say what was done and print the wanted papers of its steps."""
        self._last = (done, wanted)
        self._notice.note(_told(done))
        steps = [step.id for step in papers_of(done.outcome, done.before) if paper_of(step.detail) in wanted]
        if steps:
            self._desk.print_steps(
                done.outcome.case.id, steps, lambda count: self._printed(done, count), self._failed
            )

    def again(self) -> None:
        """Print the last papers once more; each print is counted on the paper."""
        if self._last is not None:
            self.print(*self._last)

    def _printed(self, done: Done, count: int) -> None:
        self._notice.note(tr("{told}，{n} 份文书已送打印机", told=_told(done), n=count))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        self._notice.problem(tr("{problem}处理后按 Ctrl+P 重印。", problem=explain_any(error)))


def _told(done: Done) -> Words:
    number = case_number(done.outcome.case.number)
    return tr("{step}：{number}", step=spoken(done.outcome.step.kind), number=number)
