"""The hall display's window: looks at the queue, keeps the last good state, shows call after call."""

import logging
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from app.errors import AppError
from app.services.announcements import Announced
from ui.display.dependencies import DisplayDependencies
from ui.display.page import HallPage
from ui.display.reading import Reading, read_hall
from ui.i18n import tr
from ui.look import wear
from ui.tasks import Task
from ui.theme import DARK, PUBLIC_SIDE
from ui.widgets.words import Spoken

log = logging.getLogger(__name__)

TICK_MS = 1000
BOARD, SPEAKER = "db", "speaker"

HALL = "hall"
PAGES: dict[str, Callable[[DisplayDependencies], HallPage]] = {
    HALL: lambda needs: HallPage(needs.look, needs.hall, needs.times, needs.tibetan)
}
"""The table of the display's pages."""


class DisplayWindow(Spoken, QWidget):
    """Shows the hall screen; dark, because a bright television dazzles in a dim hall."""

    def __init__(self, needs: DisplayDependencies) -> None:
        super().__init__()
        self._needs = needs
        self._after: int | None = None
        self._looking: Task | None = None
        self._speaking: Task | None = None
        self._well = self._heard = True
        self.speak(setWindowTitle=tr("大厅显示屏"))
        self.setProperty("kind", "page")
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setWindowFlags(Qt.WindowType.FramelessWindowHint)
        wear(self, needs.look)
        self.page = PAGES[HALL](needs)
        self._box = QVBoxLayout()
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # the screen has its size
        self._box.addWidget(self.page)
        self.setLayout(self._box)
        self._stand = QTimer(self, singleShot=True, interval=needs.times.stand)
        self._stand.timeout.connect(self._next_call)
        self._every(needs.times.poll, self.look_now)
        self._every(TICK_MS, self._tick)
        self._tick()
        self.look_now()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Take the size of the screen: 100 % is what the page is drawn for."""
        super().resizeEvent(event)
        side = min(self.height() / PUBLIC_SIDE, self.width() / PUBLIC_SIDE * 9 / 16)
        self._needs.look.change(theme=DARK, scale=side)

    def look_now(self) -> None:
        """Look at the queue, unless the last look has not come back."""
        needs, after = self._needs, self._after
        if self._looking is None:
            self._looking = needs.runner.run(
                BOARD,
                lambda _: read_hall(needs.queue, needs.departments, after, needs.notice()),
                name="display look",
                done=self._show,
                failed=self._keep,
                owner=self,
            )

    def _show(self, reading: Reading) -> None:
        self._looking, self._well = None, True
        self._after = reading.sequence
        self.page.show_reading(reading)
        if not self._stand.isActive():
            self._next_call()
        self._tick()
        self._speak()

    def _keep(self, error: Exception) -> None:
        """Keep the last good state, which tells its age by itself; a bug of ours is told once."""
        self._looking = None
        first, self._well = self._well, False
        self._tick()
        if first and not isinstance(error, AppError):
            raise error

    def _next_call(self) -> None:
        if self.page.next_call():
            self._stand.start()
        self._tick()

    def _speak(self) -> None:
        """Speak what was called, one sentence after the other, beside whatever is shown."""
        spoken = self._needs.spoken
        if spoken is not None and self._speaking is None:
            self._speaking = self._needs.runner.run(
                SPEAKER,
                lambda _: spoken.next(),
                name="display speak",
                done=self._spoke,
                failed=self._silent,
                owner=self,
            )

    def _spoke(self, announced: Announced | None) -> None:
        self._speaking = None
        if announced is not None:
            self._write_down(announced.problem)
            self._speak()

    def _write_down(self, problem: AppError | None) -> None:
        """Write down once why calls are not heard, until one is."""
        if problem is not None and self._heard:
            log.warning("a call was not spoken: %s", problem)
        self._heard = problem is None

    def _silent(self, error: Exception) -> None:
        """Try again at the next look; a bug of ours goes on to whoever writes it down."""
        self._speaking = None
        if not isinstance(error, AppError):
            raise error

    def _tick(self) -> None:
        self.page.tick(self._needs.now())

    def _every(self, milliseconds: int, act: Callable[[], None]) -> None:
        timer = QTimer(self, interval=milliseconds)
        timer.timeout.connect(act)
        timer.start()


def open_display(needs: DisplayDependencies) -> DisplayWindow:
    """Open the hall screen full screen."""
    window = DisplayWindow(needs)
    window.showFullScreen()
    return window
