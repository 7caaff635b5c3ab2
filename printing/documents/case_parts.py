"""Parts that papers of a case share: head, who applies for what, materials, seal and signatures."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from app.domain.cases import ApplicantKind
from app.domain.dates import chinese_date
from app.domain.details import HandedIn
from app.domain.timers import TimerKey
from printing.documents.facts import acceptance, agent_in_words, applicant_code, organ_name, timer, title
from printing.documents.measures import LETTER
from printing.documents.parts import Field, heading, listing, sealed
from printing.documents.sheet import CaseSheet

_LONG_NAME = 24
"""A name of more characters takes a row of its own."""


def head(sheet: CaseSheet) -> None:
    """Put organ, title, case number and document number at the top."""
    paper = sheet.paper
    case = sheet.words("case", number=paper.case.number)
    heading(sheet, organ_name(paper), title(paper, sheet.words), case, paper.number)


def applicant_fields(sheet: CaseSheet, *, address: bool = False) -> list[Sequence[Field]]:
    """Return the rows that say who applies, who may be asked, and who acts for the applicant."""
    case = sheet.paper.case
    who = case.applicant
    code = (who.code_name, applicant_code(sheet.paper))
    contact, phone = ("联系人", case.contact), ("联系电话", case.contact_phone)
    rows: list[Sequence[Field]]
    if who.kind is ApplicantKind.ORGANISATION:
        rows = [[("申请人", who.name)], [code, ("法定代表人", who.representative)], [contact, phone]]
    elif len(who.name) > _LONG_NAME:
        rows = [[("申请人", who.name)], [code], [contact, phone]]
    else:
        rows = [[("申请人", who.name), code], [contact, phone]]
    if address:
        rows.append([("住所" if who.kind is ApplicantKind.ORGANISATION else "住址", who.address)])
    agent = agent_in_words(sheet.paper)
    if agent:
        rows.append([("代理人", agent)])
    return rows


def item_fields(sheet: CaseSheet) -> list[Sequence[Field]]:
    """Return the rows that say what is applied for."""
    item = sheet.paper.item
    return [[("申请事项", sheet.paper.case.item_name)], [("事项编码", item.implementation_code or item.key)]]


def accepted_fields(sheet: CaseSheet) -> list[Sequence[Field]]:
    """Return the row that says when and under which number the application was accepted."""
    paper = sheet.paper
    step, promise = acceptance(paper), timer(paper, TimerKey.PROMISE)
    if step is None:
        return []
    day = chinese_date(promise.start if promise else step.on)
    return [[("受理编号", sheet.words("accepted", number=step.document or "", date=day))]]


def materials_list(sheet: CaseSheet, materials: Sequence[HandedIn], title: str = "材料名称") -> Flowable:
    """Make the list of materials that were handed in."""
    rows = [
        [str(number), one.name, one.form.value, str(one.count), str(one.pages), one.remark]
        for number, one in enumerate(materials, 1)
    ]
    heads = ("序号", title, "形式", "份数", "页数", "备注")
    return listing(sheet, heads, (11, 70, 18, 13, 13, 37), rows, left=0b100010)


def salutation(sheet: CaseSheet) -> Flowable:
    """Address the applicant by name."""
    text = sheet.words("salutation", applicant=sheet.paper.case.applicant.name)
    return sheet.block(text, LETTER, leading=1.6)


def signatures(sheet: CaseSheet, lines: Sequence[str], note: str = "") -> Flowable:
    """Make the end of a paper: who signs, at the right the free place for the seal over the date.

    Args:
        note: what stands below the signatures.
    """
    paper = sheet.paper
    return sealed(sheet, lines, organ_name(paper) + sheet.words("seal"), paper.step.on, note)


def signed_for(sheet: CaseSheet) -> Flowable:
    """Make the end of a paper that the applicant signs for."""
    return signatures(sheet, [*handler_lines(sheet), sheet.words("applicant_sign"), sheet.words("signed_on")])


def handler_lines(sheet: CaseSheet) -> list[str]:
    """Return who handles the case, at which counter if at one, and the phone for questions."""
    paper, words = sheet.paper, sheet.words
    step = paper.step
    at = words("at_counter", counter=step.counter) if step.counter else ""
    return [
        words("handler", role=words("role"), name=step.actor_name, at=at),
        words("phone", phone=paper.department.inquiry_phone),
    ]
