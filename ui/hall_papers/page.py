"""Choose a list of a day or a paper about a service item, see it, print it, save it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QWidget

from app.domain.images import PageImage
from app.errors import AppError
from app.services.hall_papers import Printed
from ui.error_texts import explain_any
from ui.hall_papers.dependencies import HallPapersDependencies
from ui.hall_papers.subjects import KINDS, LISTS, ChosenPaper, Subject, days_before, held, of_items
from ui.i18n import tr
from ui.tasks import Task
from ui.theme import LG, MD, SM, XL
from ui.widgets.boxes import Card, column, fixed, hairline, holder, row, surface
from ui.widgets.fields import SearchField
from ui.widgets.flow import Flow
from ui.widgets.keys import Chip, KeyButton, KeyCap
from ui.widgets.notices import NoticeLine
from ui.widgets.paper import PaperPreview, to_image
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.widgets.words import Label
from ui.wording import spoken

LANE = "compose"
SOON_MS, DPI, PANE = 150, 90, 460


class HallPapersPage(QWidget):
    """A list of days or items, beside it the paper about the chosen one."""

    def __init__(self, needs: HallPapersDependencies) -> None:
        super().__init__()
        self._needs = needs
        self._items: tuple[Subject, ...] = ()
        self._kind = KINDS[0]
        self._looking: Task | None = None
        self._refused = False  # what is chosen could not be shown
        look = needs.look
        self.search = SearchField(look, tr("查找日期或事项"), tr("日期、事项名称、事项号"), "F3")
        self._group = QButtonGroup(self)
        self.table: Table[Subject] = Table(
            look, tr("日期或事项"), (Column(tr("日期或事项"), lambda one: Cell(one.words)),)
        )
        self._empty = Label(tr("没有找到。可以只输几个字。"), "body", "text_2", wrap=True)
        self.notice = NoticeLine(look)
        self.preview = PaperPreview(look, tr("文书预览"))
        self._pages = Label("", "caption", "text_2")
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._lay_out()
        self._connect()
        self._offer()
        needs.runner.run("db", lambda _: of_items(needs.items()), name="items", done=self._came, owner=self)

    def setFocus(  # noqa: N802
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Give the keyboard to the list."""
        (self.table if self.table.isVisibleTo(self) else self.search).setFocus(reason)

    @property
    def chosen(self) -> ChosenPaper | None:
        """The paper that is shown."""
        subject = self.table.chosen()
        return ChosenPaper(self._kind, subject) if subject is not None else None

    def choose(self, number: int) -> None:
        """Show another kind of paper; a day stays a day and an item an item."""
        of_days = self._kind in LISTS
        self._kind = KINDS[number]
        self._group.button(number).setChecked(True)
        self._offer(stays=of_days == (self._kind in LISTS))
        self.table.setFocus()

    def print_chosen(self) -> None:
        """Put the paper into the spool."""
        chosen, papers, actor = self.chosen, self._needs.papers, self._needs.actor
        if chosen is None:
            return

        def printed(found: Printed) -> None:
            words = tr("{paper} {n} 份已送打印", paper=spoken(found.record.kind), n=found.record.copies)
            self.notice.note(words)
            self._needs.pump.kick()

        self.notice.busy(tr("正在处理…"))
        self._needs.runner.run(
            LANE,
            lambda _: chosen.print(papers, actor),
            name="print hall paper",
            done=printed,
            failed=self._failed,
            owner=self,
        )

    def save(self) -> None:
        """Write the paper where the person wants it; nothing is counted as a print."""
        chosen, papers, actor = self.chosen, self._needs.papers, self._needs.actor
        file = self._needs.save_where(chosen.file) if chosen is not None else None
        if chosen is None or file is None:
            return

        def work(_: Task) -> str:
            file.write_bytes(chosen.preview(papers, actor))
            return file.name

        def saved(name: str) -> None:
            self.notice.note(tr("已存为 {file}", file=name))

        self._needs.runner.run(LANE, work, name="save PDF", done=saved, failed=self._failed, owner=self)

    def _lay_out(self) -> None:
        look = self._needs.look
        chips = []
        for number, kind in enumerate(KINDS):
            chips.append(Chip(look, spoken(kind)))
            chips[-1].clicked.connect(partial(self.choose, number))
            self._group.addButton(chips[-1], number)
        self._group.button(0).setChecked(True)
        hint = row(look, KeyCap(look, "Ctrl+1–5"), Label(tr("换文书"), "caption", "text_2"), None, gap=SM)
        self._nothing = holder(column(look, self._empty, None, margins=(LG, LG, LG, LG)))
        card = Card(look, padding=0, gap=0).add(self.table, self._nothing)
        card.body.setStretchFactor(self.table, 1)
        parts = (self.search, holder(Flow(look, *chips)), holder(hint), card, self.notice)
        left = column(look, *parts, gap=MD, margins=(XL, LG, LG, MD))
        left.setStretch(3, 1)
        save = KeyButton(look, tr("存为 PDF"), "Ctrl+S")
        print_ = KeyButton(look, tr("打印"), "Ctrl+P", "printer", variant="primary")
        save.clicked.connect(self.save)
        print_.clicked.connect(self.print_chosen)
        foot = row(look, None, save, print_, gap=MD)
        right = column(look, self.preview, self._pages, foot, gap=MD, margins=(XL, LG, XL, LG))
        right.setStretch(0, 1)
        pane = fixed(look, surface("pane", right), width=PANE)
        box = row(look, holder(left), hairline(vertical=True), pane, gap=0)
        box.setStretch(0, 1)
        self.setLayout(box)

    def _connect(self) -> None:
        self.search.textEdited.connect(lambda _: self._offer())
        self._soon.timeout.connect(self._compose)
        self.table.moved.connect(self._outdate)
        self.table.opened.connect(self.print_chosen)
        self.preview.turned.connect(self._say_page)
        acts: list[tuple[str, Callable[[], None]]] = [
            ("F3", self._to_search),
            ("Ctrl+P", self.print_chosen),
            ("Ctrl+S", self.save),
        ]
        acts += [(f"Ctrl+{n + 1}", partial(self.choose, n)) for n in range(len(KINDS))]
        for key, act in acts:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _came(self, items: tuple[Subject, ...]) -> None:
        self._items = items
        if self._kind not in LISTS:
            self._offer()

    def _offer(self, *, stays: bool = False) -> None:
        """Offer the days or the items that hold what was typed; the chosen one may stay."""
        every = days_before(self._needs.today()) if self._kind in LISTS else self._items
        found = tuple(filter(held(self.search.text()), every))
        self.table.show_rows(found, None if stays else 0)
        self.table.setVisible(bool(found))
        self._nothing.setVisible(not found)
        self._outdate()

    def _outdate(self) -> None:
        if self._refused:
            self._refused = False
            self.notice.clear()
        self.preview.outdate()
        self._soon.start()

    def _compose(self) -> None:
        chosen, needs = self.chosen, self._needs
        if self._looking is not None:
            self._looking.cancel()
        if chosen is None:
            self.preview.show_pages([])
            return

        def work(task: Task) -> list[PageImage]:
            pdf = chosen.preview(needs.papers, needs.actor)
            task.check()
            return list(needs.composer.page_images(pdf, DPI))

        def show(pages: list[PageImage]) -> None:
            self.preview.show_pages([to_image(page) for page in pages])

        self._looking = needs.runner.run(
            LANE, work, name="hall paper", done=show, failed=self._not_shown, owner=self
        )

    def _not_shown(self, error: Exception) -> None:
        self._refused = True
        self.preview.show_pages([])
        self._failed(error)

    def _say_page(self) -> None:
        page, pages = self.preview.page, self.preview.pages
        self._pages.say(tr("第 {page} 页·共 {pages} 页", page=page, pages=pages) if pages else "")

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        self.notice.problem(explain_any(error))
