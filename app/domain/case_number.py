"""Printed numbers: the case number, document numbers, and the blocks that keep stations apart offline."""

import re
from dataclasses import dataclass
from datetime import date

from app.domain.areas import is_area_form
from app.domain.dates import real_date
from app.domain.text import compact
from app.errors import RuleError

CASES_PER_STATION = 1_000
STATIONS_PER_DEPARTMENT = 10
DOCUMENTS_PER_STATION = 100_000

CASE_NUMBER_FIELD = "办件编号"

_PARTS = re.compile(r"([0-9]{6})([0-9]{3})([0-9]{8})([0-9]{4})([0-9])")


@dataclass(frozen=True)
class CaseNumber:
    """The hall's own number of a case: area 6, department 3, date 8, sequence 4, check 1 (domain §4.5).

    Raises:
        ValueError: a part does not fit its digits, which is a bug; typed numbers come through
            `parse_case_number`.
    """

    area: str
    department: str
    day: date
    sequence: int

    def __post_init__(self) -> None:
        fits = is_area_form(self.area) and re.fullmatch("[0-9]{3}", self.department)
        if not fits or not 0 < self.sequence < 10_000:
            raise ValueError(f"no case number: {self.area!r} {self.department!r} {self.sequence}")

    def __str__(self) -> str:
        return "".join(self._groups())

    @property
    def grouped(self) -> str:
        """The number as people read it aloud: `632621 101 20260915 0001 4`."""
        return " ".join(self._groups())

    def _groups(self) -> tuple[str, str, str, str, str]:
        parts = (self.area, self.department, f"{self.day:%Y%m%d}", f"{self.sequence:04}")
        return (*parts, check_digit("".join(parts)))


def check_digit(digits: str) -> str:
    """Return the check digit of a number (ISO/IEC 7064 MOD 11,10)."""
    product = 10
    for digit in digits:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - product) % 10)


def parse_case_number(text: str) -> CaseNumber:
    """Read a typed or scanned case number; blanks, hyphens and full-width digits are taken.

    Raises:
        RuleError: `case_number.form` (not 22 digits), `case_number.check_digit`, `date.impossible`.
    """
    value = compact(text).replace("-", "")
    found = _PARTS.fullmatch(value)
    if not found or int(found[4]) == 0:
        raise RuleError("case_number.form", length=len(value))
    if check_digit(value[:-1]) != found[5]:
        raise RuleError("case_number.check_digit")
    day = real_date(int(found[3][:4]), int(found[3][4:6]), int(found[3][6:]), CASE_NUMBER_FIELD)
    return CaseNumber(found[1], found[2], day, int(found[4]))


@dataclass(frozen=True)
class NumberBlock:
    """The numbers one station may print offline, from `first` to `last`, both included."""

    first: int
    last: int

    def after(self, used: int | None) -> int:
        """Return the number that follows the highest used one; the first if none was used.

        Raises:
            RuleError: `numbers.exhausted`.
        """
        following = self.first if used is None else max(used + 1, self.first)
        if following > self.last:
            raise RuleError("numbers.exhausted", first=self.first, last=self.last)
        return following


def case_block(index: int) -> NumberBlock:
    """Return the case sequences of a station by its index (0 to 9) within its department, fresh every day.

    Raises:
        RuleError: `numbers.no_block`: the department has no block left for that many stations.
    """
    if not 0 <= index < STATIONS_PER_DEPARTMENT:
        raise RuleError("numbers.no_block", index=index, stations=STATIONS_PER_DEPARTMENT)
    start = index * CASES_PER_STATION
    return NumberBlock(max(start, 1), start + CASES_PER_STATION - 1)


def document_block(index: int) -> NumberBlock:
    """Return the document numbers of a station by its index in the hall, fresh per organ, kind and year.

    Raises:
        ValueError: the index is negative.
    """
    if index < 0:
        raise ValueError(f"no station has the index {index}")
    start = index * DOCUMENTS_PER_STATION
    return NumberBlock(start + 1, start + DOCUMENTS_PER_STATION)


def document_number(organ: str, kind: str, year: int, sequence: int) -> str:
    """Return a document number, `玛发改许受〔2026〕12号`: hexagon brackets, no leading zero (GB/T 9704).

    Args:
        organ: 机关代字, the organ's short sign.
        kind: 文书代字, the sign of the document kind.
    """
    return f"{organ}{kind}〔{year}〕{sequence}号"
