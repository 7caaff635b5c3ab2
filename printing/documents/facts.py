"""What a paper says, in words: names, codes, limits and dates drawn from its records."""

from datetime import date

from app.domain.cases import ApplicantKind
from app.domain.dates import chinese_date
from app.domain.items import Limit
from app.domain.papers import Paper
from app.domain.text import mask_id_number
from app.domain.timers import Timer, TimerKey
from app.domain.workdays import TermUnit
from printing.wording.editions import Wording

_LICENCE = "01"
_LEVELS = "县市区州"


def organ_name(paper: Paper) -> str:
    """Return the organ's name with the place before it: the catalogue says only 县市场监督管理局."""
    name, hall = paper.department.name, paper.hall.name
    place, level, _ = hall.partition(name[:1])
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
    return words("law_licence" if _is_licence(paper) else "law_other") + words("law_name")


def law_cited(paper: Paper, words: Wording) -> str:
    """Return the licensing law as a list of bases names it."""
    return ("" if _is_licence(paper) else words("law_other")) + words("law_name")


def _is_licence(paper: Paper) -> bool:
    return paper.item.type_code == _LICENCE


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
    return chinese_date(found.due) + (words("provisional") if found.provisional else "")
