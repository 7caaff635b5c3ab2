"""Leave: asking, approving step by step, refusing, taking back, and reporting back (销假)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from app.domain.accounts import Actor, Right
from app.domain.dates import hall_date
from app.domain.ids import new_id
from app.domain.leave import (
    Leave,
    LeaveAct,
    LeaveKind,
    LeaveRequest,
    LeaveState,
    LeaveStep,
    check_request,
    follow,
    needed_steps,
    next_step,
    state_of,
)
from app.domain.posts import check_deputy
from app.domain.shifts import AttendanceBook
from app.domain.text import clean_text
from app.errors import RuleError
from app.ports.store import UnitOfWork
from app.services.attendance_days import DayBook, granted, leaves_of
from app.services.journal import Journal

MAY: dict[LeaveAct, Right] = {
    LeaveAct.DUTY_DESK: Right.SUPERVISOR,
    LeaveAct.CHIEF: Right.REVIEWER,
    LeaveAct.HOME_UNIT: Right.REVIEWER,
    LeaveAct.LEADER: Right.SUPERVISOR,
}
"""Whose agreement each step is: the department's own chief and unit, the centre's duty desk and leader."""

LOOKED_BACK = timedelta(days=120)


@dataclass(frozen=True)
class LeaveRow:
    """A request as lists show it: where it stands, who agrees next, whether the return is overdue."""

    leave: Leave
    state: LeaveState
    next: LeaveAct | None
    overdue: bool


class Leaves:
    """Requests for leave."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def ask(self, actor: Actor, kind: LeaveKind, begins: datetime, ends: datetime, reason: str) -> LeaveRow:
        """Ask for leave for oneself.

        Raises:
            RuleError: `leave.order`, `leave.reason_missing`, `leave.errand_too_long`, `leave.overlaps`.
        """
        now = self._journal.moment().at
        request = LeaveRequest(
            new_id(), actor.account_id, actor.name, actor.department, kind, begins, ends,
            clean_text(reason, "事由"), now,
        )  # fmt: skip
        with self._journal.store.write() as unit:
            others = [x for x in leaves_of(unit, begins, ends) if x.request.account_id == actor.account_id]
            check_request(request, unit.rules.get(AttendanceBook), others)
            unit.attendance.add_leave(request)
            self._log(unit, actor, "leave.ask", request)
            unit.commit()
            return LeaveRow(Leave(request, ()), LeaveState.ASKED, None, overdue=False)

    def mine(self, actor: Actor) -> tuple[LeaveRow, ...]:
        """Return the actor's own requests, newest first."""
        return tuple(x for x in self._rows() if x.leave.request.account_id == actor.account_id)

    def open(self, actor: Actor) -> tuple[LeaveRow, ...]:
        """Return what waits for the actor's agreement or for somebody's return, newest first.

        Raises:
            RuleError: `account.right_missing`.
        """
        actor.require_any(Right.SUPERVISOR, Right.REVIEWER)
        hall = Right.SUPERVISOR in actor.rights
        return tuple(
            one
            for one in self._rows()
            if (hall or one.leave.request.department == actor.department)
            and one.state in (LeaveState.ASKED, LeaveState.APPROVED)
        )

    def agree(self, actor: Actor, leave_id: UUID) -> LeaveRow:
        """Agree to a request, as whoever is next; the last agreement needs the post's B on duty.

        Raises:
            RuleError: `account.right_missing`, `leave.unknown`, `leave.own`, `leave.step_not_allowed`,
                `leave.no_deputy`, `leave.deputy_away`, `leave.deputy_not_here`.
        """
        actor.require_any(Right.SUPERVISOR, Right.REVIEWER)
        with self._journal.store.write() as unit:
            leave = self._leave(unit, leave_id)
            needed = self._needed(unit, leave)
            act = next_step(leave, needed)
            if act is None:
                raise RuleError("leave.step_not_allowed", state=state_of(leave, needed), act=LeaveAct.LEADER)
            self._require(unit, actor, act, leave)
            if act is needed[-1]:
                self._require_deputy(unit, leave.request)
            return self._step(unit, actor, leave, act, "")

    def refuse(self, actor: Actor, leave_id: UUID, reason: str) -> LeaveRow:
        """Refuse a request, with a reason.

        Raises:
            RuleError: `account.right_missing`, `leave.unknown`, `leave.own`, `leave.step_not_allowed`,
                `leave.reason_missing`.
        """
        actor.require_any(Right.SUPERVISOR, Right.REVIEWER)
        with self._journal.store.write() as unit:
            leave = self._leave(unit, leave_id)
            needed = self._needed(unit, leave)
            self._require(unit, actor, next_step(leave, needed) or LeaveAct.LEADER, leave)
            follow(leave, LeaveAct.REFUSED, needed, reason)
            return self._step(unit, actor, leave, LeaveAct.REFUSED, reason)

    def withdraw(self, actor: Actor, leave_id: UUID) -> LeaveRow:
        """Take the own request back.

        Raises:
            RuleError: `leave.unknown`, `leave.not_yours`, `leave.step_not_allowed`.
        """
        return self._by_owner(actor, leave_id, LeaveAct.WITHDRAWN)

    def report_back(self, actor: Actor, leave_id: UUID) -> LeaveRow:
        """Report the return from leave (销假), oneself or by the hall's supervisor.

        Raises:
            RuleError: `leave.unknown`, `leave.not_yours`, `leave.step_not_allowed`.
        """
        return self._by_owner(actor, leave_id, LeaveAct.RETURNED)

    def _by_owner(self, actor: Actor, leave_id: UUID, act: LeaveAct) -> LeaveRow:
        with self._journal.store.write() as unit:
            leave = self._leave(unit, leave_id)
            own = leave.request.account_id == actor.account_id
            if not own and not (act is LeaveAct.RETURNED and Right.SUPERVISOR in actor.rights):
                raise RuleError("leave.not_yours")
            follow(leave, act, self._needed(unit, leave), "")
            return self._step(unit, actor, leave, act, "")

    def _require(self, unit: UnitOfWork, actor: Actor, act: LeaveAct, leave: Leave) -> None:
        """Refuse who may not agree; for the centre's own people and for a chief the supervisor does."""
        if leave.request.account_id == actor.account_id:
            raise RuleError("leave.own")
        asks = unit.accounts.get(leave.request.account_id)
        if Right.SUPERVISOR in actor.rights and (not asks.department or Right.REVIEWER in asks.rights):
            return
        actor.require(MAY[act])
        if MAY[act] is Right.REVIEWER and actor.department != leave.request.department:
            actor.require(Right.SUPERVISOR)

    def _require_deputy(self, unit: UnitOfWork, request: LeaveRequest) -> None:
        now, calendar = self._journal.moment(), self._journal.calendar(unit)
        book = unit.rules.get(AttendanceBook)
        away = granted(leaves_of(unit, request.begins, request.ends), book, calendar)
        here = None
        if hall_date(request.begins) <= now.today:
            days = DayBook(unit, calendar, now.today, now.today, now.at)
            here = days.here(unit.accounts.all())
        check_deputy(request, unit.attendance.posts(), away, here)

    def _step(self, unit: UnitOfWork, actor: Actor, leave: Leave, act: LeaveAct, reason: str) -> LeaveRow:
        now = self._journal.moment().at
        said = clean_text(reason, "理由")
        step = LeaveStep(new_id(), leave.request.id, act, now, actor.account_id, actor.name, said)
        unit.attendance.add_leave_step(step)
        self._log(unit, actor, f"leave.{act.value}", leave.request)
        row = self._row(unit, Leave(leave.request, (*leave.steps, step)))
        unit.commit()
        return row

    def _rows(self) -> tuple[LeaveRow, ...]:
        now = self._journal.moment().at
        with self._journal.store.read() as unit:
            found = leaves_of(unit, now - LOOKED_BACK, now + LOOKED_BACK * 3)
            return tuple(self._row(unit, one) for one in reversed(found))

    def _row(self, unit: UnitOfWork, leave: Leave) -> LeaveRow:
        needed = self._needed(unit, leave)
        state = state_of(leave, needed)
        overdue = state is LeaveState.APPROVED and leave.overdue(self._journal.moment().at)
        return LeaveRow(leave, state, next_step(leave, needed), overdue)

    def _leave(self, unit: UnitOfWork, leave_id: UUID) -> Leave:
        return Leave(unit.attendance.leave(leave_id), unit.attendance.leave_steps(leave_id))

    def _needed(self, unit: UnitOfWork, leave: Leave) -> tuple[LeaveAct, ...]:
        return needed_steps(leave.request, unit.rules.get(AttendanceBook), self._journal.calendar(unit))

    def _log(self, unit: UnitOfWork, actor: Actor, action: str, request: LeaveRequest) -> None:
        facts = {"kind": request.kind.value, "begins": request.begins.isoformat()}
        unit.audit.append(self._journal.moment().at, actor.name, action, request.person, "ok", facts)
