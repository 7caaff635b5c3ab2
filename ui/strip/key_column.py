"""The keys of the strip, each with its key on it, and the same on the number pad."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.ports.queue import DeskState
from ui.i18n import Words, tr
from ui.look import Look
from ui.strip.standing import Standing, StripKey, next_key, pressable
from ui.theme import MD, SM, XS
from ui.widgets.boxes import column
from ui.widgets.keys import KeyButton

KEYS: dict[StripKey, tuple[str, str, str]] = {
    StripKey.CALL: ("F5", "Num+5", "call"),
    StripKey.START: ("F11", "Num+1", "person"),
    StripKey.RECALL: ("F6", "Num+6", "recall"),
    StripKey.HOLD: ("F7", "Num+7", "hold"),
    StripKey.TRANSFER: ("F8", "Num+8", "transfer"),
    StripKey.NO_SHOW: ("F9", "Num+9", "noshow"),
    StripKey.FINISH: ("F10", "Num+0", "finish"),
    StripKey.UNDO: ("Ctrl+Z", "Num+.", "left"),
    StripKey.PAUSE: ("F12", "Num+2", "break"),
}
"""Key, the key of the number pad (the last digit of the first), and icon."""


class KeyColumn(QWidget):
    """Says `pressed` with the key, whether by the mouse, the keyboard or the number pad."""

    pressed = Signal(object)

    def __init__(self, look: Look, pad: bool) -> None:
        super().__init__()
        self._buttons = {
            key: KeyButton(look, _name(key, None), function, icon, spread=True)
            for key, (function, _pad, icon) in KEYS.items()
        }
        for key, button in self._buttons.items():
            button.clicked.connect(self._saying(key))
            for sequence in KEYS[key][: 2 if pad else 1]:
                QShortcut(QKeySequence(sequence), self).activated.connect(self._saying(key))
        self.setLayout(column(look, *self._buttons.values(), gap=XS, margins=(MD, MD, MD, SM)))
        self.shut()

    def show_standing(self, standing: Standing) -> None:
        """Let those keys be pressed that have something to act on, and fill the one that is right next."""
        able, filled = pressable(standing), next_key(standing)
        for key, button in self._buttons.items():
            button.setEnabled(key in able)
            button.restyle("primary" if key is filled else "")
            name = _name(key, standing)
            if name != button.text():
                button.rename(name)

    def shut(self) -> None:
        """Take no key: it is not known what it would do."""
        for button in self._buttons.values():
            button.setEnabled(False)

    def button(self, key: StripKey) -> KeyButton:
        """Return a key's button."""
        return self._buttons[key]

    def press(self, key: StripKey) -> None:
        """Press a key from wherever it came; one that cannot be pressed now stays silent."""
        if self._buttons[key].isEnabled():
            self.pressed.emit(key)

    def _saying(self, key: StripKey) -> Callable[[], None]:
        return lambda: self.press(key)


def _name(key: StripKey, standing: Standing | None) -> Words:
    if key is StripKey.PAUSE:
        calls = standing is not None and standing.desk is DeskState.OPEN
        return tr("暂停叫号") if calls else tr("开始叫号")
    if key is StripKey.HOLD and standing is not None and standing.turn is None and standing.held:
        return tr("叫回 {number}", number=standing.held[0].ticket.number)
    return {
        StripKey.CALL: tr("叫下一位"),
        StripKey.START: tr("开始办理"),
        StripKey.RECALL: tr("重呼"),
        StripKey.HOLD: tr("挂起"),
        StripKey.TRANSFER: tr("转窗口"),
        StripKey.NO_SHOW: tr("过号"),
        StripKey.FINISH: tr("办完"),
        StripKey.UNDO: tr("撤销叫号"),
    }[key]
