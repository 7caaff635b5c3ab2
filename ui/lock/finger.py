"""Waiting for the owner's finger at a locked screen, round after round."""

from collections.abc import Callable
from functools import partial
from typing import cast

from PySide6.QtCore import QObject, QTimer

from app.domain.accounts import Actor
from app.domain.device_records import DeviceState
from app.errors import DeviceError
from app.ports.devices import DeviceRoom, FingerprintReader
from app.services.screen_lock import OwnFinger
from app.services.slot_log import Sensor
from ui.device_desk import DeviceDesk
from ui.lock.lock_screen import ByFinger
from ui.tasks import Task

PAUSE_MS = 500


class FingerWait(QObject):
    """Listens at a sensor until the owner came or `stop`; a sensor that is away is waited for."""

    def __init__(
        self,
        desk: DeviceDesk,
        device: str,
        own: OwnFinger,
        actor: Actor,
        came: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        super().__init__()
        self._desk, self._device, self._own, self._actor = desk, device, own, actor
        self._came, self._failed = came, failed
        self._task: Task | None = None
        self._next = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._next.timeout.connect(self._listen)
        self._next.start()

    def stop(self) -> None:
        """Listen no more."""
        self._next.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self.deleteLater()

    def _listen(self) -> None:
        if self._desk.room.known(self._device).state not in (DeviceState.READY, DeviceState.WARNING):
            self._next.start()
            return
        self._task = self._desk.run(
            self._device, self._wait, title="unlock by finger", done=self._heard, failed=self._not, owner=self
        )

    def _wait(self, task: Task, room: DeviceRoom) -> bool:
        reader = cast(FingerprintReader, room.device(self._device))
        return self._own.came(self._actor, Sensor(self._device, reader), lambda: task.cancelled)

    def _heard(self, came: bool) -> None:
        self._task = None
        if came:
            self._came()
        else:
            self._next.start()

    def _not(self, error: Exception) -> None:
        self._task = None
        if not (isinstance(error, DeviceError) and error.code.startswith("device.")):
            self._failed(error)
        self._next.start()


def finger_wait(desk: DeviceDesk, device: str, own: OwnFinger, actor: Actor) -> ByFinger:
    """Return what a locked screen calls to wait for the owner's finger."""

    def begin(came: Callable[[], None], failed: Callable[[Exception], None]) -> Callable[[], None]:
        return partial(FingerWait.stop, FingerWait(desk, device, own, actor, came, failed))

    return begin
