"""咨询用一次性告知单: everything an applicant must know of a service item, to take home (domain §3)."""

from printing.documents.facts import fee_in_words, organ_name
from printing.documents.item_parts import (
    ItemSheet,
    limit_fields,
    materials_wanted,
    place_fields,
    version_in_words,
)
from printing.documents.parts import fields, gap, heading, plain, section


def write(sheet: ItemSheet) -> None:
    """Write the slip."""
    paper, words = sheet.paper, sheet.words
    item = paper.item
    heading(
        sheet,
        organ_name(paper),
        words("title"),
        words("for_inquiries"),
        words("item_key", key=paper.item.key),
    )
    sheet.add(
        fields(
            sheet,
            [("事项名称", item.name)],
            [("办理依据", item.legal_basis or words("none"))],
            [("受理条件", item.conditions or words("none"))],
        ),
        gap(2),
        *section(sheet, words("materials")),
        materials_wanted(sheet),
        gap(3),
        fields(
            sheet,
            [("办理流程", item.process or words("none"))],
            *limit_fields(sheet),
            [("是否收费", fee_in_words(item, words))],
            *place_fields(sheet),
            [("版本日期", version_in_words(paper, words))],
        ),
        gap(2),
        plain(sheet, words("note")),
    )
