"""公示卡: the eight things a hall makes public of an item, to hang up at the counter (domain §4.6)."""

from printing.documents.facts import limit_in_words, organ_name
from printing.documents.item_parts import ItemSheet, place_fields, version_in_words
from printing.documents.measures import LETTER
from printing.documents.parts import fields, gap, heading, plain

_ROW = 44.0


def write(sheet: ItemSheet) -> None:
    """Write the card, in the larger type of a notice board."""
    paper, words = sheet.paper, sheet.words
    item = paper.item
    fee = item.fee
    limits = words(
        "limits",
        statutory=limit_in_words(item.statutory, words),
        promised=limit_in_words(item.promised, words),
    )
    heading(sheet, paper.hall.name, words("title"))
    sheet.add(
        fields(
            sheet,
            [("事项名称", item.name)],
            [("办理主体", organ_name(paper))],
            [("办理依据", item.legal_basis or words("none"))],
            [("办理条件", item.conditions or words("none"))],
            [("办理程序", item.process or words("none"))],
            [("办理时限", limits)],
            [("办理结果", item.result_name or words("none"))],
            [("收费依据", fee.basis if fee.charged else words("none"))],
            [("收费标准", fee.standard if fee.charged else words("free_short"))],
            *place_fields(sheet),
            size=LETTER,
            least=_ROW,
        ),
        gap(3),
        plain(sheet, version_in_words(paper, words)),
    )
