"""From a committed unit of work to the pages that show its records."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.changes import Changes
from ui.timing import CallbackTimes

GATHER_MS = 50  # a sync batch commits many times; a page is refreshed once


class Subscription(QObject):
    """One page's wish to be refreshed; lives and dies with the page."""

    def __init__(
        self, page: QWidget, kinds: Iterable[str], refresh: Callable[[], None], times: CallbackTimes
    ) -> None:
        super().__init__(page)
        self._page, self._kinds, self._refresh, self._times = page, frozenset(kinds), refresh, times
        self._dirty = False
        self._soon = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._soon.timeout.connect(self._now)
        page.installEventFilter(self)

    def take(self, changes: Changes) -> None:
        """Mark the page; refresh it soon if it can be seen."""
        if self._kinds & changes.kinds:
            self._dirty = True
            if self._page.isVisible() and not self._soon.isActive():
                self._soon.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Refresh a page that changed while nobody saw it, before it is painted."""
        if event.type() == QEvent.Type.Show and self._dirty:
            self._now()
        return False

    def _now(self) -> None:
        if self._dirty:
            self._dirty = False
            with self._times.timed(f"refresh {type(self._page).__name__}"):
                self._refresh()


class ChangesBridge(QObject):
    """Bring `Changes` from the workers that commit to the pages that subscribed to their kinds."""

    _came = Signal(object)

    def __init__(self, times: CallbackTimes) -> None:
        super().__init__()
        self._times = times
        # By AutoConnection a commit on the main thread would refresh in the middle of its own caller.
        self._queue = Qt.ConnectionType.QueuedConnection

    def publish(self, changes: Changes) -> None:
        """Tell what a commit changed; call it from any thread."""
        self._came.emit(changes)

    def hear(self, take: Callable[[Changes], None]) -> None:
        """Hand every change to somebody who is no page; a method ends with its QObject."""
        self._came.connect(take, self._queue)

    def subscribe(self, page: QWidget, kinds: Iterable[str], refresh: Callable[[], None]) -> None:
        """Call `refresh` when records of these kinds change: soon if the page is seen, else when it is shown.

        The subscription ends with the page.
        """
        self._came.connect(Subscription(page, kinds, refresh, self._times).take, self._queue)
