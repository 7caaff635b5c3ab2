"""The left column of the guide's first page: one box for whatever a visitor asks, and what was found."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.items import Department, ServiceItem
from ui.i18n import tr
from ui.item_finder import ItemFinder
from ui.look import Look
from ui.theme import CAPTION, MD, SM
from ui.widgets.boxes import column, row
from ui.widgets.fields import SearchField
from ui.widgets.keys import KeyCap
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.widgets.words import Label

SEARCH_MS = 60


class QuestionField(SearchField):
    """Down goes into the list, Enter keeps the first answer, Esc clears."""

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


class Finding(QWidget):
    """Says `chosen` with the item that stands in the list's chosen row."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._finder: ItemFinder | None = None
        self._organs: Mapping[str, Department] = {}
        self.search = QuestionField(look, tr("群众问什么"), tr("怎么说都能查"), "F3")
        self._count = Label("", "caption", "text_2")
        self.found: Table[ServiceItem] = Table(
            look,
            tr("找到的事项"),
            (
                Column(tr("事项"), lambda item: Cell(item.name)),
                Column(tr("窗口"), lambda item: Cell(str(item.counter), tone="text_2", size=CAPTION), 40),
            ),
        )
        self._typing = QTimer(self, singleShot=True, interval=SEARCH_MS)
        self._typing.timeout.connect(self.look_up)
        self.search.textEdited.connect(lambda _: self._typing.start())
        self.search.down.connect(self.found.setFocus)
        self.found.moved.connect(lambda: self.chosen.emit(self.found.chosen()))
        hint = row(look, self._count, None, KeyCap(look, "↓"), Label(tr("选"), "caption", "text_2"), gap=SM)
        box = column(look, self.search, hint, self.found, gap=MD)
        box.setStretch(2, 1)
        self.setLayout(box)

    def show_items(self, finder: ItemFinder) -> None:
        """Search among these items from now on; the chosen one stays chosen while it is found."""
        self._finder = finder
        before = self.found.chosen()
        self.look_up(before.key if before is not None else "")

    def look_up(self, stays: str = "") -> None:
        """Find what the typed words may mean; without words, every item of the hall.

        Args:
            stays: key of the item that is chosen where it is found; else the first one is.
        """
        self._typing.stop()
        if self._finder is None:
            return
        typed = self.search.text()
        found = self._finder.find(typed) if typed.strip() else tuple(self._finder.items.values())
        before = self.found.chosen()
        self._count.say(tr("找到 {n} 项", n=len(found)))
        self.found.show_rows(found, next((place for place, one in enumerate(found) if one.key == stays), 0))
        if self.found.chosen() is not before:
            self.chosen.emit(self.found.chosen())
