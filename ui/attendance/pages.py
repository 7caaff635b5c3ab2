"""The table of the pages of attendance, and the one page of a staff window that holds those of a right."""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.accounts import Actor, Right
from ui.attendance.dependencies import AttendanceDependencies
from ui.attendance.leave_page import LeavePage
from ui.attendance.month_page import MonthPage
from ui.attendance.own_page import OwnPage
from ui.attendance.rounds_page import PostsPage, RoundsPage
from ui.i18n import Words, tr
from ui.theme import MD, SM, XL
from ui.widgets.boxes import column, row
from ui.widgets.keys import Chip
from ui.widgets.tab_order import order_tabs

OWN, LEAVE, MONTH, ROUNDS, POSTS = "own", "leave", "month", "rounds", "posts"

PAGES: dict[str, Callable[[AttendanceDependencies], QWidget]] = {
    OWN: OwnPage,
    LEAVE: LeavePage,
    MONTH: MonthPage,
    ROUNDS: RoundsPage,
    POSTS: PostsPage,
}


def title(page: str) -> Words:
    """Return a page's name."""
    return {
        OWN: tr("我的考勤"),
        LEAVE: tr("请假"),
        MONTH: tr("月考勤"),
        ROUNDS: tr("巡查"),
        POSTS: tr("A、B 岗"),
    }[page]


def pages_for(actor: Actor) -> list[str]:
    """Return the pages a person has by right."""
    if Right.SUPERVISOR in actor.rights:
        return list(PAGES)
    return [OWN, LEAVE, MONTH] if Right.REVIEWER in actor.rights else [OWN, LEAVE]


class AttendancePage(QWidget):
    """Shows one of the pages at a time, chosen by chips above."""

    def __init__(self, needs: AttendanceDependencies) -> None:
        super().__init__()
        self._needs, look = needs, needs.look
        self._made: dict[str, QWidget] = {}
        self._stack = QStackedWidget()
        self.chips = {name: Chip(look, title(name)) for name in pages_for(needs.actor)}
        for name, chip in self.chips.items():
            chip.clicked.connect(lambda _=False, name=name: self.show_page(name))
        chips = row(look, *self.chips.values(), None, gap=SM, margins=(XL, MD, XL, 0))
        box = column(look, chips, self._stack, gap=0)
        box.setStretch(1, 1)
        self.setLayout(box)
        self.show_page(OWN)

    def setFocus(self, *_: object) -> None:  # noqa: N802
        """Give the keyboard to the page that is shown."""
        shown = self._stack.currentWidget()
        if shown is not None:
            shown.setFocus()

    def page(self, name: str) -> QWidget | None:
        """Return a page if it has been made."""
        return self._made.get(name)

    def show_page(self, name: str) -> None:
        """Show a page and give it the keyboard."""
        if name not in self._made:
            self._made[name] = PAGES[name](self._needs)
            self._stack.addWidget(self._made[name])
            order_tabs(self)
        self._stack.setCurrentWidget(self._made[name])
        for one, chip in self.chips.items():
            chip.setChecked(one == name)
        self._made[name].setFocus()
