"""延长办理期限告知书: the limit is extended once, by whom and why (Art. 42)."""

from app.domain.details import Extended
from app.domain.timers import Timer, TimerKey
from printing.documents.case_parts import (
    accepted_fields,
    applicant_fields,
    head,
    item_fields,
    salutation,
    signed_for,
)
from printing.documents.facts import due_in_words, law, limit_in_words, timer, you
from printing.documents.parts import fields, gap, letter, plain, together
from printing.documents.sheet import CaseSheet


def write(sheet: CaseSheet) -> None:
    """Write the reason that the applicant must be told, with the former and the new last day."""
    paper, words = sheet.paper, sheet.words
    detail = paper.step.detail
    if not isinstance(detail, Extended):
        raise TypeError("an extension is told of a step that extends")
    head(sheet)
    sheet.add(
        fields(sheet, *applicant_fields(sheet), *item_fields(sheet), *accepted_fields(sheet)),
        gap(),
        salutation(sheet),
        *letter(sheet, _lead(sheet)),
        gap(2),
        fields(
            sheet,
            [
                ("原办结期限", due_in_words(_former(sheet), words)),
                ("延长后办结期限", due_in_words(timer(paper, TimerKey.STATUTORY), words)),
            ],
            [
                ("延长时间", limit_in_words(detail.by, words)),
                ("批准人", detail.approval.approver_name),
            ],
            [("延长理由", detail.approval.reason)],
        ),
        gap(2),
        together(plain(sheet, words("rule")), gap(2), signed_for(sheet)),
    )


def _former(sheet: CaseSheet) -> Timer | None:
    return next((one for one in sheet.paper.timers_before if one.key is TimerKey.STATUTORY), None)


def _lead(sheet: CaseSheet) -> str:
    """Return the lead; jointly handled cases are extended by the government of the same level (42 II)."""
    paper, words = sheet.paper, sheet.words
    other = paper.item.extension_basis
    basis = words("basis_item", basis=other) if other else words("basis", law=law(paper, words))
    return words(
        "lead",
        you=you(paper, words),
        item=paper.case.item_name,
        basis=basis,
        approver=words("approver_joint" if paper.case.joint else "approver"),
    )
