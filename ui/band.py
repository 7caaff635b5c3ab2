"""The band on top of every staff window: hall, place, pages, health, who works here, and the time."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame

from app.domain.dates import hall_time
from ui.i18n import tr
from ui.look import Look
from ui.theme import BAND, LG, MD, SM, XL, XS
from ui.widgets.boxes import fixed, row
from ui.widgets.health import HealthPlace
from ui.widgets.icons import Icon
from ui.widgets.keys import TabButton
from ui.widgets.words import Label

TICK_MS = 1000


class Band(QFrame):
    """Says `chosen` with the number of a page whose tab was pressed, and `leaving` when the clerk goes.

    Args:
        look: theme and size.
        hall: the hall's name.
        place: counter and department, in the words of the hall.
        tabs: the names of the pages.
        person: who is signed in.
        now: the clock, timezone-aware.
    """

    chosen = Signal(int)
    leaving = Signal()

    def __init__(
        self,
        look: Look,
        hall: str,
        place: str,
        tabs: Sequence[str],
        person: str,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._now = now
        self.setProperty("kind", "bar")
        fixed(look, self, height=BAND)
        self.sync = HealthPlace(look, "sync", tr("本机工作"))
        self.devices = HealthPlace(look, "printer", tr("设备正常"))
        self._place = Label(place, "body", "on_bar_2")
        self._time = Label("", "heading", "on_bar")
        self._look = look
        self._tabs: list[TabButton] = []
        self._pages = row(look, gap=XS)
        for tab in tabs:
            self.append(tab)
        self.person = TabButton(look, person, tr("退出登录 Ctrl+L"))
        self.person.setCheckable(False)
        self.person.clicked.connect(self.leaving)
        sign, name = Icon(look, "land", 24, "accent"), Label(hall, "heading", "on_bar")
        self._hall = name
        health = row(look, self.sync, self.devices, self.person, self._time, gap=LG)
        parts = (sign, name, MD, self._place, XL, self._pages, None, health)
        self.setLayout(row(look, *parts, gap=SM, margins=(LG, 0, LG, 0)))
        self._refold = QTimer(self, singleShot=True, interval=0)
        self._refold.timeout.connect(self._fold)
        self._clock = QTimer(self, interval=TICK_MS)
        self._clock.timeout.connect(self._tick)
        self._clock.start()
        self._tick()

    def append(self, name: str) -> None:
        """Add a tab behind the others."""
        number = len(self._tabs)
        tab = TabButton(self._look, name, f"Alt+{number + 1}")
        tab.clicked.connect(lambda _=False: self.chosen.emit(number))
        self._tabs.append(tab)
        self._pages.addWidget(tab)

    def show_chosen(self, number: int) -> None:
        """Mark the page that is shown."""
        for place, tab in enumerate(self._tabs):
            tab.setChecked(place == number)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Let the window be narrower than all words: those that are known anyway are given up then."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give up words that are known anyway when the band is too narrow for all."""
        super().resizeEvent(event)
        self._fold()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Make room for the words of another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._refold.start()

    def _fold(self) -> None:
        layout = self.layout()
        assert layout is not None
        folds: tuple[Callable[[bool], None], ...] = (
            self.devices.fold,
            self.sync.fold,
            self._place.setHidden,
            self._hall.setHidden,
        )
        for fold in folds:
            fold(False)
        for fold in folds:
            layout.activate()
            if layout.minimumSize().width() > self.width():
                fold(True)

    def _tick(self) -> None:
        time = hall_time(self._now()).strftime("%H:%M")
        if time != self._time.text():
            self._time.say(time)
