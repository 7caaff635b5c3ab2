"""一次性告知书: everything that is missing, at once, and how to mend it (domain §3; Art. 32 (4))."""

from reportlab.platypus import Flowable

from app.domain.dates import chinese_date
from app.domain.details import Noticed
from printing.documents.case_parts import (
    applicant_fields,
    handler_lines,
    head,
    item_fields,
    salutation,
    signatures,
)
from printing.documents.facts import law, notice_limit, received_on, you
from printing.documents.parts import fields, gap, letter, listing, plain, together
from printing.documents.sheet import CaseSheet


def write(sheet: CaseSheet) -> None:
    """Write the one-time notice."""
    detail = sheet.paper.step.detail
    if not isinstance(detail, Noticed):
        raise TypeError("a notice is written of a step that gives notice")
    paper, words = sheet.paper, sheet.words
    head(sheet)
    sheet.add(
        fields(sheet, *applicant_fields(sheet), *item_fields(sheet)),
        gap(),
        salutation(sheet),
        *letter(sheet, _lead(sheet)),
        gap(2),
        _problems(sheet, detail),
        gap(2),
        *letter(sheet, _deadline(sheet, detail), *_approval(sheet, detail)),
        gap(1),
        together(plain(sheet, words("rule", limit=notice_limit(paper, words))), _told(sheet)),
    )


def _lead(sheet: CaseSheet) -> str:
    paper, words = sheet.paper, sheet.words
    return words(
        "lead",
        you=you(paper, words),
        received=chinese_date(received_on(paper)),
        item=paper.case.item_name,
        law=law(paper, words),
    )


def _deadline(sheet: CaseSheet, detail: Noticed) -> str:
    paper, words = sheet.paper, sheet.words
    return words(
        "deadline",
        due=chinese_date(detail.correct_by),
        hall=paper.hall.name,
        counter=paper.step.counter,
        you=you(paper, words),
    )


def _told(sheet: CaseSheet) -> Flowable:
    """Return the end of the notice, which both sides sign."""
    words = sheet.words
    told = [words("clerk_sign"), words("told_on", date=chinese_date(sheet.paper.step.on))]
    return signatures(sheet, [*handler_lines(sheet), *told, words("applicant_sign"), words("signed_on")])


def _problems(sheet: CaseSheet, detail: Noticed) -> Flowable:
    rows = [
        [str(number), one.name, one.problem, one.remedy, one.basis]
        for number, one in enumerate(detail.problems, 1)
    ]
    heads = ("序号", "材料名称", "存在的问题", "补正要求（格式、份数）", "依据")
    return listing(sheet, heads, (11, 36, 43, 44, 28), rows, left=0b11110)


def _approval(sheet: CaseSheet, detail: Noticed) -> list[str]:
    """Return who allowed a second notice, which the law makes an exception (Art. 72 (4))."""
    if detail.approval is None:
        return []
    return [sheet.words("approved", approver=detail.approval.approver_name, reason=detail.approval.reason)]
