"""Sheets of a hall's workbooks as the tables their parsers read, and faults as they stand in the sheet."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.domain.table_faults import CellFault, TableError
from app.errors import RuleError
from data.catalogue_csv import CatalogueFiles, CatalogueRecords, parse_catalogue
from data.xlsx_words import COLUMNS, SHEET_OF, SHEETS, TITLES

CATALOGUE_SHEETS = ("部门", "事项", "材料")


def catalogue_of(sheets: Mapping[str, Sequence[Sequence[str]]], place_word: str) -> CatalogueRecords:
    """Return what the sheets of a catalogue hold; every one of them is there.

    Args:
        place_word: begins the 机关代字 of a department that has none of its own.

    Raises:
        TableError: every faulty cell with its sheet, row and column as they stand there.
    """
    contents = (as_csv(SHEETS[name], sheets[name]) for name in CATALOGUE_SHEETS)
    try:
        return parse_catalogue(CatalogueFiles(*contents), place_word)
    except TableError as error:
        raise TableError([said_in_the_hall(fault) for fault in error.faults]) from None


def as_csv(table: str, rows: Sequence[Sequence[str]]) -> bytes:
    """Return a sheet as the CSV file its parser reads, each row at its own number; trailing blanks go."""
    known = COLUMNS[table]
    head = [known.get(title.strip(), title.strip()) for title in rows[0]] if rows else []
    while head and not head[-1]:
        head.pop()
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(head)
    for row in rows[1:]:
        cells = [cell.replace("\r", " ").replace("\n", " ") for cell in row[: len(head)]]
        writer.writerow([*cells, *[""] * (len(head) - len(cells))])
    return out.getvalue().encode() if head else b""


def said_in_the_hall(fault: CellFault) -> CellFault:
    """Return a fault with the names of sheet and columns as they stand in the workbook."""
    titles = TITLES[fault.file]
    names = {**SHEET_OF, **titles}
    facts = {
        key: names.get(value, value)
        if isinstance(value, str) and key in ("file", "other", "because")
        else value
        for key, value in fault.problem.facts.items()
    }
    problem = RuleError(fault.problem.code, **facts)
    return replace(
        fault, file=SHEET_OF[fault.file], column=titles.get(fault.column, fault.column), problem=problem
    )
