"""Bringing a store file to the form this program knows: Alembic's migrations, after a verified copy."""

import hashlib
import os
from pathlib import Path

from sqlalchemy import Engine

from app.errors import StorageError
from data.engine import open_engine, patiently
from data.locks import have_store_alone, use_store
from data.places import STORE_FILE, make_private_file, make_private_folder, told

HEAD = "0014"
"""The revision that `data.schema` describes; compared first, so that Alembic is imported only when needed."""

MIGRATIONS = Path(__file__).parent / "migrations"

_COPIES = "copies"
_BLOCK = 1 << 20


def bring_up_to_date(folder: Path, key: bytes | None = None) -> None:
    """See that a store has the form of `HEAD`; an older one is copied and migrated, alone with it.

    Raises:
        StorageError: `storage.newer_version`, `storage.damaged`, `storage.in_use`, `storage.copy_failed`, or
            what the disk says; the store is then as it was.
    """
    engine = open_engine(folder / STORE_FILE, key)
    try:
        with use_store(folder):
            revision = patiently(lambda: _revision(engine, folder))
        if revision != HEAD:
            with have_store_alone(folder):
                _migrate(engine, folder, key)
    finally:
        engine.dispose()


def _revision(engine: Engine, folder: Path) -> str:
    found: object = None
    with engine.connect() as connection:
        has_one = "SELECT count(*) FROM sqlite_schema WHERE name = 'alembic_version'"
        if connection.exec_driver_sql(has_one).scalar():
            found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    if not isinstance(found, str):
        raise StorageError("storage.damaged", folder=str(folder))
    if found > HEAD:
        raise StorageError("storage.newer_version", folder=str(folder))
    return found


def _migrate(engine: Engine, folder: Path, key: bytes | None) -> None:
    before = _revision(engine, folder)
    if before == HEAD:
        return  # another program was faster
    with engine.connect() as connection:
        # Everything out of the write-ahead log, so that the one file is the whole store.
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all()
    engine.dispose()
    _copy_before_migration(folder, before, key)
    upgrade(engine)


def upgrade(engine: Engine) -> None:
    """Run the migrations up to `HEAD` in one transaction; an empty file gets its first form.

    Raises:
        StorageError: what the disk says; nothing is changed then.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        # Tables are built anew and renamed; the references are checked as a whole before the commit.
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        command.upgrade(config, HEAD)
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise RuntimeError(f"the migration leaves broken references: {broken[:3]}")
        connection.exec_driver_sql("COMMIT")
    engine.dispose()


def _copy_before_migration(folder: Path, revision: str, key: bytes | None) -> None:
    """Copy the store file into `copies/`, read the copy back and check it."""
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
