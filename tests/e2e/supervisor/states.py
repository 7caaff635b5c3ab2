"""Every page of the supervisor's role in every state it can be seen in; walk and screenshots share it."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from app.ports.queue import DeskState
from tests.e2e.supervisor.office import CATALOGUE_IN_FORCE, Office
from ui.supervisor.attention import DEVICES, FORKS, PARKED
from ui.supervisor.pages import PAGES, WATCH

NAMES = ("央金", "多杰", "白玛", "仁青", "李文", "次仁", "王静", "拉毛", "扎西", "尼玛", "旺姆", "马强")


def busy(office: Office) -> None:
    """Let the hall work: tickets of two days, cases in all lights, a fork, a counter left alone."""
    today = office.clock.at
    for days, name in ((45, "才让卓玛"), (13, "拉毛"), (9, "周毛措"), (9, "格日加"), (2, "旦正才让")):
        office.clock.at = today - timedelta(days=days)
        office.accept(name=name)
    office.clock.at = today - timedelta(days=1)
    for counter in (1, 5, 12, 20):
        office.give(counter, 3)
    office.clock.at = today
    for counter in range(1, 34):
        if counter % 5:
            office.open(str(counter), NAMES[counter % len(NAMES)])
    for counter in (2, 9, 26):
        office.give(counter, 4)
        office.serve(str(counter))
        office.clock.at += timedelta(minutes=25)
    for counter in (1, 3, 12, 13, 19, 27):
        office.give(counter, 3)
        office.call(str(counter))
    office.give(14, 7)
    office.open("9", "扎西", DeskState.PAUSED)
    office.give(20, 3)
    office.forked()


def _quiet(office: Office) -> QWidget:
    return office.window


def _busy(office: Office) -> QWidget:
    busy(office)
    office.look()
    return office.window


def _forks(office: Office) -> QWidget:
    busy(office)
    office.look()
    office.page.attention.choose(FORKS)
    return office.window


def _devices(office: Office) -> QWidget:
    office.page.attention.choose(DEVICES)
    return office.window


def _parked(office: Office) -> QWidget:
    busy(office)
    case_id = office.accept(name="才让卓玛").case.id
    office.refuse(case_id, "23505")
    office.look()
    office.page.attention.choose(PARKED)
    return office.window


def _watch(office: Office) -> QWidget:
    busy(office)
    office.window.show_page(list(PAGES).index(WATCH))
    office.wait()
    office.watch.table.choose(1)
    return settled(office)


def _nothing_watched(office: Office) -> QWidget:
    office.window.show_page(list(PAGES).index(WATCH))
    return office.window


def _fork(office: Office) -> QWidget:
    busy(office)
    office.window.show_case(office.needs.overview.now(office.needs.actor).forks[0].case_id)
    return settled(office)


def _choosing(office: Office) -> QWidget:
    _fork(office)
    office.watch.card.keep(0)
    return office.window


def papers_of(office: Office, number: int) -> QWidget:
    """Show a kind of the hall's own papers until it stands there."""
    office.window.show_page(len(PAGES))
    office.wait()
    office.papers.choose(number)
    while not office.papers.preview.finished:
        office.wait()
    return office.window


def _list(office: Office) -> QWidget:
    busy(office)
    return papers_of(office, 0)


def _card(office: Office) -> QWidget:
    office.clock.at = CATALOGUE_IN_FORCE
    return papers_of(office, 2)


def settled(office: Office) -> QWidget:
    """Wait until the chosen case stands beside the list."""
    while office.watch.card.case_id is None:
        office.wait()
    return office.window


STATES: dict[str, Callable[[Office], QWidget]] = {
    "a1-quiet": _quiet,
    "a2-busy": _busy,
    "a3-forks": _forks,
    "a4-devices": _devices,
    "a5-parked": _parked,
    "b1-watch": _watch,
    "b2-nothing": _nothing_watched,
    "b3-fork": _fork,
    "b4-no-reason": _choosing,
    "c1-list": _list,
    "c2-card": _card,
}
"""State → how to reach it; returns the window to look at."""
