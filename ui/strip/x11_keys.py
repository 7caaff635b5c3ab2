"""Keys for the whole desktop under X11, on a connection of our own beside Qt's."""

import ctypes
from collections.abc import Iterable
from ctypes import POINTER, byref, c_char_p, c_int, c_long, c_uint, c_ulong, c_void_p

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_KEY_PRESS, _GRAB_ASYNC = 2, 1
_CONTROL, _CAPS, _NUM = 1 << 2, 1 << 1, 1 << 4
_LOCKS = (0, _CAPS, _NUM, _CAPS | _NUM)
"""Whatever is locked, the key is the same one."""
_KEYSYMS = {str(digit): 0xFFB0 + digit for digit in range(10)} | {".": 0xFFAE}


class _KeyEvent(ctypes.Structure):
    """XKeyEvent of Xlib."""

    _fields_ = [
        ("type", c_int),
        ("serial", c_ulong),
        ("send_event", c_int),
        ("display", c_void_p),
        ("window", c_ulong),
        ("root", c_ulong),
        ("subwindow", c_ulong),
        ("time", c_ulong),
        ("x", c_int),
        ("y", c_int),
        ("x_root", c_int),
        ("y_root", c_int),
        ("state", c_uint),
        ("keycode", c_uint),
        ("same_screen", c_int),
    ]


class _Event(ctypes.Union):
    _fields_ = [("type", c_int), ("key", _KeyEvent), ("pad", c_long * 24)]


_OnError = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p)


class X11Keys(QObject):
    """Says `pressed` with the key of the number pad that was pressed with Ctrl.

    Args:
        display: name of the X display; None for the one of the environment.
        keys: digits and the point.

    Attributes:
        taken: the keys that are ours; others are another program's.

    Raises:
        OSError: there is no X11 here.
    """

    pressed = Signal(str)

    def __init__(self, display: str | None, keys: Iterable[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._x = _library()
        self._display = self._x.XOpenDisplay(display.encode() if display is not None else None)
        if not self._display:
            raise OSError("no X display")
        self._root = self._x.XDefaultRootWindow(self._display)
        self._codes: dict[int, str] = {}
        for key in keys:
            self._grab(key)
        self.taken = frozenset(self._codes.values())
        number = self._x.XConnectionNumber(self._display)
        self._notifier = QSocketNotifier(number, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)

    def end(self) -> None:
        """Give the keys back."""
        self._notifier.setEnabled(False)
        if self._display:
            self._x.XCloseDisplay(self._display)
            self._display = None

    def _grab(self, key: str) -> None:
        """Take a key; Xlib's own way with an error, such as a key that is taken, would end the program."""
        code, refused = self._x.XKeysymToKeycode(self._display, _KEYSYMS[key]), list[bool]()
        if not code:
            return

        def note(_display: int, _event: int) -> int:
            refused.append(True)
            return 0

        on_error = _OnError(note)
        before = self._x.XSetErrorHandler(ctypes.cast(on_error, c_void_p))
        for lock in _LOCKS:
            self._x.XGrabKey(
                self._display, code, _CONTROL | lock, self._root, False, _GRAB_ASYNC, _GRAB_ASYNC
            )
        self._x.XSync(self._display, False)
        self._x.XSetErrorHandler(before)
        if not refused:
            self._codes[code] = key

    def _read(self) -> None:
        event = _Event()
        while self._display and self._x.XPending(self._display):
            self._x.XNextEvent(self._display, byref(event))
            if event.type == _KEY_PRESS and event.key.keycode in self._codes:
                self.pressed.emit(self._codes[event.key.keycode])


def _library() -> ctypes.CDLL:
    x = ctypes.CDLL("libX11.so.6")
    x.XOpenDisplay.argtypes, x.XOpenDisplay.restype = [c_char_p], c_void_p
    x.XDefaultRootWindow.argtypes, x.XDefaultRootWindow.restype = [c_void_p], c_ulong
    x.XKeysymToKeycode.argtypes, x.XKeysymToKeycode.restype = [c_void_p, c_ulong], ctypes.c_ubyte
    x.XGrabKey.argtypes = [c_void_p, c_int, c_uint, c_ulong, c_int, c_int, c_int]
    x.XSetErrorHandler.argtypes, x.XSetErrorHandler.restype = [c_void_p], c_void_p
    x.XNextEvent.argtypes = [c_void_p, POINTER(_Event)]
    x.XSync.argtypes = [c_void_p, c_int]
    for name in ("XConnectionNumber", "XPending", "XCloseDisplay"):
        getattr(x, name).argtypes = [c_void_p]
    return x
