"""Acts on a case that is chosen in the list: ask, show the paper, record, tell."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.errors import AppError
from app.services.case_book import CaseView
from app.services.journal import Outcome
from ui.clerk import deciding_questions as deciding
from ui.clerk import ending_questions as ending
from ui.clerk import result_questions as result
from ui.clerk.asked import AskingDialog
from ui.clerk.case_actions import CaseAct
from ui.clerk.dependencies import ClerkDependencies
from ui.clerk.fee_flow import FeeFlow
from ui.clerk.issue_flow import IssueFlow
from ui.clerk.paper_before import paper_before
from ui.clerk.paper_dialog import PaperDialog
from ui.clerk.pdf_files import Sheets, compose_sheets
from ui.clerk.questions import Answers, Ask, OnCase, Question
from ui.i18n import tr
from ui.wording import case_number

QUESTIONS: dict[CaseAct, Ask] = {
    CaseAct.FINISH: result.finish,
    CaseAct.MAKE: result.make,
    CaseAct.READY: result.ready,
    CaseAct.DELIVER: result.deliver,
    CaseAct.ARCHIVE: result.archive,
    CaseAct.REVIEW: deciding.begin,
    CaseAct.EXAMINE: deciding.examine,
    CaseAct.SUSPEND: deciding.suspend,
    CaseAct.RESUME: deciding.resume,
    CaseAct.EXTEND: deciding.extend,
    CaseAct.GRANT: deciding.grant,
    CaseAct.DENY: deciding.deny,
    CaseAct.GIVE_BACK: ending.give_back,
    CaseAct.WITHDRAW: ending.withdraw,
    CaseAct.END: ending.end,
    CaseAct.CORRECT: ending.correct,
    CaseAct.RESOLVE: ending.resolve,
}


class CaseFlow(QObject):
    """Says `finished` with the outcome of steps, `told` what else was done, `stopped` with the error.

    What a dialog holds is kept by case and act until it is done.
    """

    finished = Signal(object)
    told = Signal(object)
    stopped = Signal(object)

    def __init__(self, needs: ClerkDependencies, page: QWidget) -> None:
        super().__init__(page)
        self._needs, self._page = needs, page
        self._notes: dict[str, dict[str, str]] = {}
        issue, fee = IssueFlow(needs, page), FeeFlow(needs, page)
        issue.finished.connect(self.finished)
        for flow in (issue, fee):
            flow.told.connect(self.told)
            flow.stopped.connect(self.stopped)
        self._others = {
            CaseAct.ISSUE: issue.begin,
            CaseAct.REISSUE: issue.begin_again,
            CaseAct.VOID: issue.begin_void,
            CaseAct.CHARGE: fee.begin,
            CaseAct.SETTLE: fee.begin_settling,
        }

    def begin(self, act: CaseAct, view: CaseView) -> None:
        """Ask for what an act needs, then do it."""
        if act in self._others:
            self._others[act](view)
            return
        question = QUESTIONS[act](OnCase(self._needs, view))
        kept = self._notes.setdefault(f"{view.header.id}/{act}", {})
        if question.asked:
            self._ask(question, view, kept)
        else:
            self._run(question, {}, kept)

    def _ask(self, question: Question, view: CaseView, kept: dict[str, str]) -> None:
        number = case_number(view.header.number)
        dialog = AskingDialog(
            self._needs.look,
            self._page,
            question.title,
            tr("{words}（{number}）", words=question.words, number=number),
            question.verb,
            question.asked,
            {**question.texts, **kept},
            question.danger,
        )
        dialog.typed.connect(lambda name, text: kept.update({name: text}))
        dialog.accepted.connect(lambda: self._asked(question, view, dialog.answers(), kept))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _asked(self, question: Question, view: CaseView, said: Answers, kept: dict[str, str]) -> None:
        detail_of, composer = question.paper, self._needs.composer
        if detail_of is None:
            self._run(question, said, kept)
            return

        def pdf() -> bytes:
            paper = paper_before(self._needs, view, detail_of(said))
            return composer.compose(paper) if paper is not None else b""

        show = partial(self._show_paper, question, view, said, kept)
        compose_sheets(self._needs, self._page, pdf, question.title, show, self._failed)

    def _show_paper(
        self, question: Question, view: CaseView, said: Answers, kept: dict[str, str], sheets: Sheets
    ) -> None:
        dialog = PaperDialog(self._needs, self._page, question.title, sheets, question.verb, question.danger)
        dialog.accepted.connect(lambda: self._run(question, said, kept))
        dialog.rejected.connect(lambda: self._ask(question, view, kept))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _run(self, question: Question, said: Answers, kept: dict[str, str]) -> None:
        def done(outcome: Outcome) -> None:
            kept.clear()
            self.finished.emit(outcome)

        self._needs.runner.run(
            "db", lambda _: question.do(said), name="act", done=done, failed=self._failed, owner=self._page
        )

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        self.stopped.emit(error)
