"""Make the workbooks in which a hall names its departments, items, materials and staff.

Run `python -m docs.templates.make_templates`. The rows in them are examples to be written over; everything in
them is invented.
"""

import csv
from pathlib import Path

from data.xlsx_hall import write_template
from data.xlsx_words import SHEETS, TITLES

HERE = Path(__file__).parent
DEMO = HERE.parents[1] / "data" / "demo"
KEPT = ("117", "122")
ITEMS = ("117-06", "117-07", "117-08", "117-09", "122-01", "122-02")
STAFF = (
    ("zhuoma", "卓玛措", KEPT[0], "窗口"),
    ("danzeng", "旦正才让", KEPT[0], "审核"),
    ("lamao", "拉毛", KEPT[1], "窗口"),
    ("wangjing", "王静", KEPT[1], "审核"),
    ("caidan", "才旦", "", "导办;取号机"),
    ("gesang", "格桑", "", "管理"),
    ("xitong", "多杰", "", "系统"),
    ("shenji", "央金", "", "审计"),
)


def rows_of(sheet: str) -> list[dict[str, str]]:
    """Return the demo hall's rows of a sheet."""
    with (DEMO / SHEETS[sheet]).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def examples() -> dict[str, list[list[str]]]:
    """Return a small hall: two departments, some items of each with their materials, eight people."""
    departments = [row for row in rows_of("部门") if row["dept_code"] in KEPT]
    items = [row for row in rows_of("事项") if row["item_key"] in ITEMS]
    materials = [row for row in rows_of("材料") if row["item_key"] in ITEMS]
    chosen = {"部门": departments, "事项": items, "材料": materials}
    found = {
        sheet: [[row[column] for column in TITLES[SHEETS[sheet]]] for row in rows]
        for sheet, rows in chosen.items()
    }
    found["人员"] = [list(person) for person in STAFF]
    return found


def main() -> None:
    """Write both workbooks beside this file."""
    small = examples()
    write_template(HERE / "部门事项材料.xlsx", ("部门", "事项", "材料"), small)
    write_template(HERE / "人员.xlsx", ("人员",), small)


if __name__ == "__main__":
    main()
