"""Which slip is called, while the line to the hall's queue is lost: typed from the paper, or scanned."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.i18n import tr
from ui.look import Look
from ui.widgets.dialogs import Choice, Dialog
from ui.widgets.fields import Field


class SlipDialog(Dialog):
    """Asks for a slip; Enter behind the number calls it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        self.slip = Field(look, tr("号票上的号码"), narrow=True, hint=tr("也可以扫号票上的二维码"))
        super().__init__(
            look,
            parent,
            tr("按号票叫号"),
            tr("连不上大厅的排队服务器，不知道下一位是谁。请看群众手里的号票，号小的先办。"),
            (Choice(tr("不叫"), 0), Choice(tr("叫号"), 1, "primary")),
            self.slip,
            icon="call",
        )
        self.slip.edit.goes_on = False
        self.slip.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Call at Enter, once there is a number; a scanner ends with it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.slip.text.strip():
            self.done(1)
        else:
            super().keyPressEvent(event)


def ask_slip(look: Look, parent: QWidget) -> str:
    """Return the number or the code of the slip to call, empty if none."""
    dialog = SlipDialog(look, parent)
    try:
        return dialog.slip.text.strip() if dialog.exec() == 1 else ""
    finally:
        dialog.deleteLater()
