"""The table of the check-in's pages, and the window of the machine people check in at."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QApplication, QWidget

from app.domain.accounts import Right
from ui.band import Band
from ui.check_in.dependencies import CheckInDependencies
from ui.check_in.enrol_page import EnrolPage
from ui.check_in.password_page import PasswordPage
from ui.check_in.punch_page import PunchPage
from ui.device_desk import follow_devices
from ui.i18n import Words, tr
from ui.staff_window import PageTab, StaffWindow

PUNCH, ENROL, PASSWORD = "punch", "enrol", "password"


def _enrol_page(needs: CheckInDependencies) -> QWidget:
    if needs.actor is None:
        raise ValueError("nobody is signed in to witness a consent")
    return EnrolPage(needs, needs.actor)


def _password_page(needs: CheckInDependencies) -> QWidget:
    if needs.by_password is None:
        raise ValueError("nobody checks passwords here")
    return PasswordPage(needs, needs.by_password)


PAGES: dict[str, Callable[[CheckInDependencies], QWidget]] = {
    PUNCH: PunchPage,
    ENROL: _enrol_page,
    PASSWORD: _password_page,
}


def title(page: str) -> Words:
    """Return a page's name in the band."""
    return {PUNCH: tr("打卡"), ENROL: tr("指纹登记"), PASSWORD: tr("密码打卡")}[page]


def check_in_tabs(needs: CheckInDependencies) -> list[PageTab]:
    """Return the pages as tabs; enrolment only for an administrator."""
    there = {
        PUNCH: True,
        ENROL: needs.actor is not None and Right.ADMINISTRATOR in needs.actor.rights,
        PASSWORD: needs.by_password is not None,
    }
    names = [name for name in PAGES if there[name]]
    return [PageTab(title(name), partial(PAGES[name], needs)) for name in names]


def check_in_window(needs: CheckInDependencies, application: QApplication, hall: str) -> StaffWindow:
    """Make the window of the machine with the sensor; the desk is started by its owner."""
    tabs = check_in_tabs(needs)
    person = needs.actor.name if needs.actor else tr("未登录")
    band = Band(needs.look, hall, tr("打卡机"), [tab.name for tab in tabs], person, needs.now)
    follow_devices(needs.desk, band.devices)
    window = StaffWindow(needs.look, application, band, tabs, tr("{hall} 打卡", hall=hall))
    window.show_page(0)
    return window
