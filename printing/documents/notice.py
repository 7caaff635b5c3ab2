"""一次性告知书: everything that is missing, at once, and how to mend it (domain §3; Art. 32 (4))."""

from app.domain.dates import chinese_date
from app.domain.details import Noticed
from app.domain.workdays import TermUnit
from printing.documents.facts import law, limit_in_words, received_on, you
from printing.documents.parts import (
    applicant_fields,
    fields,
    gap,
    handler_lines,
    head,
    item_fields,
    letter,
    listing,
    plain,
    signatures,
)
from printing.documents.sheet import Sheet


def write(sheet: Sheet) -> None:
    """Write the one-time notice."""
    paper, words = sheet.paper, sheet.words
    detail = paper.step.detail
    if not isinstance(detail, Noticed):
        raise TypeError("a notice is written of a step that gives notice")
    head(sheet)
    fields(sheet, *applicant_fields(sheet), *item_fields(sheet))
    gap(sheet)
    sheet.add(sheet.block(words("salutation", applicant=paper.case.applicant.name), 12, leading=1.7))
    letter(
        sheet,
        words(
            "lead",
            you=you(paper, words),
            received=chinese_date(received_on(paper)),
            item=paper.case.item_name,
            law=law(paper, words),
        ),
    )
    gap(sheet, 2)
    rows = [
        [str(number), one.name, one.problem, one.remedy, one.basis]
        for number, one in enumerate(detail.problems, 1)
    ]
    heads = ("序号", "材料名称", "存在的问题", "补正要求（格式、份数）", "依据")
    listing(sheet, heads, (11, 36, 43, 44, 28), rows, left=0b11110)
    gap(sheet, 2)
    letter(
        sheet,
        words(
            "deadline",
            due=chinese_date(detail.correct_by),
            hall=paper.hall.name,
            counter=paper.step.counter,
            you=you(paper, words),
        ),
    )
    if detail.approval is not None:
        letter(
            sheet,
            words("approved", approver=detail.approval.approver_name, reason=detail.approval.reason),
        )
    gap(sheet, 1)
    lines = [
        *handler_lines(sheet),
        words("clerk_sign"),
        words("told_on", date=chinese_date(paper.step.on)),
        words("applicant_sign"),
        words("signed_on"),
    ]
    signatures(sheet, lines, before=[plain(sheet, words("rule", limit=_limit(sheet)))])


def _limit(sheet: Sheet) -> str:
    notice = sheet.paper.item.notice
    if notice.unit is TermUnit.AT_ONCE:
        return sheet.words("limit_at_once")
    return limit_in_words(notice, sheet.words)
