"""CSV files taken apart into rows; faults of form and head are noted with their place."""

import csv
import io
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from app.domain.table_faults import WHOLE_ROW, CellFault
from app.errors import RuleError
from data.catalogue_cells import Row


@dataclass(frozen=True)
class Table:
    """The rows of a file; `whole` says that none was lost to a fault of form."""

    file: str
    rows: tuple[Row, ...]
    whole: bool

    def judges(self, key: str) -> bool:
        """Tell whether every key was read, so that a reference to a key not here is a fault of its own."""
        return self.whole and all(row.right(key) for row in self.rows)


def read_table(
    file: str, content: bytes, needed: Sequence[str], known: Collection[str], faults: list[CellFault]
) -> Table:
    """Take a CSV file apart (UTF-8, head in row 1, RFC 4180); a faulty head leaves no rows.

    Args:
        needed: columns that must be there.
        known: columns that may be there; any other is a fault, so that a mistyped head loses nothing.
        faults: where the faults of form are noted.
    """
    before = len(faults)
    lines = list(_records(file, content, faults))
    if not lines and len(faults) == before:
        faults.append(CellFault(file, 1, WHOLE_ROW, RuleError("catalogue.empty")))
    columns = [cell.strip() for cell in lines[0][1]] if lines else []
    head_faults = list(_head_faults(file, columns, needed, known)) if lines else []
    faults.extend(head_faults)
    rows = []
    for number, cells in [] if head_faults else lines[1:]:
        if len(cells) == len(columns):
            rows.append(Row(file, number, dict(zip(columns, cells, strict=True)), faults))
        else:
            problem = RuleError("catalogue.cells", count=len(cells), expected=len(columns))
            faults.append(CellFault(file, number, WHOLE_ROW, problem))
    return Table(file, tuple(rows), whole=len(faults) == before)


def _records(file: str, content: bytes, faults: list[CellFault]) -> Iterator[tuple[int, list[str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        faults.append(CellFault(file, row, WHOLE_ROW, RuleError("catalogue.encoding")))
        return
    number = 0
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), 1):
            if any(cell.strip() for cell in cells):
                yield number, cells
    except csv.Error:
        faults.append(CellFault(file, number + 1, WHOLE_ROW, RuleError("catalogue.quoting")))


def _head_faults(
    file: str, columns: list[str], needed: Sequence[str], known: Collection[str]
) -> Iterator[CellFault]:
    for column in needed:
        if column not in columns:
            yield CellFault(file, 1, column, RuleError("catalogue.column_missing"))
    for place, column in enumerate(columns):
        if column in columns[:place]:
            yield CellFault(file, 1, column, RuleError("catalogue.column_twice"))
        elif column not in needed and column not in known:
            yield CellFault(file, 1, column, RuleError("catalogue.column_unknown"))
