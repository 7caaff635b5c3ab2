"""After an end of the counter page: its papers into the spool, and a word about them in the foot."""

from PySide6.QtWidgets import QWidget

from app.domain.papers import PaperKind
from app.errors import AppError
from app.services.journal import Outcome
from ui.clerk.dependencies import ClerkDependencies
from ui.clerk.print_desk import PrintDesk
from ui.error_texts import explain_any
from ui.i18n import Words, tr
from ui.widgets.notices import NoticeLine
from ui.wording import case_number, spoken


class AcceptPrints:
    """Prints what an act has written, and once more when asked."""

    def __init__(self, needs: ClerkDependencies, page: QWidget, notice: NoticeLine) -> None:
        self._desk, self._notice = PrintDesk(needs, page, self._kept), notice
        self._last: tuple[Outcome, frozenset[PaperKind]] | None = None
        self._entered = False

    def print(self, done: Outcome, wanted: frozenset[PaperKind]) -> None:
        """Say what was done and print the wanted papers of its steps."""
        self._last, self._entered = (done, wanted), False
        self._notice.note(_told(done))
        self._enter()

    def again(self) -> None:
        """Print the last papers once more, each counted on the paper; or at last, if none was printed."""
        if self._last is None:
            return
        done, wanted = self._last
        if self._entered:
            self._desk.print_again(done, wanted, lambda count: self._printed(done, count), self._failed)
        else:
            self._enter()

    def _enter(self) -> None:
        assert self._last is not None
        done, wanted = self._last
        self._desk.print_all(done, wanted, lambda count: self._printed(done, count), self._failed)

    def _printed(self, done: Outcome, count: int) -> None:
        self._entered = True
        if count:
            self._notice.note(tr("{told}，{n} 份文书已送打印机", told=_told(done), n=count))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        self._notice.problem(tr("{problem}处理后按 Ctrl+P 重印。", problem=explain_any(error)))

    def _kept(self, error: AppError) -> None:
        """Tell what keeps a paper in the spool; it goes by itself, or from the page of prints."""
        self._notice.warn(tr("{problem}（Alt+3 打印）", problem=explain_any(error)))


def _told(done: Outcome) -> Words:
    number = case_number(done.case.number)
    return tr("{step}：{number}", step=spoken(done.step.kind), number=number)
