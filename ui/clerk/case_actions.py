"""What can be done with a case, by its state and the account's rights; the one that is right next first."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.domain.accounts import Actor, Right
from app.domain.details import StepKind
from app.domain.fees import FeeState
from app.domain.lifecycle import FINISHED, NEXT, OPEN_BEFORE_DECISION, State
from app.domain.timers import allowed_extension
from app.services.case_book import CaseView
from ui.clerk.form_from_case import can_continue
from ui.i18n import Words, tr


class CaseAct(StrEnum):
    """An act on a case."""

    CONTINUE = "continue"
    FINISH = "finish"
    REVIEW = "review"
    EXAMINE = "examine"
    GRANT = "grant"
    DENY = "deny"
    SUSPEND = "suspend"
    RESUME = "resume"
    EXTEND = "extend"
    MAKE = "make"
    ISSUE = "issue"
    READY = "ready"
    DELIVER = "deliver"
    ARCHIVE = "archive"
    GIVE_BACK = "give_back"
    WITHDRAW = "withdraw"
    END = "end"
    CORRECT = "correct"
    RESOLVE = "resolve"
    CHARGE = "charge"
    SETTLE = "settle"
    REISSUE = "reissue"
    VOID = "void"


@dataclass(frozen=True)
class Offer:
    """An act as it is offered: its verb, its icon, whether it is right next, whether it cannot be undone.

    Only what `leads` a case on its usual way is filled, and only the first of those.
    """

    act: CaseAct
    verb: Words
    icon: str = ""
    leads: bool = False
    danger: bool = False


def offers(view: CaseView, actor: Actor) -> tuple[Offer, ...]:
    """Return the acts that are open to an account, the one that is right next first."""
    if view.forked:
        chosen = Offer(CaseAct.RESOLVE, tr("选定分支"), "arrow", leads=True)
        return (chosen,) if Right.REVIEWER in actor.rights else ()
    reviews, takes = Right.REVIEWER in actor.rights, Right.CLERK in actor.rights
    found: list[Offer] = []
    if reviews:
        found += _of_reviewer(view)
    if takes:
        found += _of_clerk(view)
    found += _examine(view, leads=not reviews)
    found.sort(key=lambda offer: not offer.leads)
    if takes:
        found += [*_of_fee(view), *_exceptions(view)]
    if reviews and _valid_certificates(view):
        found.append(Offer(CaseAct.VOID, tr("证照作废"), "", danger=True))
    return tuple(found)


def _examine(view: CaseView, *, leads: bool) -> Iterator[Offer]:
    if view.item.on_the_spot:
        return
    if _state(view) is State.ACCEPTED:
        yield Offer(CaseAct.REVIEW, tr("开始审查"), "arrow", leads=True)
    if _state(view) is State.REVIEWING:
        done = any(step.kind is StepKind.EXAMINED for step in view.branches[0].branch.steps)
        yield Offer(CaseAct.EXAMINE, tr("审查意见"), "note", leads=leads and not done)


def _of_reviewer(view: CaseView) -> Iterator[Offer]:
    state = _state(view)
    if state is State.SUSPENDED:
        yield Offer(CaseAct.RESUME, tr("恢复办理"), "arrow", leads=True)
    if state is State.REVIEWING:
        yield Offer(CaseAct.GRANT, tr("准予许可"), "finish", leads=True)
        yield Offer(CaseAct.DENY, tr("不予许可"), "noshow", danger=True)
    if state in (State.ACCEPTED, State.REVIEWING) and not view.item.on_the_spot:
        yield Offer(CaseAct.SUSPEND, tr("特别程序"), "hold")


def _of_clerk(view: CaseView) -> Iterator[Offer]:
    state, item = _state(view), view.item
    if can_continue(view):
        yield Offer(CaseAct.CONTINUE, tr("接着办"), "arrow", leads=True)
    if state is State.ACCEPTED and item.on_the_spot:
        yield Offer(CaseAct.FINISH, tr("办结并送达"), "finish", leads=True)
    if state is State.REVIEWING and _may_be_extended(view):
        yield Offer(CaseAct.EXTEND, tr("延长期限"), "ontime")
    if state is State.GRANTED and not item.on_the_spot:
        yield Offer(CaseAct.MAKE, tr("开始制证"), "arrow", leads=True)
    if state is State.MAKING:
        yield Offer(CaseAct.ISSUE, tr("签发证照"), "finish", leads=True)
        yield Offer(CaseAct.READY, tr("制证完成"))
    if (state, StepKind.DELIVERED) in NEXT and (state is not State.GRANTED or item.on_the_spot):
        yield Offer(CaseAct.DELIVER, tr("送达"), "finish", leads=True)
    if (state, StepKind.ARCHIVED) in NEXT:
        yield Offer(CaseAct.ARCHIVE, tr("归档"), "file", leads=True)


def _of_fee(view: CaseView) -> Iterator[Offer]:
    """Offer a notice of payment until there is one, and then what may become of it."""
    if not view.item.fee.charged:
        return
    states = [standing.state for standing in view.fees]
    if FeeState.DUE in states or FeeState.PAID in states:
        yield Offer(CaseAct.SETTLE, tr("收费"))
    elif _state(view) not in FINISHED:
        yield Offer(CaseAct.CHARGE, tr("缴款通知"))


def _exceptions(view: CaseView) -> Iterator[Offer]:
    state = _state(view)
    if state is State.CORRECTING:
        yield Offer(CaseAct.GIVE_BACK, tr("退件"), danger=True)
    if state in OPEN_BEFORE_DECISION:
        yield Offer(CaseAct.WITHDRAW, tr("申请人撤回"), danger=True)
    if _valid_certificates(view):
        yield Offer(CaseAct.REISSUE, tr("换发证照"))
    if state is not State.ARCHIVED:
        yield Offer(CaseAct.CORRECT, tr("更正登记"))
    if state in OPEN_BEFORE_DECISION:
        yield Offer(CaseAct.END, tr("终止"), danger=True)


def _state(view: CaseView) -> State:
    return view.branches[0].state


def _valid_certificates(view: CaseView) -> bool:
    return any(one.void is None for one in view.certificates)


def _may_be_extended(view: CaseView) -> bool:
    allowed = allowed_extension(view.item, view.header.joint)
    return allowed is not None and view.branches[0].progress.extension is None
