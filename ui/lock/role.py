"""The guard over a staff window, put together from a machine."""

from app.domain.accounts import Actor
from app.domain.device_records import DeviceKind
from app.services.screen_lock import OwnFinger
from ui.lock.finger import finger_wait
from ui.lock.guard import ScreenGuard
from ui.machine import Machine
from ui.staff_window import StaffWindow


def guard_screen(machine: Machine, actor: Actor, window: StaffWindow) -> ScreenGuard:
    """Lock a window when its owner is idle, by the hall's rules; the first sensor of the machine opens it."""
    program = machine.program
    sensors = [one.name for one in machine.settings.devices if one.kind is DeviceKind.FINGERPRINT]
    own = OwnFinger(machine.store, machine.clock)
    return ScreenGuard(
        program.look,
        program.runner,
        program.application,
        window,
        actor,
        machine.use.accounts,
        machine.use.accounts.rules().idle_minutes,
        finger_wait(machine.desk, sensors[0], own, actor) if sensors else None,
    )
