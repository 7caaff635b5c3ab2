"""Asking where a file goes."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from ui.i18n import tr


def ask_where(name: str) -> Path | None:
    """Return where the person wants a file like `name`, or None if they thought better of it."""
    ending = Path(name).suffix
    kind = f"{ending[1:].upper()} (*{ending})"
    chosen, _ = QFileDialog.getSaveFileName(None, str(tr("存为文件")), name, kind)
    return Path(chosen) if chosen else None
