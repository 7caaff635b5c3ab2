"""The window of a clerk who has signed in at a counter's machine."""

from dataclasses import replace

from app.domain.accounts import Actor
from app.domain.device_records import DeviceKind
from ui.clerk.dependencies import ClerkDependencies
from ui.clerk.front_devices import FrontDevices
from ui.clerk.window import ClerkWindow
from ui.device_desk import follow_devices
from ui.machine import Machine
from ui.print_queue.pump import PrintPump
from ui.save_dialog import ask_where
from ui.strip.role import strip_needs
from ui.wedge import WedgeFilter


def clerk_window(machine: Machine, actor: Actor) -> ClerkWindow:
    """Make the window of a clerk who has signed in."""
    program = machine.program
    with machine.store.read() as unit:
        department = unit.catalogue.department(actor.department)
    front = FrontDevices(machine.desk)
    pump = PrintPump(program.runner, machine.use.print_jobs)
    needs = ClerkDependencies(
        look=program.look,
        runner=program.runner,
        changes=program.changes,
        actor=actor,
        hall=machine.hall,
        department=department,
        calendar=machine.parts.working_days().calendar(machine.hall.area_code),
        use=machine.use,
        composer=machine.composer,
        pump=pump,
        pinyin=machine.parts.pinyin,
        save_where=ask_where,
        devices=front,
        queue=replace(strip_needs(machine, actor), pad=False),
    )
    window = ClerkWindow(needs, program.application)
    front.setParent(window)
    pump.setParent(window)
    if all(one.kind is not DeviceKind.SCANNER for one in machine.settings.devices):
        WedgeFilter(window).scanned.connect(front.scanned)
    follow_devices(machine.desk, window.band.devices)
    return window
