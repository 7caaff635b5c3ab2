"""Workbooks that go out and come back: strings of the translation office, the whole demo catalogue."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.table_faults import TableError
from app.domain.translations import Reviewed, Translated
from app.errors import RuleError, StorageError
from data.demo_hall import demo_catalogue
from data.hall_sheets import XlsxSheets
from data.xlsx_hall import read_hall
from data.xlsx_tables import read_sheets, write_sheets
from tests import factories as make

SHEETS = XlsxSheets()
TEMPLATES = Path(__file__).parents[3] / "docs" / "templates"


def test_strings_come_back_as_they_went(tmp_path: Path) -> None:
    file = tmp_path / "译文.xlsx"
    strings = (
        Reviewed("打印", "པར་འདེབས།", "词汇表", ("甲",), "草稿", make.NINE),
        Reviewed("共 {n} 件", "", "", (), "", make.NINE),
    )
    SHEETS.write_strings(strings, {"打印": ("窗口", "导办")}, file)
    assert SHEETS.read_strings(file) == (
        Translated("打印", "པར་འདེབས།", "词汇表", "草稿"),
        Translated("共 {n} 件", "", "", ""),
    )
    (_, rows), *_ = read_sheets(file, ("译文",))
    assert rows[1][4:] == ["草稿", "甲", "窗口、导办"]


def test_another_workbook_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "别的.xlsx"
    write_sheets(file, [("别的", [("甲", "乙")], 1)])
    with pytest.raises(RuleError, match=r"translation\.sheet"):
        SHEETS.read_strings(file)
    with pytest.raises(RuleError, match=r"catalogue\.sheet"):
        SHEETS.read_items(file)
    file.write_bytes(b"no workbook")
    with pytest.raises(StorageError):
        SHEETS.read_items(file)


def test_the_whole_catalogue_survives_a_round_through_a_workbook(tmp_path: Path) -> None:
    records, file = demo_catalogue(), tmp_path / "目录.xlsx"
    SHEETS.write_items(records.items, records.departments, file)
    assert SHEETS.read_items(file) == records.items


def test_a_wrong_code_and_a_wrong_limit_are_named_with_their_cells(tmp_path: Path) -> None:
    records, file = demo_catalogue(), tmp_path / "目录.xlsx"
    first, second, *rest = records.items
    wrong = replace(first, implementation_code=first.implementation_code[:-1], effective_on=date(2026, 12, 1))
    longer = replace(second, promised=make.limit(99))
    SHEETS.write_items((wrong, longer, *rest), records.departments, file)
    with pytest.raises(TableError) as refused:
        SHEETS.read_items(file)
    places = {(fault.row, fault.column) for fault in refused.value.faults}
    assert {(2, "实施编码"), (3, "承诺时限")} <= places


def test_what_goes_out_can_begin_another_hall(tmp_path: Path) -> None:
    records, file = demo_catalogue(), tmp_path / "目录.xlsx"
    SHEETS.write_items(records.items, records.departments, file)
    found = read_hall([file, TEMPLATES / "人员.xlsx"], "班")
    assert (found.departments, found.items) == (records.departments, records.items)
