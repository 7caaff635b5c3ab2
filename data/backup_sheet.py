"""The recovery sheet of an encrypted store beside its backups: it brings their key back on a new machine."""

import shutil
from pathlib import Path

from app.errors import StorageError
from data.driver import is_encrypted
from data.keys import SHEET_FILE, kept_key, key_name, recover
from data.places import STORE_FILE, make_private_file, make_private_folder, told

_END = ".recovery"


def keep_sheet(folder: Path, backup: Path) -> None:
    """Copy the sheet of an encrypted store beside a backup of it; the key itself never goes there.

    Raises:
        StorageError: what the disk says.
    """
    sheet = folder / SHEET_FILE
    if sheet.exists():
        beside = _beside(backup)
        beside.unlink(missing_ok=True)
        make_private_file(beside)
        _copy(sheet, beside)


def drop_sheet(backup: Path) -> None:
    """Delete the sheet beside a backup, where there is one."""
    _beside(backup).unlink(missing_ok=True)


def bring_key(folder: Path, backup: Path, code: str) -> None:
    """See that the key of a backup can be found before it is restored into a folder.

    Args:
        code: the recovery code as typed; empty where this machine keeps the key.

    Raises:
        StorageError: `backup.other_key` (the store there has another one), `backup.code_needed`, `key.code`.
    """
    beside, sheet = _beside(backup), folder / SHEET_FILE
    if not beside.exists() or not backup.is_file() or not is_encrypted(backup):
        return
    if (folder / STORE_FILE).exists():
        if not sheet.exists() or key_name(sheet) != key_name(beside):
            raise StorageError("backup.other_key")
    else:
        make_private_folder(folder)
        make_private_file(sheet)
        _copy(beside, sheet)
    if code:
        recover(folder, code)
        return
    try:
        kept_key(folder)
    except StorageError:
        raise StorageError("backup.code_needed") from None


def _copy(source: Path, target: Path) -> None:
    try:
        shutil.copyfile(source, target)
    except OSError as error:
        raise told(error, target.parent) from error


def _beside(backup: Path) -> Path:
    return backup.with_name(backup.name + _END)
