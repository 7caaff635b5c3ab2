"""One row of an imported table, read cell by cell; what is wrong is noted and reading goes on."""

import re
from collections.abc import Callable, Collection
from datetime import date
from enum import StrEnum
from typing import TypeVar

from app.domain.dates import parse_date
from app.domain.items import Limit
from app.domain.table_faults import CellFault
from app.domain.text import TEXT_LIMIT, clean_line
from app.domain.workdays import TermUnit
from app.errors import RuleError

NO_LIMIT = "无"

_WHOLE = re.compile("[0-9]{1,9}")
_Word = TypeVar("_Word", bound=StrEnum)


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text: column names, allowed words."""
    return tuple(text.split())


class Row:
    """One row of a table; a cell that is wrong is noted once and read as empty, 0 or the first day."""

    def __init__(self, file: str, number: int, cells: dict[str, str], faults: list[CellFault]) -> None:
        self.file = file
        self.number = number
        self._cells = cells
        self._faults = faults
        self._wrong: set[str] = set()

    def has(self, column: str) -> bool:
        """Tell whether the table has that column."""
        return column in self._cells

    def right(self, *columns: str) -> bool:
        """Tell whether no fault was noted in these cells, so that they can be compared with others."""
        return self._wrong.isdisjoint(columns)

    def blame(self, column: str, problem: RuleError) -> None:
        """Note a fault; a cell that is wrong already is not blamed again."""
        if column not in self._wrong:
            self._wrong.add(column)
            self._faults.append(CellFault(self.file, self.number, column, problem))

    def text(self, column: str, *, needed: bool = True, limit: int = TEXT_LIMIT) -> str:
        """Return a cell's text in its stored form."""
        try:
            value = clean_line(self._cells[column], column, limit)
        except RuleError as problem:
            self.blame(column, problem)
            return ""
        if needed and not value:
            self.blame(column, RuleError("catalogue.missing"))
        return value

    def form(self, column: str, pattern: str, example: str) -> str:
        """Return a cell whose text must match a pattern, such as a key."""
        value = self.text(column)
        if self.right(column) and not re.fullmatch(pattern, value):
            self.blame(column, RuleError("catalogue.form", value=value, expected=example))
        return value

    def checked(self, column: str, check: Callable[[str], str]) -> str:
        """Return what a check of our own makes of a cell; its RuleError is the cell's fault."""
        value = self.text(column)
        if not self.right(column):
            return value
        try:
            return check(value)
        except RuleError as problem:
            self.blame(column, problem)
            return value

    def word(self, column: str, allowed: Collection[str]) -> str:
        """Return a cell that holds one of the allowed words."""
        value = self.text(column)
        if self.right(column):
            self._allow(column, value, allowed)
        return value

    def member(self, column: str, kind: type[_Word]) -> _Word:
        """Return a cell as a member of an enumeration of words; the first one if it is wrong."""
        value = self.word(column, tuple(kind))
        return kind(value) if self.right(column) else next(iter(kind))

    def flag(self, column: str) -> bool:
        """Return a cell that holds 0 or 1."""
        value = self.text(column)
        if self.right(column) and value not in ("0", "1"):
            self.blame(column, RuleError("catalogue.flag", value=value))
        return value == "1"

    def whole(self, column: str) -> int:
        """Return a cell that holds a whole number of 0 or more."""
        return self._number(column, self.text(column))

    def maybe_whole(self, column: str) -> int | None:
        """Return a cell that is empty or holds a whole number."""
        value = self.text(column, needed=False)
        return self._number(column, value) if value else None

    def parts(self, column: str, allowed: Collection[str] = (), *, needed: bool = True) -> tuple[str, ...]:
        """Return the parts of a list separated by `;`, none empty or twice."""
        value = self.text(column, needed=needed)
        if not value:
            return ()
        parts = self._split(column, value)
        repeated = [part for place, part in enumerate(parts) if part in parts[:place]]
        if repeated and self.right(column):
            self.blame(column, RuleError("catalogue.repeated", value=repeated[0]))
        for part in parts if allowed else ():
            self._allow(column, part, allowed)
        return parts

    def along(self, column: str, other: str, length: int, allowed: Collection[str] = ()) -> tuple[str, ...]:
        """Return a list that runs along another one, part by part; numbers and words may repeat."""
        value = self.text(column, needed=bool(length) and self.right(other))
        parts = self._split(column, value) if value else ()
        if self.right(column, other) and len(parts) != length:
            self.blame(
                column, RuleError("catalogue.list_length", count=len(parts), other=other, expected=length)
            )
        for part in parts if allowed else ():
            self._allow(column, part, allowed)
        return parts

    def limit(self, number: str, unit: str, *, needed: bool = True) -> Limit | None:
        """Return a limit from a number and a unit; None if the unit is empty or 无 and may be so."""
        word = self.text(unit, needed=needed)
        if not needed and word in ("", NO_LIMIT):
            if self.right(unit) and self.text(number, needed=False):
                self.blame(number, RuleError("catalogue.unwanted", because=unit))
            return None
        if self.right(unit):
            self._allow(unit, word, [*TermUnit, *([] if needed else [NO_LIMIT])])
        length = self.whole(number) if self.right(unit) else self.maybe_whole(number)
        if length is None or not self.right(number, unit):
            return None
        limit = Limit(length, TermUnit(word))
        if (limit.number == 0) != (limit.unit is TermUnit.AT_ONCE):
            expected = "0" if limit.unit is TermUnit.AT_ONCE else "1"
            self.blame(
                number, RuleError("catalogue.disagrees", value=str(length), other=unit, expected=expected)
            )
        return limit

    def day(self, column: str) -> date:
        """Return a cell that holds a date."""
        value = self.text(column)
        if self.right(column):
            try:
                return parse_date(value, column)
            except RuleError as problem:
                self.blame(column, problem)
        return date.min

    def agree(self, column: str, expected: str, other: str) -> None:
        """Blame a cell that says something else than another column makes of it."""
        value = self.text(column, needed=False)
        if self.right(column) and value != expected:
            self.blame(column, RuleError("catalogue.disagrees", value=value, other=other, expected=expected))

    def _number(self, column: str, value: str) -> int:
        if not self.right(column):
            return 0
        if not _WHOLE.fullmatch(value):
            self.blame(column, RuleError("catalogue.number", value=value))
            return 0
        return int(value)

    def _split(self, column: str, value: str) -> tuple[str, ...]:
        parts = tuple(part.strip() for part in value.split(";"))
        if not all(parts):
            self.blame(column, RuleError("catalogue.form", value=value, expected="甲;乙;丙"))
        return parts

    def _allow(self, column: str, value: str, allowed: Collection[str]) -> None:
        if value not in allowed:
            self.blame(column, RuleError("catalogue.word", value=value, allowed="、".join(allowed)))
