"""What a paper says, in words: names, codes, limits and dates drawn from its records."""

import re
from datetime import date
from typing import Final, Protocol

from app.domain.cases import ApplicantKind, Step
from app.domain.dates import chinese_date
from app.domain.details import Accepted, DeemedAccepted, StepDetail
from app.domain.items import Department, Limit, ServiceItem
from app.domain.papers import HallFacts, Paper, PaperKind
from app.domain.text import mask_id_number
from app.domain.timers import Timer, TimerKey
from app.domain.workdays import Due, TermUnit
from printing.wording.editions import Wording

_LICENCE = "01"
_LEVELS = "县市区州"
_PLACE: Final = re.compile(r"(.+?[县市区旗州])(?:政务|行政|市民|便民|人民|公共)")
_VERTICAL: Final = ("税务", "海关", "国家安全", "外汇", "金融监督")
_TITLED_OTHERWISE: Final = (PaperKind.GRANT, PaperKind.DENIAL)


class OfOrgan(Protocol):
    """A record that says which organ of which hall it is about."""

    @property
    def department(self) -> Department:
        """Return the organ."""

    @property
    def hall(self) -> HallFacts:
        """Return what papers say of the hall."""


def organ_name(paper: OfOrgan) -> str:
    """Return the name of the organ a record is about."""
    return organ_name_in(paper.hall, paper.department)


def organ_name_in(hall: HallFacts, department: Department) -> str:
    """Return the organ's name with the place before it: the catalogue says only 县市场监督管理局."""
    name = department.name
    place, level, _ = hall.name.partition(name[:1])
    return place + name if name[:1] in _LEVELS and level else name


def applicant_code(paper: Paper) -> str:
    """Return the applicant's code; a person's is masked unless the paper shows it in full."""
    applicant = paper.case.applicant
    if applicant.kind is ApplicantKind.PERSON and not paper.full_code:
        return mask_id_number(applicant.code)
    return applicant.code


def agent_in_words(paper: Paper) -> str:
    """Return the agent's name, code and phone, or nothing."""
    agent = paper.case.agent
    if agent is None:
        return ""
    code = agent.code if paper.full_code else mask_id_number(agent.code)
    return "　".join(part for part in (agent.name, code, agent.phone) if part)


def you(paper: Paper, words: Wording) -> str:
    """Return how the paper addresses the applicant."""
    person = paper.case.applicant.kind is ApplicantKind.PERSON
    return words("address_person" if person else "address_organisation")


def law(paper: Paper, words: Wording) -> str:
    """Return how the paper leans on the licensing law: other items follow it by analogy."""
    return words("law_licence" if is_licence(paper.item) else "law_other") + words("law_name")


def law_cited(paper: Paper, words: Wording) -> str:
    """Return the licensing law as a list of bases names it."""
    return ("" if is_licence(paper.item) else words("law_other")) + words("law_name")


def is_licence(item: ServiceItem) -> bool:
    """Say whether an item is a licence of the licensing law."""
    return item.type_code == _LICENCE


def title(paper: Paper, words: Wording) -> str:
    """Return the paper's title: a decision about something else than a licence is not called one."""
    otherwise = paper.kind in _TITLED_OTHERWISE and not is_licence(paper.item)
    return words("title_other") if otherwise else paper.kind.value


def remedies(paper: Paper, words: Wording) -> str:
    """Return where the decision may be contested, with the organs named (domain §1; Art. 38 II)."""
    return words("remedy", review=_review_organ(paper, words), court=_court(paper, words))


def _review_organ(paper: Paper, words: Wording) -> str:
    """Return the government of the place, for organs under vertical command the organ above them."""
    if any(word in paper.department.name for word in _VERTICAL):
        return words("review_above", organ=organ_name(paper))
    found = _PLACE.match(paper.hall.name)
    place = words("review_of", place=found[1]) if found else words("review_unnamed")
    return paper.hall.review_organ or place


def _court(paper: Paper, words: Wording) -> str:
    found = _PLACE.match(paper.hall.name)
    return paper.hall.court or (words("court_of", place=found[1]) if found else words("court_unnamed"))


def last_step(paper: Paper, *kinds: type[StepDetail]) -> Step | None:
    """Return the last step of these kinds in the case so far."""
    return next((step for step in reversed(paper.history) if isinstance(step.detail, kinds)), None)


def acceptance(paper: Paper) -> Step | None:
    """Return the step by which the case was accepted."""
    return last_step(paper, Accepted, DeemedAccepted)


def fee_in_words(item: ServiceItem, words: Wording) -> str:
    """Return whether anything is charged, at which rate and on which basis (Art. 58, 59)."""
    fee = item.fee
    if not fee.charged:
        return words("free")
    basis = words("fee_basis", basis=fee.basis) if fee.basis else ""
    return words("charged", standard=fee.standard, basis=basis)


def procedures_in_words(item: ServiceItem, words: Wording) -> str:
    """Return the special procedures of an item and whether their time counts."""
    return "；".join(
        words(
            "procedure",
            name=one.name,
            time=limit_in_words(one.time, words),
            counted=words("excluded" if one.excluded else "included"),
        )
        for one in item.procedures
    ) or words("procedures_none")


def limit_in_words(limit: Limit | None, words: Wording) -> str:
    """Return `20个工作日`, `当场`, or that no law sets a limit."""
    if limit is None:
        return words("no_limit")
    if limit.unit is TermUnit.AT_ONCE:
        return words("at_once")
    unit = "个月" if limit.unit is TermUnit.MONTHS else limit.unit.value
    return f"{limit.number}{'' if unit.startswith('个') else '个'}{unit}"


def notice_limit(paper: Paper, words: Wording) -> str:
    """Return the time for the one-time notice; "at once" is told with the five days the law adds."""
    notice = paper.item.notice
    return words("limit_at_once") if notice.unit is TermUnit.AT_ONCE else limit_in_words(notice, words)


def timer(paper: Paper, key: TimerKey) -> Timer | None:
    """Return one of the paper's timers."""
    return next((found for found in paper.timers if found.key is key), None)


def received_on(paper: Paper) -> date:
    """Return the day on which the application came in."""
    notice = timer(paper, TimerKey.NOTICE)
    return notice.start if notice else paper.case.opened_on


def due_in_words(found: Timer | None, words: Wording) -> str:
    """Return the last day of a limit, marked when the days off are not known yet."""
    if found is None:
        return "—"
    return day_in_words(Due(found.due, found.provisional), words)


def day_in_words(due: Due, words: Wording) -> str:
    """Return a day that rests on the calendar, marked when the days off are not known yet."""
    return chinese_date(due.day) + (words("provisional") if due.provisional else "")
