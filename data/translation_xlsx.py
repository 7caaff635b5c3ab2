"""The workbook that goes to the translation office and comes back: one row a string."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from app.domain.translations import Reviewed, Translated
from app.errors import RuleError
from data.xlsx_tables import read_sheets, write_sheets

SHEET = "译文"
HEAD = ("原文", "藏文", "来源", "备注", "状态", "审读人", "用在")
_WORDS = {"missing": "缺", "draft": "草稿", "confirmed": "已确认"}


def write_strings(strings: Iterable[Reviewed], places: Mapping[str, Iterable[str]], file: Path) -> None:
    """Write the strings with where they stand; the first four columns come back.

    Raises:
        StorageError: `import.not_written`.
    """
    rows = [HEAD]
    for one in strings:
        where = "、".join(places.get(one.zh, ()))
        readers = "、".join(one.readers)
        rows.append((one.zh, one.bo, one.source, one.remark, _WORDS[one.status.value], readers, where))
    write_sheets(file, [(SHEET, rows, 3)])


def read_strings(file: Path) -> tuple[Translated, ...]:
    """Read the rows that came back; what stands in the columns of status and readers is not taken over.

    Raises:
        StorageError: `import.file`.
        RuleError: `translation.sheet`, it is another table.
    """
    sheets = dict(read_sheets(file, (SHEET,)))
    rows = sheets.get(SHEET, [])
    if not rows or tuple(rows[0][:4]) != HEAD[:4]:
        raise RuleError("translation.sheet")
    padded = ([*row, "", "", "", ""][:4] for row in rows[1:])
    return tuple(Translated(*row) for row in padded if row[0])
