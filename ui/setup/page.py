"""The first page of a first start: hall, workbooks, machine; nothing is written from here."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.hall_records import NewHall
from app.settings import Role
from ui.i18n import tr
from ui.setup.dependencies import SetupDependencies, Wanted
from ui.setup.hall_card import HallCard, MachineCard
from ui.setup.import_card import ImportCard
from ui.theme import LG, MD, SM, XL
from ui.widgets.boxes import column, fixed, holder, row, scrolled
from ui.widgets.fields import Field
from ui.widgets.keys import KeyButton
from ui.widgets.notices import NoticeLine
from ui.widgets.words import Label

LEFT = 520


class SetupPage(QWidget):
    """Says `wanted` when everything is there and right, `demo_wanted` when one only wants to look."""

    wanted = Signal(object)
    demo_wanted = Signal()

    def __init__(self, needs: SetupDependencies) -> None:
        super().__init__()
        self._waiting = False
        look = needs.look
        self.hall, self.machine = HallCard(look), MachineCard(look)
        self.tables = ImportCard(needs)
        self.notice = NoticeLine(look)
        self.demo = KeyButton(look, tr("先看演示大厅"), "F9", "eye")
        self.make = KeyButton(look, tr("建立大厅"), "Ctrl+S", "home", "primary")
        told = tr("填大厅、选工作簿、说明本机，然后按 Ctrl+S。建好以前什么都不写入。")
        left = scrolled(holder(column(look, self.hall, self.machine, None, gap=MD)), tr("大厅和本机"))
        fixed(look, left, width=LEFT)
        middle = row(look, left, self.tables, gap=LG)
        middle.setStretch(1, 1)
        foot = row(look, self.demo, self.notice, self.make, gap=MD)
        foot.setStretch(1, 1)
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
        wrong = [one for one in self._fields() if not one.judge()]
        if wrong:
            wrong[0].setFocus()
            return
        if not self.tables.files:
            self.notice.warn(tr("还没有选工作簿，请按 Ctrl+O。"))
            return
        # Read once more with the word that stands there now: it begins the numbers of all papers.
        self._waiting = True
        self.make.setEnabled(False)
        self.tables.read(self.hall.word.text.strip())

    def refuse(self, words: str) -> None:
        """Say why the hall was not made, and let it be asked for again."""
        self.make.setEnabled(True)
        self.notice.problem(words)

    def _fields(self) -> tuple[Field, ...]:
        role = Role(self.machine.role.value)
        counter = (self.machine.counter,) if role is Role.CLERK else ()
        return (*self.hall.fields, *counter, self.machine.password)

    def _connect(self) -> None:
        self.make.clicked.connect(self.start)
        self.demo.clicked.connect(self.demo_wanted)
        self.tables.judged.connect(self._judged)
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+O": self.tables.pick,
            "F5": lambda: self.tables.read(""),
            "Esc": self.tables.stop,
            "Ctrl+S": self.start,
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
        role, counter = Role(self.machine.role.value), self.machine.counter.text.strip()
        self.wanted.emit(Wanted(hall, role, counter))
