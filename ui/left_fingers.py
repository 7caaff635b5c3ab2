"""Deletes the fingers of people whose account is out of use, wherever this machine has a sensor."""

import logging
from collections.abc import Callable
from contextlib import ExitStack
from functools import cached_property
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer

from app.domain.device_records import DeviceKind, DeviceState
from app.errors import AppError
from app.ports.devices import DeviceRoom, FingerprintReader
from ui.device_desk import DeviceDesk
from ui.machine import Machine
from ui.tasks import Task, TaskRunner

if TYPE_CHECKING:
    from app.domain.fingers import Enrolment, EnrolmentEnd
    from app.services.enrolling import Enrolling

EVERY_MS, FIRST_MS = 60_000, 5000
"""An account may be taken out of use by another program, or at another machine of the hall."""

log = logging.getLogger(__name__)


class LeftFingers(QObject):
    """Looks now and then; a sensor that is away is waited for, and the day's end tells what waits.

    Args:
        enrolling: makes the use cases, on a machine with a sensor when it looks first.
    """

    def __init__(self, runner: TaskRunner, desk: DeviceDesk, enrolling: Callable[[], "Enrolling"]) -> None:
        super().__init__()
        self._runner, self._desk, self._make = runner, desk, enrolling
        self._next = QTimer(self, singleShot=True, interval=EVERY_MS)
        self._next.timeout.connect(self.look)
        self._next.start(FIRST_MS)

    def stop(self) -> None:
        """Look no more."""
        self._next.stop()

    def look(self) -> None:
        """Delete what is to go from every sensor that is well; devices may have been set up meanwhile."""
        self._next.start(EVERY_MS)
        for one in self._desk.settings:
            if one.kind is DeviceKind.FINGERPRINT:
                self._look_at(one.name)

    @cached_property
    def _enrolling(self) -> "Enrolling":
        return self._make()

    def _look_at(self, device: str) -> None:
        def found(left: "tuple[Enrolment, ...]") -> None:
            known = self._desk.room.known(device)
            if left and known.state in (DeviceState.READY, DeviceState.WARNING):
                self._delete(device)

        self._runner.run(
            "db", lambda _: self._enrolling.left(device), name="fingers of who left", done=found, owner=self
        )

    def _delete(self, device: str) -> None:
        from app.services.slot_log import Sensor

        def work(_: Task, room: DeviceRoom) -> "tuple[EnrolmentEnd, ...]":
            reader = cast(FingerprintReader, room.device(device))
            return self._enrolling.forget_left(Sensor(device, reader))

        self._desk.run(device, work, title="forget fingers", failed=self._failed, owner=self)

    def _failed(self, error: Exception) -> None:
        """Try again at the next look; a bug of ours goes on to whoever writes it down."""
        if not isinstance(error, AppError):
            raise error
        log.warning("fingers of who left are still in the sensor: %s", error)


def forget_left_fingers(machine: Machine, opened: ExitStack) -> None:
    """Look until the stack is closed, whoever is signed in; a machine without a sensor has nothing to do."""

    def enrolling() -> "Enrolling":
        from app.services.enrolling import Enrolling

        return Enrolling(machine.store, machine.clock)

    program = machine.program
    looking = LeftFingers(program.runner, machine.desk, enrolling)
    program.application.aboutToQuit.connect(looking.stop)
    opened.callback(looking.stop)
