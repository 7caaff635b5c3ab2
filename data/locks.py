"""Locks between programs: on files, held by the operating system, gone with the process that held them."""

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

from app.errors import StorageError
from data.places import told

_SHARES = 1 << 16


class FileLock:
    """A lock on a file of its own, shared with others or alone; released by `release` or the process's end.

    Raises:
        StorageError: the given code, when another program holds it; or the folder cannot be written.
    """

    def __init__(self, path: Path, refused: StorageError, *, shared: bool = False) -> None:
        try:
            self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise told(error, path.parent) from error
        if not _lock(self._file, shared):
            os.close(self._file)
            raise refused

    def release(self) -> None:
        """Let others have it."""
        file, self._file = self._file, -1
        if file >= 0:
            os.close(file)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def take_counter(folder: Path, counter: str) -> FileLock:
    """Claim a counter for this program; keep the lock as long as it runs.

    Raises:
        StorageError: `storage.counter_taken`, another program of this store serves it.
    """
    refused = StorageError("storage.counter_taken", counter=counter)
    return FileLock(folder / f"counter-{quote(counter, safe='')}.lock", refused)


def take_kiosk(folder: Path, kiosk: str) -> FileLock:
    """Claim a kiosk for this program: another one would take its unfinished prints for cut off.

    Raises:
        StorageError: `storage.kiosk_taken`.
    """
    refused = StorageError("storage.kiosk_taken", kiosk=kiosk)
    return FileLock(folder / f"kiosk-{quote(kiosk, safe='')}.lock", refused)


def use_store(folder: Path) -> FileLock:
    """Say that this program uses the store; any number may.

    Raises:
        StorageError: `storage.in_use`, another program is changing the store's form.
    """
    return FileLock(folder / "programs.lock", StorageError("storage.in_use"), shared=True)


def have_store_alone(folder: Path) -> FileLock:
    """Claim the whole store for a change of its form.

    Raises:
        StorageError: `storage.in_use`, other programs use it.
    """
    return FileLock(folder / "programs.lock", StorageError("storage.in_use"))


if sys.platform == "win32":
    import msvcrt
    import random

    def _lock(file: int, shared: bool) -> bool:
        """Lock one byte of many to share, all of them to be alone: Windows' own locks are never shared."""
        try:
            os.lseek(file, random.randrange(_SHARES) if shared else 0, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1 if shared else _SHARES)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: int, shared: bool) -> bool:
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
