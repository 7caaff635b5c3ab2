"""A band over a window while the line to the hall's queue is lost: what works, what does not, since when."""

from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from app.domain.dates import hall_time
from app.domain.parted import LineStanding
from ui.i18n import Words, tr
from ui.line_watch import LineWatch
from ui.look import Look
from ui.theme import LG, MD, SM
from ui.widgets.boxes import column, row
from ui.widgets.icons import Icon
from ui.widgets.words import Label


class LineBanner(QFrame):
    """Shows itself only while the line is lost."""

    def __init__(self, look: Look, watch: LineWatch, *, public: bool = False) -> None:
        super().__init__()
        self._public = public
        self.setProperty("kind", "problem")
        size = "public_hint" if public else "body"
        self._state = Label("", "public_hint" if public else "strong", wrap=True)
        self._works = Label("", size, wrap=True)
        words = column(look, self._state, self._works, gap=0)
        box = row(look, Icon(look, "soon", 24, "soon"), gap=MD, margins=(LG, SM, LG, SM))
        box.addLayout(words, 1)
        self.setLayout(box)
        watch.seen.connect(self.show_standing)
        self.show_standing(watch.standing)

    def show_standing(self, standing: LineStanding) -> None:
        """Say how the line stands, or nothing while it is there."""
        if standing.since is not None:
            time = f"{hall_time(standing.since):%H:%M}"
            self._state.say(tr("{time} 起连不上大厅的排队服务器，恢复后自动接上。", time=time))
            self._works.say(_public_words() if self._public else _staff_words(standing.waiting))
        self.setVisible(standing.since is not None)


def _public_words() -> Words:
    return tr("取号照常，号码里多一位机器号。等候人数可能不准，请留意窗口工作人员叫号。")


def _staff_words(waiting: int) -> Words:
    return tr(
        "能做：受理、审批、打印、取号（本机号段）、按号票叫号和办结。"
        "暂时不能：按顺序叫下一位、转窗口、看全大厅排队。待补传 {n} 条。",
        n=waiting,
    )


def tell_line(
    window: QWidget, look: Look, watch: LineWatch | None, place: int = 0, *, public: bool = False
) -> None:
    """Put the band into a window whose parts stand one below the other, at a place from the top.

    Without a shared queue there is no line that could be lost, and nothing is put there.
    """
    box = window.layout()
    if watch is not None and isinstance(box, QBoxLayout):
        box.insertWidget(place, LineBanner(look, watch, public=public))
