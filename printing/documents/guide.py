"""办事指南: the whole of a service item with its flow chart (GB/T 36114; domain §4.6)."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from printing.documents.facts import fee_in_words, limit_in_words, organ_name, procedures_in_words
from printing.documents.flow_chart import FlowChart
from printing.documents.item_parts import (
    ItemSheet,
    limit_fields,
    materials_wanted,
    place_fields,
    process_steps,
    version_in_words,
)
from printing.documents.measures import WIDTH
from printing.documents.parts import Field, fields, gap, heading, plain, section


def write(sheet: ItemSheet) -> None:
    """Write the guide in its numbered parts."""
    paper, words = sheet.paper, sheet.words
    heading(
        sheet,
        organ_name(paper),
        words("title"),
        version_in_words(paper, words),
        words("item_key", key=paper.item.key),
    )
    sheet.add(
        *section(sheet, words("part_basic")),
        fields(sheet, *_basic(sheet)),
        gap(2),
        *section(sheet, words("part_conditions")),
        plain(sheet, paper.item.conditions or words("none")),
        gap(2),
        *section(sheet, words("part_materials")),
        materials_wanted(sheet),
        gap(2),
        *section(sheet, words("part_process")),
        _process(sheet),
        gap(2),
        *section(sheet, words("part_limits")),
        fields(sheet, *_limits(sheet)),
        gap(2),
        *section(sheet, words("part_result")),
        fields(sheet, *_result(sheet)),
        gap(2),
        *section(sheet, words("part_place")),
        fields(sheet, *place_fields(sheet)),
    )


def _basic(sheet: ItemSheet) -> list[Sequence[Field]]:
    item, words = sheet.paper.item, sheet.words
    yes_no = {True: words("yes"), False: words("no")}
    rows: list[Sequence[Field]] = [
        [("事项名称", item.name)],
        [("事项类型", item.type_name), ("办件类型", item.handling.value)],
        [("基本编码", item.basic_code), ("行使层级", _level(sheet))],
        [("实施编码", item.implementation_code or item.key)],
        [("实施主体", organ_name(sheet.paper))],
        [("服务对象", "、".join(item.service_object))],
        [("设定依据", item.legal_basis or words("none"))],
        [("到现场次数", words("times", count=item.visits)), ("网上办理", yes_no[item.online])],
        [("容缺受理", yes_no[item.shortage_ok]), ("告知承诺", yes_no[item.promise_ok])],
    ]
    if item.joint_with:
        rows.append([("联办机构", "、".join(item.joint_with))])
    if item.note:
        rows.append([("备注", item.note)])
    return rows


def _process(sheet: ItemSheet) -> Flowable:
    steps = process_steps(sheet.paper)
    if not steps:
        return plain(sheet, sheet.words("none"))
    return FlowChart([sheet.block(step, align="center", leading=1.35) for step in steps], WIDTH)


def _limits(sheet: ItemSheet) -> list[Sequence[Field]]:
    item, words = sheet.paper.item, sheet.words
    return [
        *limit_fields(sheet),
        [("时限依据", item.statutory_basis or words("none"))],
        [("可延长", limit_in_words(item.extension, words) if item.extension else words("no"))],
        [("特别程序", procedures_in_words(item, words))],
        [("是否收费", fee_in_words(item, words))],
    ]


def _result(sheet: ItemSheet) -> list[Sequence[Field]]:
    item, words = sheet.paper.item, sheet.words
    return [
        [("办理结果", item.result_name or words("none")), ("有效期", item.result_validity or words("none"))],
        [("送达方式", "、".join(item.delivery_ways) or words("none"))],
    ]


def _level(sheet: ItemSheet) -> str:
    level = sheet.paper.item.exercise_level
    return sheet.words(f"level_{level}") if level in "123456" and level else level
