"""Papers of a case: what they are composed from, and the record of each print."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.domain.accounts import Actor
from app.domain.cases import CaseHeader, Step
from app.domain.details import Suspended
from app.domain.guards import materials_so_far
from app.domain.ids import new_id
from app.domain.items import ServiceItem
from app.domain.lifecycle import Branch, branches
from app.domain.papers import (
    COPIES,
    Paper,
    PaperKind,
    Print,
    PrintMark,
    PrintState,
    papers_of,
)
from app.domain.progress import Progress
from app.domain.timers import Timer, timers
from app.domain.workdays import Calendar, Due, end_of_term
from app.errors import RuleError
from app.ports.printing import Composer
from app.ports.store import UnitOfWork
from app.services.journal import Journal, Outcome, refuse_other_department, require_staff
from app.services.print_jobs import PrintJobs
from app.services.print_records import REPLACED, enter, prints_of, void

NOT_WANTED = "经办人选择不打印"


@dataclass(frozen=True)
class Composed:
    """A print with its PDF, ready to be shown, saved or sent."""

    record: Print
    paper: Paper
    pdf: bytes


class Papers:
    """Composes papers, records their prints and puts them into the spool, which takes them to a printer."""

    def __init__(self, journal: Journal, composer: Composer, jobs: PrintJobs) -> None:
        self._journal = journal
        self._composer = composer
        self._jobs = jobs

    def preview(self, case_id: UUID, step_id: UUID, kind: PaperKind | None = None) -> bytes:
        """Return the PDF of a step's paper as its next print would be, without recording a print.

        Args:
            kind: which of the step's papers; without it, the one that bears the step's document number.

        Raises:
            RuleError: `paper.none`, or a character that no face has.
        """
        with self._journal.store.read() as unit:
            paper = self._paper(unit, case_id, step_id, kind)
        return self._composer.compose(paper)

    def print(
        self, actor: Actor, case_id: UUID, step_id: UUID, kind: PaperKind | None = None, why: str = ""
    ) -> Composed:
        """Compose a step's paper, record the print and put it into the spool; the first print or a reprint.

        The paper is composed before the print is recorded, so that a paper that cannot be composed leaves
        no print behind. A reprint takes the place of what was printed before, which is void from now on.

        Args:
            kind: which of the step's papers; without it, the one that bears the step's document number.
            why: the reason of a reprint, in the clerk's words; empty where the count says enough.

        Raises:
            RuleError: `paper.none`, `print.meanwhile`, `print.place_form`, or a character that no face has.
        """
        require_staff(actor)
        with self._journal.store.read() as unit:
            paper = self._paper(unit, case_id, step_id, kind)
        refuse_other_department(actor, paper.case)
        pdf = self._composer.compose(paper)
        with self._journal.store.write() as unit:
            former = prints_of(unit, case_id, step_id, paper.kind)
            if len(former) + 1 != paper.mark.nth:
                raise RuleError("print.meanwhile")
            record = _print_of(actor, paper)
            reason = why.strip() or REPLACED.format(nth=record.nth)
            for one in former:
                void(unit, one.id, record.at, reason)
            unit.prints.add(record)
            enter(unit, record.id, PrintState.QUEUED, record.at)
            self._jobs.add(unit, record, pdf)
            facts = {"number": record.number, "nth": str(record.nth), "copies": str(record.copies)}
            unit.audit.append(record.at, actor.name, "print", paper.case.number, "ok", facts)
            unit.commit()
        return Composed(record, paper, pdf)

    def print_all(
        self, actor: Actor, outcome: Outcome, wanted: Collection[PaperKind] | None = None
    ) -> tuple[Composed, ...]:
        """Print the papers that an act has written; those not wanted are accounted for as left out.

        Args:
            wanted: kinds to print; None for all.

        Raises:
            RuleError: as `print`; papers that come later are not printed then.
        """
        written = [(step.id, kind) for step in outcome.added for kind in papers_of(step.detail)]
        for step_id, kind in written:
            if wanted is not None and kind not in wanted:
                self.leave_out(actor, outcome.case.id, step_id, kind, NOT_WANTED)
        return tuple(
            self.print(actor, outcome.case.id, step_id, kind)
            for step_id, kind in written
            if wanted is None or kind in wanted
        )

    def leave_out(self, actor: Actor, case_id: UUID, step_id: UUID, kind: PaperKind, reason: str) -> Print:
        """Record that a numbered paper is not printed, as a void print of no copies: its number stays used.

        Raises:
            RuleError: `paper.none`, `case.reason_missing`, `paper.printed`, there is a print of it.
        """
        require_staff(actor)
        if not reason.strip():
            raise RuleError("case.reason_missing")
        with self._journal.store.write() as unit:
            header = unit.cases.header(case_id)
            refuse_other_department(actor, header)
            step = _branch_up_to(branches(unit.cases.steps(case_id)), step_id).tip
            if prints_of(unit, case_id, step_id, _chosen(step, kind)):
                raise RuleError("paper.printed")
            record = Print(
                id=new_id(),
                case_id=case_id,
                step_id=step_id,
                kind=kind,
                number=step.document or "",
                nth=1,
                copies=0,
                at=self._journal.moment().at,
                actor_id=actor.account_id,
                actor_name=actor.name,
            )
            unit.prints.add(record)
            enter(unit, record.id, PrintState.VOIDED, record.at, reason.strip())
            facts = {"number": record.number}
            unit.audit.append(record.at, actor.name, "print.left_out", header.number, "ok", facts)
            unit.commit()
        return record

    def void(self, actor: Actor, print_id: UUID, reason: str) -> None:
        """Record that a print is spoiled; its number is never used again, a reprint is counted.

        Raises:
            RuleError: `print.unknown`, `print.voided_before`, `case.reason_missing`.
        """
        require_staff(actor)
        if not reason.strip():
            raise RuleError("case.reason_missing")
        with self._journal.store.write() as unit:
            record, at = unit.prints.get(print_id), self._journal.moment().at
            if not void(unit, print_id, at, reason.strip()):
                raise RuleError("print.voided_before")
            unit.audit.append(at, actor.name, "print.void", record.number, "ok", {"nth": str(record.nth)})
            unit.commit()

    def _paper(self, unit: UnitOfWork, case_id: UUID, step_id: UUID, wanted: PaperKind | None) -> Paper:
        header = unit.cases.header(case_id)
        branch = _branch_up_to(branches(unit.cases.steps(case_id)), step_id)
        step = branch.tip
        kind = _chosen(step, wanted)
        item = unit.catalogue.item_as(header.item_key, header.item_version)
        hall, calendar = unit.hall.facts(), self._journal.calendar(unit)
        nth = len(prints_of(unit, case_id, step_id, kind)) + 1
        return Paper(
            kind=kind,
            number=step.document or "",
            hall=hall,
            department=unit.catalogue.department(header.department),
            item=item,
            case=header,
            step=step,
            materials=materials_so_far(branch),
            timers=_timers(branch, item, header, calendar, step.on),
            mark=PrintMark(nth, COPIES[kind], self._journal.moment().at),
            full_code=kind in hall.full_code_on,
            history=branch.steps,
            timers_before=_timers(_rebuilt(branch.steps[:-1]), item, header, calendar, step.on),
            expected_end=_expected_end(step, calendar),
        )


def _chosen(step: Step, wanted: PaperKind | None) -> PaperKind:
    """Return the wanted paper of a step, or its first.

    Raises:
        RuleError: `paper.none`.
    """
    written = papers_of(step.detail)
    if not written or step.document is None or (wanted is not None and wanted not in written):
        raise RuleError("paper.none")
    return wanted or written[0]


def _timers(
    branch: Branch, item: ServiceItem, header: CaseHeader, calendar: Calendar, day: date
) -> tuple[Timer, ...]:
    return timers(Progress(branch), item, header.joint, calendar, day) if branch.steps else ()


def _expected_end(step: Step, calendar: Calendar) -> Due | None:
    """Return the day on which a special procedure should be over, as the applicant is told (Art. 45)."""
    if not isinstance(step.detail, Suspended):
        return None
    expected = step.detail.expected
    return end_of_term(calendar, step.on, expected.number, expected.unit)


def _branch_up_to(live: tuple[Branch, ...], step_id: UUID) -> Branch:
    """Return the branch as it stood when a step was recorded.

    Raises:
        RuleError: `paper.none`, the step is not on a live branch.
    """
    for branch in live:
        ids = [step.id for step in branch.steps]
        if step_id in ids:
            return _rebuilt(branch.steps[: ids.index(step_id) + 1])
    raise RuleError("paper.none")


def _rebuilt(steps: tuple[Step, ...]) -> Branch:
    branch = Branch(())
    for step in steps:
        branch = branch.then(step)
    return branch


def _print_of(actor: Actor, paper: Paper) -> Print:
    return Print(
        id=new_id(),
        case_id=paper.case.id,
        step_id=paper.step.id,
        kind=paper.kind,
        number=paper.number,
        nth=paper.mark.nth,
        copies=paper.mark.copies,
        at=paper.mark.at,
        actor_id=actor.account_id,
        actor_name=actor.name,
    )
