"""The administrator's window: devices, enrolment, check-in."""

from functools import partial

from app.domain.accounts import Actor
from app.services.journal import Journal
from app.services.template_designs import TemplateDesigns
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
from ui.technician.dependencies import PrinterDependencies, TechnicianDependencies
from ui.technician.pages import tabbed_window, technician_tabs
from ui.technician.printers_page import PrintersPage


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


def printers_tab(machine: Machine, actor: Actor) -> PageTab:
    """Return the page of which printer takes which kind of paper."""
    program, use, printers = machine.program, machine.use, machine.parts.printers()
    journal = Journal(machine.store, machine.parts.working_days(), machine.clock)
    designs = TemplateDesigns(journal, machine.composer, printers)
    needs = PrinterDependencies(
        look=program.look,
        runner=program.runner,
        actor=actor,
        chosen=machine.places,
        printers=printers,
        certificates=use.templates.all,
        test=partial(designs.print_ruler, actor),
    )
    return PageTab(tr("打印机"), partial(PrintersPage, needs))


def technician_window(machine: Machine, actor: Actor) -> StaffWindow:
    """Make the window of an administrator who has signed in."""
    needs = technician_needs(machine)
    own = [*technician_tabs(needs), printers_tab(machine, actor)]
    tabs = [one_tab(machine.program.look, tr("设备"), own), *sync_tabs(machine, actor)]
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
