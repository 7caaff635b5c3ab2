"""Cases that need the supervisor's hand: by signal, forked ones, or found; beside the list one in full."""

from collections.abc import Callable
from functools import partial
from typing import cast
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QWidget

from app.domain.case_rows import CaseQuery, CaseRow
from app.domain.lifecycle import FINISHED
from app.domain.text import mask_name
from app.domain.timers import Signal
from app.errors import AppError
from app.services.case_book import CaseView
from app.services.hall_overview import Overview
from app.services.journal import Outcome
from ui.error_texts import explain_any
from ui.i18n import Words, tr
from ui.look import Look
from ui.supervisor.attention import Matter
from ui.supervisor.case_card import CaseCard
from ui.supervisor.dependencies import SupervisorDependencies
from ui.supervisor.words import SIGNS, case_words
from ui.tasks import Task
from ui.theme import LG, MD, XL, Sign
from ui.widgets.boxes import Card, column, fixed, hairline, holder, row
from ui.widgets.dialogs import ask
from ui.widgets.fields import SearchField
from ui.widgets.keys import Chip
from ui.widgets.notices import NoticeLine
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.widgets.words import Label
from ui.wording import spoken

LANE = "overview"
SEARCH_MS, VIEW_MS = 150, 80
PANE, PANE_WIDE, WIDE = 520, 620, 1500
_LIGHTS = (None, Signal.RED, Signal.YELLOW, Signal.REMINDER)
_FORKS = len(_LIGHTS)


class WatchPage(QWidget):
    """Lists what presses and what is forked; F3 finds any case of the hall."""

    def __init__(self, needs: SupervisorDependencies) -> None:
        super().__init__()
        self._needs = needs
        self._list = 0
        self._wanted: UUID | None = None
        look = needs.look
        self.search = SearchField(look, tr("查找办件"), tr("编号、姓名、电话、证件后四位"), "F3")
        self._chips = QButtonGroup(self)
        self.table = self._make_table(look)
        self._empty = Label("", "body", "text_2", wrap=True)
        self.notice = NoticeLine(look)
        self.card = CaseCard(look, needs.today)
        self._typing = QTimer(self, singleShot=True, interval=SEARCH_MS)
        self._moving = QTimer(self, singleShot=True, interval=VIEW_MS)
        self._lay_out(look)
        self._connect()
        self.refresh()
        needs.changes.subscribe(self, ("case_header", "case_step", "print_event"), self.refresh)

    def setFocus(  # noqa: N802
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Give the keyboard to the list, or to the search while it is empty."""
        (self.table if self.table.isVisibleTo(self) else self.search).setFocus(reason)

    def show_case(self, case_id: UUID) -> None:
        """Show a case, in the list of all where it stands there."""
        self._wanted = case_id
        self.search.clear()
        self._choose(0)
        self._read(case_id)

    def refresh(self) -> None:
        """Read the list again; the chosen case stays chosen."""
        overview, book, actor = self._needs.overview, self._needs.case_book, self._needs.actor
        text = self.search.text().strip()

        def work(_: Task) -> Overview | tuple[CaseRow, ...]:
            return book.find(actor, CaseQuery(text=text)) if text else overview.now(actor)

        self._needs.runner.run(
            LANE, work, name="watched cases", done=self._came, failed=self._failed, owner=self
        )

    @property
    def chips(self) -> list[Chip]:
        """The names of the lists with their counts."""
        return [cast(Chip, one) for one in self._chips.buttons()]

    def _make_table(self, look: Look) -> Table[Matter]:
        return Table(
            look,
            tr("督办列表"),
            (
                Column(tr("情况"), lambda one: Cell(one.words, sign=one.sign), 140),
                Column(tr("办件"), lambda one: Cell(one.about)),
            ),
        )

    def _lay_out(self, look: Look) -> None:
        chips = row(look, gap=6)
        for number, name in enumerate(_names()):
            chip = Chip(look, name)
            chip.clicked.connect(lambda _=False, number=number: self._pick(number))
            self._chips.addButton(chip, number)
            chips.addWidget(chip)
        chips.addStretch(1)
        self._chips.button(0).setChecked(True)
        self._nothing = holder(column(look, self._empty, None, margins=(LG, LG, LG, LG)))
        list_card = Card(look, padding=0, gap=0).add(self.table, self._nothing)
        list_card.body.setStretchFactor(self.table, 1)
        left = column(look, self.search, chips, list_card, self.notice, gap=MD, margins=(XL, LG, LG, MD))
        left.setStretch(2, 1)
        box = row(look, holder(left), hairline(vertical=True), self.card, gap=0)
        box.setStretch(0, 1)
        self.setLayout(box)
        self.card.hide()

    def _connect(self) -> None:
        self.search.textEdited.connect(lambda _: self._typing.start())
        self._typing.timeout.connect(self.refresh)
        self.table.moved.connect(self._moving.start)
        self._moving.timeout.connect(self._moved)
        self.card.chosen.connect(self._resolve)
        keys: list[tuple[str, Callable[[], object]]] = [("F3", self._to_search)]
        keys += [(f"Ctrl+{n + 1}", partial(self.card.keep, n)) for n in range(4)]
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the case more room on a wide screen."""
        super().resizeEvent(event)
        wide = event.size().width() / self._needs.look.scale >= WIDE
        fixed(self._needs.look, self.card, width=PANE_WIDE if wide else PANE)

    def _to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _pick(self, number: int) -> None:
        self.search.clear()
        self._choose(number)
        self.table.setFocus()

    def _choose(self, number: int) -> None:
        self._list = number
        self._chips.button(number).setChecked(True)
        self.refresh()

    def _came(self, found: Overview | tuple[CaseRow, ...]) -> None:
        if isinstance(found, Overview):
            self._show_counts(found)
            self._show_matters(_matters(found, self._list))
        else:
            self._show_matters(tuple(_found(row) for row in found))

    def _show_counts(self, seen: Overview) -> None:
        for number, (chip, name) in enumerate(zip(self.chips, _names(), strict=True)):
            count = len(_matters(seen, number))
            chip.rename(tr("{name} {n}", name=name, n=count) if count else name)

    def _show_matters(self, matters: tuple[Matter, ...]) -> None:
        wanted = self._wanted or self.card.case_id
        place = next((n for n, one in enumerate(matters) if one.case_id == wanted), 0)
        self.table.show_rows(matters, place)
        self.table.setVisible(bool(matters))
        self._nothing.setVisible(not matters)
        self._empty.say(
            tr("没有找到。可以只输一两个字、编号的一段、电话或证件的后四位。")
            if self.search.text().strip()
            else tr("这里没有办件。按 F3 查找全大厅的办件。")
        )
        self._moving.start()

    def _moved(self) -> None:
        chosen = self.table.chosen()
        wanted, self._wanted = self._wanted, None
        if wanted is None and chosen is not None and chosen.case_id is not None:
            self._read(chosen.case_id)

    def _read(self, case_id: UUID) -> None:
        book, actor = self._needs.case_book, self._needs.actor
        self._needs.runner.run(
            LANE,
            lambda _: book.view(actor, case_id),
            name="read case",
            done=self._show,
            failed=self._failed,
            owner=self,
        )

    def _show(self, view: CaseView) -> None:
        self.card.show_case(view)
        self.card.show()

    def _resolve(self, keep: UUID, reason: str) -> None:
        case_id, needs = self.card.case_id, self._needs
        words = tr("选定以后不能改选：另一支的步骤留着，文书作废。")
        if case_id is None or not ask(
            needs.look, self, tr("选定分支"), words, tr("选定"), tr("先不选"), danger=True
        ):
            return
        needs.runner.run(
            "db",
            lambda _: needs.overview.resolve_fork(needs.actor, case_id, keep, reason),
            name="resolve fork",
            done=self._resolved,
            failed=self._failed,
            owner=self,
        )

    def _resolved(self, outcome: Outcome) -> None:
        self.notice.note(tr("{step}已记录", step=spoken(outcome.step.kind)))
        self._read(outcome.case.id)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        self.notice.problem(explain_any(error))


def _names() -> tuple[Words, ...]:
    return tr("全部"), tr("红牌"), tr("黄牌"), tr("提示"), tr("分支")


def _matters(seen: Overview, number: int) -> tuple[Matter, ...]:
    forks = tuple(_fork(row) for row in seen.forks)
    if number == _FORKS:
        return forks
    light = _LIGHTS[number]
    forked = {row.case_id for row in seen.forks}
    pressing = tuple(
        Matter(SIGNS[one.signal], case_words(one), _about(one.row), one.row.case_id)
        for one in seen.cases
        if light in (None, one.signal) and not (light is None and one.row.case_id in forked)
    )
    return pressing if light else forks + pressing


def _fork(row: CaseRow) -> Matter:
    return Matter(Sign.SOON, tr("分支待选定"), _about(row), row.case_id)


def _found(row: CaseRow) -> Matter:
    if row.forked:
        return _fork(row)
    sign = Sign.DONE if row.state in FINISHED else Sign.WAITING
    return Matter(sign, spoken(row.state), _about(row), row.case_id)


def _about(row: CaseRow) -> str:
    return f"{row.item_name}·{mask_name(row.applicant_name)}·{row.handler_name}"
