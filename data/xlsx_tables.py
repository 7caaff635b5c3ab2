"""Sheets of XLSX workbooks read and written as rows of text; the one module that speaks to openpyxl."""

import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
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
TOLD_ROWS = 200
"""Rows between two words about how far the reading is."""


def read_sheets(
    file: Path, wanted: Sequence[str], told: Callable[[int], object] = lambda rows: None
) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield each wanted sheet that the workbook has with its rows as text, one sheet after the other.

    `told` is called now and then with how many rows were read since; what it raises ends the reading. Numbers
    lose a needless `.0`, days are written as `2026-09-15`, empty cells are empty.

    Raises:
        StorageError: `import.file`, the file cannot be read or is no workbook.
    """
    book = _opened(file)
    try:
        for name in wanted:
            if name in book.sheetnames:
                yield name, list(_rows(book[name].iter_rows(values_only=True), told))
    finally:
        book.close()


def _opened(file: Path) -> Workbook:
    try:
        return load_workbook(file, read_only=True, data_only=True)
    except (OSError, zipfile.BadZipFile, InvalidFileException, KeyError, ValueError):
        raise StorageError("import.file", file=file.name) from None


def count_rows(file: Path, wanted: Sequence[str]) -> int:
    """Return how many rows the wanted sheets say they have; 0 where they do not say.

    Raises:
        StorageError: `import.file`.
    """
    book = _opened(file)
    try:
        return sum(book[name].max_row or 0 for name in wanted if name in book.sheetnames)
    finally:
        book.close()


def _rows(rows: Iterable[tuple[object, ...]], told: Callable[[int], object]) -> Iterator[list[str]]:
    for number, row in enumerate(rows, 1):
        yield [_text(cell) for cell in row]
        if number % TOLD_ROWS == 0:
            told(TOLD_ROWS)


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
                if cell.data_type == "f":
                    cell.data_type = "s"  # what begins like a formula is text all the same
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
