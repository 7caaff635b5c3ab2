"""The pages after the hall: devices with their tests, the printer, the centre; over the real machine."""

from functools import partial

from app.domain.accounts import Actor
from ui.designer.role import designer_needs
from ui.i18n import tr
from ui.machine import Machine
from ui.setup.printer_page import PrinterPage
from ui.staff_window import PageTab
from ui.sync.role import sync_tabs
from ui.technician.pages import technician_tabs
from ui.technician.role import technician_needs


def machine_tabs(machine: Machine, actor: Actor) -> list[PageTab]:
    """Return the pages in which a new machine is set up, in order.

    Args:
        actor: in whose name the printer's fit is stored; nobody has signed in yet.
    """
    printer = PageTab(tr("打印机校准"), partial(PrinterPage, designer_needs(machine, actor)))
    return [*technician_tabs(technician_needs(machine)), printer, *sync_tabs(machine, actor)]
