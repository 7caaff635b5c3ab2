"""Cases leave the system with a right and a reason, logged, marked, and masked."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.domain.accounts import Right
from app.domain.case_export import COLUMNS, ExportTable, ExportWish
from app.domain.text import mask_id_number
from app.errors import RuleError, StorageError
from app.services.case_export import CaseExport
from app.services.journal import Journal
from data.case_tables import write_cases
from data.store import LocalStore
from data.working_days import CalendarTables
from tests import factories as make
from tests.fakes import StillClock
from tests.unit.services.conftest import SmallHall

EVER = ExportWish(date.min, date.max, "年度统计")
SUPERVISOR = make.actor(Right.SUPERVISOR)


def exported(store: LocalStore, wish: ExportWish = EVER, actor: object = SUPERVISOR) -> ExportTable:
    tables: list[ExportTable] = []
    service = CaseExport(Journal(store, CalendarTables(), StillClock()))
    service.export(actor, wish, tables.append)  # type: ignore[arg-type]
    return tables[0]


def cell(table: ExportTable, row: int, head: str) -> str:
    return table.rows[row][table.heads.index(head)]


def logged(hall: SmallHall) -> list[tuple[str, dict[str, object]]]:
    with hall.store.read() as unit:
        entries = [one.fields for one in unit.audit.entries()]
    return [(str(one["actor"]), dict(one["facts"])) for one in entries if one["action"] == "cases.export"]  # type: ignore[arg-type]


@pytest.fixture
def cases(hall: SmallHall) -> SmallHall:
    for _ in range(3):
        hall.use.intake.receive(hall.clerk, hall.application())
    return hall


def test_cases_are_masked_marked_and_logged(cases: SmallHall) -> None:
    table = exported(cases.store)
    code = make.applicant().code
    assert len(table.rows) == 3
    assert cell(table, 0, "证件号码") == mask_id_number(code) != code
    assert cell(table, 0, "状态") == "已收件"
    assert dict(table.marks)["导出人"] == SUPERVISOR.name
    assert dict(table.marks)["导出理由"] == "年度统计"
    ((who, facts),) = logged(cases)
    assert who == SUPERVISOR.name
    assert (facts["count"], facts["reason"], facts["codes"]) == ("3", "年度统计", "masked")
    assert code not in str(facts)


def test_numbers_in_full_need_a_right_of_their_own(cases: SmallHall) -> None:
    wish = replace(EVER, full_codes=True)
    with pytest.raises(RuleError, match=r"account\.right_missing"):
        exported(cases.store, wish)
    both = make.actor(Right.SUPERVISOR, Right.AUDITOR)
    assert cell(exported(cases.store, wish, both), 0, "证件号码") == make.applicant().code
    assert dict(exported(cases.store, wish, both).marks)["证件号码"] == "完整"


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (replace(EVER, reason="  "), "text.missing"),
        (ExportWish(date(2026, 9, 2), date(2026, 9, 1), "统计"), "export.days"),
    ],
)
def test_without_a_reason_or_days_nothing_goes_out(cases: SmallHall, wish: ExportWish, code: str) -> None:
    with pytest.raises(RuleError, match=code):
        exported(cases.store, wish)
    assert logged(cases) == []


def test_a_clerk_exports_nothing_and_a_department_its_own_cases(cases: SmallHall) -> None:
    with pytest.raises(RuleError, match=r"account\.right_missing"):
        exported(cases.store, actor=make.actor(Right.CLERK))
    assert exported(cases.store, actor=make.actor(Right.SUPERVISOR, department="105")).rows == ()
    assert exported(cases.store, replace(EVER, first=date(2031, 1, 1))).rows == ()


def test_a_file_says_first_who_took_it_out(tmp_path: Path) -> None:
    table = ExportTable((("导出人", "卓玛措"), ("导出理由", "统计\n核对")), ("甲", "乙"), (("=1+1", "卓玛"),))
    write_cases(table, tmp_path / "out.csv")
    text = (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    marks, heads, cells = csv.reader(text.splitlines())
    assert marks == ["# 导出人：卓玛措；导出理由：统计 核对"]
    assert (heads, cells) == (["甲", "乙"], ["'=1+1", "卓玛"])
    write_cases(table, tmp_path / "out.xlsx")
    book = load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["说明", "办件"]
    assert book["说明"]["B2"].value == "卓玛措"
    assert (book["办件"]["A2"].value, book["办件"]["A2"].data_type) == ("=1+1", "s")
    assert [one.name for one in tmp_path.glob(".*")] == []
    with pytest.raises(StorageError):
        write_cases(table, tmp_path / "missing" / "out.csv")


def test_every_column_is_explained() -> None:
    words = (Path(__file__).parents[3] / "docs" / "export.md").read_text(encoding="utf-8")
    told = [line.split("|")[1].strip() for line in words.splitlines() if line.startswith("| ")]
    assert told[1:] == [column.head for column in COLUMNS]
