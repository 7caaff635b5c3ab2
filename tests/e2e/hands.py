"""Two hands on a keyboard: keys go to whatever has the focus; keys that are not typed data are counted."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

PATIENCE = 1000  # rounds of events until a new window has the keyboard

_MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}


_SIGNS = {"=": Qt.Key.Key_Equal, "-": Qt.Key.Key_Minus}


class Hands:
    """Press keys as a clerk does.

    Attributes:
        pressed: the keys pressed so far beyond typed data, by their names.
    """

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self.pressed: list[str] = []

    def press(self, *keys: str) -> None:
        """Press keys such as `Return`, `Ctrl+1`, `Space`, `a`; each counts."""
        for key in keys:
            self.pressed.append(key)
            *modifiers, name = key.split("+") if key != "+" else [key]
            held = Qt.KeyboardModifier.NoModifier
            for modifier in modifiers:
                held |= _MODIFIERS[modifier]
            code = _SIGNS.get(name) or Qt.Key[f"Key_{name.upper() if len(name) == 1 else name}"]
            QTest.keyClick(self._target(), code, held)
            self._application.processEvents()

    def pad(self, digit: str) -> None:
        """Press a digit of the number pad."""
        self.pressed.append(f"Num+{digit}")
        QTest.keyClick(self._target(), Qt.Key[f"Key_{digit}"], Qt.KeyboardModifier.KeypadModifier)
        self._application.processEvents()

    def type(self, text: str) -> None:
        """Type data: ASCII key by key, the rest as an input method commits it. Does not count."""
        for char in text:
            target = self._target()
            if char.isascii():
                QTest.keyClicks(target, char)
            else:
                event = QInputMethodEvent()
                event.setCommitString(char)
                QCoreApplication.sendEvent(target, event)
        self._application.processEvents()

    def holds(self) -> str:
        """Return the accessible name of what has the keyboard."""
        return self._target().accessibleName()

    def _target(self) -> QWidget:
        for _ in range(PATIENCE):
            target = self._application.focusWidget()
            if target is not None:
                return target
            self._application.processEvents()
        raise AssertionError("nothing has the keyboard")
