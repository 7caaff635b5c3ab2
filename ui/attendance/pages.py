"""The table of the pages of attendance, and the one page of a staff window that holds those of a right."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.domain.accounts import Actor, Right
from ui.attendance.dependencies import AttendanceDependencies
from ui.attendance.leave_page import LeavePage
from ui.attendance.month_page import MonthPage
from ui.attendance.own_page import OwnPage
from ui.attendance.rounds_page import PostsPage, RoundsPage
from ui.chip_pages import ChipPages
from ui.i18n import Words, tr

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


class AttendancePage(ChipPages):
    """The pages a person has by right."""

    def __init__(self, needs: AttendanceDependencies) -> None:
        titles = {name: title(name) for name in pages_for(needs.actor)}
        super().__init__(needs.look, titles, lambda name: PAGES[name](needs))
