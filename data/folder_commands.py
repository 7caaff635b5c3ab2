"""The commands that work on the store of one folder, by their names."""

import argparse
from collections.abc import Callable
from pathlib import Path

from data.backup_commands import run_backup, run_restore
from data.export_command import run_export
from data.hall_commands import run_kiosk_pin
from data.store_commands import run_certificate, run_encrypt

FolderCommand = Callable[[argparse.Namespace, Path, Callable[[str], None]], int]
"""Takes the arguments, the folder, and what says something to who called; returns the exit code."""

FOLDER_COMMANDS: dict[str, FolderCommand] = {
    "backup": run_backup,
    "restore": run_restore,
    "certificate": run_certificate,
    "encrypt": run_encrypt,
    "kiosk-pin": run_kiosk_pin,
    "export": run_export,
}
