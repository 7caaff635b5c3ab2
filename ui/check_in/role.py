"""The stand people check in at, where nobody is signed in; and the same pages for an administrator."""

from contextlib import ExitStack
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.domain.accounts import Actor
from app.domain.clock_watch import ClockWatch
from app.domain.device_records import DeviceKind
from app.errors import DeviceError
from app.services.attendance import Attendance
from app.services.check_in import CheckIn
from app.services.enrolling import Enrolling
from app.services.journal import Journal
from ui.check_in.dependencies import CheckInDependencies
from ui.check_in.pages import check_in_window
from ui.check_in.results import today_of
from ui.i18n.hall_words import hall_two_scripts
from ui.left_fingers import forget_left_fingers
from ui.machine import Machine

SECOND_BEEP_MS = 300


def sensor_of(machine: Machine) -> str:
    """Return the name of the machine's first fingerprint sensor, empty without one."""
    devices = machine.settings.devices
    return next((one.name for one in devices if one.kind is DeviceKind.FINGERPRINT), "")


def beep(application: QApplication, counted: bool) -> None:
    """Sound once for a check-in that counted, twice for one that did not: it is heard without a look."""
    application.beep()
    if not counted:
        QTimer.singleShot(SECOND_BEEP_MS, application, application.beep)


def check_in_needs(machine: Machine, actor: Actor | None) -> CheckInDependencies:
    """Return what the pages of a machine's sensor stand on; without an actor people only check in."""
    program, now = machine.program, machine.clock.now
    journal = Journal(machine.store, machine.parts.working_days(), machine.clock)
    attendance = Attendance(journal, machine.use.accounts)

    return CheckInDependencies(
        look=program.look,
        runner=program.runner,
        changes=program.changes,
        desk=machine.desk,
        device=sensor_of(machine),
        check_in=CheckIn(machine.store, machine.clock, ClockWatch(now)),
        enrolling=Enrolling(machine.store, machine.clock),
        actor=actor,
        now=now,
        tone=partial(beep, program.application),
        tibetan=hall_two_scripts(machine.store)(),
        day_of=today_of(attendance, now),
        by_password=attendance.check_in_by_password,
    )


def check_in_stand(machine: Machine, opened: ExitStack) -> None:
    """Show the stand's window until the program ends.

    Raises:
        DeviceError: `fingers.no_sensor`.
    """
    if not sensor_of(machine):
        raise DeviceError("fingers.no_sensor")
    window = check_in_window(check_in_needs(machine, None), machine.program.application, machine.hall.name)
    forget_left_fingers(machine, opened)
    window.showMaximized()
    opened.callback(window.close)
