"""Mending a record that the centre refused: its words as they stand, to be changed and sent again."""

import json

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.domain.sync import Parked
from ui.i18n import tr
from ui.look import Look, wear
from ui.sync.words import reason_words
from ui.theme import LG, MD, XL
from ui.widgets.boxes import column, fixed, row
from ui.widgets.dialogs import Modal, ring
from ui.widgets.keys import KeyButton
from ui.widgets.words import Label


class MendDialog(Modal):
    """Shows the record's content line by line; what is not a record any more cannot be sent."""

    mended = Signal(str)

    def __init__(self, look: Look, parent: QWidget, parked: Parked) -> None:
        super().__init__(parent)
        title = tr("修改后重传")
        self.entitle(title)
        self.content = QPlainTextEdit(_lines(parked.text))
        self.content.setAccessibleName(tr("记录的内容"))
        self.content.setTabChangesFocus(True)
        self._fault = Label("", "body", "error", wrap=True)
        send = KeyButton(look, tr("重传"), "Ctrl+Enter", variant="primary")
        keep = KeyButton(look, tr("不改"), "Esc")
        send.clicked.connect(self.send)
        keep.clicked.connect(self.reject)
        hint = Label(
            tr("只改出错的地方。本机的记录不变，中心收下的是改后的内容，改动会记入日志。"), wrap=True
        )
        self.setLayout(
            column(
                look,
                Label(title, "heading"),
                Label(reason_words(parked), wrap=True),
                hint,
                self.content,
                self._fault,
                row(look, None, keep, send, gap=MD),
                gap=MD,
                margins=(XL, LG, XL, LG),
            )
        )
        fixed(look, self, width=620, height=520)
        ring(look, self)
        wear(self, look)
        self.content.setFocus()

    def send(self) -> None:
        """Hand the changed content over, if it is a record still."""
        try:
            changed = json.loads(self.content.toPlainText())
        except ValueError:
            changed = None
        if not isinstance(changed, dict):
            self._fault.say(tr("括号、引号或逗号不配对，现在还不能重传。请补齐后再试。"))
            return
        self.mended.emit(json.dumps(changed, ensure_ascii=False, separators=(",", ":")))
        self.accept()


def _lines(text: str) -> str:
    try:
        return json.dumps(json.loads(text), indent=1, ensure_ascii=False)
    except ValueError:
        return text
