"""A case told as steps: what was done, where it stands, and what is still to come."""

from app.domain.details import StepKind
from app.domain.lifecycle import FINISHED, State
from app.domain.timers import Signal as Light
from app.domain.timers import TimerKey
from app.services.case_book import BranchView, CaseView
from ui.clerk.step_words import step_words
from ui.i18n import Words, tr
from ui.theme import Sign
from ui.widgets.steps import StepRow
from ui.wording import day, moment, spoken

_LIGHTS = {
    Light.RED: Sign.OVERDUE,
    Light.YELLOW: Sign.LATE,
    Light.REMINDER: Sign.SOON,
    Light.NONE: Sign.ON_TIME,
}
_PROMISED = (
    StepKind.RECEIVED,
    StepKind.ACCEPTED,
    StepKind.REVIEW_STARTED,
    StepKind.GRANTED,
    StepKind.CERTIFICATE_BEGUN,
    StepKind.CERTIFICATE_READY,
    StepKind.DELIVERED,
)
_AT_ONCE = (StepKind.RECEIVED, StepKind.ACCEPTED, StepKind.GRANTED, StepKind.DELIVERED)
_STANDS_AFTER = {
    State.RECEIVED: StepKind.RECEIVED,
    State.CORRECTING: StepKind.RECEIVED,
    State.ACCEPTED: StepKind.ACCEPTED,
    State.REVIEWING: StepKind.REVIEW_STARTED,
    State.SUSPENDED: StepKind.REVIEW_STARTED,
    State.GRANTED: StepKind.GRANTED,
    State.MAKING: StepKind.CERTIFICATE_BEGUN,
    State.READY: StepKind.CERTIFICATE_READY,
}


def standing_of(view: CaseView) -> tuple[Sign, Words]:
    """Return the sign and words of a whole case."""
    branch = view.branches[0]
    if view.forked:
        return Sign.SOON, tr("分支待选定")
    if branch.state in FINISHED:
        return Sign.DONE, spoken(branch.state)
    if branch.state is State.SUSPENDED:
        return Sign.PAUSED, spoken(branch.state)
    if branch.state in (State.CORRECTING, State.READY):
        return Sign.WAITING, spoken(branch.state)
    if branch.signal is Light.NONE:
        return Sign.ON_TIME, spoken(branch.state)
    light, state = spoken(branch.signal), spoken(branch.state)
    return _LIGHTS[branch.signal], tr("{light} {state}", light=light, state=state)


def story(view: CaseView) -> list[StepRow]:
    """Return the steps of a case: done ones ticked, the one that is next with its sign, the others hollow.

    Of a forked case the branches stand one below the other, and nothing comes before one is chosen.
    """
    done = [
        StepRow(spoken(step.kind), step_words(step), moment(step.at), Sign.DONE)
        for branch in view.branches
        for step in branch.branch.steps
    ]
    return done if view.forked else [*done, *_coming(view, view.branches[0])]


def _coming(view: CaseView, branch: BranchView) -> list[StepRow]:
    after = _STANDS_AFTER.get(branch.state)
    order = _AT_ONCE if view.item.on_the_spot else _PROMISED
    if after not in order:
        return []
    due = {timer.key: timer.due for timer in branch.timers}
    sign, _ = standing_of(view)
    rows: list[StepRow] = []
    for kind in order[order.index(after) + 1 :]:
        last_days = Words("", {})
        if kind is StepKind.GRANTED and TimerKey.PROMISE in due and TimerKey.STATUTORY in due:
            promise, law = day(due[TimerKey.PROMISE]), day(due[TimerKey.STATUTORY])
            last_days = tr("承诺 {promise}·法定 {law}", promise=promise, law=law)
        name = tr("决定") if kind is StepKind.GRANTED else spoken(kind)
        rows.append(StepRow(name, last_days, sign=None if rows else sign))
    return rows
