"""The hall screen: last call, calls before it, counters, notice, clock, and the age of what it shows."""

from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.dates import hall_time
from app.domain.papers import HallFacts
from ui.display.boards import CounterSheets, EarlierCalls
from ui.display.call_panel import CallPanel
from ui.display.dependencies import DisplayTimes
from ui.display.reading import CallQueue, Reading
from ui.i18n import Words, tr
from ui.i18n.two_scripts import Tibetan
from ui.look import Look
from ui.theme import LG, SM, XL, XXL
from ui.widgets.boxes import column, holder, row, surface
from ui.widgets.icons import Icon
from ui.widgets.words import Label, TibetanLabel, in_two_scripts
from ui.wording import day, weekday

STALE = timedelta(seconds=15)
"""So old may what is shown be before the screen says so."""


class HallPage(QWidget):
    """Moves only when somebody is called."""

    def __init__(self, look: Look, hall: HallFacts, times: DisplayTimes, tibetan: Tibetan) -> None:
        super().__init__()
        self._hall, self._tibetan = hall, tibetan
        self.calls = CallQueue()
        self._last: Reading | None = None
        self.setProperty("kind", "page")
        self.panel = CallPanel(look, times.flash)
        self._before = EarlierCalls(look)
        self.counters = CounterSheets(look, times.sheet)
        self._date, self._time = Label("", "public_head", "on_bar_2"), Label("", "public_clock", "on_bar")
        self._weekday = TibetanLabel(look, "", "public_note", "on_bar_2")
        self._notice = Label("", "public_line", "on_bar", wrap=True)
        self.age = Label("", "public_note", "on_bar_2", wrap=True)
        left = column(look, self.panel, self._before, self._wait(look), gap=LG)
        left.setStretch(0, 1)
        middle = row(look, holder(left), self.counters, gap=XL, margins=(XXL, XL, XXL, XL))
        middle.setStretch(0, 16)
        middle.setStretch(1, 9)
        box = column(look, self._head(look), middle, self._foot(look), gap=0)
        box.setStretch(1, 1)
        self.setLayout(box)

    def show_reading(self, reading: Reading) -> None:
        """Show what a look at the queue brought; the first one stands without flashing."""
        if self._last is None:
            self.calls.begin(reading.called)
            self._stand(new=False)
        before = self.calls.standing[:1]
        self.calls.take(reading.fresh)
        if self.calls.standing[:1] != before:  # the call in the large place was taken back
            self._stand(new=False)
        self._last = reading
        self._notice.say(reading.notice or tr("办公时间：{hours}", hours=self._hall.opening_hours))

    def next_call(self) -> bool:
        """Give the large place to the next call; return whether there was one."""
        if self.calls.next() is None:
            return False
        self._stand(new=True)
        return True

    def tick(self, now: datetime) -> None:
        """Tell the time, how long ago the calls were, and how old all this is."""
        local = hall_time(now)
        self._time.say(f"{local:%H:%M}")
        self._date.say(tr("{day} {weekday}", day=day(local), weekday=weekday(local)))
        self._weekday.say(self._tibetan(weekday(local)))
        self._before.show_calls(self.calls.standing[1:], now)
        newest = self.calls.standing[0].number if self.calls.standing else ""
        if self._last is not None:
            self.counters.show_rows(self._last.rows, newest)
        stale = self._last is None or now - self._last.at > STALE
        self.age.say(self._age(now))
        self.age.retone("accent" if stale else "on_bar_2")

    def _stand(self, new: bool) -> None:
        standing = self.calls.standing
        shown = (standing[0].number, standing[0].counter) if standing else ("", "")
        self.panel.show_call(*shown, new=new and bool(standing))

    def _age(self, now: datetime) -> Words:
        if self._last is None:
            return tr("正在连接排队系统…")
        at, passed = f"{hall_time(self._last.at):%H:%M:%S}", now - self._last.at
        if passed <= STALE:
            return tr("{time} 更新", time=at)
        minutes = passed // timedelta(minutes=1)
        if minutes < 1:
            return tr("连接中断，显示 {time} 的情况", time=at)
        return tr("连接中断 {n} 分钟，显示 {time} 的情况", n=minutes, time=at)

    def _head(self, look: Look) -> QFrame:
        name = Label(self._hall.name, "public_title", "on_bar")
        sign, margins = Icon(look, "land", 60, "accent"), (XXL, SM, XXL, SM)
        date = column(look, *self._tibetan.rules.ordered(self._date, self._weekday), gap=0)
        date.setAlignment(self._weekday, Qt.AlignmentFlag.AlignRight)
        return surface("bar", row(look, sign, name, None, date, self._time, gap=XL, margins=margins))

    def _wait(self, look: Look) -> QWidget:
        words = tr("请稍等")
        chinese = Label(words, "public_head", "text_2")
        both = in_two_scripts(look, self._tibetan, words, chinese, "public_hint", "text_2")
        return holder(row(look, *both, None, gap=LG, margins=(XXL, 0, 0, 0)))

    def _foot(self, look: Look) -> QFrame:
        word = Label(tr("通知"), "public_key", "on_bar")
        self.age.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        box = row(
            look,
            Icon(look, "note", 48, "accent"),
            word,
            self._notice,
            self.age,
            gap=XL,
            margins=(XXL, LG, XXL, LG),
        )
        box.setStretch(2, 2)
        box.setStretch(3, 1)
        return surface("bar", box)
