"""All cases of the counter: find one, work down a list, and beside it the chosen case in full."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import cast
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QWidget

from app.domain.accounts import Right
from app.domain.text import mask_name
from ui.clerk.case_desk import CaseDesk
from ui.clerk.case_lists import CaseLists, Listing, counter_lists
from ui.clerk.case_pane import CasePane
from ui.clerk.case_signs import ShownCase, pill
from ui.clerk.dependencies import ClerkDependencies
from ui.i18n import Words, tr
from ui.look import Look
from ui.theme import CAPTION, LG, MD, XL
from ui.widgets.boxes import Card, column, fixed, hairline, holder, row
from ui.widgets.fields import SearchField
from ui.widgets.keys import Chip, KeyCap
from ui.widgets.notices import NoticeLine
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.widgets.words import Label
from ui.wording import day, spoken

SEARCH_MS, VIEW_MS, MOST_ACTS = 120, 80, 9
PANE, PANE_WIDE, WIDE = 560, 620, 1500
CHANGES = ("case_header", "case_step", "print", "print_event", "certificate", "charge", "fee_event")


class _CaseSearch(SearchField):
    """Down and Enter go into the list; Esc clears."""

    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Reach for the list without leaving the keys."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.textEdited.emit("")
        else:
            super().keyPressEvent(event)


class WorklistPage(QWidget):
    """Says `case_opened` with the id of a case to go on with on the counter page."""

    case_opened = Signal(object)

    def __init__(self, needs: ClerkDependencies, listing: Listing = counter_lists) -> None:
        """Make the page over the lists of a clerk or of a reviewer."""
        super().__init__()
        self._needs = needs
        self._wanted: UUID | None = None
        self._lists = CaseLists(needs, self, listing)
        self._list = 0
        look = needs.look
        self.search = _CaseSearch(look, tr("查找办件"), tr("编号、姓名、电话、证件后四位"), "F3")
        self._chips = QButtonGroup(self)
        self.table = self._make_table(look)
        self._count = Label("", "caption", "text_2")
        self._empty = Label("", "body", "text_2", wrap=True)
        self.notice = NoticeLine(look)
        self.desk = CaseDesk(needs, self, self.notice)
        self._typing = QTimer(self, singleShot=True, interval=SEARCH_MS)
        self._moving = QTimer(self, singleShot=True, interval=VIEW_MS)
        self._lay_out(look)
        self._connect()
        self.refresh()
        needs.changes.subscribe(self, CHANGES, self.refresh)

    def setFocus(  # noqa: N802
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Give the keyboard to the list, or to the search while the list is empty."""
        (self.table if self.table.isVisibleTo(self) else self.search).setFocus(reason)

    def show_case(self, case_id: UUID) -> None:
        """Choose a case, wherever it stands."""
        self._wanted = case_id
        self.desk.read(case_id)
        self.refresh()

    @property
    def shown(self) -> UUID | None:
        """The case that stands beside the list."""
        return self.desk.shown

    @property
    def pane(self) -> CasePane:
        """The case that stands beside the list, in full."""
        return self.desk.pane

    @property
    def chips(self) -> list[Chip]:
        """The names of the lists, with their counts."""
        return [cast(Chip, button) for button in self._chips.buttons()]

    def refresh(self) -> None:
        """Read the list again; the chosen case stays chosen."""
        text = self.search.text().strip()
        self._lists.read(self._list, text, self.show_cases)
        if not text:
            self._lists.count(self._show_counts)

    def _show_counts(self, counts: Sequence[int]) -> None:
        for number, count in enumerate(counts):
            name = self._lists.all[number].name
            counted = tr("{name} {n}", name=name, n=count) if count else name
            cast(Chip, self._chips.button(number)).rename(counted)

    def _make_table(self, look: Look) -> Table[ShownCase]:
        return Table(
            look,
            tr("办件列表"),
            (
                Column(tr("时限"), pill, 140),
                Column(tr("编号"), lambda s: Cell(_short(s.row.number), tone="text_2", size=CAPTION), 120),
                Column(tr("事项"), lambda s: Cell(s.row.item_name)),
                Column(tr("申请人"), lambda s: Cell(mask_name(s.row.applicant_name), tone="text_2"), 80),
                Column(tr("状态"), lambda s: Cell(spoken(s.row.state), tone="text_2"), 80),
                Column(tr("应办结"), lambda s: Cell(day(s.row.due) if s.row.due else "—"), 80),
            ),
        )

    def _lay_out(self, look: Look) -> None:
        chips = row(look, gap=6)
        for number, one in enumerate(self._lists.all):
            chip = Chip(look, one.name)
            chip.clicked.connect(lambda _=False, number=number: self._choose_list(number))
            self._chips.addButton(chip, number)
            chips.addWidget(chip)
        chips.addStretch(1)
        self._chips.button(0).setChecked(True)
        self._nothing_here = holder(column(look, self._empty, None, margins=(LG, LG, LG, LG)))
        card = Card(look, padding=0, gap=0).add(self.table, self._nothing_here)
        card.body.setStretchFactor(self.table, 1)
        keys = row(
            look,
            self._count,
            self.notice,
            KeyCap(look, "↑↓"),
            Label(tr("换件"), "caption", "text_2"),
            KeyCap(look, tr("回车")),
            Label(tr("接着办"), "caption", "text_2"),
        )
        keys.setStretch(1, 1)
        left = column(look, self.search, chips, card, keys, gap=MD, margins=(XL, LG, LG, MD))
        left.setStretch(2, 1)
        box = row(look, holder(left), hairline(vertical=True), self.pane, gap=0)
        box.setStretch(0, 1)
        self.setLayout(box)
        self.pane.hide()

    def _connect(self) -> None:
        self.search.textEdited.connect(lambda _: self._typing.start())
        self.search.down.connect(self.table.setFocus)
        self._typing.timeout.connect(self.refresh)
        self.table.moved.connect(self._moving.start)
        self._moving.timeout.connect(self._moved)
        self.table.opened.connect(lambda: self.pane.act(0))
        self.desk.opened.connect(self.case_opened)
        keys: list[tuple[str, Callable[[], object]]] = [
            ("F3", self._to_search),
            ("Ctrl+P", self.pane.reprint),
            ("Ctrl+S", self.pane.save),
            ("Ctrl+O", self.desk.look_at),
            ("Ctrl+I", self.desk.show_codes),
        ]
        keys += [(f"Ctrl+{n + 1}", partial(self.pane.act, n)) for n in range(MOST_ACTS)]
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Show number and state where there is room; otherwise they stand in the case beside."""
        super().resizeEvent(event)
        wide = event.size().width() / self._needs.look.scale >= WIDE
        self.table.hide_columns(() if wide else (1, 4))
        fixed(self._needs.look, self.pane, width=PANE_WIDE if wide else PANE)

    def _choose_list(self, number: int) -> None:
        self._list = number
        self.search.clear()
        self.refresh()
        self.table.setFocus()

    def _to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def show_cases(self, ordered: tuple[ShownCase, ...]) -> None:
        """Show these cases in their order; the chosen one stays chosen."""
        wanted = self._wanted or self.desk.shown
        place = next((n for n, one in enumerate(ordered) if one.row.case_id == wanted), 0)
        self.table.show_rows(ordered, place)
        self.table.setVisible(bool(ordered))
        self._nothing_here.setVisible(not ordered)
        self._empty.say(self._nothing())
        self._count.say(tr("{n} 件·急的在前", n=len(ordered)))
        self._moving.start()

    def _nothing(self) -> Words:
        if self.search.text().strip():
            return tr("没有找到。可以只输一两个字、编号的一段、电话或证件的后四位。")
        if Right.CLERK in self._needs.actor.rights:
            return tr("这里没有办件。按 F3 查找，或按 Alt+1 受理新的申请。")
        return tr("这里没有办件。按 F3 查找。")

    def _moved(self) -> None:
        chosen = self.table.chosen()
        if self._wanted is not None:
            self._wanted = None
        elif chosen is not None:
            self.desk.read(chosen.row.case_id)


def _short(number: str) -> str:
    """Return what tells cases of one department apart: date, sequence, check digit."""
    return f"{number[9:17]} {number[17:21]} {number[21:]}" if len(number) == 22 else number
