"""特别程序（除外时间）告知书: a procedure whose time does not count, and how long it takes (Art. 45)."""

from app.domain.dates import chinese_date
from app.domain.details import Suspended
from app.domain.guards import ART_45
from printing.documents.case_parts import (
    accepted_fields,
    applicant_fields,
    head,
    item_fields,
    salutation,
    signed_for,
)
from printing.documents.facts import day_in_words, law, limit_in_words, you
from printing.documents.parts import fields, gap, letter, plain, together
from printing.documents.sheet import CaseSheet


def write(sheet: CaseSheet) -> None:
    """Write what the law wants told in writing of a special procedure."""
    paper, words = sheet.paper, sheet.words
    detail = paper.step.detail
    if not isinstance(detail, Suspended):
        raise TypeError("a special procedure is told of a step that begins one")
    end = day_in_words(paper.expected_end, words) if paper.expected_end else words("end_open")
    head(sheet)
    sheet.add(
        fields(sheet, *applicant_fields(sheet), *item_fields(sheet), *accepted_fields(sheet)),
        gap(),
        salutation(sheet),
        *letter(sheet, _lead(sheet, detail)),
        gap(2),
        fields(
            sheet,
            [("特别程序种类", detail.procedure), ("所需时间", limit_in_words(detail.expected, words))],
            [("开始日期", chinese_date(paper.step.on)), ("预计结束日期", end)],
        ),
        gap(2),
        together(plain(sheet, words("rule")), gap(2), signed_for(sheet)),
    )


def _lead(sheet: CaseSheet, detail: Suspended) -> str:
    """Return the lead; what Art. 45 does not name is excluded only where another rule says so."""
    paper, words = sheet.paper, sheet.words
    others = {one.name: one.basis for one in paper.item.procedures if one.basis}
    of_item = words("basis_item", basis=others.get(detail.procedure, ""))
    basis = words("basis", law=law(paper, words)) if detail.procedure in ART_45 else of_item
    return words(
        "lead", you=you(paper, words), item=paper.case.item_name, procedure=detail.procedure, basis=basis
    )
