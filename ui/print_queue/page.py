"""The print queue: what waits, what failed and why, what nobody is sure of, and the paper beside it."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.print_jobs import Place, Standing
from app.errors import AppError
from app.ports.print_jobs import PagePrinter
from app.services.print_jobs import Round, problem_of
from ui.error_texts import explain_any
from ui.i18n import tr
from ui.look import Look
from ui.print_queue.acts import JobAct, ShownJob, in_order, offers, paper_of, verb
from ui.print_queue.dependencies import PrintQueueDependencies
from ui.print_queue.job_pane import JobPane
from ui.print_queue.job_table import job_table
from ui.print_queue.printers_dialog import PrintersDialog
from ui.print_queue.pump import LANE
from ui.theme import LG, MD, XL
from ui.widgets.boxes import Card, column, hairline, holder, row
from ui.widgets.keys import KeyCap
from ui.widgets.notices import NoticeLine
from ui.widgets.words import Label

SHOW_MS, MOST_ACTS = 120, 4


class PrintQueuePage(QWidget):
    """One list, the paper of the chosen job, and its acts on Ctrl and a digit."""

    def __init__(self, needs: PrintQueueDependencies) -> None:
        super().__init__()
        self._needs = needs
        self._problems: dict[UUID, AppError] = {}
        look = needs.look
        self.table = job_table(look)
        self._empty = Label(
            tr("没有在等的打印。新的文书办完就打，不用守在这里。"), "body", "text_2", wrap=True
        )
        self._count = Label("", "caption", "text_2")
        self.notice = NoticeLine(look)
        self.pane = JobPane(needs)
        self._soon = QTimer(self, singleShot=True, interval=SHOW_MS)
        self._lay_out(look)
        self._soon.timeout.connect(self._show_chosen)
        self.table.moved.connect(self._soon.start)
        self.table.opened.connect(lambda: self.act(0))
        self.pane.act_wanted.connect(self.act)
        self.pane.saved.connect(lambda file: self.notice.note(tr("已存为 {file}", file=file)))
        self.pane.failed.connect(self._failed)
        needs.pump.stands.connect(self._take)
        self._key("Ctrl+S", self.pane.save)
        for number in range(MOST_ACTS):
            self._key(f"Ctrl+{number + 1}", partial(self.act, number))
        needs.changes.subscribe(self, ("print", "print_event"), self.refresh)
        self.refresh()

    def setFocus(  # noqa: N802
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Give the keyboard to the list."""
        self.table.setFocus(reason)

    def refresh(self) -> None:
        """Read the spool again; the chosen job stays chosen."""
        jobs = self._needs.use.print_jobs
        self._needs.runner.run("db", lambda _: jobs.open(), name="read jobs", done=self._show, owner=self)

    def act(self, number: int) -> None:
        """Do what is offered in this place, from 0."""
        chosen = self.table.chosen()
        open_acts = offers(chosen.standing) if chosen is not None else ()
        if chosen is None or number >= len(open_acts):
            return
        if open_acts[number] is JobAct.MOVE:
            self._ask_where(chosen)
        else:
            self._run(partial(self._do, open_acts[number], chosen), verb(open_acts[number]))

    def _do(self, act: JobAct, shown: ShownJob) -> None:
        desk, actor, print_id = self._needs.use.print_desk, self._needs.actor, shown.standing.job.print_id
        if act is JobAct.REPRINT:
            self._reprint(shown)
        else:
            {
                JobAct.CAME_OUT: partial(desk.answer, actor, print_id, came_out=True),
                JobAct.NOTHING_CAME: partial(desk.answer, actor, print_id, came_out=False),
                JobAct.RETRY: partial(desk.retry, actor, print_id),
                JobAct.CANCEL: partial(desk.cancel, actor, print_id),
            }[act]()

    def _reprint(self, shown: ShownJob) -> None:
        """Print the paper anew, which is counted on it and makes the former print void."""
        use = self._needs.use
        with use.store.read() as unit:
            record = unit.prints.get(shown.standing.job.print_id)
        use.papers.print(self._needs.actor, record.case_id, record.step_id, paper_of(shown.standing))

    def _ask_where(self, shown: ShownJob) -> None:
        jobs = self._needs.use.print_jobs

        def ask(printers: tuple[PagePrinter, ...]) -> None:
            title = tr("{paper} 换到哪台打印机", paper=shown.standing.job.title)
            dialog = PrintersDialog(self._needs.look, self, title, printers)
            dialog.accepted.connect(lambda: self._move(shown, dialog.table.chosen()))
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

        self._needs.runner.run(
            LANE, lambda _: jobs.printers(), name="printers", done=ask, failed=self._failed, owner=self
        )

    def _move(self, shown: ShownJob, printer: PagePrinter | None) -> None:
        if printer is not None:
            desk, actor, print_id = self._needs.use.print_desk, self._needs.actor, shown.standing.job.print_id
            self._run(partial(desk.move, actor, print_id, Place(printer.name)), verb(JobAct.MOVE))

    def _run(self, act: Callable[[], None], told: str) -> None:
        self.notice.busy(tr("正在处理…"))

        def done(_: None) -> None:
            self.notice.note(tr("{act}：已记录", act=told))
            self._needs.pump.kick()
            self.refresh()

        self._needs.runner.run(
            LANE, lambda _: act(), name="print act", done=done, failed=self._failed, owner=self
        )

    def _failed(self, error: Exception) -> None:
        self.refresh()
        if not isinstance(error, AppError):
            raise error
        self.notice.problem(explain_any(error))

    def _take(self, seen: Round) -> None:
        self._problems = dict(seen.problems)
        self._show(seen.open)

    def _show(self, jobs: tuple[Standing, ...]) -> None:
        shown = in_order(tuple(ShownJob(one, self._problem(one)) for one in jobs))
        place = next((n for n, one in enumerate(shown) if one.standing.job.print_id == self.pane.seen), 0)
        if shown != self.table.rows:
            self.table.show_rows(shown, place)
        came = bool(shown) and not self.table.isVisibleTo(self)
        self.table.setVisible(bool(shown))
        self._nothing_here.setVisible(not shown)
        self.pane.setVisible(bool(shown))
        if came and self.isVisible():  # hiding the list gave the keyboard to what stands beside it
            self.table.setFocus()
        self._count.say(tr("{n} 件·要人处理的在前", n=len(shown)) if shown else "")
        if not self._soon.isActive():  # rounds that follow each other would put it off for ever
            self._soon.start()

    def _problem(self, standing: Standing) -> AppError | None:
        return self._problems.get(standing.job.print_id) or problem_of(standing)

    def _show_chosen(self) -> None:
        self.pane.show_job(self.table.chosen())

    def _lay_out(self, look: Look) -> None:
        self._nothing_here = holder(column(look, self._empty, None, margins=(LG, LG, LG, LG)))
        card = Card(look, padding=0, gap=0).add(self.table, self._nothing_here)
        card.body.setStretchFactor(self.table, 1)
        keys = (KeyCap(look, "↑↓"), Label(tr("换件"), "caption", "text_2"))
        foot = row(look, self._count, self.notice, *keys)
        foot.setStretch(1, 1)
        left = column(look, card, foot, gap=MD, margins=(XL, LG, LG, MD))
        left.setStretch(0, 1)
        box = row(look, holder(left), hairline(vertical=True), self.pane, gap=0)
        box.setStretch(0, 1)
        self.setLayout(box)

    def _key(self, key: str, act: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)
