"""A scanner that types like a keyboard: its keys are told from a person's before a field gets them."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.wedge import GAP_SECONDS, WedgeReader

_HELD_MS = int(GAP_SECONDS * 1000)
_KEYS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
_INTERRUPTIONS = (QEvent.Type.MouseButtonPress, QEvent.Type.FocusOut, QEvent.Type.FocusAboutToChange)
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock)
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class WedgeFilter(QObject):
    """Says `scanned` with what a scanner typed into a window; whatever a person types reaches the field.

    Every key of text is held for 50 ms. When the next one comes by then it is held too, and so on until an
    enter or a tab makes them a scan; otherwise all of them go on to the field, in their order. Dialogs are
    windows of their own: there a scan is typed.

    Args:
        window: whose keys are looked at; it becomes the parent.
        suffix: whether the scanner ends with an enter or a tab, as shipped; without, silence ends a scan.
    """

    scanned = Signal(str)

    def __init__(self, window: QWidget, *, suffix: bool = True) -> None:
        super().__init__(window)
        window.winId()  # makes the native window, which gets a key before any field does
        self._native = window.windowHandle()
        self._suffix = suffix
        self._reader = WedgeReader()
        self._held: list[QKeyEvent] = []
        self._passing = False
        self._last = 0.0
        self._ended_by = 0
        self._quiet = QTimer(self, singleShot=True, interval=_HELD_MS)
        self._quiet.setTimerType(Qt.TimerType.PreciseTimer)
        self._quiet.timeout.connect(self._silence)
        self._native.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Hold keys of text back until it is known who typed them."""
        if self._passing:
            return False
        if event.type() in _INTERRUPTIONS:
            self._pass_on()
        if event.type() not in _KEYS or not isinstance(event, QKeyEvent):
            return False
        if event.type() is QEvent.Type.KeyRelease:
            return self._released(event)
        return self._pressed(event)

    def _pressed(self, event: QKeyEvent) -> bool:
        if event.key() in _MODIFIERS:
            return self._hold(event) if self._held else False
        text = event.text()
        if not text or event.isAutoRepeat() or event.modifiers() & _COMMANDS:
            self._pass_on()
            return False
        ends = text in ("\r", "\n", "\t")
        if not ends and not text.isprintable():
            self._pass_on()
            return False
        if ends and not self._held:
            return False
        self._last = event.timestamp() / 1000
        scan = self._reader.key(text, self._last)
        if scan is not None:
            self._ended_by = event.key()
            self._take(scan)
            return True
        if ends:
            self._pass_on()
            return False
        self._quiet.start()
        return self._hold(event)

    def _released(self, event: QKeyEvent) -> bool:
        if self._held:
            return self._hold(event)
        if event.key() == self._ended_by:
            self._ended_by = 0
            return True
        return False

    def _hold(self, event: QKeyEvent) -> bool:
        self._held.append(event.clone())
        return True

    def _silence(self) -> None:
        scan = None if self._suffix else self._reader.idle(self._last + GAP_SECONDS)
        if scan is None:
            self._pass_on()
        else:
            self._take(scan)

    def _take(self, scan: str) -> None:
        self._quiet.stop()
        self._held.clear()
        self.scanned.emit(scan)

    def _pass_on(self) -> None:
        """Give what was held to the field that has the keyboard."""
        self._quiet.stop()
        held, self._held = self._held, []
        self._reader = WedgeReader()
        self._passing = True
        try:
            for event in held:
                QCoreApplication.sendEvent(self._native, event)
        finally:
            self._passing = False
