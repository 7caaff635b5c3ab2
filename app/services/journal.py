"""The case journal: how a step is guarded, numbered, stored and logged, whatever its kind."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from app.domain.accounts import Actor, Right
from app.domain.case_number import CaseNumber, NumberBlock, case_block, document_block, document_number
from app.domain.case_rows import CaseRow
from app.domain.cases import CaseHeader, Step
from app.domain.dates import hall_date
from app.domain.details import (
    Accepted,
    DeemedAccepted,
    ForkResolved,
    Received,
    StepDetail,
    Supplemented,
)
from app.domain.guards import Situation, check
from app.domain.ids import new_id
from app.domain.items import Department
from app.domain.lifecycle import Branch, branches, only_branch
from app.domain.papers import DOCUMENT_WORD, paper_of
from app.domain.summary import row_of
from app.domain.timers import is_deemed_accepted, notice_due
from app.domain.workdays import Calendar, overlay
from app.errors import RuleError
from app.ports.clock import Clock
from app.ports.rules import WorkingDays
from app.ports.store import Series, Store, UnitOfWork


@dataclass(frozen=True)
class Outcome:
    """What a use case did: the case, the last step it recorded, all steps now, and those it added."""

    case: CaseHeader
    step: Step
    steps: tuple[Step, ...]
    added: tuple[Step, ...]


@dataclass(frozen=True)
class Moment:
    """One point in time as the law and the log see it."""

    at: datetime
    today: date


class Journal:
    """Writes steps. Use cases open the unit of work, say what happened, and commit."""

    def __init__(self, store: Store, working_days: WorkingDays, clock: Clock) -> None:
        self.store = store
        self._working_days = working_days
        self._clock = clock

    def moment(self) -> Moment:
        """Return now, and today in the hall."""
        at = self._clock.now()
        return Moment(at, hall_date(at))

    def calendar(self, unit: UnitOfWork) -> Calendar:
        """Return the hall's working days with everything published for its area."""
        area = unit.hall.facts().area_code
        return overlay(self._working_days.calendar(area), unit.hall.day_rows(), area)

    def open(
        self,
        unit: UnitOfWork,
        actor: Actor,
        header: CaseHeader,
        received: Received,
        then: Sequence[StepDetail] = (),
    ) -> Outcome:
        """Open a case with its first step, and those that follow at once in the same sitting.

        Raises:
            RuleError: a guard does not hold, or the station's numbers are used up.
        """
        unit.cases.open(header)
        moment = self.moment()
        now = self._situation(unit, header, Branch(()), moment)
        return self._settled(
            unit, now, (), self._recorded(unit, actor, now, (received, *then), moment), moment
        )

    def follow(
        self,
        unit: UnitOfWork,
        actor: Actor,
        case_id: UUID,
        details: Sequence[StepDetail],
        seen: UUID | None = None,
    ) -> Outcome:
        """Record one step or several, all of one sitting, after the tip of a case.

        A received case whose notice came too late is first recorded as deemed accepted, after what came in
        now; where acceptance was asked for, that step takes its place.

        Args:
            seen: the tip the clerk saw; a step by somebody else in the meantime is then refused.

        Raises:
            RuleError: `case.other_department`, `case.changed_meanwhile`, `case.forked`,
                `case.step_not_allowed`, or a guard.
        """
        header = unit.cases.header(case_id)
        refuse_other_department(actor, header)
        steps = unit.cases.steps(case_id)
        branch = only_branch(branches(steps))
        if seen is not None and branch.tip.id != seen:
            raise RuleError("case.changed_meanwhile", name=branch.tip.actor_name)
        moment = self.moment()
        now = self._situation(unit, header, branch, moment)
        if is_deemed_accepted(now.progress, now.item, now.calendar, now.today):
            due = notice_due(now.progress, now.item, now.calendar).day
            came = [detail for detail in details if isinstance(detail, Supplemented)]
            further = [detail for detail in details if not isinstance(detail, Supplemented | Accepted)]
            details = (*came, DeemedAccepted(due), *further)
        return self._settled(unit, now, steps, self._recorded(unit, actor, now, details, moment), moment)

    def resolve(self, unit: UnitOfWork, actor: Actor, case_id: UUID, keep: UUID, reason: str) -> Outcome:
        """Choose one branch of a forked case; the others are dropped.

        Raises:
            RuleError: `case.not_forked`, or `case.branch_unknown` when `keep` is no tip.
        """
        header = unit.cases.header(case_id)
        steps = unit.cases.steps(case_id)
        by_tip = {branch.tip.id: branch for branch in branches(steps)}
        if len(by_tip) < 2:
            raise RuleError("case.not_forked")
        if keep not in by_tip:
            raise RuleError("case.branch_unknown")
        dropped = tuple(tip for tip in by_tip if tip != keep)
        moment = self.moment()
        now = self._situation(unit, header, by_tip[keep], moment)
        added = self._recorded(unit, actor, now, (ForkResolved(dropped, reason),), moment)
        return self._settled(unit, now, steps, added, moment)

    def _situation(self, unit: UnitOfWork, header: CaseHeader, branch: Branch, now: Moment) -> Situation:
        item = unit.catalogue.item_as(header.item_key, header.item_version)
        return Situation(header, item, branch, self.calendar(unit), now.today)

    def new_case_number(self, unit: UnitOfWork, department: Department, today: date) -> str:
        """Give out the next case number of this station for a department and day.

        Raises:
            RuleError: `numbers.exhausted`.
        """
        area = unit.hall.facts().area_code
        block = case_block(unit.station.case_index)
        taken = unit.numbers.take(_series(f"case/{department.code}/{today:%Y%m%d}", block))
        return str(CaseNumber(area, department.code, today, taken))

    def _recorded(
        self,
        unit: UnitOfWork,
        actor: Actor,
        before: Situation,
        details: Sequence[StepDetail],
        now: Moment,
    ) -> tuple[Step, ...]:
        """Record steps one after the other, each guarded by what those before it made of the case."""
        added: list[Step] = []
        for detail in details:
            if added:
                before = replace(before, branch=before.branch.then(added[-1]))
            added.append(self._record(unit, actor, before, detail, now))
        return tuple(added)

    def _record(
        self, unit: UnitOfWork, actor: Actor, before: Situation, detail: StepDetail, now: Moment
    ) -> Step:
        header, branch = before.header, before.branch
        branch.state_after(detail)
        check(before, detail)
        step = Step(
            id=new_id(),
            case_id=header.id,
            follows=branch.tip.id if branch.steps else None,
            at=now.at,
            on=now.today,
            actor_id=actor.account_id,
            actor_name=actor.name,
            counter=actor.counter,
            station=unit.station.index,
            document=self._number(unit, header, detail, now.today),
            detail=detail,
        )
        unit.cases.append(step)
        facts = {"step": str(step.id), "document": step.document or ""}
        unit.audit.append(now.at, actor.name, f"case.{step.kind}", header.number, "ok", facts)
        return step

    def derive_row(self, unit: UnitOfWork, case_id: UUID) -> CaseRow:
        """Derive the row of a case anew from its stored steps, store it and return it."""
        header, now = unit.cases.header(case_id), self.moment()
        item = unit.catalogue.item_as(header.item_key, header.item_version)
        row = row_of(header, unit.cases.steps(case_id), item, self.calendar(unit), now.at, now.today)
        unit.cases.put_row(row)
        return row

    def _settled(
        self,
        unit: UnitOfWork,
        case: Situation,
        before: tuple[Step, ...],
        added: tuple[Step, ...],
        now: Moment,
    ) -> Outcome:
        """Derive the row of the case anew and return what was done."""
        steps = (*before, *added)
        unit.cases.put_row(row_of(case.header, steps, case.item, case.calendar, now.at, now.today))
        return Outcome(case.header, added[-1], steps, added)

    def _number(self, unit: UnitOfWork, header: CaseHeader, detail: StepDetail, today: date) -> str | None:
        kind = paper_of(detail)
        return self.new_number(unit, header, DOCUMENT_WORD[kind], today) if kind else None

    def new_number(self, unit: UnitOfWork, header: CaseHeader, word: str, today: date) -> str:
        """Give out the next number of a kind of document of the case's organ.

        Args:
            word: the 文书代字 of the kind.

        Raises:
            RuleError: `numbers.exhausted`.
        """
        organ = unit.catalogue.department(header.department).organ_word
        block = document_block(unit.station.document_index)
        taken = unit.numbers.take(_series(f"document/{organ}{word}/{today.year}", block))
        return document_number(organ, word, today.year, taken)


def require_staff(actor: Actor) -> None:
    """Refuse who is neither clerk nor reviewer.

    Raises:
        RuleError: `account.right_missing`.
    """
    if Right.REVIEWER not in actor.rights:
        actor.require(Right.CLERK)


def refuse_other_department(actor: Actor, header: CaseHeader) -> None:
    """Refuse an act on a case of another department, unless the account belongs to the whole hall.

    Raises:
        RuleError: `case.other_department`.
    """
    if actor.department and header.department != actor.department:
        raise RuleError("case.other_department")


def _series(name: str, block: NumberBlock) -> Series:
    return Series(name, block.first, block.last)
