"""The page of a first start: hall, workbooks, machine, and one key that makes the hall."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.hall_records import HallRecords
from app.errors import AppError
from app.services.import_hall import NewHall, Piece
from app.settings import Role
from ui.error_texts import explain_any
from ui.i18n import tr
from ui.look import wear
from ui.setup.dependencies import SetupDependencies
from ui.setup.hall_card import HallCard, MachineCard
from ui.setup.import_card import ImportCard
from ui.theme import LG, MD, SM, XL
from ui.widgets.boxes import column, fixed, holder, row, scrolled
from ui.widgets.fields import Field
from ui.widgets.focus import FocusRing
from ui.widgets.keys import KeyButton
from ui.widgets.notices import NoticeLine
from ui.widgets.tab_order import order_tabs
from ui.widgets.words import Label

LEFT = 520


class SetupPage(QWidget):
    """Says `made` with role and counter when the hall stands, `demo_wanted` when one only wants to look."""

    made = Signal(object, str)
    demo_wanted = Signal()

    def __init__(self, needs: SetupDependencies, application: QApplication) -> None:
        super().__init__()
        self._needs = needs
        self._waiting = False
        look = needs.look
        self.setProperty("kind", "page")
        self.setWindowTitle(tr("建立大厅"))
        self.hall, self.machine = HallCard(look), MachineCard(look)
        self.tables = ImportCard(needs)
        self.notice = NoticeLine(look)
        self.demo = KeyButton(look, tr("先看演示大厅"), "F9", "eye")
        self.make = KeyButton(look, tr("建立大厅"), "Ctrl+S", "home", "primary")
        told = tr("填大厅、选工作簿、说明本机，然后按 Ctrl+S。建好以前什么都不写入。")
        head = column(
            look,
            Label(tr("建立大厅"), "title"),
            Label(told, "body", "text_2", wrap=True),
            gap=SM,
        )
        left = scrolled(holder(column(look, self.hall, self.machine, None, gap=MD)), tr("大厅和本机"))
        fixed(look, left, width=LEFT)
        middle = row(look, left, self.tables, gap=LG)
        middle.setStretch(1, 1)
        foot = row(look, self.demo, self.notice, self.make, gap=MD)
        foot.setStretch(1, 1)
        box = column(look, head, holder(middle), foot, gap=MD, margins=(XL, LG, XL, LG))
        box.setStretch(1, 1)
        self.setLayout(box)
        wear(self, look)
        order_tabs(self)
        self._ring = FocusRing(look, self, application)
        self._connect()
        self.hall.name.setFocus()

    def start(self) -> None:
        """Make the hall, or go to what is still missing."""
        wrong = [one for one in self._fields() if not one.judge()]
        if wrong:
            wrong[0].setFocus()
            return
        if not self.tables.files:
            self.notice.warn(tr("还没有选工作簿，请按 Ctrl+O。"))
            return
        # Read once more with the word that stands there now: it begins the numbers of all papers.
        self._waiting = True
        self.tables.read(self.hall.word.text.strip())

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
        if self.tables.records is None:
            self.notice.problem(tr("工作簿还有错误，请先改正。"))
            self.tables.faults.setFocus()
        else:
            self._write(self.tables.records)

    def _write(self, records: HallRecords) -> None:
        hall = NewHall(self.hall.facts, records, self.machine.password.text)
        role, counter = Role(self.machine.role.value), self.machine.counter.text.strip()
        self.make.setEnabled(False)
        self.notice.busy(tr("正在建立大厅…"), lambda: None)
        self.notice.show_progress()
        self._needs.runner.run_in_pieces(
            "import",
            lambda _: self._needs.write(hall),
            name="write hall",
            done=lambda _: self._written(role, counter),
            failed=self._failed,
            progress=self._follow,
            owner=self,
        )

    def _follow(self, piece: Piece) -> None:
        self.notice.advance(piece.done, piece.total)

    def _written(self, role: Role, counter: str) -> None:
        save = self._needs.save_machine
        self._needs.runner.run(
            "settings",
            lambda _: save(role, counter),
            name="save machine",
            done=lambda _: self._ready(role, counter),
            failed=self._failed,
            owner=self,
        )

    def _ready(self, role: Role, counter: str) -> None:
        self.notice.note(tr("大厅已建立"))
        self.made.emit(role, counter)

    def _failed(self, error: Exception) -> None:
        self.make.setEnabled(True)
        if not isinstance(error, AppError):
            raise error
        self.notice.problem(explain_any(error))
