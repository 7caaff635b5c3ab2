"""The table of the technician's pages, and the window that shows them alone."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QApplication, QWidget

from ui.band import Band
from ui.device_desk import follow_devices
from ui.i18n import Words, tr
from ui.staff_window import PageTab, StaffWindow
from ui.technician.dependencies import TechnicianDependencies
from ui.technician.device_page import DevicePage

DEVICES = "devices"

PAGES: dict[str, Callable[[TechnicianDependencies], QWidget]] = {DEVICES: DevicePage}


def title(page: str) -> Words:
    """Return a page's name in the band."""
    return {DEVICES: tr("设备")}[page]


def technician_tabs(needs: TechnicianDependencies) -> list[PageTab]:
    """Return the pages as tabs, for the window of any role that has them."""
    return [PageTab(title(name), partial(make, needs)) for name, make in PAGES.items()]


def technician_window(
    needs: TechnicianDependencies, application: QApplication, hall: str, person: str
) -> StaffWindow:
    """Make the technician's own window; the desk is started by its owner."""
    return tabbed_window(needs, application, technician_tabs(needs), hall, person)


def tabbed_window(
    needs: TechnicianDependencies, application: QApplication, tabs: list[PageTab], hall: str, person: str
) -> StaffWindow:
    """Make a window for who looks after the machine, with these pages."""
    band = Band(needs.look, hall, tr("设备维护"), [tab.name for tab in tabs], person, needs.now)
    follow_devices(needs.desk, band.devices)
    window = StaffWindow(needs.look, application, band, tabs, tr("{hall} 设备", hall=hall))
    window.show_page(0)
    return window
