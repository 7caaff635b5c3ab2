"""容缺受理承诺书: the applicant's written word to bring what is still missing, by when (domain §2, §3)."""

from app.domain.dates import chinese_date
from app.domain.details import Accepted
from printing.documents.case_parts import accepted_fields, applicant_fields, handler_lines, head, item_fields
from printing.documents.facts import organ_name
from printing.documents.parts import fields, gap, letter, listing, sealed, together
from printing.documents.sheet import CaseSheet


def write(sheet: CaseSheet) -> None:
    """Write the promise as the applicant signs it; its number is that of the acceptance."""
    paper, words = sheet.paper, sheet.words
    detail = paper.step.detail
    if not isinstance(detail, Accepted) or detail.promised_by is None:
        raise TypeError("a promise is written of an acceptance that left something to come")
    until = chinese_date(detail.promised_by)
    rows = [[str(number), name, until] for number, name in enumerate(detail.promised, 1)]
    head(sheet)
    sheet.add(
        fields(
            sheet,
            *applicant_fields(sheet, address=True),
            *item_fields(sheet),
            *accepted_fields(sheet),
        ),
        gap(),
        sheet.block(words("salutation", organ=organ_name(paper)), 12, leading=1.6),
        *letter(sheet, words("lead", item=paper.case.item_name, count=len(rows))),
        gap(2),
        listing(sheet, ("序号", "容缺材料名称", "承诺补齐日期"), (11, 105, 46), rows, left=0b010),
        gap(2),
        together(
            *letter(sheet, *words("promises", until=until).split("\n")),
            gap(2),
            sealed(
                sheet,
                [words("representative"), words("represented_on"), *handler_lines(sheet)],
                words("promiser"),
                paper.step.on,
            ),
        ),
    )
