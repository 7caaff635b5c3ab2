"""Checking in by finger: whose finger it was, and how far its time can be trusted."""

import time
from collections.abc import Callable
from datetime import datetime

from app.domain.clock_watch import ClockWatch
from app.domain.dates import day_start, hall_date
from app.domain.device_records import FingerMatch, FingerPrompt
from app.domain.fingers import ClockQuality, Punch
from app.domain.ids import new_id
from app.domain.patience import Patience
from app.errors import RuleError
from app.ports.clock import Clock
from app.ports.devices import Cancelled
from app.ports.store import Store
from app.services.slot_log import Sensor, SlotLog

PATIENCE_SECONDS = 30.0
"""How long a punch waits for a finger unless told."""


class CheckIn:
    """Punches at this station.

    Args:
        store: where records are kept.
        clock: the machine's clock.
        watch: whether somebody sets that clock.
        seconds: running seconds, for how long somebody is waited for.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        watch: ClockWatch,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._clock = clock
        self._watch = watch
        self._seconds = seconds
        self._slots = SlotLog(store, clock)

    def punches_today(self) -> tuple[Punch, ...]:
        """Return today's punches at this station, newest first."""
        with self._store.read() as unit:
            return unit.fingers.punches(unit.station.index, day_start(hall_date(self._clock.now())))

    def punch(
        self,
        sensor: Sensor,
        told: Callable[[FingerPrompt], None],
        cancelled: Cancelled,
        seconds: float = PATIENCE_SECONDS,
    ) -> Punch | None:
        """Wait for a finger and record whose it was; None when cancelled or nobody came within `seconds`.

        It needs no right: the finger says who acts.

        Raises:
            DeviceError: `fingerprint.unknown_finger`, or what else the sensor says.
            RuleError: `fingers.nobody`, `fingers.disabled`.
        """
        self._slots.finish(sensor)
        match = sensor.reader.identify(told, Patience(cancelled, seconds, self._seconds))
        return None if match is None else self._punched(sensor.device, match)

    def _punched(self, device: str, match: FingerMatch) -> Punch:
        with self._store.write() as unit:
            station, at = unit.station.index, self._clock.now()
            enrolment = next(
                (one for one in unit.fingers.living(station, device) if match.slot in one.slots), None
            )
            if enrolment is None:
                raise RuleError("fingers.nobody")
            if not unit.accounts.get(enrolment.account_id).enabled:
                raise RuleError("fingers.disabled", name=enrolment.person)
            jump = self._watch.jump()
            punch = Punch(
                id=new_id(),
                account_id=enrolment.account_id,
                person=enrolment.person,
                enrolment_id=enrolment.id,
                at=at,
                station=station,
                device=device,
                clock=_quality(at, jump, unit.fingers.last_punch_at(station)),
                jump_seconds=jump,
            )
            unit.fingers.punch(punch)
            unit.commit()
        return punch


def _quality(at: datetime, jump: int, last: datetime | None) -> ClockQuality:
    if last is not None and at < last:
        return ClockQuality.BEHIND
    return ClockQuality.JUMPED if jump else ClockQuality.STEADY
