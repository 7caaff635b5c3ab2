"""Copies of a store: written by VACUUM INTO, verified by opening, put back in a fresh epoch."""

import os
import re
import shutil
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from sqlalchemy import Engine, update
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.exc import OperationalError

from app.domain.backup import BackupFile, Loss, StoreFacts, loss
from app.domain.dates import hall_date
from app.domain.ids import new_id
from app.domain.number_floors import floors
from app.errors import StorageError
from app.ports.store import Station
from app.progress import Between, unasked
from data.backup_facts import read_facts
from data.backup_sheet import drop_sheet, keep_sheet
from data.engine import open_engine
from data.keys import SHEET_FILE, find_key, kept_key
from data.locks import have_store_alone
from data.migrate import upgrade
from data.places import STORE_FILE, make_private_file, make_private_folder, refuse_network_share, told
from data.repositories.audit import AuditRepository
from data.schema import station
from data.staff_schema import number_floor
from data.sync_schema import sync_state
from data.transaction import Transaction

PROGRESS_STEPS = 10_000
"""Steps of SQLite's machine between two looks at how far a copy is: some milliseconds."""

_NAME = re.compile(r"hall-(\d+)-(\d{8}T\d{6})Z\.backup")
_STAMP = "%Y%m%dT%H%M%S"
_RESTORED = ".restored"
_UNFINISHED = "store.restoring"
_REPLACED = "store-replaced.db"


def backup_name(index: int, now: datetime) -> str:
    """Return the name of a station's backup made at a moment."""
    return f"hall-{index}-{now.astimezone(UTC):{_STAMP}}Z.backup"


class StoreVault:
    """Implements `app.ports.backup.Vault` for the store of a folder.

    Args:
        key: raw key of 32 bytes of an encrypted store; its backups have the same. Without one it is looked
            for where it was kept (see `data.keys`).
    """

    def __init__(self, folder: Path, key: bytes | None = None) -> None:
        self._folder = folder
        self._given = key

    @cached_property
    def _key(self) -> bytes | None:
        if self._given is not None:
            return self._given
        if (self._folder / STORE_FILE).exists():
            return find_key(self._folder)
        return kept_key(self._folder) if (self._folder / SHEET_FILE).exists() else None

    def write(self, target: Path, between: Between = unasked) -> StoreFacts:
        """Write a copy beside the others; what stands under `target` is whole and was read back.

        Raises:
            StorageError: `backup.exists`, `backup.folder_missing`, `backup.not_verified`, what the disk says.
        """
        if not target.parent.is_dir():
            raise StorageError("backup.folder_missing", folder=str(target.parent))
        if target.exists():
            raise StorageError("backup.exists", file=target.name)
        unfinished = target.with_name(target.name + ".unfinished")
        engine = open_engine(self._folder / STORE_FILE, self._key)
        try:
            make_private_file(unfinished)
            total = (self._folder / STORE_FILE).stat().st_size
            _copy_into(engine, unfinished, lambda: between(min(unfinished.stat().st_size, total), total))
            facts = self._verified(unfinished)
            _sync(unfinished)
            between(total, total)
            keep_sheet(self._folder, target)
            unfinished.replace(target)
        except OSError as error:
            raise told(error, target.parent) from error
        finally:
            engine.dispose()
            unfinished.unlink(missing_ok=True)
        return facts

    def _verified(self, path: Path) -> StoreFacts:
        try:
            return read_facts(path, self._key)
        except StorageError as error:
            raise StorageError("backup.not_verified", folder=str(path.parent)) from error

    def files(self, folder: Path) -> Sequence[BackupFile]:
        """Return the backups of this store's station, oldest first, by their names.

        Raises:
            StorageError: `backup.folder_missing`.
        """
        if not folder.is_dir():
            raise StorageError("backup.folder_missing", folder=str(folder))
        named = [found for path in folder.iterdir() if (found := _NAME.fullmatch(path.name))]
        made = [
            BackupFile(found[0], datetime.strptime(found[2], _STAMP).replace(tzinfo=UTC)) for found in named
        ]
        return sorted(made, key=lambda one: (one.made_at, one.name))

    def delete(self, folder: Path, files: Sequence[BackupFile]) -> None:
        """Delete backups and what was noted beside them."""
        for file in files:
            (folder / file.name).unlink(missing_ok=True)
            (folder / (file.name + _RESTORED)).unlink(missing_ok=True)
            drop_sheet(folder / file.name)

    def would_lose(self, source: Path) -> Loss:
        """Return what restoring a backup would throw away.

        Raises:
            StorageError: `backup.not_a_store`.
        """
        facts, present = self._source(source), self._present()
        return loss(facts, present) if present else Loss(0, 0, 0)

    def restore(self, source: Path, now: datetime, *, discard: bool, index: int | None = None) -> StoreFacts:
        """Put a backup in place of the store; see `app.ports.backup.Vault.restore`."""
        refuse_network_share(self._folder)
        make_private_folder(self._folder)
        with have_store_alone(self._folder):
            present = self._present()
            facts = self._source(source)
            lost = loss(facts, present) if present else Loss(0, 0, 0)
            if lost.anything and not discard:
                raise StorageError(
                    "restore.newer_work", cases=lost.cases, steps=lost.steps, rows=lost.outbox_rows
                )
            again = _again(source) if index is None else index  # what nobody used skips as nobody did
            firsts = floors(facts, present, hall_date(now), again, fresh_blocks=index is not None)
            if index is None and (present is None or present.station != facts.station):
                _note(source, now)
            fresh = self._folder / _UNFINISHED
            try:
                self._copied(source, fresh)
                self._begin_anew(fresh, facts, firsts, now, index)
                self._replace(fresh, known=present is not None)
            except OSError as error:
                raise told(error, self._folder) from error
            return read_facts(self._folder / STORE_FILE, self._key)

    def _source(self, source: Path) -> StoreFacts:
        """Read a backup through a copy of the present form, for an older one has other tables."""
        if not source.is_file():
            raise StorageError("backup.not_a_store", file=source.name)
        make_private_folder(self._folder)
        probe = self._folder / (_UNFINISHED + ".probe")
        try:
            self._copied(source, probe)
            return read_facts(probe, self._key)
        finally:
            _remove(probe)

    def _copied(self, source: Path, target: Path) -> None:
        _remove(target)
        make_private_file(target)
        shutil.copyfile(source, target)
        engine = open_engine(target, self._key)
        try:
            upgrade(engine)
        except StorageError as error:
            if error.code == "storage.damaged":
                raise StorageError("backup.not_a_store", file=source.name) from error
            raise
        finally:
            engine.dispose()

    def _present(self) -> StoreFacts | None:
        """Return what the store says that is here; None where there is none or nobody can read it."""
        path = self._folder / STORE_FILE
        if not path.exists():
            return None
        try:
            return read_facts(path, self._key)
        except StorageError:
            return None

    def _begin_anew(
        self, path: Path, facts: StoreFacts, firsts: dict[str, int], now: datetime, index: int | None
    ) -> None:
        """Give a copy a fresh epoch, its floors and an entry in the log, all in one transaction."""
        epoch = new_id()
        fresh = Station(facts.station, epoch, facts.index, facts.case_index, facts.document_index)
        engine = open_engine(path, self._key)
        tx = Transaction(engine, writes=True)
        try:
            tx.begin()
            tx.write(update(station).values(epoch=epoch))
            if index is not None:
                tx.write(update(sync_state).values(case_index=index, document_index=index))
            for pattern, first in firsts.items():
                tx.write(_put_floor(pattern, first))
            told_facts = {"backup": str(facts.written_at), "epoch": str(epoch)}
            AuditRepository(tx, fresh).append(now, "", "store.restore", "", "ok", told_facts)
            tx.commit()
            with engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA journal_mode = WAL")
            _settle(engine)
        finally:
            tx.close()
            engine.dispose()
        _sync(path)

    def _replace(self, fresh: Path, *, known: bool) -> None:
        """Put the copy in place; a write-ahead log of the former store must not outlive it."""
        path = self._folder / STORE_FILE
        if known:
            engine = open_engine(path, self._key)
            try:
                _settle(engine)
            finally:
                engine.dispose()
        if path.exists():
            copies = self._folder / "copies"
            make_private_folder(copies)
            kept = copies / _REPLACED
            shutil.copyfile(path, kept)
            kept.chmod(0o600)
        for beside in ("-wal", "-shm"):
            path.with_name(path.name + beside).unlink(missing_ok=True)
        fresh.replace(path)
        _sync_folder(self._folder)


def _copy_into(engine: Engine, path: Path, between: Callable[[], None]) -> None:
    """Copy a store into a file; what `between` raises ends the copy.

    SQLite only learns from its progress handler that it shall stop, not why.
    """
    stopped: list[BaseException] = []

    def go_on() -> bool:
        try:
            between()
        except BaseException as error:
            stopped.append(error)
        return bool(stopped)

    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.set_progress_handler(go_on, PROGRESS_STEPS)
        try:
            connection.exec_driver_sql("VACUUM INTO ?", (str(path),))
        except OperationalError:
            if stopped:
                raise stopped[0] from None
            raise
        finally:
            driver.set_progress_handler(None, 0)


def _put_floor(pattern: str, first: int) -> Insert:
    return (
        insert(number_floor)
        .values(pattern=pattern, first=first)
        .on_conflict_do_update(index_elements=["pattern"], set_={"first": first})
    )


def _settle(engine: Engine) -> None:
    """Bring everything out of the write-ahead log into the file."""
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all()


def _again(source: Path) -> int:
    """Return how often a backup was restored before without the store it came from."""
    noted = source.with_name(source.name + _RESTORED)
    try:
        return len(noted.read_text(encoding="utf-8").splitlines()) if noted.exists() else 0
    except OSError as error:
        raise StorageError("restore.numbers_unknown") from error


def _note(source: Path, now: datetime) -> None:
    """Note beside a backup that it is restored, before any number can be printed from it."""
    noted = source.with_name(source.name + _RESTORED)
    try:
        with noted.open("a", encoding="utf-8") as file:
            file.write(now.astimezone(UTC).isoformat() + "\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        # A second restore of a copy nobody could mark would print the same numbers again.
        raise StorageError("restore.numbers_unknown") from error


def _remove(path: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def _sync(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make a rename durable, where the system lets a folder be opened."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
