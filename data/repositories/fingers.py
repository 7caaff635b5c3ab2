"""Fingers and punches in the store."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, func, select

from app.domain.fingers import Enrolment, EnrolmentEnd, Punch
from app.errors import RuleError
from data.columns import Moment
from data.finger_schema import finger_end, finger_enrolment, punch
from data.records import Records
from data.transaction import Transaction

_ENROLMENTS = Records(
    finger_enrolment, Enrolment, lambda record: {"station": record.station, "device": record.device}
)
_ENDS = Records(finger_end, EnrolmentEnd, lambda record: {"enrolment_id": record.enrolment_id})
_PUNCHES = Records(punch, Punch, lambda record: {"station": record.station, "at": record.at})
_BY_ID = _ENROLMENTS.payloads.where(finger_enrolment.c.id == bindparam("id_"))
_EVERYWHERE = _ENROLMENTS.payloads.where(
    ~select(finger_end.c.n).where(finger_end.c.enrolment_id == finger_enrolment.c.id).exists()
).order_by(finger_enrolment.c.n)
_LIVING = _EVERYWHERE.where(
    finger_enrolment.c.station == bindparam("station_"), finger_enrolment.c.device == bindparam("device_")
)
_END_OF = (
    _ENDS.payloads.where(finger_end.c.enrolment_id == bindparam("id_")).order_by(finger_end.c.n).limit(1)
)
_SINCE = _PUNCHES.payloads.where(
    punch.c.station == bindparam("station_"), punch.c.at >= bindparam("since_", type_=Moment)
).order_by(punch.c.n.desc())
_LAST_AT = select(func.max(punch.c.at)).where(punch.c.station == bindparam("station_"))


class FingerRepository:
    """Implements `app.ports.fingers.Fingers`."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def add(self, enrolment: Enrolment) -> None:
        """Add an enrolment."""
        _ENROLMENTS.add(self._tx, enrolment.id, enrolment)

    def end(self, end: EnrolmentEnd) -> None:
        """Add the end of an enrolment."""
        _ENDS.add(self._tx, end.id, end)

    def enrolment(self, enrolment_id: UUID) -> Enrolment:
        """Return an enrolment.

        Raises:
            RuleError: `fingers.unknown`.
        """
        found = _ENROLMENTS.one(self._tx, _BY_ID, id_=enrolment_id)
        if found is None:
            raise RuleError("fingers.unknown")
        return found

    def end_of(self, enrolment_id: UUID) -> EnrolmentEnd | None:
        """Return how an enrolment ended, None while it lasts."""
        return _ENDS.one(self._tx, _END_OF, id_=enrolment_id)

    def living(self, station: int, device: str) -> tuple[Enrolment, ...]:
        """Return the enrolments in a sensor that have not ended, oldest first."""
        return tuple(_ENROLMENTS.each(self._tx, _LIVING, station_=station, device_=device))

    def everywhere(self) -> tuple[Enrolment, ...]:
        """Return the enrolments in all sensors of the hall that have not ended, oldest first."""
        return tuple(_ENROLMENTS.each(self._tx, _EVERYWHERE))

    def punch(self, punch: Punch) -> None:
        """Add a punch."""
        _PUNCHES.add(self._tx, punch.id, punch)

    def punches(self, station: int, since: datetime) -> tuple[Punch, ...]:
        """Return the punches of a station from a moment on, newest first."""
        return tuple(_PUNCHES.each(self._tx, _SINCE, station_=station, since_=since))

    def last_punch_at(self, station: int) -> datetime | None:
        """Return the latest moment of any punch of a station."""
        found: datetime | None = self._tx.read(_LAST_AT, {"station_": station}).scalar()
        return found
