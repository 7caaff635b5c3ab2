"""一次性告知书: everything that is missing, at once, and how to mend it (domain §3; Art. 32 (4))."""

from reportlab.platypus import Flowable

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
    salutation,
    signatures,
    together,
)
from printing.documents.sheet import Sheet


def write(sheet: Sheet) -> None:
    """Write the one-time notice."""
    paper, words = sheet.paper, sheet.words
    detail = paper.step.detail
    if not isinstance(detail, Noticed):
        raise TypeError("a notice is written of a step that gives notice")
    who = you(paper, words)
    received = chinese_date(received_on(paper))
    head(sheet)
    sheet.add(
        fields(sheet, *applicant_fields(sheet), *item_fields(sheet)),
        gap(),
        salutation(sheet),
        *letter(
            sheet,
            words("lead", you=who, received=received, item=paper.case.item_name, law=law(paper, words)),
        ),
        gap(2),
        _problems(sheet, detail),
        gap(2),
        *letter(
            sheet,
            words(
                "deadline",
                due=chinese_date(detail.correct_by),
                hall=paper.hall.name,
                counter=paper.step.counter,
                you=who,
            ),
            *_approval(sheet, detail),
        ),
        gap(1),
        together(
            plain(sheet, words("rule", limit=_limit(sheet))),
            signatures(
                sheet,
                [
                    *handler_lines(sheet),
                    words("clerk_sign"),
                    words("told_on", date=chinese_date(paper.step.on)),
                    words("applicant_sign"),
                    words("signed_on"),
                ],
            ),
        ),
    )


def _problems(sheet: Sheet, detail: Noticed) -> Flowable:
    rows = [
        [str(number), one.name, one.problem, one.remedy, one.basis]
        for number, one in enumerate(detail.problems, 1)
    ]
    heads = ("序号", "材料名称", "存在的问题", "补正要求（格式、份数）", "依据")
    return listing(sheet, heads, (11, 36, 43, 44, 28), rows, left=0b11110)


def _approval(sheet: Sheet, detail: Noticed) -> list[str]:
    """Return who allowed a second notice, which the law makes an exception (Art. 72 (4))."""
    if detail.approval is None:
        return []
    return [sheet.words("approved", approver=detail.approval.approver_name, reason=detail.approval.reason)]


def _limit(sheet: Sheet) -> str:
    notice = sheet.paper.item.notice
    if notice.unit is TermUnit.AT_ONCE:
        return sheet.words("limit_at_once")
    return limit_in_words(notice, sheet.words)
