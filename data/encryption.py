"""Encrypting a plain store: a verified encrypted copy takes its place, alone with the store."""

import hashlib
from pathlib import Path

from app.errors import StorageError
from data import driver
from data.driver import is_encrypted
from data.keys import KeyPlace, new_key
from data.locks import have_store_alone
from data.places import STORE_FILE, make_private_file, told

_UNFINISHED = "store.encrypting"


def encrypt_store(folder: Path, keyring: KeyPlace | None = None) -> str:
    """Encrypt a folder's store and return the recovery code, which is told only now.

    The plain file stays until the copy was read back and found the same in every row. A program killed
    meanwhile leaves the plain store as it was.

    Raises:
        StorageError: `storage.in_use`, `storage.copy_failed`, `key.encrypted_already`, or what the disk says.
    """
    path, unfinished = folder / STORE_FILE, folder / _UNFINISHED
    with have_store_alone(folder):
        if is_encrypted(path):
            raise StorageError("key.encrypted_already", folder=str(folder))
        make_private_file(unfinished)
        key, code = new_key(folder, keyring)
        try:
            _export(path, unfinished, key)
            if not is_encrypted(unfinished) or _contents(unfinished, key) != _contents(path, None):
                raise StorageError("storage.copy_failed", folder=str(folder))
            unfinished.replace(path)
            for rest in ("-wal", "-shm"):
                path.with_name(path.name + rest).unlink(missing_ok=True)
        except OSError as error:
            raise told(error, folder) from error
        except driver.Error as error:
            raise driver.storage_error(error, path) or error from error
    return code


def _export(source: Path, target: Path, key: bytes) -> None:
    connection = driver.connect(source, None)
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.execute(f"ATTACH DATABASE ? AS copy KEY \"x'{key.hex()}'\"", (str(target),))
        connection.execute("SELECT sqlcipher_export('copy')").fetchall()
        connection.execute("DETACH DATABASE copy")
    finally:
        connection.close()
    copied = driver.connect(target, key)
    try:
        copied.execute("PRAGMA journal_mode = WAL").fetchall()
    finally:
        copied.close()


def _contents(path: Path, key: bytes | None) -> dict[str, str]:
    """Return a digest of every table by its name, and of the schema; of a sound file only."""
    connection = driver.connect(path, key)
    try:
        if connection.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
            raise StorageError("storage.damaged", folder=str(path.parent))
        schema = connection.execute(
            "SELECT name, type, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name, type"
        ).fetchall()
        found = {"": hashlib.sha256(repr(schema).encode()).hexdigest()}
        tables = [name for name, kind, sql in schema if kind == "table" and "VIRTUAL" not in sql]
        for name in (*tables, "sqlite_sequence"):
            digest = hashlib.sha256()
            rows = connection.execute(f'SELECT * FROM "{name}"').fetchall()
            for row in sorted(rows, key=repr):
                digest.update(repr(row).encode())
            found[name] = digest.hexdigest()
        return found
    finally:
        connection.close()
