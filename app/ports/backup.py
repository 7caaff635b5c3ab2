"""Copies of the store: written, verified, listed, and put back."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from app.domain.backup import BackupFile, Loss, StoreFacts
from app.progress import Between, unasked


class Vault(Protocol):
    """Keeps copies of one station's store, each encrypted as the store is. All of it blocks."""

    def write(self, target: Path, between: Between = unasked) -> StoreFacts:
        """Write a copy, open it, check it, and return what it says of itself.

        Args:
            between: hears again and again how many bytes are written, of about how many; what it raises
                ends the copy there.

        Raises:
            StorageError: `backup.exists`, `backup.folder_missing`, `backup.not_verified`, or what the disk
                says; nothing is left at the target then.
        """

    def files(self, folder: Path) -> Sequence[BackupFile]:
        """Return this station's backups in a folder, oldest first.

        Raises:
            StorageError: `backup.folder_missing`.
        """

    def delete(self, folder: Path, files: Sequence[BackupFile]) -> None:
        """Delete backups."""

    def would_lose(self, source: Path) -> Loss:
        """Return what restoring a backup would throw away.

        Raises:
            StorageError: `backup.not_a_store`.
        """

    def restore(self, source: Path, now: datetime, *, discard: bool, index: int | None = None) -> StoreFacts:
        """Put a backup in place of the store, in a fresh epoch and with numbers above all that were printed.

        Killed at any moment, the store is the old one or the new one.

        Args:
            now: goes into the audit log.
            discard: throws newer work away; the replaced file stays under `copies/`.
            index: an index for number blocks that no station has used, where the numbers given out after
                the backup cannot be known.

        Raises:
            StorageError: `backup.not_a_store`, `restore.newer_work`, `restore.numbers_unknown`,
                `storage.in_use`, or what the disk says.
        """
