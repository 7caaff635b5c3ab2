"""The displays over counters that hang on this machine: every call appears over its counter, in order."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import QObject, QTimer

from app.domain.device_records import Bitmap, DeviceKind
from app.errors import AppError, DeviceError
from app.ports.devices import DeviceRoom, QueueDisplay
from app.ports.queue import HallQueue
from app.services.announcements import CounterDisplay, ShownCalls
from ui.device_desk import DeviceDesk
from ui.i18n import tr
from ui.i18n.hall_words import hall_tibetan
from ui.machine import Machine
from ui.tasks import Task

LOOK_MS = 500
"""Between two looks at the calls, and between two changes of what flashes."""
PICTURES = frozenset({"onbon-e"})
"""Models that show pictures; the others have letters of their own."""
_SIZE = {"width": "128", "height": "32"}

Typeset = Callable[[str, int, int], Bitmap]

log = logging.getLogger(__name__)


class CallSigns(QObject):
    """Follows the calls with the displays of each port, on the lane of that port.

    Args:
        counter: of this machine; a display whose settings name none hangs over it.
        typeset: sets a line for a display of a width and height in dots.
        words: reads the Tibetan texts that hold in the hall; blocks.
    """

    def __init__(
        self,
        desk: DeviceDesk,
        queue: HallQueue,
        counter: str,
        typeset: Typeset,
        words: Callable[[], Mapping[str, str]],
        look_ms: int = LOOK_MS,
    ) -> None:
        super().__init__()
        self._desk, self._queue, self._counter, self._typeset = desk, queue, counter, typeset
        self._words = words
        self._room: DeviceRoom | None = None
        self._followers: dict[str, tuple[str, list[ShownCalls]]] = {}
        self._under_way: dict[str, Task] = {}
        self._told: set[str] = set()
        self._timer = QTimer(self, interval=look_ms)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to follow."""
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """Follow no more."""
        self._timer.stop()

    def look(self) -> None:
        """Show what was called since, unless a port still shows what was called before."""
        if self._room is not self._desk.room:
            self._hang()
        for port, (name, followers) in self._followers.items():
            if port not in self._under_way:
                self._under_way[port] = self._desk.run(
                    name,
                    partial(_followed, followers),
                    title="call signs",
                    done=partial(self._back, port),
                    failed=partial(self._lost, port),
                    owner=self,
                )

    def _hang(self) -> None:
        """Take the displays as they are configured now; each begins with who is called."""
        self._room = self._desk.room
        self._followers, self._under_way = {}, {}
        for one in self._desk.settings:
            if one.kind is not DeviceKind.QUEUE_DISPLAY:
                continue
            try:
                display = cast(QueueDisplay, self._room.device(one.name))
            except DeviceError:
                continue  # the desk tells that it cannot be made
            counter = one.options.get("counter", "").strip() or self._counter
            picture = fitting_picture(one.options, self._typeset) if one.model in PICTURES else None
            over = CounterDisplay(display, picture, self._tibetan)
            follower = ShownCalls(self._queue, {counter: over})
            self._followers.setdefault(one.port, (one.name, []))[1].append(follower)

    def _tibetan(self, number: str, counter: str) -> str:
        return tibetan_call(self._words(), number, counter)

    def _back(self, port: str, problems: Sequence[DeviceError]) -> None:
        self._under_way.pop(port, None)
        self._tell(problems)

    def _lost(self, port: str, error: Exception) -> None:
        """Try again at the next look; a bug of ours goes on to whoever writes it down."""
        self._under_way.pop(port, None)
        if not isinstance(error, AppError):
            raise error
        self._tell((error,))

    def _tell(self, problems: Iterable[AppError]) -> None:
        """Write down what is wrong once, until it is well again."""
        now = {str(problem) for problem in problems}
        for problem in sorted(now - self._told):
            log.warning("a call was not shown: %s", problem)
        self._told = now


def _followed(followers: Sequence[ShownCalls], _task: Task, _room: DeviceRoom) -> list[DeviceError]:
    problems = list[DeviceError]()
    for one in followers:
        problems += one.flash() if one.begun else one.begin()
        problems += [shown.problem for shown in one.catch_up() if shown.problem is not None]
    return problems


def tibetan_call(words: Mapping[str, str], number: str, counter: str) -> str:
    """Return a call as the hall's readers wrote it, else the word for the number beside the number.

    Nothing is put together that nobody wrote: without either word the call stands in Chinese alone.
    """
    whole = words.get(tr("{number} 号请到 {counter} 号窗口", number="", counter="").source, "")
    if whole:
        return whole.format(number=number, counter=counter)
    name = words.get(tr("号码").source, "")
    return f"{name} {number}" if name else ""


def fitting_picture(options: Mapping[str, str], typeset: Typeset) -> Callable[[str], Bitmap | None]:
    """Return what sets a line for a bitmap display with these options; None for a line that does not fit."""
    width, height = (int(options.get(name, size)) for name, size in _SIZE.items())

    def picture(text: str) -> Bitmap | None:
        made = typeset(text, width, height)
        return made if made.height <= height else None

    return picture


def follow_calls(machine: Machine) -> CallSigns:
    """Begin to show calls on the displays of a machine, whoever is signed in."""
    parts = machine.parts
    words = hall_tibetan(machine.store)
    signs = CallSigns(machine.desk, parts.queue(), machine.settings.counter, parts.typeset, words)
    machine.program.application.aboutToQuit.connect(signs.stop)
    if machine.watch is not None:
        machine.watch.rung.connect(signs.look)
    signs.start()
    return signs
