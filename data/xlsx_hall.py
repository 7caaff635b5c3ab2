"""A hall's departments, service items and staff from XLSX workbooks: all taken over, or every fault named."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from app.domain.accounts import Right, check_rights
from app.domain.hall_records import HallRecords, Piece, StaffRecord
from app.domain.table_faults import WHOLE_ROW, CellFault, TableError
from app.domain.text import NAME_LIMIT
from app.errors import RuleError
from data.catalogue_cells import Row
from data.catalogue_csv import CatalogueRecords
from data.catalogue_tables import read_table
from data.xlsx_rows import as_csv, catalogue_of, said_in_the_hall
from data.xlsx_tables import count_rows, read_sheets, write_sheets
from data.xlsx_words import SHEET_OF, SHEETS, STAFF, STAFF_COLUMNS, TITLES

POSTS = {
    "窗口": Right.CLERK,
    "审核": Right.REVIEWER,
    "导办": Right.GUIDE,
    "取号机": Right.KIOSK,
    "管理": Right.SUPERVISOR,
    "审计": Right.AUDITOR,
    "系统": Right.ADMINISTRATOR,
}
"""What a person does in the hall, as the staff sheet says it, and the right that goes with it."""

_LOGIN = "[A-Za-z][A-Za-z0-9._-]{1,31}"


def read_hall(
    files: Sequence[Path], place_word: str, told: Callable[[Piece], object] = lambda piece: None
) -> HallRecords:
    """Read the workbooks of a new hall; the sheets may stand in one file or in several.

    Args:
        place_word: begins the 机关代字 of a department, for example 玛.
        told: hears how many rows were read of all there are; what it raises ends the reading.

    Raises:
        StorageError: `import.file`.
        TableError: every faulty cell with its sheet, row and column.
    """
    sheets = _sheets(files, told)
    faults = [
        CellFault(name, 1, WHOLE_ROW, RuleError("import.sheet_missing", sheet=name))
        for name in SHEETS
        if name not in sheets
    ]
    if faults:
        raise TableError(faults)
    catalogue: CatalogueRecords | None = None
    try:
        catalogue = catalogue_of(sheets, place_word)
    except TableError as error:
        faults += error.faults
    staff, wrong = _staff(as_csv(STAFF, sheets[SHEET_OF[STAFF]]), _codes(sheets["部门"]))
    faults += map(said_in_the_hall, wrong)
    if faults or catalogue is None:
        raise TableError(faults)
    return HallRecords(catalogue.departments, catalogue.items, staff)


def _sheets(files: Sequence[Path], told: Callable[[Piece], object]) -> dict[str, list[list[str]]]:
    wanted = tuple(SHEETS)
    total, done = sum(count_rows(file, wanted) for file in files), 0

    def read(rows: int) -> None:
        nonlocal done
        done += rows
        told(Piece(min(done, total), total))

    read(0)
    found = {name: rows for file in files for name, rows in read_sheets(file, wanted, read)}
    told(Piece(total, total))
    return found


def write_template(
    file: Path, sheets: Iterable[str], examples: Mapping[str, Sequence[Sequence[str]]]
) -> None:
    """Write a workbook to fill in: the heads of some sheets, and example rows below them.

    Raises:
        StorageError: `import.not_written`.
    """
    write_sheets(
        file,
        [(name, [list(TITLES[SHEETS[name]].values()), *examples.get(name, ())], 2) for name in sheets],
    )


def _codes(rows: list[list[str]]) -> set[str]:
    """Return the codes of departments as they stand in their sheet, be the rest of it right or wrong."""
    title = TITLES[SHEETS["部门"]]["dept_code"]
    head = rows[0] if rows else []
    place = head.index(title) if title in head else None
    return set() if place is None else {row[place].strip() for row in rows[1:] if place < len(row)}


def _staff(content: bytes, codes: set[str]) -> tuple[tuple[StaffRecord, ...], list[CellFault]]:
    """Read the staff and compare their departments with these codes."""
    faults: list[CellFault] = []
    table = read_table(STAFF, content, STAFF_COLUMNS, (), faults)
    first: dict[str, int] = {}
    staff = [_person(row, codes, first) for row in table.rows]
    if table.whole and not any(Right.ADMINISTRATOR in one.rights for one in staff):
        faults.append(CellFault(STAFF, 1, "rights", RuleError("import.no_administrator")))
    return tuple(staff), faults


def _person(row: Row, codes: set[str], first: dict[str, int]) -> StaffRecord:
    login = row.form("login", _LOGIN, "zhuoma")
    if row.right("login") and first.setdefault(login.casefold(), row.number) != row.number:
        row.blame("login", RuleError("catalogue.twice", value=login, first=first[login.casefold()]))
    name = row.text("name", limit=NAME_LIMIT)
    department = row.text("dept_code", needed=False)
    rights = frozenset(POSTS[post] for post in row.parts("rights", tuple(POSTS)) if post in POSTS)
    if row.right("rights"):
        try:
            check_rights(rights)
        except RuleError as problem:
            row.blame("rights", problem)
    if department and codes and department not in codes:
        row.blame(
            "dept_code", RuleError("catalogue.unknown", value=department, file=SHEET_OF["departments.csv"])
        )
    if not department and rights & {Right.CLERK, Right.REVIEWER}:
        row.blame("dept_code", RuleError("catalogue.missing"))
    return StaffRecord(login, name, department, rights)
