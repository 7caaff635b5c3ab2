"""The certificate of a granted case: issued, replaced by another, declared void; its sheet is seen before."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.certificate_templates import Template
from app.domain.certificates import Certificate, PrintWay
from app.errors import AppError
from app.services.case_book import CaseView
from app.services.certificates import Issued, Wish
from app.services.journal import Outcome
from ui.clerk.asked import Asked, AskingDialog
from ui.clerk.case_notes import CaseNotes
from ui.clerk.dependencies import ClerkDependencies
from ui.clerk.issue_form import COPIES, WAY, Issue, about, copies_caption, meant
from ui.clerk.paper_dialog import PaperDialog
from ui.clerk.pdf_files import LANE, Sheets, compose_sheets
from ui.clerk.questions import WHY, approval, approver
from ui.error_texts import explain
from ui.i18n import Words, tr
from ui.tasks import Task
from ui.wording import spoken

KIND, WHICH = "certificate.kind", "certificate"
T = TypeVar("T")


class IssueFlow(QObject):
    """Says `finished` with the outcome that lets a certificate be collected, `stopped` with an error.

    What else was done is `told` in words.
    """

    finished = Signal(object)
    told = Signal(object)
    stopped = Signal(object)

    def __init__(self, needs: ClerkDependencies, page: QWidget, notes: CaseNotes) -> None:
        super().__init__(page)
        self._needs, self._page, self._notes = needs, page, notes

    def begin(self, view: CaseView) -> None:
        """Ask which certificate it is."""
        self._run(lambda _: self._needs.use.templates.all(), lambda all_: self._ask_kind(view, all_))

    def begin_again(self, view: CaseView) -> None:
        """Ask which certificate becomes void, then what the one says that takes its place."""
        self._choose(view, tr("换发证照"), lambda old: self._begin_instead(view, old))

    def begin_void(self, view: CaseView) -> None:
        """Ask which certificate becomes void, and why."""
        self._choose(view, tr("证照作废"), lambda old: self._ask_void(view, old))

    def _choose(self, view: CaseView, title: str, go_on: Callable[[Certificate], None]) -> None:
        """Go on with the one valid certificate of a case, or ask which."""
        valid = {str(one.certificate.id): one.certificate for one in view.certificates if one.void is None}
        if len(valid) == 1:
            go_on(next(iter(valid.values())))
            return
        choices = [
            (key, tr("{title}·{number}", title=one.title, number=one.number)) for key, one in valid.items()
        ]
        asked = (Asked(WHICH, tr("证照"), "choice", choices=choices),)
        dialog = self._dialog(title, about(view), tr("下一步"), asked, {})
        dialog.accepted.connect(lambda: go_on(valid[dialog.answers()[WHICH]]))

    def _ask_kind(self, view: CaseView, templates: tuple[Template, ...]) -> None:
        likely = sorted(templates, key=lambda one: not meant(one, view))
        kinds = [(template.key, template.title) for template in likely]
        asked = (Asked(KIND, tr("证照"), "choice", choices=kinds),)
        dialog = self._dialog(tr("签发证照"), about(view), tr("填写证照"), asked, {})
        by_key = {template.key: template for template in templates}
        dialog.accepted.connect(lambda: self._suggest(view, by_key[dialog.answers()[KIND]]))

    def _suggest(self, view: CaseView, template: Template) -> None:
        certificates, case_id = self._needs.use.certificates, view.header.id

        def show(known: dict[str, str]) -> None:
            self._ask_values(Issue(view, template, {**known, COPIES: "1", WAY: PrintWay.FULL.value}))

        self._run(lambda _: certificates.suggestion(case_id, template.key), show)

    def _begin_instead(self, view: CaseView, old: Certificate) -> None:
        templates = self._needs.use.templates

        def show(all_: tuple[Template, ...]) -> None:
            template = next(one for one in all_ if one.key == old.kind)
            texts = {**old.values, COPIES: str(old.copies), WAY: old.way.value}
            self._ask_values(Issue(view, template, texts, old))

        self._run(lambda _: templates.all(), show)

    def _ask_values(self, issue: Issue, wrong: AppError | None = None) -> None:
        ways = [(way.value, spoken(way)) for way in PrintWay]
        over = (Asked(WAY, tr("打印方式"), "choice", choices=ways),) if issue.template.blank else ()
        old = issue.instead_of
        words = tr("原证 {number} 作废，其用纸按作废登记。", number=old.number) if old else Words("", {})
        asked = (
            *(Asked(rule.key, rule.title, needed=rule.required) for rule in issue.template.fields),
            Asked(COPIES, copies_caption(issue.template), "number"),
            *over,
            *(approval() if old else ()),
        )
        texts = {**issue.texts, **self._notes.of(issue.view.header.id, issue.key)}
        dialog = self._dialog(issue.template.title, words, tr("看样张"), asked, texts)
        self._notes.follow(dialog, issue.view.header.id, issue.key)
        if wrong is not None:
            dialog.refuse(explain(wrong))
        dialog.accepted.connect(lambda: self._preview(issue, dialog.answers()))

    def _preview(self, issue: Issue, said: Mapping[str, str]) -> None:
        issue.texts = said
        use, actor, wish = self._needs.use, self._needs.actor, issue.wish()
        compose_sheets(
            self._needs,
            self._page,
            lambda: use.certificates.preview(actor, wish),
            issue.template.title,
            lambda sheets: self._show(issue, wish, sheets),
            lambda error: self._ask_again(issue, error),
        )

    def _show(self, issue: Issue, wish: Wish, sheets: Sheets) -> None:
        title = issue.template.title
        dialog = PaperDialog(
            self._needs, self._page, title, sheets, issue.verb, danger=issue.instead_of is not None
        )
        dialog.accepted.connect(lambda: self._issue(issue, wish))
        dialog.rejected.connect(lambda: self._ask_values(issue))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _issue(self, issue: Issue, wish: Wish) -> None:
        use, actor = self._needs.use, self._needs.actor
        seen = issue.view.branches[0].branch.tip.id

        def work(_: Task) -> tuple[Outcome | None, AppError | None]:
            if issue.instead_of is None:
                issued, outcome = use.certificates.issue_ready(actor, wish, seen)
            else:
                issued, outcome = use.certificates.reissue(actor, wish, approver(issue.texts)), None
            return outcome, self._print(issued)

        def done(done: tuple[Outcome | None, AppError | None]) -> None:
            outcome, problem = done
            self._notes.forget(issue.view.header.id, issue.key)
            self._needs.pump.kick()
            if outcome is not None:
                self.finished.emit(outcome)
            else:
                self.told.emit(tr("原证已作废，新证已签发"))
            if problem is not None:
                self.stopped.emit(problem)

        self._run(work, done, issue)

    def _print(self, issued: Issued) -> AppError | None:
        """Print what is issued; what keeps it from the spool is told, and Ctrl+P prints it later."""
        try:
            for record in issued.prints:
                self._needs.use.certificate_prints.print(self._needs.actor, record.id)
        except AppError as error:
            return error
        return None

    def _ask_void(self, view: CaseView, old: Certificate) -> None:
        use, actor = self._needs.use.certificates, self._needs.actor
        words = tr("{title} {number} 作废后不能恢复，二维码随即失效。", title=old.title, number=old.number)
        asked = (Asked(WHY, tr("理由")),)
        dialog = self._dialog(tr("证照作废"), words, tr("作废"), asked, {}, danger=True)

        def done(_: object) -> None:
            self.told.emit(tr("{number} 已作废", number=old.number))

        dialog.accepted.connect(
            lambda: self._run(lambda _: use.void(actor, old.id, dialog.answers()[WHY]), done)
        )

    def _run(self, work: Callable[[Task], T], done: Callable[[T], None], issue: Issue | None = None) -> None:
        """Work beside the window; what is wrong with the values is told where they are typed."""
        self._needs.runner.run(
            LANE,
            work,
            name="certificate",
            done=done,
            failed=lambda error: self._ask_again(issue, error),
            owner=self._page,
        )

    def _ask_again(self, issue: Issue | None, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        if issue is None:
            self.stopped.emit(error)
        else:
            self._ask_values(issue, error)

    def _dialog(
        self,
        title: str,
        words: str,
        verb: str,
        asked: tuple[Asked, ...],
        texts: dict[str, str],
        danger: bool = False,
    ) -> AskingDialog:
        dialog = AskingDialog(self._needs.look, self._page, title, words, verb, asked, texts, danger)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog
