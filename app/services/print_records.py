"""What is recorded of the prints of papers inside a unit of work: states entered, prints made void."""

from datetime import datetime
from uuid import UUID

from app.domain.ids import new_id
from app.domain.lifecycle import branches
from app.domain.papers import PaperKind, Print, PrintEvent, PrintState
from app.ports.store import UnitOfWork
from app.services.journal import Outcome

REPLACED = "由第{nth}次打印代替"
"""Why a print is void that was printed again."""


def prints_of(unit: UnitOfWork, case_id: UUID, step_id: UUID, kind: PaperKind) -> list[Print]:
    """Return the prints of one paper of a step in the order of time."""
    prints = unit.prints.of_case(case_id)
    return [record for record in prints if record.step_id == step_id and record.kind is kind]


def enter(unit: UnitOfWork, print_id: UUID, state: PrintState, at: datetime, reason: str = "") -> None:
    """Record that a print entered a state."""
    unit.prints.add_event(PrintEvent(new_id(), print_id, state, at, reason))


def void(unit: UnitOfWork, print_id: UUID, at: datetime, reason: str) -> bool:
    """Make a print void; return whether it was not void already."""
    if any(event.state is PrintState.VOIDED for event in unit.prints.events(print_id)):
        return False
    enter(unit, print_id, PrintState.VOIDED, at, reason)
    return True


def void_dropped(unit: UnitOfWork, outcome: Outcome, at: datetime, reason: str) -> None:
    """Make the prints of a branch void that was not chosen (design §3)."""
    live = {step.id for branch in branches(outcome.steps) for step in branch.steps}
    for record in unit.prints.of_case(outcome.case.id):
        if record.step_id not in live:
            void(unit, record.id, at, reason)
