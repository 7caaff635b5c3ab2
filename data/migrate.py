"""Bringing a store file to the form this program knows: Alembic's migrations, after a verified copy."""

import hashlib
import os
from pathlib import Path

from sqlalchemy import Engine

from app.errors import StorageError
from data.engine import open_engine, patiently
from data.places import STORE_FILE, make_private_file, make_private_folder, told

HEAD = "0001"
"""The revision that `data.schema` describes; compared first, so that Alembic is imported only when needed."""

MIGRATIONS = Path(__file__).parent / "migrations"

_COPIES = "copies"
_BLOCK = 1 << 20


def revision_of(engine: Engine, folder: Path) -> str:
    """Return the revision of a store file.

    Raises:
        StorageError: `storage.newer_version`, `storage.damaged` when it holds no revision, and what else
            reading it may raise.
    """
    with engine.connect() as connection:
        known = connection.exec_driver_sql(
            "SELECT count(*) FROM sqlite_schema WHERE name = 'alembic_version'"
        ).scalar()
        found = (
            connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() if known else None
        )
    if not isinstance(found, str):
        raise StorageError("storage.damaged", folder=str(folder))
    if found > HEAD:
        raise StorageError("storage.newer_version", folder=str(folder))
    return found


def migrate(folder: Path, key: bytes | None = None) -> None:
    """Copy a store file and bring it to `HEAD`; the caller holds the store alone.

    Raises:
        StorageError: copy or migration failed; the store is as it was.
    """
    engine = open_engine(folder / STORE_FILE, key)
    try:
        before = revision_of(engine, folder)
        if before == HEAD:
            return
        with engine.connect() as connection:
            # Everything out of the write-ahead log, so that the one file is the whole store.
            patiently(lambda: connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all())
        engine.dispose()
        copy_before_migration(folder, before, key)
        upgrade(engine)
    finally:
        engine.dispose()


def upgrade(engine: Engine, revision: str = HEAD) -> None:
    """Run the migrations in one transaction; an empty file gets its first form."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        # Tables are built anew and renamed; the references are checked as a whole before the commit.
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        command.upgrade(config, revision)
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise RuntimeError(f"the migration leaves broken references: {broken[:3]}")
        connection.exec_driver_sql("COMMIT")
        connection.invalidate()


def copy_before_migration(folder: Path, revision: str, key: bytes | None) -> Path:
    """Copy the store file into `copies/`, read the copy back and check it; return its path.

    Raises:
        StorageError: `storage.copy_failed`, or what the disk says.
    """
    source, target = folder / STORE_FILE, folder / _COPIES / f"store-{revision}.db"
    unfinished = target.with_suffix(".unfinished")
    make_private_folder(target.parent)
    make_private_file(unfinished)
    try:
        written = _copy(source, unfinished)
        if written != _digest(unfinished) or not _is_sound(unfinished, key):
            raise StorageError("storage.copy_failed", folder=str(folder))
        unfinished.replace(target)
    except OSError as error:
        raise told(error, folder) from error
    return target


def _copy(source: Path, target: Path) -> bytes:
    digest = hashlib.sha256()
    with source.open("rb") as old, target.open("r+b") as new:
        while block := old.read(_BLOCK):
            digest.update(block)
            new.write(block)
        new.flush()
        os.fsync(new.fileno())
    return digest.digest()


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _is_sound(path: Path, key: bytes | None) -> bool:
    engine = open_engine(path, key)
    try:
        with engine.connect() as connection:
            return connection.exec_driver_sql("PRAGMA quick_check").scalars().all() == ["ok"]
    finally:
        engine.dispose()
