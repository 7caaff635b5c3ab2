"""The recovery code of a new hall's store: shown once, copied by hand, confirmed by its last group."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.errors import RuleError
from ui.i18n import tr
from ui.look import Look
from ui.theme import LG, MD, SM, XL
from ui.widgets.boxes import Card, column, fixed, row, surface
from ui.widgets.fields import Field
from ui.widgets.keys import KeyButton
from ui.widgets.notices import NoticeLine
from ui.widgets.words import Label

WIDTH = 760


class CodePage(QWidget):
    """Says `confirmed` when the last group was typed as it stands on the paper it was copied to."""

    confirmed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._code = ""
        card = Card(look, tr("抄下恢复码"), gap=MD, padding=XL)
        self.groups = [Label("", "figure") for _ in range(2)]
        code = surface("well", column(look, *self.groups, gap=SM, margins=(LG, MD, LG, MD)))
        self.typed = Field(look, tr("最后一组（4 位）"), self._check, narrow=True)
        self.go_on = KeyButton(look, tr("已抄好，写入大厅"), "Enter", "home", "primary")
        self.notice = NoticeLine(look)
        told = (
            tr("本机数据已加密。换机器、换硬盘后要用这个恢复码才能打开数据和备份。"),
            tr("它只显示这一次。请抄在纸上封存，由中心负责人和系统管理员各存一份，不要拍照，不要存在本机。"),
            tr("抄好后，照抄下的纸输入最后一组。"),
        )
        card.add(*(Label(words, "body", "text_2", wrap=True) for words in told[:2]), code)
        card.add(Label(told[2], "body", "text_2", wrap=True), fixed(look, self.typed, width=200))
        foot = row(look, self.notice, self.go_on, gap=MD)
        foot.setStretch(0, 1)
        card.add(foot)
        fixed(look, card, width=WIDTH)
        middle = row(look, None, card, None)
        self.setLayout(column(look, None, middle, None, gap=0))
        self.typed.edit.goes_on = False
        self.go_on.clicked.connect(self.confirm)
        for key in ("Return", "Enter"):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.confirm)

    def setFocus(  # noqa: N802
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Give the keyboard to what is typed."""
        self.typed.setFocus(reason)

    def show_code(self, code: str, *, joins: bool = False) -> None:
        """Show a code in two lines of groups, before a hall is written or, where it `joins`, fetched."""
        self.go_on.speak(setText=tr("已抄好，取回大厅") if joins else tr("已抄好，写入大厅"))
        self._code = code
        groups = code.split("-")
        half = (len(groups) + 1) // 2
        for label, part in zip(self.groups, (groups[:half], groups[half:]), strict=True):
            label.say("  ".join(part))

    def confirm(self) -> None:
        """Go on if the last group is right."""
        if self.go_on.isEnabled() and self.typed.judge():
            self.go_on.setEnabled(False)
            self.confirmed.emit()

    def refuse(self, words: str) -> None:
        """Say what went wrong, and let it be tried again."""
        self.go_on.setEnabled(True)
        self.notice.problem(words)

    def _check(self, text: str) -> None:
        if text.upper() != self._code.rpartition("-")[2]:
            raise RuleError("import.code")
