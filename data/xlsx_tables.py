"""Sheets of XLSX workbooks read and written as rows of text; the one module that speaks to openpyxl."""

import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from app.errors import StorageError

_HEAD_FILL = PatternFill("solid", fgColor="E4ECF6")
_NEEDED_FILL = PatternFill("solid", fgColor="FFF3D6")
_WIDEST = 40


def read_sheets(file: Path, wanted: Sequence[str]) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield each wanted sheet that the workbook has with its rows as text, one sheet after the other.

    Numbers lose a needless `.0`, days are written as `2026-09-15`, empty cells are empty.

    Raises:
        StorageError: `import.file`, the file cannot be read or is no workbook.
    """
    try:
        book = load_workbook(file, read_only=True, data_only=True)
    except (OSError, zipfile.BadZipFile, InvalidFileException, KeyError, ValueError):
        raise StorageError("import.file", file=file.name) from None
    try:
        for name in wanted:
            if name in book.sheetnames:
                rows = book[name].iter_rows(values_only=True)
                yield name, [[_text(cell) for cell in row] for row in rows]
    finally:
        book.close()


def write_sheets(file: Path, sheets: Sequence[tuple[str, Sequence[Sequence[str]], int]]) -> None:
    """Write a workbook; each sheet has a name, its rows with the head first, and how many columns are needed.

    Raises:
        StorageError: `import.not_written`.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows, needed in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for place, title in enumerate(rows[0], 1):
            head = sheet.cell(1, place)
            head.font = Font(bold=True)
            head.fill = _NEEDED_FILL if place <= needed else _HEAD_FILL
            head.alignment = Alignment(wrap_text=True, vertical="center")
            longest = max(len(str(row[place - 1])) for row in rows)
            sheet.column_dimensions[get_column_letter(place)].width = min(
                2 * max(len(title), longest) + 2, _WIDEST
            )
        for cells in sheet.iter_rows(min_row=2):
            for cell in cells:
                cell.number_format = "@"
        sheet.freeze_panes = "B2"
    try:
        book.save(file)
    except OSError:
        raise StorageError("import.not_written", file=file.name) from None


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)
