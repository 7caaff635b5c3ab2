"""Keys for the whole desktop under Windows: registered hot keys, which come as messages of this thread."""

import ctypes
import sys
from collections.abc import Iterable

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Signal

_CONTROL, _NO_REPEAT, _HOT_KEY = 0x2, 0x4000, 0x0312
_VIRTUAL = {str(digit): 0x60 + digit for digit in range(10)} | {".": 0x6E}
_FIRST = 0x4A00


class _Message(ctypes.Structure):
    """The head of MSG of the Windows API."""

    _fields_ = [("window", ctypes.c_void_p), ("message", ctypes.c_uint), ("wparam", ctypes.c_void_p)]


def hot_key(message: int, first: int = _FIRST) -> int | None:
    """Return the number of the hot key that a message at an address tells of, None for any other message."""
    told = _Message.from_address(message)
    return (told.wparam or 0) - first if told.message == _HOT_KEY else None


class _Filter(QAbstractNativeEventFilter):
    def __init__(self, owner: "WindowsKeys") -> None:
        super().__init__()
        self._owner = owner

    def nativeEventFilter(  # noqa: N802
        self, event_type: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        if bytes(event_type) != b"windows_generic_MSG":  # type: ignore[arg-type]  # a QByteArray has bytes
            return False, 0
        return self._owner.came(hot_key(int(message))), 0


class WindowsKeys(QObject):
    """Says `pressed` with the key of the number pad that was pressed with Ctrl.

    Args:
        keys: digits and the point.

    Attributes:
        taken: the keys that are ours; others are another program's.

    Raises:
        OSError: this is not Windows.
    """

    pressed = Signal(str)

    def __init__(self, keys: Iterable[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keys = tuple(keys)
        self.taken = frozenset(key for place, key in enumerate(self._keys) if _register(place, key))
        self._filter = _Filter(self)
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self._filter)

    def came(self, number: int | None) -> bool:
        """Say a hot key's key; tell whether the message was one of ours."""
        if number is None or not 0 <= number < len(self._keys):
            return False
        self.pressed.emit(self._keys[number])
        return True

    def end(self) -> None:
        """Give the keys back."""
        application = QCoreApplication.instance()
        if application is not None:
            application.removeNativeEventFilter(self._filter)
        for place in range(len(self._keys)):
            _unregister(place)


def _register(place: int, key: str) -> bool:
    if sys.platform != "win32":
        raise OSError("not Windows")
    else:  # noqa: RET506 (for the type checker, which reads each platform's branch alone)
        held = _CONTROL | _NO_REPEAT
        return bool(ctypes.windll.user32.RegisterHotKey(None, _FIRST + place, held, _VIRTUAL[key]))


def _unregister(place: int) -> None:
    if sys.platform == "win32":
        ctypes.windll.user32.UnregisterHotKey(None, _FIRST + place)
