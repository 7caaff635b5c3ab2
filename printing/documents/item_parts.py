"""Parts that papers about a service item share: its materials, limits, fee, place and phones."""

from collections.abc import Sequence
from typing import TypeAlias

from reportlab.platypus import Flowable

from app.domain.dates import chinese_date
from app.domain.hall_papers import ItemPaper
from app.domain.items import Material
from printing.documents.facts import limit_in_words
from printing.documents.parts import Field, listing
from printing.documents.sheet import Sheet
from printing.wording.editions import Wording

ItemSheet: TypeAlias = Sheet[ItemPaper]
ARROW = "→"


def materials_wanted(sheet: ItemSheet) -> Flowable:
    """Make the list of everything to hand in: form, number of each, who gives it out, whether it must be."""
    words = sheet.words
    rows = [
        [
            str(number),
            one.name,
            "、".join(filter(None, (one.medium, one.format))),
            _numbers(one, words),
            one.issuer or one.source,
            _need(one, words),
        ]
        for number, one in enumerate(sheet.paper.item.materials, 1)
    ] or [["", words("materials_none"), "", "", "", ""]]
    heads = ("序号", "材料名称", "形式、格式", "数量", "出具单位", "必要性")
    return listing(sheet, heads, (11, 48, 23, 24, 27, 29), rows, left=0b100010)


def limit_fields(sheet: ItemSheet) -> list[Sequence[Field]]:
    """Return the row of the limits by law and by promise."""
    item, words = sheet.paper.item, sheet.words
    return [
        [
            ("法定办结时限", limit_in_words(item.statutory, words)),
            ("承诺办结时限", limit_in_words(item.promised, words)),
        ]
    ]


def place_fields(sheet: ItemSheet) -> list[Sequence[Field]]:
    """Return where and when the item is handled, and whom to ask or complain to."""
    paper, words = sheet.paper, sheet.words
    counter = words(
        "counter_of", hall=paper.hall.name, counter=paper.item.counter, address=paper.hall.address
    )
    return [
        [("办理地点", counter)],
        [("办理时间", paper.hall.opening_hours)],
        [("咨询电话", paper.department.inquiry_phone), ("监督电话", paper.hall.supervision_phone)],
    ]


def version_in_words(paper: ItemPaper, words: Wording) -> str:
    """Return which version this is and from when it holds."""
    item = paper.item
    return words("version", version=item.version, day=chinese_date(item.effective_on))


def process_steps(paper: ItemPaper) -> list[str]:
    """Return the steps of the item's process in order."""
    return [part for part in (step.strip() for step in paper.item.process.split(ARROW)) if part]


def _numbers(one: Material, words: Wording) -> str:
    parts = []
    if one.originals:
        parts.append(words("originals", count=one.originals))
    if one.copies:
        parts.append(words("copies_of", count=one.copies))
    return "\n".join(parts) or words("electronic_only")


def _need(one: Material, words: Wording) -> str:
    need = words("must") if one.mandatory else words("if", condition=one.condition)
    return need + (words("may_lack") if one.shortage_ok else "")
