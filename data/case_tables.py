"""Tables of cases as files for other systems: CSV or a workbook, each marked with who took it out."""

import csv
from io import StringIO
from pathlib import Path

from app.domain.case_export import ExportTable
from data.places import make_private_file, told
from data.xlsx_tables import write_sheets

MARKS, CASES = "说明", "办件"
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def write_cases(table: ExportTable, file: Path) -> None:
    """Write a table by the ending of the file's name; only its owner may read it.

    A CSV file is UTF-8 with a byte order mark; its first line begins with `#` and holds the marks. A workbook
    has the marks on its first sheet. Text that a spreadsheet would take for a formula stays text.

    Raises:
        StorageError: the disk is full, the folder read-only.
    """
    beside = file.with_name(f".{file.name}.part")
    try:
        make_private_file(beside)
        if file.suffix.lower() == ".xlsx":
            _write_workbook(table, beside)
        else:
            beside.write_text(_csv(table), encoding="utf-8-sig", newline="")
        beside.replace(file)
    except OSError as error:
        raise told(error, file.parent) from error
    finally:
        beside.unlink(missing_ok=True)


def _csv(table: ExportTable) -> str:
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(["# " + "；".join(f"{word}：{_one_line(value)}" for word, value in table.marks)])
    writer.writerow(table.heads)
    writer.writerows([_text(cell) for cell in row] for row in table.rows)
    return text.getvalue()


def _write_workbook(table: ExportTable, file: Path) -> None:
    marks = [("项目", "内容"), *table.marks]
    write_sheets(file, [(MARKS, marks, 0), (CASES, [table.heads, *table.rows], 0)])


def _text(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULAS) else cell


def _one_line(value: str) -> str:
    return " ".join(value.split())
