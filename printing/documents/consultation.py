"""咨询用一次性告知单: everything an applicant must know of a service item, to take home (domain §3)."""

from reportlab.platypus import Flowable

from printing.documents.facts import fee_in_words, organ_name
from printing.documents.item_parts import (
    ItemSheet,
    limit_fields,
    materials_wanted,
    place_fields,
    version_in_words,
)
from printing.documents.parts import fields, gap, heading, listing, plain, section


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
        *_tibetan(sheet),
        plain(sheet, words("note")),
    )


def _tibetan(sheet: ItemSheet) -> list[Flowable]:
    """Make the list of the words that have Tibetan; nothing where there are none."""
    pairs, words = sheet.paper.tibetan, sheet.words
    if not pairs:
        return []
    rows = [[f"{zh}  {bo}" for zh, bo in pairs[at : at + 2]] for at in range(0, len(pairs), 2)]
    rows[-1] += [""] * (2 - len(rows[-1]))
    heads = (words("tibetan_head"), words("tibetan_head"))
    return [*section(sheet, words("tibetan")), listing(sheet, heads, (1, 1), rows, left=0b11), gap(2)]
