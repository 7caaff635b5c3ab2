"""Nobody at the counter: find an item, go on with a draft, see what is due."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.items import ServiceItem
from app.domain.text import mask_name
from ui.clerk.case_signs import ShownCase, pill
from ui.clerk.drafts import KeptDraft
from ui.i18n import tr
from ui.item_finder import ItemFinder
from ui.look import Look
from ui.theme import CAPTION, LG, MD, SM, XL
from ui.widgets.boxes import Card, column, holder, row
from ui.widgets.fields import SearchField
from ui.widgets.keys import KeyCap
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.widgets.words import Label
from ui.wording import limit, moment, spoken

DUE = 6

ShownDraft = tuple[str, KeptDraft]


class _ItemSearch(SearchField):
    """Arrow down goes into the list, Enter opens its first row, Esc clears."""

    down = Signal()
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Reach for the list without leaving the keys."""
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.textEdited.emit("")
        else:
            super().keyPressEvent(event)


class StartPanel(QWidget):
    """Says `item_chosen`, `draft_chosen` and `case_chosen`."""

    item_chosen = Signal(object)
    draft_chosen = Signal(object)
    case_chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._finder: ItemFinder | None = None
        self._usual: tuple[ServiceItem, ...] = ()
        self.search = _ItemSearch(look, tr("查找事项"), tr("事项名称、拼音首字母、编码、群众说法"), "F2")
        self._heading = Label(tr("本部门事项"), "caption", "text_2")
        self.items = _item_table(look)
        self.due = _due_table(look)
        self.drafts = _draft_table(look)
        self._due_count, self._draft_count = Label("", "caption", "text_2"), Label("", "caption", "text_2")
        self.setLayout(self._lay_out(look))
        self.search.textEdited.connect(self._find)
        self.search.down.connect(self.items.setFocus)
        self.search.entered.connect(self._open_first)
        self.items.opened.connect(lambda: self._emit(self.item_chosen, self.items.chosen()))
        self.due.opened.connect(lambda: self._emit(self.case_chosen, _id(self.due.chosen())))
        self.drafts.opened.connect(lambda: self._emit(self.draft_chosen, _kept(self.drafts.chosen())))
        self.show_due(())
        self.show_drafts(())

    def show_items(self, finder: ItemFinder, department: str) -> None:
        """Search among these items; without words show those of the own department."""
        self._finder = finder
        self._usual = finder.of_department(department)
        self._find(self.search.text())

    def show_due(self, cases: Sequence[ShownCase]) -> None:
        """Show what needs a hand, the most urgent first."""
        self._due_count.say(tr("共 {n} 件", n=len(cases)))
        self.due.show_rows(cases[:DUE])
        self._due_card.setVisible(bool(cases))
        self._right.setVisible(bool(self.due.rows or self.drafts.rows))

    def show_drafts(self, drafts: Sequence[KeptDraft]) -> None:
        """Offer the drafts to go on with."""
        items = self._finder.items if self._finder else {}
        self._draft_count.say(tr("{n} 份", n=len(drafts)))
        self.drafts.show_rows([(items[kept.state.item_key].name, kept) for kept in drafts])
        self._draft_card.setVisible(bool(drafts))
        self._right.setVisible(bool(self.due.rows or self.drafts.rows))

    def clear(self) -> None:
        """Begin anew."""
        self.search.clear()
        self._find("")

    def open_newest_draft(self) -> None:
        """Go on with the draft that was left last."""
        if self.drafts.rows:
            self.draft_chosen.emit(self.drafts.rows[0][1])

    def _lay_out(self, look: Look) -> QHBoxLayout:
        keys = (KeyCap(look, "↓"), Label(tr("选"), "caption", "text_2"))
        enter = (KeyCap(look, tr("回车")), Label(tr("打开"), "caption", "text_2"))
        found = Card(look, tr("直接受理"), gap=MD)
        found.add(self.search, row(look, self._heading, None, *keys, *enter), self.items)
        found.body.setStretchFactor(self.items, 1)
        self._due_card = Card(look, tr("要办的"), self._due_count, gap=SM).add(self.due)
        f4 = (KeyCap(look, "F4"), Label(tr("接着写"), "caption", "text_2"))
        self._draft_card = Card(look, tr("未写完的草稿"), self._draft_count, *f4, gap=SM).add(self.drafts)
        self._right = holder(column(look, self._due_card, self._draft_card, None, gap=MD))
        box = row(look, found, self._right, gap=LG, margins=(XL, LG, XL, LG))
        box.setStretch(0, 3)
        box.setStretch(1, 2)
        return box

    def _find(self, typed: str) -> None:
        found = self._finder.find(typed) if self._finder and typed.strip() else self._usual
        self._heading.say(tr("找到 {n} 项", n=len(found)) if typed.strip() else tr("本部门事项"))
        self.items.show_rows(found, 0)

    def _open_first(self) -> None:
        if self.items.rows:
            self.item_chosen.emit(self.items.rows[0])

    def _emit(self, signal: SignalInstance, value: object) -> None:
        if value is not None:
            signal.emit(value)


def _due_table(look: Look) -> Table[ShownCase]:
    return Table(
        look,
        tr("要办的"),
        (
            Column(tr("时限"), pill, 120),
            Column(tr("事项"), lambda shown: Cell(shown.row.item_name)),
            Column(tr("申请人"), lambda shown: Cell(mask_name(shown.row.applicant_name), tone="text_2"), 72),
        ),
        hugging=True,
    )


def _item_table(look: Look) -> Table[ServiceItem]:
    return Table(
        look,
        tr("事项"),
        (
            Column(tr("事项"), lambda item: Cell(item.name)),
            Column(tr("承诺"), lambda item: Cell(limit(item.promised), tone="text_2", size=CAPTION), 88),
            Column(tr("类型"), lambda item: Cell(spoken(item.handling), tone="text_2", size=CAPTION), 64),
        ),
    )


def _draft_table(look: Look) -> Table[ShownDraft]:
    return Table(
        look,
        tr("草稿"),
        (
            Column(tr("事项"), lambda shown: Cell(shown[0], icon="file")),
            Column(tr("申请人"), lambda shown: Cell(_name(shown), tone="text_2"), 72),
            Column(tr("存于"), lambda shown: Cell(_saved(shown), tone="text_2", size=CAPTION), 96),
        ),
        hugging=True,
    )


def _name(shown: ShownDraft) -> str:
    return mask_name(shown[1].state.text("name").strip())


def _saved(shown: ShownDraft) -> str:
    return moment(shown[1].saved_at)


def _id(shown: ShownCase | None) -> UUID | None:
    return None if shown is None else shown.row.case_id


def _kept(shown: ShownDraft | None) -> KeptDraft | None:
    return None if shown is None else shown[1]
