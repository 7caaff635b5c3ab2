"""`verify` on papers: every number has exactly one valid print or a reason, and each fault is named."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from app.domain.details import Problem, Withdrawn
from app.domain.paper_accounts import Fault
from app.domain.papers import PaperKind, Print, PrintEvent, PrintState
from app.errors import RuleError
from app.services.journal import Outcome
from tests import factories as make
from tests.unit.services.conftest import SmallHall


def faults(hall: SmallHall) -> list[tuple[str, str]]:
    found = hall.use.integrity.verify().findings
    assert all(one.check == "papers" for one in found)
    return [(one.subject, one.detail) for one in found]


def enter(hall: SmallHall, print_id: UUID, state: PrintState, reason: str = "") -> None:
    with hall.store.write() as unit:
        unit.prints.add_event(PrintEvent(make.new_id(), print_id, state, hall.clock.now(), reason))
        unit.commit()


def add(hall: SmallHall, record: Print) -> None:
    with hall.store.write() as unit:
        unit.prints.add(record)
        unit.commit()


def not_printed(hall: SmallHall, outcome: Outcome, record: Print) -> Fault:
    """Cancel the print of a paper; nobody says why."""
    enter(hall, record.id, PrintState.CANCELLED)
    return Fault.UNPRINTED


def failed(hall: SmallHall, outcome: Outcome, record: Print) -> Fault:
    enter(hall, record.id, PrintState.FAILED, "page_printer.stopped")
    return Fault.UNPRINTED


def twice(hall: SmallHall, outcome: Outcome, record: Print) -> Fault:
    add(hall, replace(record, id=make.new_id(), nth=2))
    return Fault.PRINTED_TWICE


def without_reason(hall: SmallHall, outcome: Outcome, record: Print) -> Fault:
    again = hall.use.papers.print(hall.clerk, outcome.case.id, record.step_id, record.kind).record
    add(hall, replace(again, id=make.new_id(), nth=3))
    enter(hall, again.id, PrintState.VOIDED)
    return Fault.WITHOUT_REASON


def other_number(hall: SmallHall, outcome: Outcome, record: Print) -> Fault:
    enter(hall, record.id, PrintState.VOIDED, "打坏")
    add(hall, replace(record, id=make.new_id(), number="玛市监受〔2026〕99号", nth=2))
    return Fault.OTHER_NUMBER


def no_paper(hall: SmallHall, outcome: Outcome, record: Print) -> Fault:
    add(hall, replace(record, id=make.new_id(), step_id=make.new_id()))
    return Fault.NO_PAPER


@pytest.mark.parametrize("plant", [not_printed, failed, twice, without_reason, other_number, no_paper])
def test_a_planted_fault_is_named_with_its_number(
    hall: SmallHall, plant: Callable[[SmallHall, Outcome, Print], Fault]
) -> None:
    outcome = hall.use.intake.accept_new(hall.clerk, hall.application())
    *_, acceptance = hall.use.papers.print_all(hall.clerk, outcome)
    assert faults(hall) == []
    fault = plant(hall, outcome, acceptance.record)
    assert faults(hall) == [(acceptance.record.number, str(fault))]


def test_a_number_without_any_print_is_named_until_it_is_printed_or_left_out(hall: SmallHall) -> None:
    outcome = hall.use.intake.accept_new(hall.clerk, hall.application())
    received, accepted = outcome.added
    assert faults(hall) == [(step.document, str(Fault.UNPRINTED)) for step in outcome.added]
    hall.use.papers.print(hall.clerk, outcome.case.id, accepted.id)
    assert faults(hall) == [(received.document, str(Fault.UNPRINTED))]
    receipt = PaperKind.MATERIALS_RECEIPT
    with pytest.raises(RuleError, match="reason_missing"):
        hall.use.papers.leave_out(hall.clerk, outcome.case.id, received.id, receipt, " ")
    left = hall.use.papers.leave_out(hall.clerk, outcome.case.id, received.id, receipt, "当场受理")
    assert (left.copies, left.number) == (0, received.document)
    assert faults(hall) == []
    with pytest.raises(RuleError, match=r"paper\.printed"):
        hall.use.papers.leave_out(hall.clerk, outcome.case.id, accepted.id, PaperKind.ACCEPTANCE, "不打")


def test_only_wanted_papers_are_printed_and_the_rest_accounted_for(hall: SmallHall) -> None:
    outcome = hall.use.intake.accept_new(hall.clerk, hall.application())
    printed = hall.use.papers.print_all(hall.clerk, outcome, {PaperKind.ACCEPTANCE})
    assert [one.record.kind for one in printed] == [PaperKind.ACCEPTANCE]
    assert [one.job.kind for one in hall.use.print_jobs.open()] == [PaperKind.ACCEPTANCE]
    assert faults(hall) == []


def test_a_reprint_takes_the_place_of_what_was_printed_before(hall: SmallHall) -> None:
    outcome = hall.use.intake.accept_new(hall.clerk, hall.application())
    first = hall.use.papers.print_all(hall.clerk, outcome)[1].record
    hall.use.papers.print(hall.clerk, outcome.case.id, first.step_id, why="申请人遗失")
    third = hall.use.papers.print(hall.clerk, outcome.case.id, first.step_id).record
    assert third.nth == 3
    view = hall.use.case_book.view(hall.clerk, outcome.case.id)
    of_it = [events[-1] for record, events in view.prints if record.step_id == first.step_id]
    assert [(event.state, event.reason) for event in of_it] == [
        (PrintState.VOIDED, "申请人遗失"),
        (PrintState.VOIDED, "由第3次打印代替"),
        (PrintState.QUEUED, ""),
    ]
    assert faults(hall) == []


def test_papers_of_a_branch_that_was_not_chosen_are_void(hall: SmallHall) -> None:
    told = hall.use.intake.notify_new(
        hall.clerk,
        hall.application(1),
        tuple(Problem(m.key, m.name, "没有提交", "请提交") for m in make.item().materials[1:]),
        date(2026, 9, 29),
    )
    hall.use.papers.print_all(hall.clerk, told)
    brought = hall.use.intake.accept(hall.clerk, told.case.id, came=make.handed_in(2, 3))
    hall.use.papers.print_all(hall.clerk, brought)
    hall.clock.pass_days(1)
    other = make.step(Withdrawn("不办了"), told.step, date(2026, 9, 16))
    with hall.store.write() as unit:
        unit.cases.take_in(told.case, [replace(other, case_id=told.case.id, station=7)])
        unit.commit()
    hall.use.review.resolve_fork(hall.reviewer, told.case.id, other.id, "申请人已撤回")
    with hall.store.read() as unit:
        states = {
            record.step_id: unit.prints.events(record.id)[-1] for record in unit.prints.of_case(told.case.id)
        }
    assert [states[step.id].state for step in brought.added] == [PrintState.VOIDED] * 2
    assert states[brought.step.id].reason == "申请人已撤回"
    assert states[told.step.id].state is PrintState.QUEUED
    assert faults(hall) == []
