"""Working days: the national tables of the installed library, the days fixed by law, published overlays."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from io import StringIO
from pathlib import Path

from chinese_calendar import constants

from app.domain.areas import is_area_form
from app.domain.dates import parse_date
from app.domain.workdays import Calendar, DayRow, overlay
from app.errors import RuleError

COLUMNS = ("area", "date", "kind", "source")

_WORKS = {"work": True, "班": True, "off": False, "休": False}


class CalendarTables:
    """The working days of every area: the national table with the published rows of a hall over it.

    Args:
        rows: overlay rows in the order they were published, see `read_rows`.
    """

    def __init__(self, rows: Iterable[DayRow] = ()) -> None:
        self._rows = tuple(rows)

    def calendar(self, area: str) -> Calendar:
        """Return the working days of an area (6 digits of GB/T 2260)."""
        return overlay(national_table(), self._rows, area)


@cache
def national_table() -> Calendar:
    """Return the national table: the years the library knows, then the days off fixed by law alone.

    Source: the State Council's yearly notices as packed by chinesecalendar; the days after them by
    《全国年节及纪念日放假办法》 (2024) Art. 2, in `data/calendar/statutory.csv`.
    """
    holidays: Mapping[date, str] = constants.holidays
    workdays: Mapping[date, str] = constants.workdays
    years = {day.year for day in holidays}
    by_law = (row.day for row in read_rows(_packed("statutory.csv")))
    return Calendar(
        off=frozenset(holidays).union(by_law),
        work=frozenset(workdays),
        known_from=date(min(years), 1, 1),
        known_until=date(max(years), 12, 31),
    )


def regional_rows() -> tuple[DayRow, ...]:
    """Return the published rows of areas that come with the program."""
    return read_rows(_packed("regions.csv"))


def read_rows(path: Path) -> tuple[DayRow, ...]:
    """Read overlay rows from a CSV file with the columns `area,date,kind,source`.

    `area` has 6 digits (100000 the nation), `kind` is `off` or `work` (`休`, `班`), `source` names the
    published document.

    Raises:
        RuleError: `calendar.file` (it cannot be opened), `calendar.encoding`, `calendar.quoting`,
            `calendar.column` (a column is missing), `calendar.cell` (row and column of a fault),
            `calendar.twice` (a day stands twice for an area).
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise RuleError("calendar.file", file=path.name) from error
    except UnicodeDecodeError:
        raise RuleError("calendar.encoding", file=path.name) from None
    reader = csv.DictReader(StringIO(text), strict=True)
    try:
        return _checked(reader, path.name)
    except csv.Error as error:
        raise RuleError("calendar.quoting", file=path.name, row=reader.reader.line_num) from error


def _checked(reader: "csv.DictReader[str]", file: str) -> tuple[DayRow, ...]:
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise RuleError("calendar.column", file=file, column=missing[0])
    rows: dict[tuple[str, date], tuple[int, DayRow]] = {}
    for number, row in _rows(reader, file):
        first, _ = rows.setdefault((row.area, row.day), (number, row))
        if first != number:
            raise RuleError("calendar.twice", file=file, row=number, first=first)
    return tuple(row for _, row in rows.values())


def _rows(reader: "csv.DictReader[str]", file: str) -> Iterator[tuple[int, DayRow]]:
    for cells in reader:
        cell = {column: (cells[column] or "").strip() for column in COLUMNS}
        faulty = [column for column in COLUMNS if not _is_right(column, cell[column])]
        if faulty:
            column = faulty[0]
            raise RuleError(
                "calendar.cell", file=file, row=reader.line_num, column=column, value=cell[column]
            )
        day = parse_date(cell["date"], "date")
        yield reader.line_num, DayRow(cell["area"], day, _WORKS[cell["kind"]], cell["source"])


def _is_right(column: str, value: str) -> bool:
    if column == "area":
        return is_area_form(value)
    if column == "kind":
        return value in _WORKS
    if column == "source":
        return bool(value)
    try:
        parse_date(value, column)
    except RuleError:
        return False
    return True


def _packed(name: str) -> Path:
    return Path(str(files("data") / "calendar" / name))
