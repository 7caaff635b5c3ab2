"""Acts on a case that is chosen in the list: ask, show the paper, record, tell."""

from dataclasses import dataclass
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
from ui.clerk.case_notes import CaseNotes
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


@dataclass(frozen=True)
class _Asking:
    """An act on its way: on which case as it was seen, and what it asks."""

    act: CaseAct
    view: CaseView
    question: Question


class CaseFlow(QObject):
    """Says `finished` with the outcome of steps, `told` what else was done, `stopped` with the error.

    What a dialog holds is kept by case and act until it is done, on the disk too.
    """

    finished = Signal(object)
    told = Signal(object)
    stopped = Signal(object)

    def __init__(self, needs: ClerkDependencies, page: QWidget) -> None:
        super().__init__(page)
        self._needs, self._page = needs, page
        self._notes = CaseNotes(needs, page)
        self._notes.failed.connect(self.stopped)
        issue, fee = IssueFlow(needs, page, self._notes), FeeFlow(needs, page, self._notes)
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
        asking = _Asking(act, view, QUESTIONS[act](OnCase(self._needs, view)))
        if asking.question.asked:
            self._ask(asking)
        else:
            self._run(asking, {})

    def _ask(self, asking: _Asking) -> None:
        question, case_id = asking.question, asking.view.header.id
        dialog = AskingDialog(
            self._needs.look,
            self._page,
            question.title,
            tr("{words}（{number}）", words=question.words, number=case_number(asking.view.header.number)),
            question.verb,
            question.asked,
            {**question.texts, **self._notes.of(case_id, asking.act)},
            question.danger,
        )
        self._notes.follow(dialog, case_id, asking.act)
        dialog.accepted.connect(lambda: self._asked(asking, dialog.answers()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _asked(self, asking: _Asking, said: Answers) -> None:
        detail_of, composer, view = asking.question.paper, self._needs.composer, asking.view
        if detail_of is None:
            self._run(asking, said)
            return

        def pdf() -> bytes:
            paper = paper_before(self._needs, view, detail_of(said))
            return composer.compose(paper) if paper is not None else b""

        show = partial(self._show_paper, asking, said)
        compose_sheets(self._needs, self._page, pdf, asking.question.title, show, self._failed)

    def _show_paper(self, asking: _Asking, said: Answers, sheets: Sheets) -> None:
        question = asking.question
        dialog = PaperDialog(self._needs, self._page, question.title, sheets, question.verb, question.danger)
        dialog.accepted.connect(lambda: self._run(asking, said))
        dialog.rejected.connect(lambda: self._ask(asking))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _run(self, asking: _Asking, said: Answers) -> None:
        def done(outcome: Outcome) -> None:
            self._notes.forget(asking.view.header.id, asking.act)
            self.finished.emit(outcome)

        self._needs.runner.run(
            "db",
            lambda _: asking.question.do(said),
            name="act",
            done=done,
            failed=self._failed,
            owner=self._page,
        )

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        self.stopped.emit(error)
