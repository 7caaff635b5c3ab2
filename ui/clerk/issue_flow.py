"""Issuing the certificate of a granted case: which one, what it states, the sheet, then number and print."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.certificate_templates import Template
from app.domain.certificates import PrintWay
from app.domain.ids import new_id
from app.domain.images import PageImage
from app.errors import AppError
from app.services.case_book import CaseView
from app.services.certificates import MOST_COPIES, Wish
from app.services.journal import Outcome
from ui.clerk.asked import Asked, AskingDialog
from ui.clerk.dependencies import ClerkDependencies
from ui.clerk.paper_dialog import PaperDialog
from ui.error_texts import explain
from ui.i18n import tr
from ui.tasks import Task
from ui.widgets.paper import to_image
from ui.wording import case_number, spoken

KIND, COPIES, WAY, DPI = "certificate.kind", "certificate.copies", "certificate.way", 110
LANE = "compose"
T = TypeVar("T")


@dataclass
class _Issue:
    """One certificate on its way: what was chosen and typed so far."""

    id: UUID
    view: CaseView
    template: Template
    texts: dict[str, str]

    def wish(self) -> Wish:
        values = {rule.key: self.texts.get(rule.key, "") for rule in self.template.fields}
        copies = self.texts[COPIES].strip()
        count = int(copies) if copies.isascii() and copies.isdigit() else 0
        way = PrintWay(self.texts[WAY])
        return Wish(self.id, self.view.header.id, self.template.key, values, count, way)


class IssueFlow(QObject):
    """Says `finished` with the outcome that lets the certificate be collected, `stopped` with an error."""

    finished = Signal(object)
    stopped = Signal(object)

    def __init__(self, needs: ClerkDependencies, page: QWidget) -> None:
        super().__init__(page)
        self._needs, self._page = needs, page

    def begin(self, view: CaseView) -> None:
        """Ask which certificate it is."""
        self._run(lambda _: self._needs.use.templates.all(), lambda all_: self._ask_kind(view, all_))

    def _ask_kind(self, view: CaseView, templates: tuple[Template, ...]) -> None:
        likely = sorted(templates, key=lambda one: not _meant(one, view))
        kinds = [(template.key, template.title) for template in likely]
        dialog = AskingDialog(
            self._needs.look,
            self._page,
            tr("签发证照"),
            tr("{item}（{number}）", item=view.item.name, number=case_number(view.header.number)),
            tr("填写证照"),
            (Asked(KIND, tr("证照"), "choice", choices=kinds),),
            {},
        )
        by_key = {template.key: template for template in templates}
        dialog.accepted.connect(lambda: self._suggest(view, by_key[dialog.answers()[KIND]]))
        self._open(dialog)

    def _suggest(self, view: CaseView, template: Template) -> None:
        certificates, case_id = self._needs.use.certificates, view.header.id

        def show(known: dict[str, str]) -> None:
            usual = {COPIES: "1", WAY: PrintWay.FULL.value}
            self._ask_values(_Issue(new_id(), view, template, {**known, **usual}))

        self._run(lambda _: certificates.suggestion(case_id, template.key), show)

    def _ask_values(self, issue: _Issue, wrong: AppError | None = None) -> None:
        ways = [(way.value, spoken(way)) for way in PrintWay]
        over = (Asked(WAY, tr("打印方式"), "choice", choices=ways),) if issue.template.blank else ()
        dialog = AskingDialog(
            self._needs.look,
            self._page,
            issue.template.title,
            "",
            tr("看样张"),
            (
                *(Asked(rule.key, rule.title, needed=rule.required) for rule in issue.template.fields),
                Asked(COPIES, tr("份数（最多 {n}）", n=MOST_COPIES), "number"),
                *over,
            ),
            issue.texts,
        )
        if wrong is not None:
            dialog.refuse(explain(wrong))
        dialog.accepted.connect(lambda: self._preview(issue, dialog.answers()))
        self._open(dialog)

    def _preview(self, issue: _Issue, said: dict[str, str]) -> None:
        issue.texts = said
        use, actor, composer, wish = self._needs.use, self._needs.actor, self._needs.composer, issue.wish()

        def work(task: Task) -> list[PageImage]:
            pdf = use.certificates.preview(actor, wish)
            task.check()
            return list(composer.page_images(pdf, DPI))

        self._run(work, lambda pages: self._show(issue, wish, pages), issue)

    def _show(self, issue: _Issue, wish: Wish, pages: list[PageImage]) -> None:
        images, title = [to_image(page) for page in pages], issue.template.title
        dialog = PaperDialog(self._needs.look, self._page, title, images, tr("签发并打印"))
        dialog.accepted.connect(lambda: self._issue(issue, wish))
        dialog.rejected.connect(lambda: self._ask_values(issue))
        self._open(dialog)

    def _issue(self, issue: _Issue, wish: Wish) -> None:
        use, actor, case_id = self._needs.use, self._needs.actor, issue.view.header.id
        seen = issue.view.branches[0].branch.tip.id

        def work(_: Task) -> Outcome:
            issued = use.certificates.issue(actor, wish)
            outcome = use.review.certificate_ready(actor, case_id, issued.certificate.number, seen)
            for record in issued.prints:
                use.certificate_prints.print(actor, record.id)
            return outcome

        def done(outcome: Outcome) -> None:
            self._needs.pump.kick()
            self.finished.emit(outcome)

        self._run(work, done, issue)

    def _run(self, work: Callable[[Task], T], done: Callable[[T], None], issue: _Issue | None = None) -> None:
        """Work beside the window; what is wrong with the values is told where they are typed."""

        def failed(error: Exception) -> None:
            if not isinstance(error, AppError):
                raise error
            if issue is None:
                self.stopped.emit(error)
            else:
                self._ask_values(issue, error)

        self._needs.runner.run(LANE, work, name="certificate", done=done, failed=failed, owner=self._page)

    def _open(self, dialog: AskingDialog | PaperDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _meant(template: Template, view: CaseView) -> bool:
    """Tell whether a template is named like what an item ends in."""
    return template.title in view.item.result_name or view.item.name in template.title
