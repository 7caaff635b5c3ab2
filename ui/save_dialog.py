"""Asking where a file goes."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from ui.i18n import tr


def ask_where(name: str) -> Path | None:
    """Return where the person wants the file, or None if they thought better of it."""
    chosen, _ = QFileDialog.getSaveFileName(None, str(tr("存为 PDF")), name, "PDF (*.pdf)")
    return Path(chosen) if chosen else None
