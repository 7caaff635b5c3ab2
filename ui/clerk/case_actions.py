"""What can be done with a case, by its state and the account's rights; the one that is right next first."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.domain.accounts import Actor, Right
from app.domain.details import StepKind
from app.domain.lifecycle import NEXT, OPEN_BEFORE_DECISION, State
from app.domain.timers import allowed_extension
from app.services.case_book import CaseView
from ui.clerk.form_from_case import can_continue
from ui.i18n import Words, tr


class CaseAct(StrEnum):
    """An act on a case."""

    CONTINUE = "continue"
    FINISH = "finish"
    REVIEW = "review"
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


@dataclass(frozen=True)
class Offer:
    """An act as it is offered: its verb, its icon, and whether it cannot be undone."""

    act: CaseAct
    verb: Words
    icon: str = ""
    danger: bool = False


LEADING = frozenset(
    (
        CaseAct.CONTINUE,
        CaseAct.FINISH,
        CaseAct.REVIEW,
        CaseAct.GRANT,
        CaseAct.RESUME,
        CaseAct.MAKE,
        CaseAct.ISSUE,
        CaseAct.DELIVER,
        CaseAct.ARCHIVE,
        CaseAct.RESOLVE,
    )
)
"""Acts that bring a case on its usual way; only such a one is filled."""


def offers(view: CaseView, actor: Actor) -> tuple[Offer, ...]:
    """Return the acts that are open to an account, the one that is right next first."""
    if view.forked:
        chosen = Offer(CaseAct.RESOLVE, tr("选定分支"), "arrow")
        return (chosen,) if Right.REVIEWER in actor.rights else ()
    found: list[Offer] = []
    if Right.REVIEWER in actor.rights:
        found += _of_reviewer(view)
    if Right.CLERK in actor.rights:
        found += _of_clerk(view)
    found += _examine(view)
    found.sort(key=lambda offer: offer.act not in LEADING)
    if Right.CLERK in actor.rights:
        found += _exceptions(view)
    return tuple(found)


def _examine(view: CaseView) -> Iterator[Offer]:
    if _state(view) is State.ACCEPTED and not view.item.on_the_spot:
        yield Offer(CaseAct.REVIEW, tr("开始审查"), "arrow")


def _of_reviewer(view: CaseView) -> Iterator[Offer]:
    state = _state(view)
    if state is State.SUSPENDED:
        yield Offer(CaseAct.RESUME, tr("恢复办理"), "arrow")
    if state is State.REVIEWING:
        yield Offer(CaseAct.GRANT, tr("准予许可"), "finish")
        yield Offer(CaseAct.DENY, tr("不予许可"), "noshow", True)
    if state in (State.ACCEPTED, State.REVIEWING) and not view.item.on_the_spot:
        yield Offer(CaseAct.SUSPEND, tr("特别程序"), "hold")


def _of_clerk(view: CaseView) -> Iterator[Offer]:
    state, item = _state(view), view.item
    if can_continue(view):
        yield Offer(CaseAct.CONTINUE, tr("接着办"), "arrow")
    if state is State.ACCEPTED and item.on_the_spot:
        yield Offer(CaseAct.FINISH, tr("办结并送达"), "finish")
    if state is State.REVIEWING and _may_be_extended(view):
        yield Offer(CaseAct.EXTEND, tr("延长期限"), "ontime")
    if state is State.GRANTED and not item.on_the_spot:
        yield Offer(CaseAct.MAKE, tr("开始制证"), "arrow")
    if state is State.MAKING:
        yield Offer(CaseAct.ISSUE, tr("签发证照"), "finish")
        yield Offer(CaseAct.READY, tr("制证完成"))
    if (state, StepKind.DELIVERED) in NEXT and (state is not State.GRANTED or item.on_the_spot):
        yield Offer(CaseAct.DELIVER, tr("送达"), "finish")
    if (state, StepKind.ARCHIVED) in NEXT:
        yield Offer(CaseAct.ARCHIVE, tr("归档"), "file")


def _exceptions(view: CaseView) -> Iterator[Offer]:
    state = _state(view)
    if state is State.CORRECTING:
        yield Offer(CaseAct.GIVE_BACK, tr("退件"), "", True)
    if state in OPEN_BEFORE_DECISION:
        yield Offer(CaseAct.WITHDRAW, tr("申请人撤回"), "", True)
    if state is not State.ARCHIVED:
        yield Offer(CaseAct.CORRECT, tr("更正登记"))
    if state in OPEN_BEFORE_DECISION:
        yield Offer(CaseAct.END, tr("终止"), "", True)


def _state(view: CaseView) -> State:
    return view.branches[0].state


def _may_be_extended(view: CaseView) -> bool:
    allowed = allowed_extension(view.item, view.header.joint)
    return allowed is not None and view.branches[0].progress.extension is None
