"""The hall's rules, the guard of sign-ins and the records of attendance in the store."""

from datetime import date, datetime
from typing import Any, TypeVar, cast
from uuid import UUID

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from app.domain.accounts import AccountRules, Attempts
from app.domain.attendance import Correction, Slip
from app.domain.backup import BackupRules
from app.domain.fingers import Punch
from app.domain.leave import LeaveRequest, LeaveStep
from app.domain.posts import Patrol, PostPair
from app.domain.retention import RetentionRules
from app.domain.scripts import ScriptRules
from app.domain.shifts import AttendanceBook
from app.errors import RuleError
from data.columns import Moment
from data.finger_schema import punch
from data.records import Records, ReferenceRecords
from data.staff_schema import (
    attendance_correction,
    attendance_slip,
    hall_rule,
    leave_request,
    leave_step,
    patrol,
    post_pair,
    sign_in_guard,
)
from data.transaction import Transaction

R = TypeVar("R")

SUBJECTS: dict[type[Any], str] = {
    AccountRules: "accounts",
    AttendanceBook: "attendance",
    RetentionRules: "retention",
    BackupRules: "backup",
    ScriptRules: "scripts",
}
"""The subjects of the hall's rules by the key of their record."""


def _subject(cls: type[Any], key: str) -> ReferenceRecords[Any]:
    return ReferenceRecords(hall_rule, cls, lambda record: key)


_RULES = {cls: _subject(cls, key) for cls, key in SUBJECTS.items()}
_GUARDS = select(sign_in_guard).order_by(sign_in_guard.c.login)
_PUNCHES = Records(punch, Punch, lambda record: {"station": record.station, "at": record.at})
_SLIPS = Records(attendance_slip, Slip, lambda record: {"at": record.at})
_CORRECTIONS = Records(attendance_correction, Correction, lambda record: {"day": record.day})
_LEAVES = Records(leave_request, LeaveRequest, lambda record: {"begins": record.begins, "ends": record.ends})
_LEAVE_STEPS = Records(leave_step, LeaveStep, lambda record: {"leave_id": record.leave_id})
_POSTS = ReferenceRecords(post_pair, PostPair, lambda record: record.key)
_PATROLS = Records(patrol, Patrol, lambda record: {"at": record.at})

_SINCE, _UNTIL = bindparam("since_", type_=Moment), bindparam("until_", type_=Moment)
_PUNCHED = _PUNCHES.payloads.where(punch.c.at >= _SINCE, punch.c.at < _UNTIL).order_by(punch.c.at, punch.c.n)
_SLIPPED = _SLIPS.payloads.where(attendance_slip.c.at >= _SINCE, attendance_slip.c.at < _UNTIL).order_by(
    attendance_slip.c.n
)
_CORRECTED = _CORRECTIONS.payloads.where(
    attendance_correction.c.day >= bindparam("first_"), attendance_correction.c.day <= bindparam("last_")
).order_by(attendance_correction.c.n)
_LEAVE = _LEAVES.payloads.where(leave_request.c.id == bindparam("id_"))
_AWAY = _LEAVES.payloads.where(leave_request.c.begins < _UNTIL, leave_request.c.ends >= _SINCE).order_by(
    leave_request.c.begins, leave_request.c.n
)
_STEPS = _LEAVE_STEPS.payloads.where(leave_step.c.leave_id == bindparam("id_")).order_by(leave_step.c.n)
_PATROLLED = _PATROLS.payloads.where(patrol.c.at >= _SINCE, patrol.c.at < _UNTIL).order_by(patrol.c.at)


class HallRuleRepository:
    """Implements `app.ports.staff.HallRules`."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def get(self, subject: type[R]) -> R:
        """Return what is set for a subject, else its default."""
        found = _RULES[subject].by_key(self._tx, SUBJECTS[subject])
        return subject() if found is None else cast(R, found)

    def put(self, record: object) -> None:
        """Store the next revision of a subject's record.

        Raises:
            ValueError: the class is no subject of the hall's rules.
        """
        if type(record) not in _RULES:
            raise ValueError(f"{type(record).__name__} is no subject of the hall's rules")
        _RULES[type(record)].put(self._tx, record)


class SignInGuardRepository:
    """Implements `app.ports.staff.SignInGuard`."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def attempts(self, login: str) -> Attempts | None:
        """Return the count of a name."""
        return next((one for one in self.all() if one.login == login), None)

    def put(self, attempts: Attempts) -> None:
        """Store the count of a name."""
        values = {"failures": attempts.failures, "last_at": attempts.last_at}
        statement = insert(sign_in_guard).values(login=attempts.login, **values)
        self._tx.write(statement.on_conflict_do_update(index_elements=["login"], set_=values))
        self._tx.touch("sign_in_guard")

    def forget(self, login: str) -> None:
        """Begin the count of a name anew."""
        self._tx.write(delete(sign_in_guard).where(sign_in_guard.c.login == login))
        self._tx.touch("sign_in_guard")

    def all(self) -> tuple[Attempts, ...]:
        """Return every count."""
        return tuple(Attempts(row.login, row.failures, row.last_at) for row in self._tx.read(_GUARDS))


class AttendanceRepository:
    """Implements `app.ports.staff.AttendanceRecords`."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def punches(self, since: datetime, until: datetime) -> tuple[Punch, ...]:
        """Return the punches of all stations in [since, until), in the order of time."""
        return tuple(_PUNCHES.each(self._tx, _PUNCHED, since_=since, until_=until))

    def add_slip(self, slip: Slip) -> None:
        """Add a slip."""
        _SLIPS.add(self._tx, slip.id, slip)

    def slips(self, since: datetime, until: datetime) -> tuple[Slip, ...]:
        """Return the slips whose moment lies in [since, until), in the order in which they were entered."""
        return tuple(_SLIPS.each(self._tx, _SLIPPED, since_=since, until_=until))

    def add_correction(self, correction: Correction) -> None:
        """Add a correction."""
        _CORRECTIONS.add(self._tx, correction.id, correction)

    def corrections(self, first: date, last: date) -> tuple[Correction, ...]:
        """Return the corrections of some days, both included, in the order in which they were made."""
        return tuple(_CORRECTIONS.each(self._tx, _CORRECTED, first_=first, last_=last))

    def add_leave(self, request: LeaveRequest) -> None:
        """Add a request for leave."""
        _LEAVES.add(self._tx, request.id, request)

    def leave(self, leave_id: UUID) -> LeaveRequest:
        """Return a request.

        Raises:
            RuleError: `leave.unknown`.
        """
        found = _LEAVES.one(self._tx, _LEAVE, id_=leave_id)
        if found is None:
            raise RuleError("leave.unknown")
        return found

    def leaves(self, since: datetime, until: datetime) -> tuple[LeaveRequest, ...]:
        """Return the requests that touch [since, until), oldest first."""
        return tuple(_LEAVES.each(self._tx, _AWAY, since_=since, until_=until))

    def add_leave_step(self, step: LeaveStep) -> None:
        """Add what became of a request."""
        _LEAVE_STEPS.add(self._tx, step.id, step)

    def leave_steps(self, leave_id: UUID) -> tuple[LeaveStep, ...]:
        """Return what became of a request, in the order of time."""
        return _LEAVE_STEPS.some(self._tx, _STEPS, id_=leave_id)

    def put_post(self, post: PostPair) -> None:
        """Store a post's next revision."""
        _POSTS.put(self._tx, post)

    def posts(self) -> tuple[PostPair, ...]:
        """Return every post by its key."""
        return _POSTS.all(self._tx)

    def add_patrol(self, patrol: Patrol) -> None:
        """Add a patrol's finding."""
        _PATROLS.add(self._tx, patrol.id, patrol)

    def patrols(self, since: datetime, until: datetime) -> tuple[Patrol, ...]:
        """Return the findings in [since, until), in the order of time."""
        return tuple(_PATROLS.each(self._tx, _PATROLLED, since_=since, until_=until))
