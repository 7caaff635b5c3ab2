"""What must hold before a step may be recorded, beyond the state machine (domain §2, guards)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.cases import CaseHeader
from app.domain.details import (
    Accepted,
    Cancelled,
    Delivered,
    Denied,
    Examined,
    Extended,
    Granted,
    HandedIn,
    Noticed,
    Received,
    RefusalReason,
    Rejected,
    Returned,
    StepDetail,
    Supplemented,
    Suspended,
    Withdrawn,
)
from app.domain.items import Material, ServiceItem
from app.domain.lifecycle import Branch, State
from app.domain.progress import Progress
from app.domain.timers import TimerKey, allowed_extension, timers
from app.domain.workdays import Calendar
from app.errors import RuleError

ART_45 = ("听证", "招标", "拍卖", "检验", "检测", "检疫", "鉴定", "专家评审")
"""Procedures whose time never counts (行政许可法 45); others only where the item says so."""

SENT = ("邮寄", "电子", "公告", "留置")
"""Words of ways of delivery in which nobody stands at the counter; they need a record as proof."""


@dataclass(frozen=True)
class Situation:
    """A case at the moment before a step."""

    header: CaseHeader
    item: ServiceItem
    branch: Branch
    calendar: Calendar
    today: date

    @property
    def progress(self) -> Progress:
        """Return what the steps so far say."""
        return Progress(self.branch)


def check(now: Situation, detail: StepDetail) -> None:
    """Refuse a step whose guard does not hold.

    Raises:
        RuleError: the code names the guard, the facts what is missing.
    """
    guard = _GUARDS.get(type(detail))
    if guard is not None:
        guard(now, detail)


def is_by_hand(way: str) -> bool:
    """Tell whether by this way of delivery somebody stands at the counter."""
    return not any(word in way for word in SENT)


def missing_materials(item: ServiceItem, handed_in: tuple[HandedIn, ...]) -> tuple[Material, ...]:
    """Return the materials that are always needed and were not handed in."""
    came = {material.key for material in handed_in}
    return tuple(m for m in item.materials if m.mandatory and m.key not in came)


def materials_so_far(branch: Branch) -> tuple[HandedIn, ...]:
    """Return everything handed in up to the tip; a later hand-in of a material replaces the earlier."""
    found: dict[str, HandedIn] = {}
    for step in branch.steps:
        if isinstance(step.detail, Received | Supplemented):
            found.update({material.key or material.name: material for material in step.detail.materials})
    return tuple(found.values())


def _received(now: Situation, detail: Received) -> None:
    if not detail.materials:
        raise RuleError("case.no_material")


def _supplemented(now: Situation, detail: Supplemented) -> None:
    if not detail.materials:
        raise RuleError("case.no_material")
    if now.branch.state in (State.ACCEPTED, State.REVIEWING) and not now.progress.owed:
        raise RuleError("case.nothing_owed")


def _noticed(now: Situation, detail: Noticed) -> None:
    if not detail.problems:
        raise RuleError("notice.empty")
    if not all(problem.problem.strip() and problem.remedy.strip() for problem in detail.problems):
        raise RuleError("notice.problem_without_remedy")
    if detail.correct_by < now.today:
        raise RuleError("notice.date_past", date=detail.correct_by)
    told = {problem.key for problem in detail.problems}
    untold = [m.name for m in missing_materials(now.item, materials_so_far(now.branch)) if m.key not in told]
    if untold:
        raise RuleError("notice.incomplete", materials="、".join(untold))
    again = now.branch.state is State.CORRECTING
    if again and detail.approval is None and any(problem.knowable for problem in detail.problems):
        raise RuleError("notice.second")


def _accepted(now: Situation, detail: Accepted) -> None:
    missing = missing_materials(now.item, materials_so_far(now.branch))
    unpromised = [m.name for m in missing if m.name not in detail.promised]
    if unpromised:
        raise RuleError("case.materials_missing", materials="、".join(unpromised))
    if detail.promised:
        _promise(now, detail, missing)
    outstanding = _unmended(now)
    if outstanding:
        raise RuleError("case.problems_open", materials="、".join(outstanding))


def _promise(now: Situation, detail: Accepted, missing: tuple[Material, ...]) -> None:
    if not now.item.shortage_ok:
        raise RuleError("case.shortage_not_allowed")
    essential = [m.name for m in missing if not m.shortage_ok]
    if essential:
        raise RuleError("case.shortage_of_essential", materials="、".join(essential))
    if detail.promised_by is None or detail.promised_by < now.today:
        raise RuleError("case.shortage_without_date")


def _unmended(now: Situation) -> list[str]:
    """Return the names of problems told in notices for which nothing was handed in afterwards."""
    open_problems: dict[str, str] = {}
    for step in now.branch.steps:
        if isinstance(step.detail, Noticed):
            open_problems.update(
                {problem.key or problem.name: problem.name for problem in step.detail.problems}
            )
        if isinstance(step.detail, Supplemented):
            for material in step.detail.materials:
                open_problems.pop(material.key or material.name, None)
    return list(open_problems.values())


def _rejected(now: Situation, detail: Rejected) -> None:
    if not detail.explanation.strip():
        raise RuleError("refusal.without_reason")
    if detail.reason is RefusalReason.NOT_OUR_COMPETENCE and not detail.where.strip():
        raise RuleError("refusal.without_where")


def _returned(now: Situation, detail: Returned) -> None:
    correct_by = now.progress.notices[-1][1].correct_by
    if now.today <= correct_by:
        raise RuleError("case.return_too_early", date=correct_by)


def _withdrawn(now: Situation, detail: Withdrawn) -> None:
    if not detail.reason.strip():
        raise RuleError("case.reason_missing")


def _cancelled(now: Situation, detail: Cancelled) -> None:
    if not detail.approval.reason.strip():
        raise RuleError("case.reason_missing")


def _examined(now: Situation, detail: Examined) -> None:
    if not detail.opinion.strip():
        raise RuleError("case.opinion_missing")


def _suspended(now: Situation, detail: Suspended) -> None:
    excluded = {procedure.name for procedure in now.item.procedures if procedure.excluded}
    if detail.procedure not in excluded and detail.procedure not in ART_45:
        raise RuleError("case.procedure_counts", procedure=detail.procedure)


def _extended(now: Situation, detail: Extended) -> None:
    allowed = allowed_extension(now.item, now.header.joint)
    if allowed is None:
        raise RuleError("case.extension_not_allowed")
    if now.progress.extension is not None:
        raise RuleError("case.extended_before")
    if detail.by.unit is not allowed.unit or not 0 < detail.by.number <= allowed.number:
        raise RuleError("case.extension_too_long", number=allowed.number, unit=allowed.unit)
    if not detail.approval.reason.strip():
        raise RuleError("case.reason_missing")
    found = timers(now.progress, now.item, now.header.joint, now.calendar, now.today)
    statutory = [timer for timer in found if timer.key is TimerKey.STATUTORY]
    if statutory and statutory[0].overdue(now.today):
        raise RuleError("case.extension_too_late", date=statutory[0].due)


def _decided(now: Situation, detail: Granted | Denied) -> None:
    if now.branch.state is State.ACCEPTED and not now.item.on_the_spot:
        raise RuleError("case.review_first")
    if now.progress.owed:
        raise RuleError("case.materials_owed", materials="、".join(now.progress.owed))
    if not detail.decider.strip() or not detail.text.strip():
        raise RuleError("decision.incomplete")
    if isinstance(detail, Denied) and not detail.reason.strip():
        raise RuleError("decision.without_reason")


def _delivered(now: Situation, detail: Delivered) -> None:
    if now.branch.state is State.GRANTED and not now.item.on_the_spot:
        raise RuleError("delivery.certificate_first")
    if not detail.receiver.strip():
        raise RuleError("delivery.without_receiver")
    by_hand = is_by_hand(detail.way)
    if by_hand and not detail.identity_checked:
        raise RuleError("delivery.identity_first")
    if by_hand and (detail.signed is None or not detail.signed_by.strip()):
        raise RuleError("delivery.without_signature")
    if not detail.identity_checked and not detail.proof.strip():
        raise RuleError("delivery.without_proof")


_GUARDS: dict[type, Callable[[Situation, Any], None]] = {
    Received: _received,
    Supplemented: _supplemented,
    Noticed: _noticed,
    Accepted: _accepted,
    Rejected: _rejected,
    Returned: _returned,
    Withdrawn: _withdrawn,
    Cancelled: _cancelled,
    Examined: _examined,
    Suspended: _suspended,
    Extended: _extended,
    Granted: _decided,
    Denied: _decided,
    Delivered: _delivered,
}
