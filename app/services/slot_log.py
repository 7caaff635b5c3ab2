"""What is about to happen to slots of a sensor, so that an interruption leaves nothing half-recorded.

A sensor and a store cannot change in one transaction. So what is about to happen is first noted on this
station, and the next use of the sensor finishes or undoes what was interrupted: no slot stays that has no
record, and no record says of a slot what is not so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.domain.accounts import Actor
from app.domain.fingers import EndReason, Enrolment, EnrolmentEnd
from app.domain.ids import new_id
from app.errors import AppError
from app.ports.clock import Clock
from app.ports.devices import FingerprintReader
from app.ports.store import Draft, Store, UnitOfWork

NOTES = "fingers/"
"""What the keys of these notes begin with: they stand among the drafts and are none."""


@dataclass(frozen=True)
class Sensor:
    """A sensor and what the hall calls it."""

    device: str
    reader: FingerprintReader


class SlotLog:
    """One note for each sensor: slots to be deleted again, or an enrolment that is being ended."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def note_undo(self, device: str, slots: Sequence[int]) -> None:
        """Note that these slots are about to be filled and have no record yet."""
        self._note(device, {"undo": list(slots)})

    def forget(self, unit: UnitOfWork, device: str) -> None:
        """Drop the note within the transaction that records what was noted."""
        unit.drafts.drop(_key(device))

    def finish(self, sensor: Sensor) -> None:
        """Delete slots that got no record, and finish an end that was interrupted; else do nothing.

        Raises:
            DeviceError: the sensor did not delete them; the note stays.
        """
        with self._store.read() as unit:
            note = unit.drafts.get(_key(sensor.device))
        if note is None:
            return
        if "end" in note.content:
            self._ended(sensor, note.content)
            return
        _delete(sensor, note.content["undo"])
        with self._store.write() as unit:
            self.forget(unit, sensor.device)
            unit.commit()

    def undo_now(self, sensor: Sensor, error: AppError) -> None:
        """Undo at once if it can be done; else the note stays, and the sensor's next use undoes it."""
        try:
            self.finish(sensor)
        except AppError as later:
            error.add_note(f"to be undone at the next use of the sensor: {later.code}")

    def end(
        self, sensor: Sensor, enrolment: Enrolment, actor: Actor | None, reason: EndReason
    ) -> EnrolmentEnd:
        """Delete the slots of an enrolment and record its end; without an actor the sensor's machine did.

        Raises:
            DeviceError: the sensor did not delete them; its next use finishes what was begun.
        """
        begun = {
            "end": str(enrolment.id),
            "reason": reason.value,
            "actor_id": str(actor.account_id) if actor is not None else None,
            "actor_name": actor.name if actor is not None else sensor.device,
        }
        self._note(sensor.device, begun)
        return self._ended(sensor, begun)

    def _ended(self, sensor: Sensor, begun: Mapping[str, Any]) -> EnrolmentEnd:
        with self._store.read() as unit:
            enrolment = unit.fingers.enrolment(UUID(begun["end"]))
        _delete(sensor, enrolment.slots)
        now = self._clock.now()
        end = EnrolmentEnd(
            id=new_id(),
            enrolment_id=enrolment.id,
            at=now,
            reason=EndReason(begun["reason"]),
            actor_id=UUID(begun["actor_id"]) if begun["actor_id"] is not None else None,
            actor_name=begun["actor_name"],
        )
        with self._store.write() as unit:
            unit.fingers.end(end)
            self.forget(unit, sensor.device)
            facts = {"device": sensor.device, "reason": end.reason.value, "enrolment": str(enrolment.id)}
            unit.audit.append(now, end.actor_name, "fingers.delete", enrolment.person, "ok", facts)
            unit.commit()
        return end

    def _note(self, device: str, content: Mapping[str, Any]) -> None:
        with self._store.write() as unit:
            unit.drafts.put(Draft(_key(device), content, self._clock.now()))
            unit.commit()


def _delete(sensor: Sensor, slots: Sequence[int]) -> None:
    taken = sensor.reader.stored()
    for slot in slots:
        if slot in taken:
            sensor.reader.delete(slot)


def _key(device: str) -> str:
    return f"{NOTES}{device}"
