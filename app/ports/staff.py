"""Rules of the hall, attendance and the guard of sign-ins as the store keeps them."""

from datetime import date, datetime
from typing import Protocol, TypeVar
from uuid import UUID

from app.domain.accounts import Attempts
from app.domain.attendance import Correction, Slip
from app.domain.fingers import Punch
from app.domain.leave import LeaveRequest, LeaveStep
from app.domain.posts import Patrol, PostPair

R = TypeVar("R")


class HallRules(Protocol):
    """What the hall has set, one record a subject; a subject nobody has set has its default."""

    def get(self, subject: type[R]) -> R:
        """Return what is set for a subject, else its default."""

    def put(self, record: object) -> None:
        """Store the next revision of a subject's record.

        Raises:
            ValueError: the class is no subject of the hall's rules, which is a bug.
        """


class SignInGuard(Protocol):
    """Wrong passwords in a row, by sign-in name; kept on the station alone."""

    def attempts(self, login: str) -> Attempts | None:
        """Return the count of a name."""

    def put(self, attempts: Attempts) -> None:
        """Store the count of a name."""

    def forget(self, login: str) -> None:
        """Begin the count of a name anew."""

    def all(self) -> tuple[Attempts, ...]:
        """Return every count."""


class AttendanceRecords(Protocol):
    """Slips, corrections, leave, posts and patrols; but for posts none is ever changed."""

    def punches(self, since: datetime, until: datetime) -> tuple[Punch, ...]:
        """Return the punches of all stations in [since, until), in the order of time."""

    def add_slip(self, slip: Slip) -> None:
        """Add a slip."""

    def slips(self, since: datetime, until: datetime) -> tuple[Slip, ...]:
        """Return the slips whose moment lies in [since, until), in the order in which they were entered."""

    def add_correction(self, correction: Correction) -> None:
        """Add a correction."""

    def corrections(self, first: date, last: date) -> tuple[Correction, ...]:
        """Return the corrections of some days, both included, in the order in which they were made."""

    def add_leave(self, request: LeaveRequest) -> None:
        """Add a request for leave."""

    def leave(self, leave_id: UUID) -> LeaveRequest:
        """Return a request.

        Raises:
            RuleError: `leave.unknown`.
        """

    def leaves(self, since: datetime, until: datetime) -> tuple[LeaveRequest, ...]:
        """Return the requests that touch [since, until), oldest first."""

    def add_leave_step(self, step: LeaveStep) -> None:
        """Add what became of a request."""

    def leave_steps(self, leave_id: UUID) -> tuple[LeaveStep, ...]:
        """Return what became of a request, in the order of time."""

    def put_post(self, post: PostPair) -> None:
        """Store a post's next revision."""

    def posts(self) -> tuple[PostPair, ...]:
        """Return every post by its key."""

    def add_patrol(self, patrol: Patrol) -> None:
        """Add a patrol's finding."""

    def patrols(self, since: datetime, until: datetime) -> tuple[Patrol, ...]:
        """Return the findings in [since, until), in the order of time."""
