"""A hall from workbooks: everything taken over, or every planted fault named by sheet, row and column."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.accounts import Right
from app.domain.hall_records import HallRecords, StaffRecord
from app.domain.table_faults import TableError
from app.errors import StorageError
from app.sentences.table_faults import fault_sentence
from data.demo_hall import demo_catalogue
from data.xlsx_hall import POSTS, read_hall
from data.xlsx_tables import read_sheets, write_sheets
from data.xlsx_words import SHEETS, TITLES
from docs.templates.make_templates import STAFF, examples, rows_of

TEMPLATES = Path(__file__).parents[3] / "docs" / "templates"
Sheets = dict[str, list[list[str]]]


def demo_sheets() -> Sheets:
    """Return the whole demo hall and many invented people as sheets with their heads."""
    sheets: Sheets = {}
    for name in ("部门", "事项", "材料"):
        titles = TITLES[SHEETS[name]]
        sheets[name] = [list(titles.values()), *([row[column] for column in titles] for row in rows_of(name))]
    people = [[f"c{n:03}", f"演示{n}", "117", "窗口;审核" if n % 2 else "窗口"] for n in range(60)]
    sheets["人员"] = [list(TITLES[SHEETS["人员"]].values()), *(list(one) for one in STAFF), *people]
    return sheets


def written(folder: Path, sheets: Sheets) -> list[Path]:
    file = folder / "hall.xlsx"
    write_sheets(file, [(name, rows, 2) for name, rows in sheets.items()])
    return [file]


def test_the_demo_hall_comes_through_a_workbook_as_it_is(tmp_path: Path) -> None:
    found = read_hall(written(tmp_path, demo_sheets()), "玛")
    demo = demo_catalogue()
    assert found.items == demo.items
    # The demo table names its 机关代字 in a remark; here they are made of place and name.
    assert [replace(one, organ_word="") for one in found.departments] == [
        replace(one, organ_word="") for one in demo.departments
    ]
    assert len(found.staff) == 68
    assert found.staff[4] == StaffRecord("caidan", "才旦", "", frozenset({Right.GUIDE, Right.KIOSK}))
    assert set(POSTS.values()) == set(Right)


def test_the_templates_in_the_repository_can_be_read() -> None:
    found = read_hall([TEMPLATES / "部门事项材料.xlsx", TEMPLATES / "人员.xlsx"], "玛")
    assert isinstance(found, HallRecords)
    assert (len(found.departments), len(found.items), len(found.staff)) == (2, 6, 8)
    assert all(item.materials for item in found.items)
    small = examples()
    for name, file in (("部门", "部门事项材料.xlsx"), ("人员", "人员.xlsx")):
        ((_, rows),) = list(read_sheets(TEMPLATES / file, (name,)))
        assert rows[1:] == small[name], "the workbooks are older than what makes them"


PLANTS: tuple[tuple[str, str, str], ...] = (
    ("部门", "统一社会信用代码", "11632621015138379X"),
    ("部门", "取号字母", "O1"),
    ("部门", "咨询电话", ""),
    ("事项", "服务对象", "外星人"),
    ("事项", "办件类型", "慢办件"),
    ("事项", "并联", "也许"),
    ("事项", "承诺时限", "很快"),
    ("事项", "到现场次数", "两次"),
    ("事项", "生效日期", "2026-13-40"),
    ("事项", "实施依据", ""),
    ("事项", "送达方式", "窗口领取;窗口领取"),
    ("材料", "介质", "石头"),
    ("材料", "必要", "2"),
    ("材料", "原件份数", "-1"),
    ("材料", "来源", ""),
    ("人员", "用户名", "1 2 3"),
    ("人员", "姓名", ""),
    ("人员", "部门代码", "999"),
    ("人员", "岗位", "扫地"),
    ("人员", "岗位", "系统;审计"),
)


def test_fifty_planted_faults_are_exactly_the_fifty_that_are_named(tmp_path: Path) -> None:
    sheets, planted = demo_sheets(), set[tuple[str, int, str]]()
    step = 0
    while len(planted) < 50:
        sheet, title, text = PLANTS[step % len(PLANTS)]
        rows = sheets[sheet]
        column = rows[0].index(title)
        place = 9 + step if sheet == "人员" else 1 + step // 2 % (len(rows) - 1)
        key = (sheet, place + 1, title)
        clash = {(one[0], one[1]) for one in planted}
        if (sheet, place + 1) not in clash and place < len(rows):
            rows[place][column] = text
            planted.add(key)
        step += 1
    with pytest.raises(TableError) as refused:
        read_hall(written(tmp_path, sheets), "玛")
    found = {fault.place for fault in refused.value.faults}
    assert found == planted
    assert len(refused.value.faults) == 50
    for fault in refused.value.faults:
        words = fault_sentence(fault)
        assert words.startswith(f"{fault.file} 第 {fault.row} 行“{fault.column}”：")
        assert ".csv" not in words
        assert "dept_" not in words


def test_a_head_that_nobody_knows_a_sheet_that_is_not_there_a_hall_without_anybody(tmp_path: Path) -> None:
    sheets = demo_sheets()
    sheets["部门"][0][1] = "部门的名字"
    with pytest.raises(TableError) as refused:
        read_hall(written(tmp_path, sheets), "玛")
    columns = {fault.place for fault in refused.value.faults}
    assert {("部门", 1, "名称"), ("部门", 1, "部门的名字")} <= columns
    del sheets["人员"]
    with pytest.raises(TableError) as refused:
        read_hall(written(tmp_path, sheets), "玛")
    assert [fault.problem.code for fault in refused.value.faults] == ["import.sheet_missing"]
    sheets = demo_sheets()
    sheets["人员"] = [row for row in sheets["人员"] if row[3] != "系统"]
    with pytest.raises(TableError) as refused:
        read_hall(written(tmp_path, sheets), "玛")
    assert [fault.problem.code for fault in refused.value.faults] == ["import.no_administrator"]


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04 broken"])
def test_what_is_no_workbook_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "hall.xlsx"
    file.write_bytes(content)
    with pytest.raises(StorageError, match=r"import\.file"):
        read_hall([file], "玛")
    with pytest.raises(StorageError, match=r"import\.not_written"):
        write_sheets(tmp_path / "no" / "folder.xlsx", [("部门", [["a"]], 1)])
