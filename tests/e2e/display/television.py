"""The hall's television: the display's window over the demo hall, and what a visitor reads on it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.ports.queue import HallQueue
from app.services.announcements import SpokenCalls
from tests.e2e.kiosk.bench import Hall, put_away
from tests.e2e.kiosk.booth import Wait
from ui.display.dependencies import DisplayDependencies, DisplayTimes
from ui.display.window import DisplayWindow
from ui.i18n.hall_words import hall_two_scripts
from ui.look import Look

NOTICE = "今天 15:00 至 15:30 税务窗口系统维护，其他窗口照常办理。"
QUICK = DisplayTimes(poll=20, stand=30, flash=5)
FULL_HD, SMALL = (1920, 1080), (1366, 768)


@dataclass(frozen=True)
class Television:
    """The screen, and what is seen on it."""

    hall: Hall
    window: DisplayWindow
    wait: Wait

    @property
    def called(self) -> tuple[str, str]:
        """Number and counter in the large place."""
        return self.window.page.panel.call

    def shows(self, number: str, counter: int) -> None:
        """Wait until a call stands in the large place."""
        self.wait(lambda: self.called == (number, str(counter)))

    def words(self) -> str:
        """Return everything that can be read."""
        parts = [one for one in self.window.page.findChildren(QWidget) if one.isVisible()]
        return "\n".join(str(one.property("text") or one.accessibleName()) for one in parts)


@contextmanager
def televisions(hall: Hall, look: Look, wait: Wait) -> Iterator[Callable[..., Television]]:
    """Put screens up while the block runs."""
    windows: list[DisplayWindow] = []

    def make(
        size: tuple[int, int] = FULL_HD,
        times: DisplayTimes = QUICK,
        queue: HallQueue | None = None,
        spoken: SpokenCalls | None = None,
        notice: str = NOTICE,
    ) -> Television:
        needs = DisplayDependencies(
            look=look,
            runner=hall.runner,
            queue=queue or hall.queue,
            hall=hall.facts,
            departments=hall.departments,
            now=hall.clock.now,
            notice=lambda: notice,
            tibetan=hall_two_scripts(hall.store)(),
            spoken=spoken,
            times=times,
        )
        window = DisplayWindow(needs)
        windows.append(window)
        window.resize(*size)
        window.show()
        return Television(hall, window, wait)

    yield make
    for window in windows:
        window.close()
    put_away(*windows)
    wait(hall.runner.idle)
