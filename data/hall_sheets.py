"""Fills in `app.ports.sheets.Sheets` with XLSX workbooks."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from app.domain.case_export import ExportTable
from app.domain.items import Department, ServiceItem
from app.domain.translations import Reviewed, Translated
from data.case_tables import write_cases
from data.catalogue_xlsx import read_catalogue, write_items
from data.translation_xlsx import read_strings, write_strings


class XlsxSheets:
    """Workbooks that go out and come back."""

    def write_strings(
        self, strings: Sequence[Reviewed], places: Mapping[str, Sequence[str]], file: Path
    ) -> None:
        """Write strings with where they stand; see `Sheets`."""
        write_strings(strings, places, file)

    def read_strings(self, file: Path) -> Sequence[Translated]:
        """Read the strings that came back; see `Sheets`."""
        return read_strings(file)

    def write_items(
        self, items: Iterable[ServiceItem], departments: Iterable[Department], file: Path
    ) -> None:
        """Write items with their materials; see `Sheets`."""
        write_items(items, departments, file)

    def read_items(self, file: Path) -> Sequence[ServiceItem]:
        """Read items; see `Sheets`."""
        return read_catalogue(file).items

    def write_cases(self, table: ExportTable, file: Path) -> None:
        """Write exported cases; see `Sheets`."""
        write_cases(table, file)
