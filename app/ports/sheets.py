"""The hall's workbooks: strings for the translation office, items of the catalogue."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from app.domain.case_export import ExportTable
from app.domain.items import Department, ServiceItem
from app.domain.translations import Reviewed, Translated


class Sheets(Protocol):
    """Workbooks that go out and come back; every method blocks and raises `StorageError` for the file."""

    def write_strings(
        self, strings: Sequence[Reviewed], places: Mapping[str, Sequence[str]], file: Path
    ) -> None:
        """Write strings with where they stand."""

    def read_strings(self, file: Path) -> Sequence[Translated]:
        """Read the strings that came back.

        Raises:
            RuleError: `translation.sheet`.
        """

    def write_items(
        self, items: Iterable[ServiceItem], departments: Iterable[Department], file: Path
    ) -> None:
        """Write items with their materials, and the departments they belong to."""

    def read_items(self, file: Path) -> Sequence[ServiceItem]:
        """Read items.

        Raises:
            RuleError: `catalogue.sheet`.
            TableError: every faulty cell.
        """

    def write_cases(self, table: ExportTable, file: Path) -> None:
        """Write exported cases as CSV or workbook, by the ending of the file's name."""
