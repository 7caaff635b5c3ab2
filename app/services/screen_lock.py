"""Whose finger is on the sensor, for a locked screen: it is no punch, only the unlock is recorded."""

import time
from collections.abc import Callable

from app.domain.accounts import Actor
from app.domain.patience import Patience
from app.errors import RuleError
from app.ports.clock import Clock
from app.ports.devices import Cancelled
from app.ports.store import Store
from app.services.slot_log import Sensor

ROUND_SECONDS = 4.0


class OwnFinger:
    """Waits for the finger of who locked a screen."""

    def __init__(self, store: Store, clock: Clock, seconds: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._clock = clock
        self._seconds = seconds

    def came(self, actor: Actor, sensor: Sensor, cancelled: Cancelled) -> bool:
        """Wait one round; tell whether the actor's own finger came.

        Raises:
            RuleError: `fingers.nobody`, `screen.other_finger`.
            DeviceError: `fingerprint.unknown_finger`, or what else the sensor says.
        """
        match = sensor.reader.identify(lambda prompt: None, Patience(cancelled, ROUND_SECONDS, self._seconds))
        if match is None:
            return False
        with self._store.write() as unit:
            living = unit.fingers.living(unit.station.index, sensor.device)
            whose = next((one for one in living if match.slot in one.slots), None)
            if whose is None:
                raise RuleError("fingers.nobody")
            if whose.account_id != actor.account_id or not unit.accounts.get(actor.account_id).enabled:
                raise RuleError("screen.other_finger", name=whose.person, owner=actor.name)
            facts = {"by": "finger"}
            unit.audit.append(self._clock.now(), actor.name, "screen_unlock", "", "ok", facts)
            unit.commit()
        return True
