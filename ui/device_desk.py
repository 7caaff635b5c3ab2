"""The devices of this machine as every window sees them: looked after each second, asked now and then."""

from collections.abc import Callable, Sequence
from functools import partial
from time import monotonic
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.device_records import DeviceHealth, DeviceSettings, DeviceState
from app.ports.devices import DeviceRoom
from ui.device_words import summary
from ui.tasks import Task, TaskRunner
from ui.widgets.health import HealthPlace

T = TypeVar("T")
LOOK_MS = 1000
ASK_SECONDS = 30.0
"""Between two questions to a device that answered; one whose port came back is asked at once."""


class OpenDevices(DeviceRoom, Protocol):
    """Devices that can be closed, to be made again with other settings."""

    def close(self) -> None:
        """Close every port."""


class DeviceDesk(QObject):
    """Keeps the devices alive and says `changed` when the health of one is another than before.

    Args:
        runner: has one lane for each port.
        open_devices: makes the devices of some settings.
        settings: the machine's devices.
    """

    changed = Signal()

    def __init__(
        self,
        runner: TaskRunner,
        open_devices: Callable[[Sequence[DeviceSettings]], OpenDevices],
        settings: Sequence[DeviceSettings],
    ) -> None:
        super().__init__()
        self._runner, self._open = runner, open_devices
        self._settings = tuple(settings)
        self._room = open_devices(self._settings)
        self._tasks: dict[str, Task] = {}  # the latest of each use of each port
        self._looking: set[str] = set()
        self._asked: dict[str, float] = {}
        self._shown: tuple[DeviceHealth, ...] = ()
        self._closing: set[str] = set()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to look after the devices."""
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """Look no more; then the runner may be closed, and after it the ports by `close`."""
        self._timer.stop()

    def close(self) -> None:
        """Close every port; nothing runs on their lanes any more."""
        self.stop()
        self._room.close()

    @property
    def settings(self) -> tuple[DeviceSettings, ...]:
        """The devices as they are now."""
        return self._settings

    @property
    def at_hand(self) -> bool:
        """Whether the devices can be used; not while `reopen` makes others of them."""
        return not self._closing

    @property
    def room(self) -> DeviceRoom:
        """The devices; another room after `reopen`."""
        return self._room

    def health(self) -> tuple[DeviceHealth, ...]:
        """Return what is known of every device, in order, without asking."""
        return tuple(self._room.known(name) for name in self._room.names())

    def run(
        self,
        name: str,
        work: Callable[[Task, DeviceRoom], T],
        *,
        title: str,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        progress: Callable[[Any], None] | None = None,
        owner: QObject | None = None,
    ) -> Task:
        """Run something with a device on the lane of its port; see `TaskRunner.run`."""
        room = self._room
        task = self._runner.run(
            lane(room.port(name)),
            lambda task: work(task, room),
            name=title,
            done=done,
            failed=failed,
            progress=progress,
            owner=owner,
        )
        self._tasks[f"{title} {room.port(name)}"] = task
        return task

    def ask(self, name: str) -> None:
        """Ask a device soon how it is, whenever it was asked last."""
        self._asked.pop(name, None)
        self.look()

    def look(self) -> None:
        """Look after every port that is not being looked after, and ask the devices that are due."""
        if self._closing:
            return
        for port in dict.fromkeys(map(self._room.port, self._room.names())):
            if port not in self._looking:
                self._looking.add(port)
                self._look_at(port, [n for n in self._room.names() if self._room.port(n) == port])
        self._tell()

    def reopen(self, settings: Sequence[DeviceSettings], then: Callable[[], None]) -> None:
        """Make the devices anew from these settings; what runs on them is cancelled first."""
        for task in self._tasks.values():
            task.cancel()
        self._tasks.clear()
        self._settings = tuple(settings)
        self._closing = {self._room.port(name) for name in self._room.names()} | {""}
        for port in self._closing:  # a lane that is reached has finished what used the port
            self._runner.run(
                lane(port), partial(_itself, port), name="close devices", done=partial(self._left, then)
            )

    def _left(self, then: Callable[[], None], port: str) -> None:
        self._closing.discard(port)
        if self._closing:
            return
        self._room.close()
        self._room = self._open(self._settings)
        self._asked.clear()
        self._looking.clear()
        self.look()
        then()

    def _look_at(self, port: str, names: Sequence[str]) -> None:
        room, due = self._room, [name for name in names if self._due(name)]

        def work(task: Task) -> None:
            room.tend(port)
            for name in due:
                task.check()
                room.health(name)

        def ended(error: Exception | None = None) -> None:
            if room is self._room:
                self._looking.discard(port)
                self._tell()
            if error is not None:
                raise error

        self._tasks[f"look {port}"] = self._runner.run(
            lane(port), work, name="look after devices", done=lambda _: ended(), failed=ended
        )

    def _due(self, name: str) -> bool:
        known, asked = self._room.known(name), self._asked.get(name)
        back = known.state is DeviceState.UNKNOWN and not known.error_code
        if asked is None or back or monotonic() - asked >= ASK_SECONDS:
            self._asked[name] = monotonic()
            return True
        return False

    def _tell(self) -> None:
        now = self.health()
        if now != self._shown:
            self._shown = now
            self.changed.emit()


def _itself(port: str, _task: Task) -> str:
    return port


def lane(port: str) -> str:
    """Return the lane of a port; everything that uses the port runs on it."""
    return f"device:{port}"


def follow_devices(desk: DeviceDesk, place: HealthPlace) -> None:
    """Let a place in a window's band say how the devices are, now and whenever it changes."""

    def show() -> None:
        well, words = summary(desk.health())
        (place.show_well if well else place.show_trouble)(words)

    desk.changed.connect(show)
    place.destroyed.connect(lambda: desk.changed.disconnect(show))
    show()
