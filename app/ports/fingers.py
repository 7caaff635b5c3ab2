"""Fingers and punches as the store keeps them."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from app.domain.fingers import Enrolment, EnrolmentEnd, Punch


class Fingers(Protocol):
    """Enrolments, their ends, and punches; none is ever changed."""

    def add(self, enrolment: Enrolment) -> None:
        """Add an enrolment."""

    def end(self, end: EnrolmentEnd) -> None:
        """Add the end of an enrolment."""

    def enrolment(self, enrolment_id: UUID) -> Enrolment:
        """Return an enrolment.

        Raises:
            RuleError: `fingers.unknown`.
        """

    def end_of(self, enrolment_id: UUID) -> EnrolmentEnd | None:
        """Return how an enrolment ended, None while it lasts."""

    def living(self, station: int, device: str) -> tuple[Enrolment, ...]:
        """Return the enrolments in a sensor that have not ended, oldest first."""

    def everywhere(self) -> tuple[Enrolment, ...]:
        """Return the enrolments in all sensors of the hall that have not ended, oldest first."""

    def punch(self, punch: Punch) -> None:
        """Add a punch."""

    def punches(self, station: int, since: datetime) -> tuple[Punch, ...]:
        """Return the punches of a station from a moment on, newest first."""

    def last_punch_at(self, station: int) -> datetime | None:
        """Return the latest moment of any punch of a station."""
