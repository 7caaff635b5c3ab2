"""Enrolling fingers of staff with recorded consent, and deleting them again."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from app.domain.accounts import Account, Actor, Right
from app.domain.device_records import FingerPrompt
from app.domain.fingers import (
    CONSENT_VERSION,
    FINGERS,
    Consent,
    EndReason,
    Enrolment,
    EnrolmentEnd,
    of_left,
)
from app.domain.ids import new_id
from app.domain.patience import Patience
from app.errors import AppError, DeviceError, RuleError
from app.ports.clock import Clock
from app.ports.devices import Cancelled, FingerprintReader
from app.ports.store import Store
from app.services.slot_log import Sensor, SlotLog

PATIENCE_SECONDS = 30.0
"""How long an enrolment waits for each take of a finger."""
ATTEMPTS = 3
"""How often a finger that was taken badly is taken again."""

_TAKEN_AGAIN = frozenset({"fingerprint.not_same", "fingerprint.already_known"})


@dataclass(frozen=True)
class Take:
    """How far an enrolment is.

    Attributes:
        finger: which finger it is about, from 1; `FINGERS + 1` when all are taken.
        prompt: what the person is asked to do, None between two fingers.
        trouble: why the finger is taken again.
    """

    finger: int
    prompt: FingerPrompt | None = None
    trouble: DeviceError | None = None


@dataclass(frozen=True)
class StaffFingers:
    """One person of the staff and the fingers in a sensor, if there are any."""

    account: Account
    enrolment: Enrolment | None


class Enrolling:
    """Fingers of staff in the sensors of this station.

    Args:
        store: where records are kept.
        clock: the machine's clock.
        seconds: running seconds, for how long somebody is waited for.
    """

    def __init__(self, store: Store, clock: Clock, seconds: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._clock = clock
        self._seconds = seconds
        self._slots = SlotLog(store, clock)

    def staff(self, actor: Actor, device: str) -> tuple[StaffFingers, ...]:
        """Return everybody who may be enrolled in a sensor, and those who still are.

        Raises:
            RuleError: `account.right_missing`.
        """
        actor.require(Right.ADMINISTRATOR)
        with self._store.read() as unit:
            living = {one.account_id: one for one in unit.fingers.living(unit.station.index, device)}
            accounts = [one for one in unit.accounts.all() if one.enabled or one.id in living]
            return tuple(StaffFingers(one, living.get(one.id)) for one in accounts)

    def enrol(
        self,
        actor: Actor,
        account_id: UUID,
        sensor: Sensor,
        consent_text: str,
        told: Callable[[Take], None],
        cancelled: Cancelled,
    ) -> Enrolment | None:
        """Take two fingers of a person who consented and is here; None when cancelled.

        The actor is the witness of the consent. Nothing stays in the sensor unless it is recorded.

        Args:
            consent_text: version of the text the person read and agreed to, empty without consent.
            told: hears how far it is.

        Raises:
            RuleError: `account.right_missing`, `account.unknown`, `fingers.own_witness`,
                `fingers.no_consent`, `fingers.other_text`, `fingers.account_disabled`, `fingers.enrolled`.
            DeviceError: `fingers.no_finger`, or what the sensor says.
            StorageError: the record cannot be stored.
        """
        account = self._enrollable(actor, account_id, sensor.device, consent_text)
        consent = Consent(consent_text, self._clock.now(), actor.account_id, actor.name)
        self._slots.finish(sensor)
        slots: list[int] = []
        try:
            for finger in range(1, FINGERS + 1):
                slot = sensor.reader.free_slot()
                slots.append(slot)
                self._slots.note_undo(sensor.device, slots)
                if not self._taken(sensor.reader, slot, finger, told, cancelled):
                    self._slots.finish(sensor)
                    return None
            told(Take(FINGERS + 1))
            return self._recorded(actor, account, sensor.device, tuple(slots), consent)
        except AppError as error:
            self._slots.undo_now(sensor, error)
            raise

    def withdraw(self, actor: Actor, enrolment_id: UUID, sensor: Sensor, reason: EndReason) -> EnrolmentEnd:
        """Delete a person's fingers from the sensor and record it; anybody may withdraw the own consent.

        When the sensor goes away meanwhile, its next use finishes what was begun.

        Raises:
            RuleError: `fingers.unknown`, `fingers.not_yours`, `fingers.elsewhere`, `fingers.ended`.
            DeviceError: the sensor did not delete them.
        """
        self._slots.finish(sensor)
        with self._store.read() as unit:
            enrolment = unit.fingers.enrolment(enrolment_id)
            ended = unit.fingers.end_of(enrolment_id)
            here = (enrolment.station, enrolment.device) == (unit.station.index, sensor.device)
        if actor.account_id != enrolment.account_id and Right.ADMINISTRATOR not in actor.rights:
            raise RuleError("fingers.not_yours", name=enrolment.person)
        if not here:
            raise RuleError("fingers.elsewhere", device=enrolment.device)
        if ended is not None:
            raise RuleError("fingers.ended", name=enrolment.person)
        return self._slots.end(sensor, enrolment, actor, reason)

    def left(self, device: str) -> tuple[Enrolment, ...]:
        """Return the fingers in a sensor of this machine that are of people whose account is out of use."""
        with self._store.read() as unit:
            return of_left(unit.fingers.living(unit.station.index, device), unit.accounts.all())

    def forget_left(self, sensor: Sensor) -> tuple[EnrolmentEnd, ...]:
        """Delete the fingers of people whose account is out of use: their purpose has ended (PIPL 47).

        It needs no right and nobody at the machine: who disabled the account has decided.

        Raises:
            DeviceError: the sensor did not delete them; its next use finishes what was begun.
        """
        self._slots.finish(sensor)
        return tuple(self._slots.end(sensor, one, None, EndReason.LEFT) for one in self.left(sensor.device))

    def _enrollable(self, actor: Actor, account_id: UUID, device: str, consent_text: str) -> Account:
        actor.require(Right.ADMINISTRATOR)
        if actor.account_id == account_id:
            raise RuleError("fingers.own_witness")
        if not consent_text:
            raise RuleError("fingers.no_consent")
        if consent_text != CONSENT_VERSION:
            raise RuleError("fingers.other_text")
        with self._store.read() as unit:
            account = unit.accounts.get(account_id)
            living = unit.fingers.living(unit.station.index, device)
        if not account.enabled:
            raise RuleError("fingers.account_disabled", name=account.name)
        if any(one.account_id == account_id for one in living):
            raise RuleError("fingers.enrolled", name=account.name)
        return account

    def _taken(
        self,
        reader: FingerprintReader,
        slot: int,
        finger: int,
        told: Callable[[Take], None],
        cancelled: Cancelled,
    ) -> bool:
        """Take one finger, again when it was taken badly; return False when cancelled."""
        told(Take(finger))
        for left in reversed(range(ATTEMPTS)):
            patience = Patience(cancelled, PATIENCE_SECONDS, self._seconds)

            def asked(prompt: FingerPrompt, patience: Patience = patience) -> None:
                patience.renew()
                told(Take(finger, prompt))

            try:
                if reader.enrol(slot, asked, patience):
                    return True
            except DeviceError as error:
                if error.code not in _TAKEN_AGAIN or not left:
                    raise
                told(Take(finger, trouble=error))
                continue
            if cancelled():
                return False
            raise DeviceError("fingers.no_finger", seconds=round(PATIENCE_SECONDS))
        raise AssertionError("the last attempt returns or raises")

    def _recorded(
        self, actor: Actor, account: Account, device: str, slots: tuple[int, ...], consent: Consent
    ) -> Enrolment:
        now = self._clock.now()
        with self._store.write() as unit:
            station = unit.station.index
            made = Enrolment(new_id(), account.id, account.name, station, device, slots, now, consent)
            unit.fingers.add(made)
            self._slots.forget(unit, device)
            facts = {"device": device, "consent": consent.text, "enrolment": str(made.id)}
            unit.audit.append(now, actor.name, "fingers.enrol", account.login, "ok", facts)
            unit.commit()
        return made
