"""The window of a clerk who has signed in at a counter's machine."""

from app.domain.accounts import Actor
from ui.clerk.dependencies import ClerkDependencies
from ui.clerk.front_devices import FrontDevices
from ui.clerk.window import ClerkWindow
from ui.device_desk import follow_devices
from ui.machine import Machine
from ui.page_printer import LpPrinter
from ui.save_dialog import ask_where


def clerk_window(machine: Machine, actor: Actor) -> ClerkWindow:
    """Make the window of a clerk who has signed in."""
    program = machine.program
    with machine.store.read() as unit:
        department = unit.catalogue.department(actor.department)
    front = FrontDevices(machine.desk)
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
        printer=LpPrinter(),
        pinyin=machine.parts.pinyin,
        save_where=ask_where,
        devices=front,
    )
    window = ClerkWindow(needs, program.application)
    front.setParent(window)
    follow_devices(machine.desk, window.band.devices)
    return window
