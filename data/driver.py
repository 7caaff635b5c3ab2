"""The SQLite driver: the one import of sqlcipher3, typed outwards, and what its error codes mean to us."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol, cast

from sqlcipher3 import dbapi2 as _dbapi2

from app.errors import StorageError

MODULE = cast(ModuleType, _dbapi2)
Error = cast(type[Exception], _dbapi2.Error)
IntegrityError = cast(type[Exception], _dbapi2.IntegrityError)
RAW_KEY_BYTES = 32

_PLAIN_HEADER = b"SQLite format 3\0"
_PRIMARY_CODE = 0xFF
_MEANING = {
    3: "storage.read_only",  # PERM
    5: "storage.busy",  # BUSY
    6: "storage.busy",  # LOCKED
    8: "storage.read_only",  # READONLY
    10: "storage.disk_fault",  # IOERR
    11: "storage.damaged",  # CORRUPT
    13: "storage.disk_full",  # FULL
    14: "storage.read_only",  # CANTOPEN
    26: "storage.damaged",  # NOTADB
}


def is_encrypted(path: Path) -> bool:
    """Tell by its header whether a store file is encrypted; an empty file is not.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        header = file.read(len(_PLAIN_HEADER))
    return bool(header) and header != _PLAIN_HEADER


class DriverCursor(Protocol):
    """What we use of a raw cursor."""

    @property
    def rowcount(self) -> int:
        """Return how many rows a write changed."""

    @property
    def lastrowid(self) -> int:
        """Return the place of the last row inserted."""

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Return the rows that are left."""


class DriverConnection(Protocol):
    """What we use of a raw connection."""

    def execute(self, sql: str, values: Sequence[Any] = ()) -> DriverCursor:
        """Run one statement."""

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> DriverCursor:
        """Run one statement for each of some rows."""

    def close(self) -> None:
        """Close it."""


def connect(path: Path, key: bytes | None) -> DriverConnection:
    """Open an existing store file with our pragmas; statements commit by themselves outside BEGIN.

    Args:
        key: a raw key of 32 bytes for an encrypted file, None for a plain one.
    """
    connection = cast(
        DriverConnection,
        _dbapi2.connect(
            f"{path.absolute().as_uri()}?mode=rw",
            uri=True,
            timeout=0,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        ),
    )
    try:
        _prepare(connection, key)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: DriverConnection, key: bytes | None) -> None:
    if key is not None:
        if len(key) != RAW_KEY_BYTES:
            raise ValueError(f"a raw key has {RAW_KEY_BYTES} bytes, not {len(key)}")
        # Any statement before this one would write a plain file without complaint.
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for pragma in ("synchronous = FULL", "foreign_keys = ON", "recursive_triggers = ON"):
        connection.execute(f"PRAGMA {pragma}")


def storage_error(error: BaseException, path: Path) -> StorageError | None:
    """Return what a driver error says about the world, or None when it is a bug of ours."""
    code = getattr(error, "sqlite_errorcode", None)
    meaning = _MEANING.get(code & _PRIMARY_CODE) if isinstance(code, int) else None
    return StorageError(meaning, folder=str(path.parent)) if meaning else None
