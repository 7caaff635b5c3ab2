"""The administrator's window: devices, enrolment, check-in."""

from app.domain.accounts import Actor
from ui.catalogue.pages import catalogue_tabs
from ui.check_in.pages import check_in_tabs
from ui.check_in.role import check_in_needs, sensor_of
from ui.chip_pages import one_tab
from ui.designer.pages import designer_tabs
from ui.designer.role import designer_needs
from ui.i18n import tr
from ui.languages.pages import language_tabs
from ui.machine import Machine
from ui.staff_window import PageTab, StaffWindow
from ui.sync.role import sync_tabs
from ui.technician.dependencies import TechnicianDependencies
from ui.technician.pages import tabbed_window, technician_tabs


def technician_needs(machine: Machine) -> TechnicianDependencies:
    """Return what the pages of a machine's devices stand on."""
    program, parts = machine.program, machine.parts
    return TechnicianDependencies(
        look=program.look,
        runner=program.runner,
        desk=machine.desk,
        models=parts.models(),
        ports=parts.ports,
        save=parts.save_devices,
        now=machine.clock.now,
        typeset=parts.typeset,
        test_ticket=parts.test_ticket,
    )


def technician_window(machine: Machine, actor: Actor) -> StaffWindow:
    """Make the window of an administrator who has signed in."""
    needs = technician_needs(machine)
    tabs = technician_tabs(needs) + sync_tabs(machine, actor)
    if check_in := _check_in(machine, actor):
        tabs.append(one_tab(machine.program.look, tr("打卡"), check_in))
    tabs.append(one_tab(machine.program.look, tr("证照"), designer_tabs(designer_needs(machine, actor))))
    tabs += catalogue_tabs(machine, actor) + language_tabs(machine, actor, _unspoken)
    return tabbed_window(needs, machine.program.application, tabs, machine.hall.name, actor.name)


def _unspoken() -> None:
    """Change nothing: this window speaks Chinese."""


def _check_in(machine: Machine, actor: Actor) -> list[PageTab]:
    """Return the pages of the first fingerprint sensor, none without a sensor."""
    return check_in_tabs(check_in_needs(machine, actor)) if sensor_of(machine) else []
