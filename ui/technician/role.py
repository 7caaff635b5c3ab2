"""The administrator's window: devices, enrolment, check-in."""

from app.domain.accounts import Actor
from app.domain.clock_watch import ClockWatch
from app.domain.device_records import DeviceKind
from app.services.check_in import CheckIn
from app.services.enrolling import Enrolling
from ui.check_in.dependencies import CheckInDependencies
from ui.check_in.pages import check_in_tabs
from ui.machine import Machine
from ui.staff_window import PageTab, StaffWindow
from ui.technician.dependencies import TechnicianDependencies
from ui.technician.pages import tabbed_window, technician_tabs


def technician_window(machine: Machine, actor: Actor) -> StaffWindow:
    """Make the window of an administrator who has signed in."""
    program, parts = machine.program, machine.parts
    needs = TechnicianDependencies(
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
    tabs = technician_tabs(needs) + _check_in(machine, actor)
    return tabbed_window(needs, program.application, tabs, machine.hall.name, actor.name)


def _check_in(machine: Machine, actor: Actor) -> list[PageTab]:
    """Return the pages of the first fingerprint sensor, none without a sensor."""
    sensors = [one.name for one in machine.settings.devices if one.kind is DeviceKind.FINGERPRINT]
    if not sensors:
        return []
    program, now = machine.program, machine.clock.now
    needs = CheckInDependencies(
        look=program.look,
        runner=program.runner,
        changes=program.changes,
        desk=machine.desk,
        device=sensors[0],
        check_in=CheckIn(machine.store, machine.clock, ClockWatch(now)),
        enrolling=Enrolling(machine.store, machine.clock),
        actor=actor,
        now=now,
        tone=lambda counted: program.application.beep(),
    )
    return check_in_tabs(needs)
