"""不予受理通知书: why it is not accepted, where to go instead, and the remedies (Art. 32 (1), (2))."""

from app.domain.dates import chinese_date
from app.domain.details import RefusalReason, Rejected
from printing.documents.facts import law, received_on, you
from printing.documents.parts import (
    applicant_fields,
    fields,
    gap,
    handler_lines,
    head,
    item_fields,
    letter,
    salutation,
    signatures,
    together,
)
from printing.documents.sheet import Sheet


def write(sheet: Sheet) -> None:
    """Write the refusal to accept."""
    paper, words = sheet.paper, sheet.words
    detail = paper.step.detail
    if not isinstance(detail, Rejected):
        raise TypeError("a refusal is written of a step that refuses")
    explanation = words("reason", explanation=detail.explanation).split("\n") if detail.explanation else []
    head(sheet)
    sheet.add(
        fields(sheet, *applicant_fields(sheet), *item_fields(sheet)),
        gap(),
        salutation(sheet),
        *letter(
            sheet,
            words(
                "lead",
                you=you(paper, words),
                received=chinese_date(received_on(paper)),
                item=paper.case.item_name,
            ),
            *(_reason(sheet, detail, reason) for reason in RefusalReason),
            *explanation,
            words("decision", law=law(paper, words), clause=words(f"clause_{detail.reason.value}")),
        ),
        together(
            *letter(sheet, words("remedy")),
            gap(2),
            signatures(sheet, [*handler_lines(sheet), words("applicant_sign"), words("signed_on")]),
        ),
    )


def _reason(sheet: Sheet, detail: Rejected, reason: RefusalReason) -> str:
    chosen = detail.reason is reason
    words = sheet.words
    where = words("where", where=detail.where) if detail.where and chosen else ""
    return words(reason.value, mark="■" if chosen else "□", where=where)
