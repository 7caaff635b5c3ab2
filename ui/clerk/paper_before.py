"""A paper before its step is recorded: built from the case and the step as it would be, its number blank."""

from app.domain.cases import Step
from app.domain.details import StepDetail, Suspended
from app.domain.guards import materials_so_far
from app.domain.ids import new_id
from app.domain.papers import COPIES, DOCUMENT_WORD, Paper, PrintMark, paper_of
from app.domain.progress import Progress
from app.domain.timers import timers
from app.domain.workdays import end_of_term
from app.services.case_book import CaseView
from ui.clerk.dependencies import ClerkDependencies
from ui.clerk.draft_paper import BLANK
from ui.clerk.record_words import DOCUMENT_NUMBER


def paper_before(needs: ClerkDependencies, view: CaseView, detail: StepDetail) -> Paper | None:
    """Return the paper that a step would write now; None for a step that writes none.

    Raises:
        RuleError: `case.step_not_allowed`.
    """
    kind = paper_of(detail)
    if kind is None:
        return None
    before, today, at = view.branches[0].branch, needs.today(), needs.use.clock.now()
    number = DOCUMENT_NUMBER.format(
        organ=needs.department.organ_word, word=DOCUMENT_WORD[kind], year=today.year, number=BLANK
    )
    step = Step(
        id=new_id(),
        case_id=view.header.id,
        follows=before.tip.id,
        at=at,
        on=today,
        actor_id=needs.actor.account_id,
        actor_name=needs.actor.name,
        counter=needs.actor.counter,
        station=0,
        document=number,
        detail=detail,
    )
    after, calendar = before.then(step), view.calendar
    ends = detail.expected if isinstance(detail, Suspended) else None
    return Paper(
        kind=kind,
        number=number,
        hall=needs.hall,
        department=needs.department,
        item=view.item,
        case=view.header,
        step=step,
        materials=materials_so_far(after),
        timers=timers(Progress(after), view.item, view.header.joint, calendar, today),
        mark=PrintMark(1, COPIES[kind], at),
        full_code=kind in needs.hall.full_code_on,
        history=after.steps,
        timers_before=timers(Progress(before), view.item, view.header.joint, calendar, today),
        expected_end=end_of_term(calendar, today, ends.number, ends.unit) if ends else None,
    )
