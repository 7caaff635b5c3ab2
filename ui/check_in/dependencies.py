"""What the pages of the check-in stand on; the composition root fills it in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.domain.accounts import Actor
from app.domain.attendance import Slip
from app.services.accounts import Credentials
from app.services.check_in import CheckIn
from app.services.enrolling import Enrolling
from ui.check_in.results import DayOf
from ui.device_desk import DeviceDesk
from ui.events import ChangesBridge
from ui.i18n.two_scripts import Tibetan
from ui.look import Look
from ui.tasks import TaskRunner

ByPassword = Callable[[Credentials, Credentials], Slip]
"""Checks in by the own password before a supervisor; blocks, raises `RuleError`."""


@dataclass(frozen=True)
class CheckInDependencies:
    """One record for the machine with the sensor.

    Attributes:
        device: what the hall calls the sensor.
        actor: the administrator who is signed in, None where people only punch.
        now: the clock, timezone-aware.
        tone: sounds after a result is shown; True for one that counted.
        day_of: the day of who punched, None where nobody keeps the rules of attendance.
        by_password: the way without a finger, None where nobody keeps it.
    """

    look: Look
    runner: TaskRunner
    changes: ChangesBridge
    desk: DeviceDesk
    device: str
    check_in: CheckIn
    enrolling: Enrolling
    actor: Actor | None
    now: Callable[[], datetime]
    tone: Callable[[bool], None]
    tibetan: Tibetan
    day_of: DayOf | None = None
    by_password: ByPassword | None = None
