"""不予受理通知书: why it is not accepted, where to go instead, and the remedies (Art. 32 (1), (2))."""

from app.domain.dates import chinese_date
from app.domain.details import RefusalReason, Rejected
from printing.documents.case_parts import applicant_fields, head, item_fields, salutation, signed_for
from printing.documents.facts import law, received_on, remedies, you
from printing.documents.parts import fields, gap, letter, together
from printing.documents.sheet import CaseSheet


def write(sheet: CaseSheet) -> None:
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
            *letter(sheet, remedies(paper, words)),
            gap(2),
            signed_for(sheet),
        ),
    )


def _reason(sheet: CaseSheet, detail: Rejected, reason: RefusalReason) -> str:
    chosen = detail.reason is reason
    words = sheet.words
    where = words("where", where=detail.where) if detail.where and chosen else ""
    return words(reason.value, mark="■" if chosen else "□", where=where)
