"""The chosen case and what is done with it: read, shown beside the list, its acts, its papers."""

from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.papers import PaperKind
from app.errors import AppError
from app.services.case_book import CaseView, CertificateView, ShownCodes
from app.services.journal import Outcome
from ui.clerk.case_actions import CaseAct, offers
from ui.clerk.case_flow import CaseFlow
from ui.clerk.case_pane import CasePane
from ui.clerk.case_papers import ShownPaper
from ui.clerk.dependencies import ClerkDependencies
from ui.clerk.paper_dialog import PaperDialog
from ui.clerk.pdf_files import Sheets
from ui.clerk.print_desk import PrintDesk, unsent
from ui.clerk.spoil_flow import SpoilFlow
from ui.error_texts import explain_any
from ui.i18n import Words, tr
from ui.widgets.notices import NoticeLine
from ui.wording import spoken


class CaseDesk(QObject):
    """Works on one case at a time in a `CasePane`; says `opened` with a case to go on with at the counter.

    Args:
        page: owns dialogs and work; results that come after it is gone are dropped.
        notice: has the word.
    """

    opened = Signal(object)

    def __init__(self, needs: ClerkDependencies, page: QWidget, notice: NoticeLine) -> None:
        super().__init__(page)
        self._needs, self._page, self._notice = needs, page, notice
        self._view: CaseView | None = None
        self.pane = CasePane(needs.look, needs.today)
        self._flow, self._spoil = CaseFlow(needs, page), SpoilFlow(needs, page)
        self._prints = PrintDesk(needs, page, self._kept)
        self.pane.act_chosen.connect(self._act)
        self.pane.reprint_wanted.connect(self._reprint)
        self.pane.pdf_wanted.connect(self._save)
        self.pane.look_wanted.connect(self.look_at)
        self.pane.codes_wanted.connect(self.show_codes)
        self._flow.finished.connect(self._finished)
        for flow in (self._flow, self._spoil):
            flow.told.connect(self._told)
            flow.stopped.connect(self._failed)

    @property
    def shown(self) -> UUID | None:
        """The case that stands beside the list."""
        return self._view.header.id if self._view else None

    def read(self, case_id: UUID) -> None:
        """Read a case and show it."""
        book, actor = self._needs.use.case_book, self._needs.actor
        self._needs.runner.run(
            "db",
            lambda _: book.view(actor, case_id),
            name="read case",
            done=self._show,
            failed=self._failed,
            owner=self._page,
        )

    def look_at(self) -> None:
        """Show the chosen paper in front of the page."""
        shown = self.pane.papers.chosen()
        if self._view is not None and shown is not None:
            case_id = self._view.header.id
            self._prints.show(case_id, shown.source, _file(shown), self._show_paper, self._failed)

    def show_codes(self) -> None:
        """Show the ID numbers of the case; who looked is logged."""
        if self._view is None:
            return
        book, actor, case_id = self._needs.use.case_book, self._needs.actor, self._view.header.id

        def show(codes: ShownCodes) -> None:
            if self.shown == case_id:
                self.pane.show_codes(codes)
                self._notice.note(tr("证件号显示 30 秒，这次查看已记入日志"))

        self._needs.runner.run(
            "db",
            lambda _: book.show_codes(actor, case_id),
            name="show codes",
            done=show,
            failed=self._failed,
            owner=self._page,
        )

    def _show(self, view: CaseView) -> None:
        self._view = view
        self.pane.show_case(view, offers(view, self._needs.actor))
        self.pane.show()

    def _act(self, act: CaseAct) -> None:
        if self._view is None:
            return
        if act is CaseAct.CONTINUE:
            self.opened.emit(self._view.header.id)
        else:
            self._flow.begin(act, self._view)

    def _finished(self, outcome: Outcome) -> None:
        self._notice.note(tr("{step}已记录", step=spoken(outcome.step.kind)))
        self.read(outcome.case.id)
        self._prints.print_all(outcome, frozenset(PaperKind), self._printed, self._failed)

    def _told(self, words: Words) -> None:
        self._notice.note(words)
        if self._view is not None:
            self.read(self._view.header.id)

    def _reprint(self, shown: ShownPaper) -> None:
        if self._view is None:
            return
        source = shown.source
        if isinstance(source, CertificateView) and not unsent(source):
            self._spoil.begin(source)
            return
        self._notice.busy(tr("正在打印…"))
        self._prints.print_one(self._view.header.id, source, self._printed, self._failed)

    def _show_paper(self, sheets: Sheets) -> None:
        dialog = PaperDialog(self._needs, self._page, tr("文书预览"), sheets)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _printed(self, count: int) -> None:
        if count:
            self._notice.note(tr("{n} 份文书已送打印机", n=count))

    def _save(self, shown: ShownPaper) -> None:
        if self._view is None:
            return

        def saved(file: str) -> None:
            self._notice.note(tr("已存为 {file}", file=file))

        self._prints.save(self._view.header.id, shown.source, _file(shown), saved, self._failed)

    def _kept(self, error: AppError) -> None:
        self._notice.warn(tr("{problem}（Alt+3 打印）", problem=explain_any(error)))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        self._notice.problem(explain_any(error))


def _file(shown: ShownPaper) -> str:
    """Return what a file of a paper is called."""
    return "-".join(filter(None, (shown.name, shown.number)))
