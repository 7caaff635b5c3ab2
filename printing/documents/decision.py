"""准予、不予行政许可决定书: what was decided on which basis; a denial says where to contest it (Art. 38)."""

from collections.abc import Sequence

from app.domain.dates import chinese_date
from app.domain.details import Advice, Denied, Examined, Granted
from app.domain.timers import TimerKey
from printing.documents.case_parts import (
    accepted_fields,
    applicant_fields,
    head,
    item_fields,
    salutation,
    signed_for,
)
from printing.documents.facts import (
    due_in_words,
    is_licence,
    last_step,
    law,
    received_on,
    remedies,
    timer,
    you,
)
from printing.documents.parts import Field, fields, gap, letter, together
from printing.documents.sheet import CaseSheet


def write_grant(sheet: CaseSheet) -> None:
    """Write the decision that grants: its scope, validity and conditions, and the licence it leads to."""
    words, detail = sheet.words, sheet.paper.step.detail
    if not isinstance(detail, Granted):
        raise TypeError("a grant is written of a step that grants")
    _begin(sheet)
    sheet.add(
        *letter(
            sheet, _sentence(sheet, "lead"), _examined(sheet, Advice.GRANT), _sentence(sheet, "decision")
        ),
        gap(2),
        fields(sheet, *_granted(sheet, detail)),
        gap(2),
        together(*letter(sheet, *_handover(sheet), words("public")), gap(2), signed_for(sheet)),
    )


def write_denial(sheet: CaseSheet) -> None:
    """Write the decision that denies, with its reasons and the ways to contest it."""
    paper, words, detail = sheet.paper, sheet.words, sheet.paper.step.detail
    if not isinstance(detail, Denied):
        raise TypeError("a denial is written of a step that denies")
    _begin(sheet)
    sheet.add(
        *letter(sheet, _sentence(sheet, "lead"), _examined(sheet, Advice.DENY)),
        gap(1),
        fields(sheet, [("理由", detail.reason)], [("决定内容", detail.text)]),
        gap(1),
        *letter(sheet, _sentence(sheet, "decision")),
        together(*letter(sheet, remedies(paper, words)), gap(2), signed_for(sheet)),
    )


def _begin(sheet: CaseSheet) -> None:
    head(sheet)
    sheet.add(
        fields(sheet, *applicant_fields(sheet, address=True), *item_fields(sheet), *accepted_fields(sheet)),
        gap(),
        salutation(sheet),
    )


def _examined(sheet: CaseSheet, decided: Advice) -> str:
    """Return the examiner's opinion where the decision follows it, otherwise what every such one says."""
    step = last_step(sheet.paper, Examined)
    if step is not None and isinstance(step.detail, Examined) and step.detail.advice is decided:
        return sheet.words("examined_as", opinion=step.detail.opinion)
    return _sentence(sheet, "examined")


def _sentence(sheet: CaseSheet, name: str) -> str:
    paper, words = sheet.paper, sheet.words
    basis = paper.item.legal_basis
    return words(
        name,
        you=you(paper, words),
        received=chinese_date(received_on(paper)),
        item=paper.case.item_name,
        law=law(paper, words),
        granted=words("licence" if is_licence(paper.item) else "other"),
        basis=words("and_basis", basis=basis) if basis else "",
    )


def _granted(sheet: CaseSheet, detail: Granted) -> list[Sequence[Field]]:
    item, words = sheet.paper.item, sheet.words
    rows: list[Sequence[Field]] = [
        [("决定内容", detail.text)],
        [("有效期", detail.validity or words("no_term"))],
        [("条件", detail.conditions or words("no_conditions"))],
    ]
    if item.result_name:
        rows.append([("证件名称", item.result_name), ("证件编号", words("number_of_certificate"))])
    return [*rows, [("送达方式", sheet.paper.case.delivery_way)]]


def _handover(sheet: CaseSheet) -> list[str]:
    """Return by when the result is handed over (Art. 44)."""
    paper, words = sheet.paper, sheet.words
    limit = timer(paper, TimerKey.DELIVERY)
    if limit is None:
        return []
    result = paper.item.result_name or words("this")
    facts = {"law": law(paper, words), "due": due_in_words(limit, words), "you": you(paper, words)}
    return [words("handover", result=result, **facts)]
