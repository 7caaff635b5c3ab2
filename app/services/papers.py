"""Papers of a case: what they are composed from, and the record of each print."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.domain.accounts import Actor, Right
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
    PrintEvent,
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
from app.services.journal import Journal


@dataclass(frozen=True)
class Composed:
    """A print with its PDF, ready to be shown, saved or sent."""

    record: Print
    paper: Paper
    pdf: bytes


class Papers:
    """Composes and records prints. Nothing is sent here: the caller sends and then says what became of it."""

    def __init__(self, journal: Journal, composer: Composer) -> None:
        self._journal = journal
        self._composer = composer

    def preview(self, case_id: UUID, step_id: UUID, kind: PaperKind | None = None) -> bytes:
        """Return the PDF of a step's paper as its next print would be, without recording a print.

        Args:
            kind: which of the step's papers; without it, the one that bears the step's document number.

        Raises:
            RuleError: `paper.none`, or a character that no face has.
        """
        with self._journal.store.read() as unit:
            return self._composer.compose(self._paper(unit, case_id, step_id, kind))

    def print(self, actor: Actor, case_id: UUID, step_id: UUID, kind: PaperKind | None = None) -> Composed:
        """Compose a step's paper and record the print as queued; the first print or a reprint.

        The paper is composed before the print is recorded, so that a paper that cannot be composed leaves
        no print behind.

        Args:
            kind: which of the step's papers; without it, the one that bears the step's document number.

        Raises:
            RuleError: `paper.none`, or a character that no face has.
        """
        actor.require(Right.CLERK)
        with self._journal.store.read() as unit:
            paper = self._paper(unit, case_id, step_id, kind)
        pdf = self._composer.compose(paper)
        with self._journal.store.write() as unit:
            if _next_nth(unit, case_id, step_id, paper.kind) != paper.mark.nth:
                raise RuleError("print.meanwhile")
            record = _print_of(actor, paper)
            unit.prints.add(record)
            unit.prints.add_event(PrintEvent(new_id(), record.id, PrintState.QUEUED, record.at, ""))
            facts = {"number": record.number, "nth": str(record.nth), "copies": str(record.copies)}
            unit.audit.append(record.at, actor.name, "print", paper.case.number, "ok", facts)
            unit.commit()
        return Composed(record, paper, pdf)

    def record_state(self, print_id: UUID, state: PrintState, reason: str = "") -> None:
        """Record what became of a print.

        Raises:
            RuleError: `print.unknown`.
        """
        with self._journal.store.write() as unit:
            unit.prints.get(print_id)
            unit.prints.add_event(PrintEvent(new_id(), print_id, state, self._journal.moment().at, reason))
            unit.commit()

    def void(self, actor: Actor, print_id: UUID, reason: str) -> None:
        """Record that a print is spoiled; its number is never used again, a reprint is counted.

        Raises:
            RuleError: `print.unknown`, `print.voided_before`, `case.reason_missing`.
        """
        actor.require(Right.CLERK)
        if not reason.strip():
            raise RuleError("case.reason_missing")
        with self._journal.store.write() as unit:
            record = unit.prints.get(print_id)
            if any(event.state is PrintState.VOIDED for event in unit.prints.events(print_id)):
                raise RuleError("print.voided_before")
            at = self._journal.moment().at
            unit.prints.add_event(PrintEvent(new_id(), print_id, PrintState.VOIDED, at, reason.strip()))
            unit.audit.append(at, actor.name, "print.void", record.number, "ok", {"nth": str(record.nth)})
            unit.commit()

    def _paper(self, unit: UnitOfWork, case_id: UUID, step_id: UUID, wanted: PaperKind | None) -> Paper:
        header = unit.cases.header(case_id)
        branch = _branch_up_to(branches(unit.cases.steps(case_id)), step_id)
        step = branch.tip
        kind = _chosen(step, wanted)
        item = unit.catalogue.item_as(header.item_key, header.item_version)
        hall, calendar = unit.hall.facts(), self._journal.calendar(unit)
        nth = _next_nth(unit, case_id, step_id, kind)
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


def _next_nth(unit: UnitOfWork, case_id: UUID, step_id: UUID, kind: PaperKind) -> int:
    prints = unit.prints.of_case(case_id)
    return 1 + sum(record.step_id == step_id and record.kind is kind for record in prints)


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
