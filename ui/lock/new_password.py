"""Choosing a new password: because somebody else set it, or because it is old."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.errors import AppError
from ui.error_texts import explain
from ui.i18n import Words, tr
from ui.look import Look, wear
from ui.tasks import TaskRunner
from ui.theme import LG, MD, SM, XL
from ui.widgets.boxes import column, fixed, row
from ui.widgets.dialogs import Modal, ring
from ui.widgets.fields import Field
from ui.widgets.icons import Icon
from ui.widgets.keys import KeyButton
from ui.widgets.notices import NoticeLine
from ui.widgets.words import Label

Change = Callable[[str], None]
"""Changes the password to this one; blocks, raises `RuleError`."""


class NewPasswordDialog(Modal):
    """Asks twice for a new password; accepted when it has been changed."""

    def __init__(self, look: Look, runner: TaskRunner, parent: QWidget, why: Words, change: Change) -> None:
        super().__init__(parent)
        self._runner, self._change = runner, change
        self.entitle(tr("改密码"))
        self.first = Field(
            look, tr("新密码"), hint=tr("至少 8 位，大写、小写、数字、符号中至少三种，不含用户名")
        )
        self.again = Field(look, tr("再输一次"))
        for field in (self.first, self.again):
            field.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.again.edit.goes_on = False
        self.notice = NoticeLine(look)
        self.keep = KeyButton(look, tr("暂不改"), "Esc")
        self.save = KeyButton(look, tr("改好并登录"), tr("回车"), "finish", "primary")
        self.keep.clicked.connect(self.reject)
        self.save.clicked.connect(self.change)
        head = row(look, Icon(look, "lock", 24, "primary"), Label(tr("改密码"), "heading"), None, gap=SM)
        ends = row(look, None, self.keep, self.save, gap=MD)
        parts = (head, Label(why, wrap=True), self.first, self.again, self.notice, ends)
        self.setLayout(column(look, *parts, gap=MD, margins=(XL, LG, XL, LG)))
        fixed(look, self, width=460)
        ring(look, self)
        wear(self, look)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Change it at Enter in the second field; here nothing is lost by accident."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.change()
        else:
            super().keyPressEvent(event)

    def change(self) -> None:
        """Change the password, if both fields say the same."""
        if not (self.first.judge() and self.again.judge()):
            return
        if self.first.text != self.again.text:
            self.notice.problem(tr("两次输入的新密码不一样，请重新输入。"))
            self.again.put("")
            self.again.setFocus()
            return
        chosen = self.first.text
        self.save.setEnabled(False)
        self.notice.busy(tr("正在改密码…"))
        self._runner.run(
            "db",
            lambda _: self._change(chosen),
            name="change password",
            done=lambda _: self.accept(),
            failed=self._refused,
            owner=self,
        )

    def _refused(self, error: Exception) -> None:
        self.save.setEnabled(True)
        if not isinstance(error, AppError):
            raise error
        self.notice.problem(explain(error))
        self.first.setFocus()
