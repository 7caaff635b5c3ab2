"""The case journal: how a step is guarded, numbered, stored and logged, whatever its kind."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from app.domain.accounts import Actor
from app.domain.case_number import CaseNumber, NumberBlock, case_block, document_block, document_number
from app.domain.case_rows import CaseRow
from app.domain.cases import CaseHeader, Step
from app.domain.dates import hall_date
from app.domain.details import Accepted, DeemedAccepted, ForkResolved, Received, StepDetail
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
    """What a use case did: the case, the step it recorded, and all steps now."""

    case: CaseHeader
    step: Step
    steps: tuple[Step, ...]


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
        self, unit: UnitOfWork, actor: Actor, header: CaseHeader, received: Received, then: StepDetail | None
    ) -> Outcome:
        """Open a case with its first step, and the one that follows at once in the same sitting.

        Raises:
            RuleError: a guard does not hold, or the station's numbers are used up.
        """
        unit.cases.open(header)
        now = self._situation(unit, header, Branch(()))
        step = self._record(unit, actor, now, received)
        steps: tuple[Step, ...] = (step,)
        if then is not None:
            now = replace(now, branch=now.branch.then(step))
            step = self._record(unit, actor, now, then)
            steps = (*steps, step)
        return self._settled(unit, now, steps)

    def follow(
        self, unit: UnitOfWork, actor: Actor, case_id: UUID, detail: StepDetail, seen: UUID | None = None
    ) -> Outcome:
        """Record a step after the tip of a case.

        A received case whose notice came too late is first recorded as deemed accepted; if acceptance was
        all that was asked for, that step is the outcome.

        Args:
            seen: the tip the clerk saw; a step by somebody else in the meantime is then refused.

        Raises:
            RuleError: `case.changed_meanwhile`, `case.forked`, `case.step_not_allowed`, or a guard.
        """
        header = unit.cases.header(case_id)
        steps = unit.cases.steps(case_id)
        branch = only_branch(branches(steps))
        if seen is not None and branch.tip.id != seen:
            raise RuleError("case.changed_meanwhile", name=branch.tip.actor_name)
        now = self._situation(unit, header, branch)
        if is_deemed_accepted(now.progress, now.item, now.calendar, now.today):
            due = notice_due(now.progress, now.item, now.calendar).day
            deemed = self._record(unit, actor, now, DeemedAccepted(due))
            steps = (*steps, deemed)
            if isinstance(detail, Accepted):
                return self._settled(unit, now, steps)
            now = replace(now, branch=branch.then(deemed))
        return self._settled(unit, now, (*steps, self._record(unit, actor, now, detail)))

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
        now = self._situation(unit, header, by_tip[keep])
        step = self._record(unit, actor, now, ForkResolved(dropped, reason))
        return self._settled(unit, now, (*steps, step))

    def _situation(self, unit: UnitOfWork, header: CaseHeader, branch: Branch) -> Situation:
        item = unit.catalogue.item_as(header.item_key, header.item_version)
        return Situation(header, item, branch, self.calendar(unit), self.moment().today)

    def new_case_number(self, unit: UnitOfWork, department: Department, today: date) -> str:
        """Give out the next case number of this station for a department and day.

        Raises:
            RuleError: `numbers.exhausted`.
        """
        area = unit.hall.facts().area_code
        block = case_block(unit.station.case_index)
        taken = unit.numbers.take(_series(f"case/{department.code}/{today:%Y%m%d}", block))
        return str(CaseNumber(area, department.code, today, taken))

    def _record(self, unit: UnitOfWork, actor: Actor, before: Situation, detail: StepDetail) -> Step:
        header, branch, now = before.header, before.branch, self.moment()
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

    def _settled(self, unit: UnitOfWork, last: Situation, steps: tuple[Step, ...]) -> Outcome:
        """Derive the row of the case anew and return what was done."""
        now = self.moment()
        unit.cases.put_row(row_of(last.header, steps, last.item, last.calendar, now.at, now.today))
        return Outcome(last.header, steps[-1], steps)

    def _number(self, unit: UnitOfWork, header: CaseHeader, detail: StepDetail, today: date) -> str | None:
        kind = paper_of(detail)
        if kind is None:
            return None
        organ = unit.catalogue.department(header.department).organ_word
        word = DOCUMENT_WORD[kind]
        block = document_block(unit.station.document_index)
        taken = unit.numbers.take(_series(f"document/{organ}{word}/{today.year}", block))
        return document_number(organ, word, today.year, taken)


def _series(name: str, block: NumberBlock) -> Series:
    return Series(name, block.first, block.last)
