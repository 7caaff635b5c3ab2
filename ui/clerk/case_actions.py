"""What can be done with a case at the counter, by its state and the account's rights."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.accounts import Actor, Right
from app.domain.lifecycle import OPEN_BEFORE_DECISION, State
from app.services.case_book import CaseView
from ui.clerk.form_from_case import can_continue
from ui.i18n import Words, tr


class CaseAct(StrEnum):
    """An act on a case."""

    CONTINUE = "continue"
    FINISH = "finish"
    REVIEW = "review"
    RESUME = "resume"
    GIVE_BACK = "give_back"
    WITHDRAW = "withdraw"
    CORRECT = "correct"
    RESOLVE = "resolve"


@dataclass(frozen=True)
class Offer:
    """An act as it is offered: its verb, its icon, and whether it cannot be undone."""

    act: CaseAct
    verb: Words
    icon: str = ""
    danger: bool = False


def offers(view: CaseView, actor: Actor) -> tuple[Offer, ...]:
    """Return the acts that are open, the one that is right next first."""
    if view.forked:
        chosen = Offer(CaseAct.RESOLVE, tr("选定分支"), "arrow")
        return (chosen,) if Right.REVIEWER in actor.rights else ()
    branch = view.branches[0]
    found = [*_next(view, actor)]
    if branch.state is State.CORRECTING:
        found.append(Offer(CaseAct.GIVE_BACK, tr("退件"), "", True))
    if branch.state in OPEN_BEFORE_DECISION:
        found.append(Offer(CaseAct.WITHDRAW, tr("申请人撤回"), "", True))
    if branch.state is not State.ARCHIVED:
        found.append(Offer(CaseAct.CORRECT, tr("更正登记")))
    return tuple(found)


def _next(view: CaseView, actor: Actor) -> list[Offer]:
    state = view.branches[0].state
    if can_continue(view):
        return [Offer(CaseAct.CONTINUE, tr("接着办"), "arrow")]
    if state is State.ACCEPTED and view.item.on_the_spot:
        return [Offer(CaseAct.FINISH, tr("办结并送达"), "finish")]
    if state is State.ACCEPTED and Right.REVIEWER in actor.rights:
        return [Offer(CaseAct.REVIEW, tr("开始审查"), "arrow")]
    if state is State.SUSPENDED and Right.REVIEWER in actor.rights:
        return [Offer(CaseAct.RESUME, tr("恢复办理"), "arrow")]
    return []
