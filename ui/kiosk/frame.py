"""What every kiosk page is made of: what it is shown with, the band, the foot, and the question."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QLayout, QWidget

from app.domain.dates import hall_time
from ui.i18n import Words, tr
from ui.i18n.two_scripts import LANGUAGE_KEY, Tibetan
from ui.kiosk.dependencies import KioskTimes
from ui.kiosk.offers import Offers
from ui.kiosk.state import Go, KioskState, Place
from ui.kiosk.touch import HoldSign, LanguageKey, TouchKey
from ui.look import Look
from ui.theme import LG, SM, XL, XS, XXL
from ui.widgets.boxes import column, holder, row, surface
from ui.widgets.words import Label
from ui.wording import day, weekday

TICK_MS, HEAD_SIGN = 1000, 64


@dataclass(frozen=True)
class View:
    """What a page is made from.

    Attributes:
        name: the hall's.
        tall: whether the screen stands upright.
        room: width and height of the screen in px at 100 %.
        tibetan: what stands beside Chinese texts, nothing while Chinese stands alone.
        reads_cards: whether the kiosk has a card reader, `scans` whether it has a scanner.
        unsettled: numbers of tickets of which nobody knows whether they were printed.
        demo_pin: what leads to maintenance in the demo hall.
    """

    look: Look
    name: str
    now: Callable[[], datetime]
    state: KioskState
    offers: Offers
    tall: bool
    room: tuple[float, float]
    tibetan: Tibetan
    signs: Callable[[str], str]
    times: KioskTimes
    reads_cards: bool = False
    scans: bool = False
    unsettled: tuple[str, ...] = ()
    demo_pin: str = ""


class KioskPage(QWidget):
    """A page between band and foot; what a touch asks for comes by `asked`."""

    asked = Signal(object)

    def __init__(self, view: View) -> None:
        super().__init__()
        self.view = view
        self.setProperty("kind", "page")

    def fill(
        self, *parts: QWidget | QLayout | None, keys: tuple[QWidget, ...] = (), stretch: int = -1
    ) -> None:
        """Put the page together; the part of number `stretch` takes what height is left."""
        inner = column(self.view.look, *parts, gap=XL, margins=(XXL, XL + SM, XXL, XL))
        if stretch >= 0:
            inner.setStretch(stretch, 1)
        box = column(self.view.look, self._head(), gap=0)
        box.addLayout(inner, 1)
        box.addWidget(self._foot(keys))
        self.setLayout(box)

    def refresh(self, offers: Offers) -> None:
        """Show what is on offer now; a page that shows none of it stays as it is."""

    def go(self, **changes: object) -> None:
        """Ask for this state with changes."""
        self.asked.emit(Go(replace(self.view.state, **changes)))  # type: ignore[arg-type]  # names of its fields

    def key(self, icon: str, name: Words, act: Callable[[], None], variant: str = "") -> TouchKey:
        """Make a key."""
        made = TouchKey(self.view.look, icon, name, self.view.tibetan, variant, stacked=self._stacked)
        made.clicked.connect(act)
        return made

    def back_key(self, place: Place = Place.START) -> TouchKey:
        """Make the key that leads back."""
        return self.key("left", tr("返回"), lambda: self._back(place))

    def _back(self, place: Place) -> None:
        self.go(place=place, told=None, before=None, wanted="", first=0)

    def sheet_keys(self, count: int, size: int) -> tuple[TouchKey, ...]:
        """Return the keys that turn the sheets, where one does not hold all."""
        first, keys = self.view.state.first, list[TouchKey]()
        if first > 0:
            keys.append(self.key("left", tr("上一页"), lambda: self.go(first=max(first - size, 0))))
        if first + size < count:
            keys.append(self.key("right", tr("下一页"), lambda: self.go(first=first + size)))
        return tuple(keys)

    def question(self, words: str, under: str) -> QWidget:
        """Return one question in plain words, and what to do."""
        lines = [Label(words, "public_question", wrap=True)]
        if under:
            lines.append(Label(under, "public_hint", "text_2", wrap=True))
        return holder(column(self.view.look, *lines, gap=XS))

    @property
    def _stacked(self) -> bool:
        return self.view.state.large and self.view.tall

    def _head(self) -> QFrame:
        """Hall and time; the language key never moves and never hides."""
        look, state = self.view.look, self.view.state
        sign = HoldSign(look, "land", HEAD_SIGN, "accent", self.view.times.hold)
        sign.held.connect(lambda: self.go(place=Place.PIN))
        self._time = Label("", "public_note", "on_bar_2", wrap=True)
        names = column(look, Label(self.view.name, "public_head", "on_bar", wrap=True), self._time, gap=XS)
        keys = row(look, gap=0)
        for words, both in ((tr("中文"), False), (LANGUAGE_KEY, True)):
            half = LanguageKey(look, words, chosen=both is state.both, tibetan=both)
            half.clicked.connect(lambda _=False, both=both: self.go(both=both))
            keys.addWidget(half)
        self._clock = QTimer(self, interval=TICK_MS)
        self._clock.timeout.connect(self._tick)
        self._clock.start()
        self._tick()
        band = row(look, sign, names, keys, gap=LG + SM, margins=(XXL, LG + SM, XXL, LG + SM))
        band.setStretch(1, 1)
        return surface("bar", band)

    def _foot(self, keys: tuple[QWidget, ...]) -> QFrame:
        """Help for every body at the left, where a wheelchair reaches it; the way on or back at the right."""
        state = self.view.state
        large = self.key(
            "letter", tr("大字"), lambda: self.go(large=not state.large, first=0), _on(state.large)
        )
        dark = self.key("contrast", tr("高对比"), lambda: self.go(dark=not state.dark), _on(state.dark))
        help_ = self.key("help", tr("帮助"), lambda: self.go(place=Place.HELP))
        box = row(self.view.look, large, dark, help_, None, *keys, gap=LG, margins=(XXL, LG, XXL, LG))
        return surface("pane", box)

    def _tick(self) -> None:
        now = hall_time(self.view.now())
        said = tr("{day} {weekday} {time}", day=day(now), weekday=weekday(now), time=f"{now:%H:%M}")
        if said != self._time.text():
            self._time.say(said)


def _on(chosen: bool) -> str:
    return "chosen" if chosen else ""
