"""What is loaded when it is first wanted: a workbook's library is no matter of a window's start."""

from pathlib import Path

from app.domain.attendance_sheet import MonthTable


def write_month(path: Path, tables: tuple[MonthTable, ...]) -> None:
    """Write the layouts of a month into a workbook; see `data.xlsx_reports.write_month`."""
    from data import xlsx_reports

    xlsx_reports.write_month(path, tables)
