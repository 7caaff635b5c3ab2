"""Acts on a case that is chosen in the list: ask, show the paper, record, tell."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.images import PageImage
from app.errors import AppError
from app.services.case_book import CaseView
from app.services.journal import Outcome
from ui.clerk import case_questions as counter
from ui.clerk import review_questions as review
from ui.clerk.asked import AskingDialog
from ui.clerk.case_actions import CaseAct
from ui.clerk.dependencies import ClerkDependencies
from ui.clerk.issue_flow import IssueFlow
from ui.clerk.paper_before import paper_before
from ui.clerk.paper_dialog import PaperDialog
from ui.clerk.questions import Answers, Ask, Question
from ui.i18n import tr
from ui.tasks import Task
from ui.widgets.paper import to_image
from ui.wording import case_number

DPI = 110

QUESTIONS: dict[CaseAct, Ask] = {
    CaseAct.FINISH: counter.finish,
    CaseAct.GIVE_BACK: counter.give_back,
    CaseAct.WITHDRAW: counter.withdraw,
    CaseAct.END: counter.end,
    CaseAct.CORRECT: counter.correct,
    CaseAct.RESOLVE: counter.resolve,
    CaseAct.REVIEW: review.begin,
    CaseAct.SUSPEND: review.suspend,
    CaseAct.RESUME: review.resume,
    CaseAct.EXTEND: review.extend,
    CaseAct.GRANT: review.grant,
    CaseAct.DENY: review.deny,
    CaseAct.MAKE: review.make,
    CaseAct.READY: review.ready,
    CaseAct.DELIVER: review.deliver,
    CaseAct.ARCHIVE: review.archive,
}


class CaseFlow(QObject):
    """Says `finished` with the outcome and `stopped` with the error. What a dialog holds is kept by case."""

    finished = Signal(object)
    stopped = Signal(object)

    def __init__(self, needs: ClerkDependencies, page: QWidget) -> None:
        super().__init__(page)
        self._needs, self._page = needs, page
        self._notes: dict[str, dict[str, str]] = {}
        self._issue = IssueFlow(needs, page)
        self._issue.finished.connect(self.finished)
        self._issue.stopped.connect(self.stopped)

    def begin(self, act: CaseAct, view: CaseView) -> None:
        """Ask for what an act needs, then do it."""
        if act is CaseAct.ISSUE:
            self._issue.begin(view)
            return
        question, kept = (
            QUESTIONS[act](self._needs, view),
            self._notes.setdefault(f"{view.header.id}/{act}", {}),
        )
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
        if question.paper is None:
            self._run(question, said, kept)
            return
        detail, composer = question.paper(said), self._needs.composer

        def work(task: Task) -> list[PageImage]:
            paper = paper_before(self._needs, view, detail)
            pdf = composer.compose(paper) if paper is not None else b""
            task.check()
            return list(composer.page_images(pdf, DPI)) if pdf else []

        self._needs.runner.run(
            "compose",
            work,
            name="paper before",
            done=partial(self._show_paper, question, view, said, kept),
            failed=self._failed,
            owner=self._page,
        )

    def _show_paper(
        self, question: Question, view: CaseView, said: Answers, kept: dict[str, str], pages: list[PageImage]
    ) -> None:
        images = [to_image(page) for page in pages]
        look = self._needs.look
        dialog = PaperDialog(look, self._page, question.title, images, question.verb, question.danger)
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
