"""The row of a case for lists and searches, derived from its steps."""

from datetime import date, datetime

from app.domain.case_rows import CaseRow
from app.domain.cases import CaseHeader, Step
from app.domain.items import ServiceItem
from app.domain.lifecycle import FINISHED, Branch, State, branches
from app.domain.progress import Progress
from app.domain.timers import Timer, TimerKey, is_deemed_accepted, timers
from app.domain.workdays import Calendar


def state_on(branch: Branch, item: ServiceItem, calendar: Calendar, today: date) -> State:
    """Return the state of a branch, deemed acceptance counted (Art. 32 (4)).

    Raises:
        ValueError: the branch has no step.
    """
    if branch.state is None:
        raise ValueError("a branch without steps has no state")
    if is_deemed_accepted(Progress(branch), item, calendar, today):
        return State.ACCEPTED
    return branch.state


def row_of(
    header: CaseHeader,
    steps: tuple[Step, ...],
    item: ServiceItem,
    calendar: Calendar,
    now: datetime,
    today: date,
) -> CaseRow:
    """Return the row of a case as it stands today; of several branches the one that is due first speaks."""
    live = branches(steps)
    found = [timers(Progress(branch), item, header.joint, calendar, today) for branch in live]
    branch, running = min(zip(live, found, strict=True), key=lambda pair: _next_due(*pair) or date.max)
    by_key = {timer.key: timer for timer in running}
    promise, statutory = by_key.get(TimerKey.PROMISE), by_key.get(TimerKey.STATUTORY)
    return CaseRow(
        case_id=header.id,
        number=header.number,
        item_key=header.item_key,
        item_name=header.item_name,
        department=header.department,
        applicant_name=header.applicant.name,
        applicant_code=header.applicant.code,
        phone=header.contact_phone,
        state=state_on(branch, item, calendar, today),
        forked=len(live) > 1,
        handler_id=branch.steps[0].actor_id,
        handler_name=branch.steps[0].actor_name,
        opened_on=header.opened_on,
        due=_next_due(branch, running),
        promise_due=promise.due if promise else None,
        statutory_due=statutory.due if statutory else None,
        provisional=any(timer.provisional for timer in running),
        updated_at=now,
        as_of=today,
    )


def _next_due(branch: Branch, found: tuple[Timer, ...]) -> date | None:
    if branch.state in FINISHED:
        return None
    running = {timer.key: timer.due for timer in found if timer.stopped_on is None}
    if TimerKey.PROMISE in running:
        running.pop(TimerKey.NOTICE, None)
    return min(running.values(), default=None)
