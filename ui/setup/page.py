"""The first page of a first start: hall, workbooks, machine; nothing is written from here."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.hall_records import NewHall
from ui.i18n import tr
from ui.setup.dependencies import SetupDependencies, Wanted
from ui.setup.hall_card import FirstMachineCard, HallCard
from ui.setup.import_card import ImportCard
from ui.tasks import Task
from ui.theme import LG, MD, SM, XL
from ui.widgets.boxes import column, fixed, holder, row, scrolled
from ui.widgets.fields import Field
from ui.widgets.keys import KeyButton
from ui.widgets.notices import NoticeLine
from ui.widgets.words import Label

LEFT = 520


class SetupPage(QWidget):
    """Says `wanted` when everything is there and right.

    It says `demo_wanted` when one only wants to look, `join_wanted` when the hall stands elsewhere already.
    """

    wanted = Signal(object)
    demo_wanted = Signal()
    join_wanted = Signal()

    def __init__(self, needs: SetupDependencies) -> None:
        super().__init__()
        self._needs, self._waiting = needs, False
        look = needs.look
        self.hall, self.machine = HallCard(look), FirstMachineCard(look)
        self.tables = ImportCard(needs)
        self.notice = NoticeLine(look)
        self.demo = KeyButton(look, tr("先看演示大厅"), "F9", "eye")
        self.join = KeyButton(look, tr("加入已有大厅"), "F8", "right")
        self.make = KeyButton(look, tr("建立大厅"), "Ctrl+S", "home", "primary")
        told = tr("填大厅、选工作簿、说明本机，然后按 Ctrl+S。建好以前什么都不写入。")
        left = scrolled(holder(column(look, self.hall, self.machine, None, gap=MD)), tr("大厅和本机"))
        fixed(look, left, width=LEFT)
        middle = row(look, left, self.tables, gap=LG)
        middle.setStretch(1, 1)
        foot = row(look, self.demo, self.join, self.notice, self.make, gap=MD)
        foot.setStretch(2, 1)
        words = Label(told, "body", "text_2", wrap=True)
        box = column(look, words, holder(middle), foot, gap=MD, margins=(XL, SM, XL, LG))
        box.setStretch(1, 1)
        self.setLayout(box)
        self._connect()

    def setFocus(  # noqa: N802
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Give the keyboard to the hall's name."""
        self.hall.name.setFocus(reason)

    def start(self) -> None:
        """Ask for the hall to be made, or go to what is still missing."""
        if not self.make.isEnabled():
            return
        wrong = [one for one in self._fields() if not one.judge()]
        if wrong:
            wrong[0].setFocus()
            return
        if not self.tables.files:
            self.notice.warn(tr("还没有选工作簿，请按 Ctrl+O。"))
            return
        # Read once more with the word that stands there now: it begins the numbers of all papers.
        self._waiting = True
        self.hold()
        self.tables.read(self.hall.word.text.strip())

    def ask_join(self) -> None:
        """Ask to join a hall, unless one is on its way already."""
        if self.make.isEnabled():
            self.join_wanted.emit()

    def hold(self) -> None:
        """Take no other wish while one is on its way."""
        self.make.setEnabled(False)
        self.join.setEnabled(False)

    def refuse(self, words: str) -> None:
        """Say why the hall was not made, and let it be asked for again."""
        self.make.setEnabled(True)
        self.join.setEnabled(True)
        self.notice.problem(words)

    def _fields(self) -> tuple[Field, ...]:
        return *self.hall.fields, *self.machine.fields

    def _connect(self) -> None:
        self.make.clicked.connect(self.start)
        self.demo.clicked.connect(self.demo_wanted)
        self.join.clicked.connect(self.ask_join)
        self.tables.judged.connect(self._judged)
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+O": self.tables.pick,
            "F5": lambda: self.tables.read(""),
            "Ctrl+S": self.start,
            "F8": self.ask_join,
            "F9": self.demo_wanted.emit,
        }
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _judged(self) -> None:
        waiting, self._waiting = self._waiting, False
        if not waiting:
            return
        records = self.tables.records
        if records is None:
            self.refuse(tr("工作簿还有错误，请先改正。"))
            self.tables.faults.setFocus()
            return
        hall = NewHall(self.hall.facts, records, self.machine.password.text)
        maker = self._needs.maker

        def bring(task: Task) -> None:
            for piece in maker.write(hall):
                task.advance(piece.done, piece.total)

        begin = partial(maker.begin, hall)
        self.wanted.emit(Wanted(self.machine.role, self.machine.counter, begin, bring))
