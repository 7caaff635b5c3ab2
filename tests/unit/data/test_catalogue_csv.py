"""The catalogue importer takes every row, or names every faulty cell and takes nothing."""

import csv
import io
import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.domain.items import Limit, ServiceItem
from app.domain.table_faults import WHOLE_ROW, TableError
from app.domain.workdays import TermUnit
from app.errors import StorageError
from app.sentences import sentence
from app.sentences.table_faults import fault_sentence
from data.catalogue_csv import (
    DEPARTMENTS,
    ITEMS,
    MATERIALS,
    CatalogueFiles,
    CatalogueRecords,
    parse_catalogue,
    read_files,
)

FOLDER = Path(str(files("data") / "demo"))
FILES = (DEPARTMENTS, ITEMS, MATERIALS)
Tables = dict[str, list[list[str]]]
Place = tuple[str, int, str]

# One or more values that are wrong in any row, whatever stands in the other columns.
WRONG: dict[str, dict[str, list[str]]] = {
    DEPARTMENTS: {
        "dept_code": ["", "1o1", "1011"],
        "name": ["", "县\x07局", "局" * 201],
        "short_name": [""],
        "counters": ["", "3;;4", "三", "0", "1;1"],
        "counter_business": ["", "户籍"],
        "ticket_prefix": ["", "I", "O", "a", "AB"],
        "uscc": ["", "11632621015138379X", "1163262101513837"],
        "inquiry_phone": ["", "零九七五"],
        "complaint_phone": ["", "12"],
        "item_count": ["", "十"],
    },
    ITEMS: {
        "item_key": ["", "10101", "１０１-01"],
        "name": ["", "事\u2028项\x00"],
        "dept_code": ["", "999"],
        "dept_name": [""],
        "counter": ["", "四", "-1", "1.5"],
        "type_code": ["", "1"],
        "type_name": [""],
        "service_object": ["", "自然", "自然人;自然人"],
        "case_kind": ["", "马上办"],
        "joint": ["", "2", "是"],
        "joint_with": ["\x01"],
        "report_up": ["", "否"],
        "report_to": ["\x01"],
        "exercise_level": ["", "9"],
        "basic_code": ["", "63", "63100490X000"],
        "impl_code": ["", "11632621015138379X4631004901000"],
        "handle_codes": ["", "11632621015138379E463100490100001", "1=甲"],
        "legal_basis": ["", "法" * 2001],
        "statutory_limit": ["二十", "-5", "100000000000"],
        "statutory_unit": ["年", "\x01"],
        "limit_basis": ["\x01"],
        "extend_limit": ["x"],
        "extend_unit": ["日"],
        "extend_basis": ["\x01"],
        "promised_limit": ["", "5.0"],
        "promised_unit": ["", "小时"],
        "notice_limit": ["", "五"],
        "notice_unit": ["", "天"],
        "notice_basis": [""],
        "special_procedures": ["听证;;公示", "听证;听证"],
        "special_days": ["1;2;3;4;5", "x"],
        "special_units": ["工作日;工作日;工作日;工作日;工作日", "日"],
        "special_excluded": ["1;1;1;1;1", "2"],
        "special_basis": ["a;b;c;d;e"],
        "fee": ["", "y"],
        "fee_standard": [""],
        "fee_fen": ["1.5", "十元"],
        "fee_basis": ["\x01"],
        "conditions": [""],
        "process": [""],
        "result_name": ["", "证" * 201],
        "result_validity": [""],
        "result_months": ["两年"],
        "renew_before": ["三十"],
        "renew_unit": ["年"],
        "overprint": ["", "3"],
        "overprint_blank": ["\x01"],
        "delivery_ways": ["", "电子;;邮寄"],
        "visits": ["", "零"],
        "online": ["", "2"],
        "shortage_ok": ["", "2"],
        "promise_ok": ["", "x"],
        "synonyms": ["甲;甲"],
        "note": ["\x01"],
        "version": [""],
        "effective_date": ["", "2026-02-30", "明天"],
    },
    MATERIALS: {
        "material_key": ["", "101-01-01"],
        "item_key": ["", "999-99"],
        "seq": ["", "一"],
        "name": ["", "表" * 201],
        "medium": ["", "纸"],
        "format": [""],
        "original_count": ["", "一份"],
        "copy_count": ["", "-1"],
        "source": ["", "自备"],
        "issuer": [""],
        "mandatory": ["", "必要"],
        "condition": ["\x01"],
        "shortage_ok": ["", "2"],
        "e_licence": ["", "2"],
    },
}
# The general remarks of the demo files: where a figure comes from is not part of a record.
REMARKS = {
    "uscc_flag", "national_dept_code", "national_dept_flag", "phone_flag", "code_flag", "basis_flag",
    "basis_check", "limit_flag", "promised_flag", "fee_flag", "result_flag",
}  # fmt: skip


@cache
def _contents() -> tuple[bytes, ...]:
    return tuple((FOLDER / name).read_bytes() for name in FILES)


def tables() -> Tables:
    return {
        name: list(csv.reader(io.StringIO(content.decode(), newline="")))
        for name, content in zip(FILES, _contents(), strict=True)
    }


def small_tables() -> Tables:
    """Two departments with their items: quick to read, and joint items stay inside."""
    whole = tables()
    items = whole[ITEMS]
    partners = items[0].index("joint_with")
    kept = [row for row in items[1:] if row[2] in ("103", "108") and not row[partners]][:8]
    keys = {row[0] for row in kept}
    organs = whole[DEPARTMENTS]
    count = organs[0].index("item_count")
    chosen = [row for row in organs[1:] if row[0] in ("103", "108")]
    for row in chosen:
        row[count] = str(sum(item[2] == row[0] for item in kept))
    materials = whole[MATERIALS]
    return {
        DEPARTMENTS: [organs[0], *chosen],
        ITEMS: [items[0], *kept],
        MATERIALS: [materials[0], *(row for row in materials[1:] if row[1] in keys)],
    }


def packed(content: Tables) -> CatalogueFiles:
    def written(rows: list[list[str]]) -> bytes:
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerows(rows)
        return text.getvalue().encode()

    return CatalogueFiles(*(written(content[name]) for name in FILES))


def parse(content: Tables) -> CatalogueRecords:
    return parse_catalogue(packed(content), "玛")


def places(content: Tables) -> list[Place]:
    with pytest.raises(TableError) as caught:
        parse(content)
    for fault in caught.value.faults:
        assert "{" not in fault_sentence(fault)
    assert sentence(caught.value)
    return [fault.place for fault in caught.value.faults]


def plant(content: Tables, place: Place, value: str) -> None:
    name, row, column = place
    content[name][row - 1][content[name][0].index(column)] = value


def test_the_demo_catalogue_is_taken_whole() -> None:
    records = parse_catalogue(CatalogueFiles(*_contents()), "玛")
    assert len(records.departments) == 24
    assert sum(len(organ.counters) for organ in records.departments) == 33
    assert len(records.items) == 137
    assert sum(len(item.materials) for item in records.items) == 673
    assert sum(not material.mandatory for item in records.items for material in item.materials) == 106


def _limit(limit: Limit | None, empty: str) -> tuple[str, str]:
    return (str(limit.number), limit.unit.value) if limit else ("", empty)


ITEM_CELLS: dict[str, Callable[[ServiceItem], Any]] = {
    "item_key": lambda item: item.key,
    "name": lambda item: item.name,
    "dept_code": lambda item: item.department,
    "counter": lambda item: item.counter,
    "type_code": lambda item: item.type_code,
    "type_name": lambda item: item.type_name,
    "service_object": lambda item: ";".join(item.service_object),
    "case_kind": lambda item: item.handling.value,
    "joint": lambda item: int(bool(item.joint_with)),
    "joint_with": lambda item: ";".join(item.joint_with),
    "report_up": lambda item: int(bool(item.report_to)),
    "report_to": lambda item: item.report_to,
    "exercise_level": lambda item: item.exercise_level,
    "basic_code": lambda item: item.basic_code,
    "impl_code": lambda item: item.implementation_code,
    "handle_codes": lambda item: ";".join(item.handling_codes),
    "legal_basis": lambda item: item.legal_basis,
    "statutory_limit": lambda item: _limit(item.statutory, "无")[0],
    "statutory_unit": lambda item: _limit(item.statutory, "无")[1],
    "limit_basis": lambda item: item.statutory_basis,
    "extend_limit": lambda item: _limit(item.extension, "")[0],
    "extend_unit": lambda item: _limit(item.extension, "")[1],
    "extend_basis": lambda item: item.extension_basis,
    "promised_limit": lambda item: _limit(item.promised, "")[0],
    "promised_unit": lambda item: _limit(item.promised, "")[1],
    "notice_limit": lambda item: _limit(item.notice, "")[0],
    "notice_unit": lambda item: _limit(item.notice, "")[1],
    "notice_basis": lambda item: item.notice_basis,
    "special_procedures": lambda item: ";".join(one.name for one in item.procedures),
    "special_days": lambda item: ";".join(str(one.time.number) for one in item.procedures),
    "special_units": lambda item: ";".join(one.time.unit for one in item.procedures),
    "special_excluded": lambda item: ";".join(str(int(one.excluded)) for one in item.procedures),
    "special_basis": lambda item: ";".join(one.basis for one in item.procedures),
    "fee": lambda item: int(item.fee.charged),
    "fee_standard": lambda item: item.fee.standard,
    "fee_fen": lambda item: "" if item.fee.fen is None else item.fee.fen,
    "fee_basis": lambda item: item.fee.basis,
    "conditions": lambda item: item.conditions,
    "process": lambda item: item.process,
    "result_name": lambda item: item.result_name,
    "result_validity": lambda item: item.result_validity,
    "result_months": lambda item: "" if item.result_months is None else item.result_months,
    "overprint": lambda item: int(bool(item.blank)),
    "overprint_blank": lambda item: item.blank,
    "delivery_ways": lambda item: ";".join(item.delivery_ways),
    "visits": lambda item: item.visits,
    "online": lambda item: int(item.online),
    "shortage_ok": lambda item: int(item.shortage_ok),
    "promise_ok": lambda item: int(item.promise_ok),
    "synonyms": lambda item: ";".join(item.synonyms),
    "note": lambda item: item.note,
    "version": lambda item: item.version,
    "effective_date": lambda item: item.effective_on.isoformat(),
}


def test_every_cell_of_every_item_stands_in_its_record() -> None:
    head, *rows = tables()[ITEMS]
    items = {item.key: item for item in parse(tables()).items}
    assert set(head) - set(ITEM_CELLS) == (REMARKS & set(head)) | {"dept_name", "renew_before", "renew_unit"}
    for row in rows:
        cells = dict(zip(head, row, strict=True))
        item = items[cells["item_key"]]
        for column, read in ITEM_CELLS.items():
            assert str(read(item)) == cells[column], (item.key, column)


def test_every_cell_of_every_material_stands_in_its_record() -> None:
    records = [material for item in parse(tables()).items for material in item.materials]
    rows = tables()[MATERIALS][1:]
    assert len(records) == len(rows)
    for record, row in zip(records, sorted(rows, key=lambda row: (row[1], int(row[2]))), strict=True):
        written = [
            record.key, record.key[:6], record.sequence, record.name, record.medium, record.format,
            record.originals, record.copies, record.source, record.issuer, int(record.mandatory),
            record.condition, int(record.shortage_ok), int(record.electronic_licence),
        ]  # fmt: skip
        assert [str(cell) for cell in written] == row


def test_every_cell_of_every_department_stands_in_its_record() -> None:
    rows = tables()[DEPARTMENTS][1:]
    for organ, row in zip(parse(tables()).departments, rows, strict=True):
        business = ";".join(
            f"{n}={word}" for n, word in zip(organ.counters, organ.counter_business, strict=True)
        )
        assert [
            organ.code, organ.name, organ.short_name, ";".join(map(str, organ.counters)), business,
            organ.ticket_prefix, organ.credit_code,
        ] == row[:7]  # fmt: skip
        assert [organ.inquiry_phone, organ.complaint_phone] == row[10:12]


def test_the_organ_word_is_derived_unless_its_column_is_there() -> None:
    content = tables()
    words = {organ.short_name: organ.organ_word for organ in parse(content).departments}
    assert words["市场监管局"] == "玛市场监管"
    assert words["残联"] == "玛残联"
    assert len(set(words.values())) == 24
    content[DEPARTMENTS] = [
        [*row, "organ_word" if n == 0 else f"字{n}"] for n, row in enumerate(content[DEPARTMENTS])
    ]
    assert [organ.organ_word for organ in parse(content).departments] == [f"字{n}" for n in range(1, 25)]


def test_no_statutory_limit_is_none() -> None:
    items = {item.key: item for item in parse(tables()).items}
    assert items["101-01"].statutory is None
    assert items["101-02"].statutory == Limit(20, TermUnit.WORKDAYS)
    assert items["109-02"].notice.number == 3


def test_every_column_has_a_planted_fault() -> None:
    for name, rows in tables().items():
        assert set(WRONG[name]) == set(rows[0]) - REMARKS


def _plantings(content: Tables) -> list[tuple[Place, str]]:
    cells = []
    for name, columns in WRONG.items():
        head, *rows = content[name]
        for column, values in columns.items():
            filled = [n for n, row in enumerate(rows, 2) if row[head.index(column)]]
            for row in filled or range(2, len(rows) + 2):
                cells += [((name, row, column), value) for value in values]
    return cells


SMALL_PLANTINGS = _plantings(small_tables())


def test_each_planted_fault_names_its_cell_and_no_other() -> None:
    seen = set()
    for place, value in SMALL_PLANTINGS:
        if (place[0], place[2], value) in seen:
            continue
        seen.add((place[0], place[2], value))
        content = small_tables()
        plant(content, place, value)
        assert places(content) == [place], value


def can_be_judged(planted: list[Place]) -> bool:
    """Of two wrong keys in one row, or a limit and its unit, the second has nothing left to be judged by."""
    leaning = (
        {"dept_code", "item_key", "material_key"},
        {"promised_limit", "promised_unit"},
        *({f"{limit}_limit", f"{limit}_unit"} for limit in ("statutory", "extend", "notice")),
    )
    held = [[place[:2] for place in planted if place[2] in columns] for columns in leaning]
    return all(len(rows) == len(set(rows)) for rows in held)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SMALL_PLANTINGS), min_size=1, max_size=12, unique_by=lambda cell: cell[0]))
def test_n_planted_faults_name_exactly_those_cells(planted: list[tuple[Place, str]]) -> None:
    content = small_tables()
    assume(can_be_judged([place for place, _ in planted]))
    for place, value in planted:
        plant(content, place, value)
    found = places(content)
    assert sorted(found) == sorted(place for place, _ in planted)


def test_a_hundred_faults_in_the_whole_catalogue_are_all_named() -> None:
    content = tables()
    cells, chooser = _plantings(content), random.Random(7)
    planted: dict[Place, str] = {}
    while len(planted) < 100:
        place, value = chooser.choice(cells)
        if can_be_judged([*planted, place]):
            planted[place] = value
    for place, value in planted.items():
        plant(content, place, value)
    assert sorted(places(content)) == sorted(planted)


CONTRADICTIONS: list[tuple[Place, str]] = [
    ((ITEMS, 2, "dept_code"), "102"),
    ((ITEMS, 2, "item_key"), "102-77"),
    ((ITEMS, 2, "counter"), "99"),
    ((ITEMS, 2, "dept_name"), "县某局"),
    ((ITEMS, 2, "joint"), "1"),
    ((ITEMS, 2, "type_code"), "20"),
    ((ITEMS, 2, "type_name"), "公共服务"),
    ((ITEMS, 2, "basic_code"), "631004901999"),
    ((ITEMS, 2, "impl_code"), "11632621015138379E4631004901999"),
    ((ITEMS, 2, "impl_code"), "11632621015138379E463100490100"),
    ((ITEMS, 2, "exercise_level"), "3"),
    ((ITEMS, 2, "fee_fen"), "100"),
    ((ITEMS, 2, "statutory_limit"), "5"),
    ((ITEMS, 2, "limit_basis"), "某法第一条"),
    ((ITEMS, 2, "overprint_blank"), "备案证明"),
    ((ITEMS, 2, "promised_limit"), "3"),
    ((ITEMS, 3, "promised_limit"), "21"),
    ((ITEMS, 3, "limit_basis"), ""),
    ((ITEMS, 4, "joint_with"), "108;999"),
    ((ITEMS, 4, "special_days"), "20;20"),
    ((MATERIALS, 2, "condition"), "代办的"),
    ((MATERIALS, 3, "seq"), "1"),
    ((MATERIALS, 3, "material_key"), "101-01-M01"),
    ((DEPARTMENTS, 3, "ticket_prefix"), "A"),
    ((DEPARTMENTS, 3, "item_count"), "6"),
]


@pytest.mark.parametrize(("place", "value"), CONTRADICTIONS, ids=lambda value: str(value))
def test_a_cell_that_contradicts_the_others_is_named(place: Place, value: str) -> None:
    content = tables()
    if place[2] == "joint":
        assert places_of(content, place, value) == [(ITEMS, 2, "joint_with")]
    else:
        assert places_of(content, place, value) == [place]


def places_of(content: Tables, place: Place, value: str) -> list[Place]:
    plant(content, place, value)
    return places(content)


def test_a_mistyped_head_is_named_column_by_column() -> None:
    content = small_tables()
    head = content[MATERIALS][0]
    head[head.index("issuer")] = "isuer"
    assert places(content) == [(MATERIALS, 1, "issuer"), (MATERIALS, 1, "isuer")]
    head[head.index("isuer")] = "name"
    assert places(content) == [(MATERIALS, 1, "issuer"), (MATERIALS, 1, "name")]


def test_a_row_of_another_length_is_named() -> None:
    content = small_tables()
    content[ITEMS][3].append("多")
    del content[MATERIALS][4][-1]
    assert places(content) == [(ITEMS, 4, WHOLE_ROW), (MATERIALS, 5, WHOLE_ROW)]


def test_rows_are_counted_as_a_spreadsheet_does() -> None:
    content = small_tables()
    plant(content, (ITEMS, 2, "conditions"), "第一行\n第二行")
    content[ITEMS].insert(2, [])
    plant(content, (ITEMS, 5, "visits"), "x")
    assert places(content) == [(ITEMS, 5, "visits")]


@pytest.mark.parametrize(
    ("broken", "row"),
    [
        (lambda content: content.replace("县教育局".encode(), "县教育局".encode("gb18030"), 1), 3),
        (lambda content: content + b'125,"half', 26),
        (lambda content: b"", 1),
    ],
    ids=["gb18030", "quote", "empty"],
)
def test_a_file_that_cannot_be_read_is_named(broken: Callable[[bytes], bytes], row: int) -> None:
    content = CatalogueFiles(*_contents())
    with pytest.raises(TableError) as caught:
        parse_catalogue(replace(content, departments=broken(content.departments)), "玛")
    assert [fault.place for fault in caught.value.faults] == [(DEPARTMENTS, row, WHOLE_ROW)]


def test_what_a_spreadsheet_adds_is_taken() -> None:
    with_mark = [b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n") for content in _contents()]
    assert parse_catalogue(CatalogueFiles(*with_mark), "玛") == parse(tables())


def test_old_codes_are_taken_together_and_new_types_too() -> None:
    content = small_tables()
    plant(content, (ITEMS, 2, "basic_code"), "QH-0001")
    plant(content, (ITEMS, 2, "impl_code"), "QH-0001-01")
    plant(content, (ITEMS, 2, "handle_codes"), "QH-0001-01-001=甲")
    plant(content, (ITEMS, 2, "type_code"), "30")
    plant(content, (ITEMS, 2, "type_name"), "省里增设")
    assert parse(content).items[0].basic_code == "QH-0001"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    (tmp_path / DEPARTMENTS).write_bytes(b"")
    with pytest.raises(StorageError, match=ITEMS) as caught:
        read_files(tmp_path)
    assert ITEMS in sentence(caught.value)
    assert read_files(FOLDER) == CatalogueFiles(*_contents())
