"""The notice as it will be printed, composed again a moment after each change."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from app.domain.dates import parse_date
from app.domain.images import PageImage
from app.domain.papers import COPIES, Paper, PaperKind
from app.errors import AppError
from app.ports.printing import Composer
from ui.error_texts import explain
from ui.i18n import tr
from ui.look import Look
from ui.tasks import Task, TaskRunner
from ui.theme import LG, MD, SM, XL
from ui.widgets.boxes import column, fixed, row
from ui.widgets.fields import Field
from ui.widgets.icons import Icon
from ui.widgets.keys import KeyButton
from ui.widgets.paper import PaperPreview, to_image
from ui.widgets.words import Label
from ui.wording import day

COMPOSE_MS, DPI = 250, 110


class NoticePanel(QWidget):
    """A heading, the paper, and the day until which the law lets the notice wait.

    Says `save_wanted` when the paper shall become a file.
    """

    save_wanted = Signal()

    def __init__(self, look: Look, runner: TaskRunner, composer: Composer) -> None:
        super().__init__()
        self._runner, self._composer = runner, composer
        self._make: Callable[[], Paper] | None = None
        self._task: Task | None = None
        self._facts = Label("", "caption", "text_2", wrap=True)
        self._facts.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.preview = PaperPreview(look, tr("一次性告知书预览"))
        self.preview.turned.connect(self._show_facts)
        saving = KeyButton(look, tr("存为 PDF"), "Ctrl+S", variant="quiet")
        saving.clicked.connect(self.save_wanted)
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.save_wanted)
        head = row(look, Label(tr("一次性告知书"), "heading"), self._facts, saving, gap=SM)
        head.setStretch(1, 1)
        self.until = Field(look, tr("补正期限"), lambda text: parse_date(text, tr("补正期限")), narrow=True)
        fixed(look, self.until, width=132)
        self._law = Label("", "caption", "text_2", wrap=True)
        clock = row(look, self.until, Icon(look, "ontime", 18, "text_2"), self._law, gap=SM)
        clock.setStretch(2, 1)
        box = column(look, head, self.preview, clock, gap=MD, margins=(0, LG, XL, LG))
        box.setStretch(1, 1)
        self.setLayout(box)
        self._soon = QTimer(self, singleShot=True, interval=COMPOSE_MS)
        self._soon.timeout.connect(self._compose)

    def show_law(self, notice_by: date) -> None:
        """Say until when the notice may wait."""
        self._law.say(tr("最迟 {by} 告知；逾期即视为受理", by=day(notice_by)))

    def show_paper(self, make: Callable[[], Paper]) -> None:
        """Compose this paper soon; `make` runs on the main thread and only builds records."""
        self._make = make
        self.preview.outdate()
        self._soon.start()

    def stop(self) -> None:
        """Compose nothing more: the form is gone."""
        self._make = None
        self._soon.stop()
        if self._task is not None:
            self._task.cancel()
        self.preview.show_pages([])

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Compose what changed while nobody looked."""
        super().showEvent(event)
        if self._make is not None:
            self._soon.start()

    def _compose(self) -> None:
        if self._make is None or not self.isVisible():
            return
        paper = self._make()
        if self._task is not None:
            self._task.cancel()

        def work(task: Task) -> list[PageImage]:
            pdf = self._composer.compose(paper)
            task.check()
            return list(self._composer.page_images(pdf, DPI))

        self._task = self._runner.run(
            "compose", work, name="preview", done=self._composed, failed=self._failed, owner=self
        )

    def _composed(self, pages: list[PageImage]) -> None:
        self.preview.show_pages([to_image(page) for page in pages])

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        self.preview.show_pages([])
        self._law.say(explain(error))

    def _show_facts(self) -> None:
        self._facts.say(
            tr(
                "第 {page} 页·共 {pages} 页·{copies} 份",
                page=self.preview.page,
                pages=self.preview.pages,
                copies=COPIES[PaperKind.NOTICE],
            )
        )
