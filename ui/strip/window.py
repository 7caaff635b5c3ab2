"""The strip as a window of its own: small, always in front, and never without a word about the visitor."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from ui.i18n import tr
from ui.look import wear
from ui.strip.dependencies import StripDependencies
from ui.strip.panel import StripPanel
from ui.widgets.boxes import column
from ui.widgets.dialogs import ask
from ui.widgets.focus import FocusRing

STRIP = "strip"
PAGES: dict[str, Callable[[StripDependencies], StripPanel]] = {STRIP: StripPanel}
"""The table of the strip's pages."""


class StripWindow(QWidget):
    """Stays in front of other systems at the right edge of the screen and takes no keyboard when it opens."""

    def __init__(self, needs: StripDependencies, application: QApplication) -> None:
        super().__init__()
        self._look = needs.look
        self.setWindowTitle(tr("{counter} 号窗口叫号", counter=needs.actor.counter))
        self.setProperty("kind", "page")
        self.setWindowFlags(
            Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.CustomizeWindowHint
            | Qt.WindowType.WindowTitleHint
            | Qt.WindowType.WindowCloseButtonHint
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.panel = PAGES[STRIP](needs)
        box = column(needs.look, self.panel, gap=0)
        box.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)  # as small as what it shows
        self.setLayout(box)
        wear(self, needs.look)
        self._ring = FocusRing(needs.look, self, application)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Ask before a visitor is left in mid-service."""
        if self.panel.busy and not self._leave():
            event.ignore()
        else:
            super().closeEvent(event)

    def _leave(self) -> bool:
        words = tr("关闭后号票仍留在本窗口，再打开时会接着显示。")
        return ask(self._look, self, tr("正在为一位群众办理"), words, tr("关闭叫号条"), tr("不关"))


def open_strip(needs: StripDependencies, application: QApplication) -> StripWindow:
    """Open the strip at the upper right edge of the screen."""
    window = StripWindow(needs, application)
    window.adjustSize()
    free = window.screen().availableGeometry()
    window.move(free.right() - window.width(), free.top())
    window.show()
    return window
