"""Asking for the file of a workbook that goes out or comes back."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from ui.i18n import tr

_KIND = "XLSX (*.xlsx)"


def ask_sheet(name: str) -> Path | None:
    """Return where a workbook goes, or None if the person thought better of it."""
    chosen, _ = QFileDialog.getSaveFileName(None, str(tr("存为表格")), name, _KIND)
    return Path(chosen) if chosen else None


def ask_which() -> Path | None:
    """Return which workbook came back, or None if the person thought better of it."""
    chosen, _ = QFileDialog.getOpenFileName(None, str(tr("选择表格")), "", _KIND)
    return Path(chosen) if chosen else None
