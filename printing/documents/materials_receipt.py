"""材料接收凭证: what came over the counter; it promises no acceptance (domain §3)."""

from app.domain.dates import chinese_moment
from app.domain.details import Supplemented
from printing.documents.case_parts import applicant_fields, head, item_fields, materials_list, signed_for
from printing.documents.facts import notice_limit
from printing.documents.parts import fields, gap, plain, together
from printing.documents.sheet import CaseSheet


def write(sheet: CaseSheet) -> None:
    """Write the receipt of the first materials, or of those that came later."""
    paper, words = sheet.paper, sheet.words
    detail = paper.step.detail
    later = isinstance(detail, Supplemented)
    materials = detail.materials if isinstance(detail, Supplemented) else paper.materials
    lead = words(
        "lead_more" if later else "lead",
        applicant=paper.case.applicant.name,
        item=paper.case.item_name,
        total=len(paper.materials),
    )
    notes = words(
        "notes_more" if later else "notes",
        limit=notice_limit(paper, words),
        query=paper.hall.progress_query,
        code=paper.case.number,
    )
    head(sheet)
    sheet.add(
        fields(
            sheet,
            *applicant_fields(sheet),
            *item_fields(sheet),
            [("收到时间", chinese_moment(paper.step.at)), ("收件窗口", f"{paper.step.counter}号窗口")],
        ),
        gap(),
        plain(sheet, lead),
        gap(1),
        materials_list(sheet, materials),
        gap(1),
        plain(sheet, words("count", count=len(materials))),
        gap(2),
        together(
            plain(sheet, notes),
            signed_for(sheet),
        ),
    )
