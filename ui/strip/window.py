"""The strip as a window of its own: small, always in front, and never without a word about the visitor."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from ui.i18n import Words, tr
from ui.look import wear
from ui.strip.dependencies import StripDependencies
from ui.strip.global_keys import PAD, DesktopKeys, strip_key
from ui.strip.panel import StripPanel
from ui.theme import LG, MD
from ui.widgets.boxes import column
from ui.widgets.dialogs import ask
from ui.widgets.focus import FocusRing
from ui.widgets.words import Label, Spoken

STRIP = "strip"
PAGES: dict[str, Callable[[StripDependencies], StripPanel]] = {STRIP: StripPanel}
"""The table of the strip's pages."""


class StripWindow(Spoken, QWidget):
    """Stays in front of other systems at the right edge of the screen and takes no keyboard when it opens.

    Args:
        keys: those that work while another system is in front; given back when the strip goes.
    """

    def __init__(
        self, needs: StripDependencies, application: QApplication, keys: DesktopKeys | None = None
    ) -> None:
        super().__init__()
        self._look = needs.look
        self.speak(setWindowTitle=tr("{counter} 号窗口叫号", counter=needs.actor.counter))
        self.setProperty("kind", "page")
        self.setWindowFlags(
            Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.CustomizeWindowHint
            | Qt.WindowType.WindowTitleHint
            | Qt.WindowType.WindowCloseButtonHint
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.panel = PAGES[STRIP](needs)
        self._keys = keys
        hint = Label("", "caption", "text_2", wrap=True)
        hint.setContentsMargins(*(needs.look.px(one) for one in (LG, 0, LG, MD)))
        hint.setVisible(keys is not None)
        if keys is not None:
            keys.pressed.connect(lambda pad: self.panel.keys.press(strip_key(pad)))
            hint.say(_keys_words(len(keys.taken)))
        box = column(needs.look, self.panel, hint, gap=0)
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

    def end(self) -> None:
        """Give the desktop's keys back, and go."""
        keys, self._keys = self._keys, None
        if keys is not None:
            keys.end()
        self.hide()
        self.deleteLater()

    def _leave(self) -> bool:
        words = tr("关闭后号票仍留在本窗口，再打开时会接着显示。")
        return ask(self._look, self, tr("正在为一位群众办理"), words, tr("关闭叫号条"), tr("不关"))


def _keys_words(taken: int) -> Words:
    if taken == len(PAD):
        return tr("别的系统在前面时：Ctrl 加小键盘")
    return tr("Ctrl 加小键盘被别的程序占用，只能在本程序里按键")


def open_strip(
    needs: StripDependencies, application: QApplication, keys: DesktopKeys | None = None
) -> StripWindow:
    """Open the strip at the upper right edge of the screen."""
    window = StripWindow(needs, application, keys)
    window.adjustSize()
    free = window.screen().availableGeometry()
    window.move(free.right() - window.width(), free.top())
    window.show()
    return window
