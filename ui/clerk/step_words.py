"""What a step says in a line: what came, what was decided and why, who approved, who signed."""

from collections.abc import Callable
from typing import Any

from app.domain.cases import Step
from app.domain.details import (
    Archived,
    Cancelled,
    CertificateReady,
    Delivered,
    Denied,
    EntryCorrected,
    Examined,
    Extended,
    ForkResolved,
    Noticed,
    Received,
    Rejected,
    Resumed,
    Returned,
    Supplemented,
    Suspended,
    Withdrawn,
)
from app.domain.text import mask_name
from ui.i18n import Words, tr
from ui.wording import day, spoken


def step_words(step: Step) -> Words:
    """Return who did a step, and what it says or else the number of its paper."""
    place = tr("{name}·{counter} 号窗口", name=step.actor_name, counter=step.counter)
    who = place if step.counter else Words(step.actor_name, {})
    said = _SAID.get(type(step.detail), _nothing)(step.detail)
    if said:
        return tr("{who}·{said}", who=who, said=said)
    return tr("{who}·{number}", who=who, number=step.document) if step.document else who


def _nothing(_: object) -> str:
    return ""


def _reason(detail: EntryCorrected | Returned | Withdrawn | Denied | ForkResolved) -> str:
    return detail.reason


def _came(detail: Received | Supplemented) -> Words:
    return tr("{n} 份材料", n=len(detail.materials))


def _noticed(detail: Noticed) -> Words:
    return tr("{n} 项待补正，{day} 前", n=len(detail.problems), day=day(detail.correct_by))


def _approved(detail: Extended | Cancelled) -> Words:
    return tr("{name}批准：{reason}", name=detail.approval.approver_name, reason=detail.approval.reason)


def _delivered(detail: Delivered) -> Words:
    how = spoken(detail.signed) if detail.signed else Words(detail.way, {})
    return tr("{name}·{how}", name=mask_name(detail.signed_by or detail.receiver), how=how)


_SAID: dict[type, Callable[[Any], str]] = {
    Received: _came,
    Supplemented: _came,
    Noticed: _noticed,
    Rejected: lambda detail: spoken(detail.reason),
    Examined: lambda detail: tr("{advice}：{said}", advice=spoken(detail.advice), said=detail.opinion),
    Suspended: lambda detail: tr("{name}，{n} 个工作日", name=detail.procedure, n=detail.expected.number),
    Resumed: lambda detail: detail.result,
    Extended: _approved,
    Cancelled: _approved,
    CertificateReady: lambda detail: detail.certificate_number,
    Delivered: _delivered,
    Archived: lambda detail: tr("卷号 {volume}", volume=detail.volume),
    EntryCorrected: _reason,
    Returned: _reason,
    Withdrawn: _reason,
    Denied: _reason,
    ForkResolved: _reason,
}
