"""A further machine of a hall that stands already: its connection file, and what it is there."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.sync import Connection
from app.errors import AppError
from ui.error_texts import explain_any
from ui.i18n import tr
from ui.look import wear
from ui.setup.dependencies import SetupDependencies, Wanted
from ui.setup.hall_card import MachineCard
from ui.theme import LG, MD, XL
from ui.widgets.boxes import column, fixed, row
from ui.widgets.dialogs import Modal, ring
from ui.widgets.keys import KeyButton
from ui.widgets.notices import NoticeLine
from ui.widgets.words import Label

WIDTH = 620


class JoinDialog(Modal):
    """Says `wanted` when the file is read and the machine described; nothing is written from here."""

    wanted = Signal(object)

    def __init__(self, needs: SetupDependencies, parent: QWidget) -> None:
        super().__init__(parent)
        self._needs = needs
        self._connection: Connection | None = None
        look, title = needs.look, tr("加入已有大厅")
        self.entitle(title)
        hint = tr(
            "大厅已在别的机器上建好时，本机不用再填一遍。请管理员在中心库登记本机，带来连接文件；"
            "事项、人员和办件随后自动取回。"
        )
        self.file = Label(tr("还没有选连接文件。"), "body", "text_2", wrap=True)
        pick = KeyButton(look, tr("选连接文件"), "Ctrl+O", "file")
        self.machine = MachineCard(look, tr("本机"))
        self.notice = NoticeLine(look)
        leave = KeyButton(look, tr("返回"), "Esc")
        go_on = KeyButton(look, tr("加入"), "Ctrl+S", variant="primary")
        chosen = row(look, self.file, pick, gap=MD)
        chosen.setStretch(0, 1)
        foot = row(look, self.notice, leave, go_on, gap=MD)
        foot.setStretch(0, 1)
        head = (Label(title, "heading"), Label(hint, "body", "text_2", wrap=True))
        self.setLayout(column(look, *head, chosen, self.machine, foot, gap=MD, margins=(XL, LG, XL, LG)))
        fixed(look, self, width=WIDTH)
        leave.clicked.connect(self.reject)
        for key, button, act in (("Ctrl+O", pick, self.pick), ("Ctrl+S", go_on, self.join)):
            button.clicked.connect(act)
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        ring(look, self)
        wear(self, look)
        self.machine.choice.setFocus()

    def pick(self) -> None:
        """Ask for the connection file and read it."""
        path = self._needs.choose_connection()
        if path is None:
            return
        self.notice.busy(tr("正在读取 {name}…", name=path.name))
        self._needs.runner.run(
            "import",
            lambda _: self._needs.joiner.read(path),
            name="read connection",
            done=self._well,
            failed=self._wrong,
            owner=self,
        )

    def join(self) -> None:
        """Go on, if everything is there."""
        wrong = [one for one in self.machine.fields if not one.judge()]
        if wrong:
            wrong[0].setFocus()
            return
        connection, joiner = self._connection, self._needs.joiner
        if connection is None:
            self.notice.warn(tr("还没有选连接文件，请按 Ctrl+O。"))
            return
        self.wanted.emit(
            Wanted(
                self.machine.role,
                self.machine.counter,
                partial(joiner.begin, connection),
                lambda task: joiner.fetch(connection, task.check),
                joins=True,
            )
        )
        self.accept()

    def _well(self, connection: Connection) -> None:
        self._connection = connection
        self.notice.clear()
        self.file.say(tr("大厅 {hall}，工作站 {station}", hall=connection.hall, station=connection.station))

    def _wrong(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        self.notice.problem(explain_any(error))
