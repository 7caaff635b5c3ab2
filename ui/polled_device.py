"""A device that is asked again and again whether somebody held something before it: card reader, scanner."""

from typing import Protocol, cast

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.device_records import DeviceKind
from app.ports.devices import DeviceRoom
from ui.device_desk import DeviceDesk
from ui.tasks import Task


class _Polled(Protocol):
    def poll(self) -> object:
        """Return what was held before it since the last look, or None."""


class PolledDevice(QObject):
    """Says `came` with what the first device of a kind read, `failed` with why it could not read it.

    Args:
        pause_ms: between two looks; a look takes at most two seconds on the lane of the port.
    """

    came = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: DeviceDesk, kind: DeviceKind, pause_ms: int, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._kind = desk, kind
        self._under_way: Task | None = None
        self._timer = QTimer(self, interval=pause_ms)
        self._timer.timeout.connect(self._look)

    @property
    def there(self) -> bool:
        """Whether the machine has such a device."""
        return bool(self._name())

    def listen(self, wanted: bool) -> None:
        """Look from now on, or no more; what is read after the end is not said."""
        if wanted and not self._timer.isActive():
            self._timer.start()
        elif not wanted and self._timer.isActive():
            self._timer.stop()
            if self._under_way is not None:
                self._under_way.cancel()

    def _look(self) -> None:
        name, before = self._name(), self._under_way
        if not (name and self._desk.at_hand) or (before is not None and not before.cancelled):
            return

        def look(task: Task, room: DeviceRoom) -> object:
            return cast(_Polled, room.device(name)).poll()

        self._under_way = self._desk.run(
            name, look, title=f"look at {name}", done=self._read, failed=self._unread, owner=self
        )

    def _read(self, read: object) -> None:
        self._under_way = None
        if read is not None:
            self.came.emit(read)

    def _unread(self, error: Exception) -> None:
        self._under_way = None
        self.failed.emit(error)

    def _name(self) -> str:
        return next((one.name for one in self._desk.settings if one.kind is self._kind), "")
