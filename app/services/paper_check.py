"""Reading from a store what the accounting for papers needs: every numbered paper, every print of one."""

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from app.domain.cases import Step
from app.domain.fees import FeeState, fee_state
from app.domain.hall_papers import HallPaperKind
from app.domain.lifecycle import branches
from app.domain.paper_accounts import NumberedPaper, PrintedPaper, Unaccounted, account_for, printed
from app.domain.papers import PrintEvent, papers_of
from app.errors import RuleError
from app.ports.store import UnitOfWork


def unaccounted(unit: UnitOfWork) -> Iterator[Unaccounted]:
    """Find the numbered papers of a store that have neither one valid print nor a reason why not."""
    return account_for([*_of_steps(unit), *_of_fees(unit)], _prints(unit))


def _of_steps(unit: UnitOfWork) -> Iterator[NumberedPaper]:
    for case_id in unit.cases.ids():
        steps = unit.cases.steps(case_id)
        live = _live(steps)
        for step in steps:
            dropped = step.id not in live
            # The prints of another station's steps come with its records; they may still be on their way.
            excused = dropped or step.station != unit.station.index
            for kind in papers_of(step.detail) if step.document else ():
                yield NumberedPaper((step.id, kind), step.document or "", dropped, excused)


def _live(steps: tuple[Step, ...]) -> frozenset[UUID]:
    """Return the steps on live branches; all of them where the steps do not fit, which is told elsewhere."""
    try:
        return frozenset(step.id for branch in branches(steps) for step in branch.steps)
    except (RuleError, ValueError):
        return frozenset(step.id for step in steps)


def _of_fees(unit: UnitOfWork) -> Iterator[NumberedPaper]:
    for charge in unit.fees.all():
        state = fee_state(unit.fees.events(charge.id))
        void = state is FeeState.CANCELLED
        excused = void or state is FeeState.WAIVED or charge.station != unit.station.index
        yield NumberedPaper((charge.id, HallPaperKind.PAYMENT), charge.number, void, excused)


def _prints(unit: UnitOfWork) -> Iterator[PrintedPaper]:
    events: dict[UUID, list[PrintEvent]] = defaultdict(list)
    for event in unit.prints.all_events():
        events[event.print_id].append(event)
    for record in unit.prints.all():
        yield printed((record.step_id, record.kind), record.number, events[record.id])
    for notice in unit.hall_prints.all():
        if notice.number:
            yield printed((UUID(notice.subject), notice.kind), notice.number, events[notice.id])
