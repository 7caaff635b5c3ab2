"""The wizard of a first start: the hall, its recovery code, then this machine page by page."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from app.errors import AppError
from ui.error_texts import explain_any
from ui.i18n import tr
from ui.look import wear
from ui.setup.code_page import CodePage
from ui.setup.dependencies import SetupDependencies, Wanted
from ui.setup.join_dialog import JoinDialog
from ui.setup.page import SetupPage
from ui.setup.trail import Trail
from ui.staff_window import PageTab
from ui.theme import LG, MD, XL
from ui.widgets.boxes import column, row
from ui.widgets.focus import FocusRing
from ui.widgets.keys import KeyButton
from ui.widgets.rare_character import offer_rare_characters
from ui.widgets.tab_order import order_tabs
from ui.widgets.words import Label, Spoken

FIRST_OF_MACHINE = 2
"""The place of the first page after the hall and its code."""


class SetupWizard(Spoken, QWidget):
    """Says `made` when everything is set up, `demo_wanted` when one only wants to look.

    Args:
        machine_tabs: opens the machine that the hall was written for, and returns the pages in which it is
            set up; called on the main thread once the hall stands; raises `StorageError`.
    """

    made = Signal()
    demo_wanted = Signal()

    def __init__(
        self,
        needs: SetupDependencies,
        application: QApplication,
        machine_tabs: Callable[[], Sequence[PageTab]],
    ) -> None:
        super().__init__()
        self._needs, self._machine_tabs = needs, machine_tabs
        self._wanted: Wanted | None = None
        self._stands = False
        look = needs.look
        self.setProperty("kind", "page")
        self.speak(setWindowTitle=tr("建立大厅"))
        self.hall, self.code = SetupPage(needs), CodePage(look)
        names = (tr("大厅"), tr("恢复码"), tr("设备"), tr("打印机校准"), tr("中心库"))
        self.trail = Trail(look, names)
        self.go_on = KeyButton(look, tr("下一步"), "Ctrl+Enter", "right")
        self.go_on.hide()
        head = row(look, Label(tr("建立大厅"), "title"), None, self.trail, None, self.go_on)
        self.stack = QStackedWidget()
        for page in (self.hall, self.code):
            self.stack.addWidget(page)
        top = column(look, head, gap=MD, margins=(XL, LG, XL, 0))
        box = column(look, top, self.stack, gap=0)
        box.setStretch(1, 1)
        self.setLayout(box)
        wear(self, look)
        offer_rare_characters(look, self)
        order_tabs(self)
        self._ring = FocusRing(look, self, application)
        self._connect()
        self.hall.setFocus()

    def show_next(self) -> None:
        """Show the next page of this machine, or end after the last one."""
        place = self.stack.currentIndex() + 1
        if place == self.stack.count():
            self.made.emit()
            return
        self._show(place)

    def _connect(self) -> None:
        self.hall.demo_wanted.connect(self.demo_wanted)
        self.hall.wanted.connect(self._begin)
        self.hall.join_wanted.connect(self._ask_join)
        self.code.confirmed.connect(self._bring)
        self.go_on.clicked.connect(self.show_next)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.go_on.click)

    def _show(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self.trail.go(place)
        self.go_on.setVisible(place >= FIRST_OF_MACHINE)
        last = place == self.stack.count() - 1
        self.go_on.speak(setText=tr("完成，开始办公") if last else tr("下一步"))
        order_tabs(self)
        shown = self.stack.currentWidget()
        if shown is not None:
            shown.setFocus()

    def _ask_join(self) -> None:
        dialog = JoinDialog(self._needs, self)
        dialog.wanted.connect(self._begin)
        dialog.open()

    def _begin(self, wanted: Wanted) -> None:
        """Make the store before anything is written, so that a hall never stands without its code."""
        self._wanted = wanted
        self.hall.hold()
        self.hall.notice.busy(tr("正在建立本机数据…"))
        self._needs.runner.run(
            "import",
            lambda _: wanted.begin(),
            name="make store",
            done=self._show_code,
            failed=lambda error: _told(error, self.hall.refuse),
            owner=self,
        )

    def _show_code(self, code: str) -> None:
        self.hall.notice.clear()
        if not code:  # told before what was broken off
            self._bring()
            return
        self.code.show_code(code, joins=self._is_wanted().joins)
        self._show(1)

    def _bring(self) -> None:
        wanted, here = self._is_wanted(), self._here()
        if self._stands:  # the hall was brought, what came after it failed
            self._save(wanted)
            return
        task = self._needs.runner.run(
            "import",
            wanted.bring,
            name="bring hall",
            done=lambda _: self._save(wanted),
            failed=lambda error: _told(error, here.refuse),
            progress=lambda far: here.notice.advance(*far),
            owner=self,
        )
        if not wanted.joins:
            here.notice.busy(tr("正在写入大厅…"))
            return

        def stop() -> None:
            task.cancel()
            here.refuse(tr("已停止取回。取到的部分不会丢，可以接着取回。"))

        here.notice.busy(tr("正在取回大厅资料…"), stop)
        here.notice.show_progress()

    def _is_wanted(self) -> Wanted:
        if self._wanted is None:
            raise ValueError("nobody said yet how the hall is to come")
        return self._wanted

    def _here(self) -> SetupPage | CodePage:
        return self.code if self.stack.currentWidget() is self.code else self.hall

    def _save(self, wanted: Wanted) -> None:
        self._stands = True
        self._needs.runner.run(
            "settings",
            lambda _: self._needs.save_machine(wanted.role, wanted.counter),
            name="save machine",
            done=lambda _: self._set_machine_up(),
            failed=lambda error: _told(error, self._here().refuse),
            owner=self,
        )

    def _set_machine_up(self) -> None:
        try:
            tabs = self._machine_tabs()
        except AppError as error:
            self._here().refuse(explain_any(error))
            return
        for tab in tabs:
            self.stack.addWidget(tab.make())
        self.code.show_code("")
        self._show(FIRST_OF_MACHINE)


def _told(error: Exception, refuse: Callable[[str], None]) -> None:
    if not isinstance(error, AppError):
        raise error
    refuse(explain_any(error))
