"""The chosen print job beside the list: its paper, its acts, and the paper as a file."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.images import PageImage
from app.errors import AppError
from ui.i18n import tr
from ui.print_queue.acts import JobAct, ShownJob, offers, verb
from ui.print_queue.dependencies import PrintQueueDependencies
from ui.tasks import Task
from ui.theme import LG, MD, SM, XL
from ui.widgets.boxes import column, fixed, holder, row, swap
from ui.widgets.flow import Flow
from ui.widgets.keys import KeyButton
from ui.widgets.paper import PaperPreview, to_image
from ui.widgets.tab_order import order_tabs
from ui.widgets.words import Label

DPI, PANE = 90, 420
LANE = "compose"


class JobPane(QFrame):
    """Says `act_wanted` with the place of an act, `saved` with the name of a file, `failed` with an error."""

    act_wanted = Signal(int)
    saved = Signal(str)
    failed = Signal(object)

    def __init__(self, needs: PrintQueueDependencies) -> None:
        super().__init__()
        self.setProperty("kind", "pane")
        self._needs = needs
        self._job: ShownJob | None = None
        self._looking: Task | None = None
        look = needs.look
        self.preview = PaperPreview(look, tr("文书预览"))
        self._title, self._acts = Label("", "strong", wrap=True), QWidget()
        saving = KeyButton(look, tr("存为 PDF"), "Ctrl+S", variant="quiet")
        saving.clicked.connect(self.save)
        head = row(look, self._title, saving, gap=SM)
        head.setStretch(0, 1)
        box = column(look, head, self.preview, self._acts, gap=MD, margins=(XL, LG, XL, LG))
        box.setStretch(1, 1)
        self.setLayout(box)
        fixed(look, self, width=PANE)

    @property
    def seen(self) -> UUID | None:
        """The print whose paper is shown."""
        return self._job.standing.job.print_id if self._job else None

    def show_job(self, chosen: ShownJob | None) -> None:
        """Show a job's acts, and its paper unless that stands there already."""
        before, self._job = self.seen, chosen
        self._show_acts(chosen)
        if chosen is None:
            self.preview.show_pages([])
        elif self.seen != before:
            job = chosen.standing.job
            self._title.say(tr("{paper}·{number}", paper=job.kind, number=job.title))
            self._read_paper(job.print_id)

    def save(self) -> None:
        """Write the paper where the person wants it, as PDF; nothing is counted as a print."""
        if self._job is None:
            return
        jobs, job = self._needs.use.print_jobs, self._job.standing.job
        file = self._needs.save_where(f"{job.kind}-{job.title}.pdf")
        if file is None:
            return

        def work(_: Task) -> str:
            file.write_bytes(jobs.pdf(job.print_id))
            return file.name

        self._needs.runner.run(
            LANE, work, name="save PDF", done=self.saved.emit, failed=self.failed.emit, owner=self
        )

    def _read_paper(self, print_id: UUID) -> None:
        jobs, composer = self._needs.use.print_jobs, self._needs.composer
        if self._looking is not None:
            self._looking.cancel()
        self.preview.show_pages([])
        self.preview.outdate()

        def work(task: Task) -> list[PageImage]:
            pdf = jobs.pdf(print_id)
            task.check()
            return list(composer.page_images(pdf, DPI))

        def show(pages: list[PageImage]) -> None:
            self.preview.show_pages([to_image(page) for page in pages])

        self._looking = self._needs.runner.run(
            LANE, work, name="job preview", done=show, failed=self._gone, owner=self
        )

    def _gone(self, error: Exception) -> None:
        """Show no paper of a job that has ended meanwhile."""
        if not isinstance(error, AppError):
            raise error
        self.preview.show_pages([])

    def _show_acts(self, chosen: ShownJob | None) -> None:
        buttons = []
        for number, act in enumerate(offers(chosen.standing) if chosen is not None else ()):
            variant = "danger" if act is JobAct.CANCEL else "" if number else "primary"
            button = KeyButton(self._needs.look, verb(act), f"Ctrl+{number + 1}", variant=variant)
            button.clicked.connect(partial(self.act_wanted.emit, number))
            buttons.append(button)
        self._acts = swap(self._acts, holder(Flow(self._needs.look, *buttons)))
        order_tabs(self)
