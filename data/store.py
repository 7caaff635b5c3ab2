"""The station's store: one encrypted-ready SQLite file in a folder, made, opened, and given out as units."""

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine, func, insert, select

from app.changes import Changes
from app.domain.ids import new_id
from app.errors import StorageError
from app.ports.store import Station
from data import driver
from data.engine import open_engine, patiently
from data.locks import FileLock, have_store_alone, use_store
from data.migrate import bring_up_to_date, upgrade
from data.places import STORE_FILE, make_private_file, make_private_folder, refuse_network_share, told
from data.schema import station
from data.sync_schema import sync_state
from data.transaction import Transaction
from data.unit_of_work import LocalUnit

_UNFINISHED = "store.unfinished"
_STATION = select(
    station.c.id,
    station.c.epoch,
    station.c.number_index,
    func.coalesce(sync_state.c.case_index, station.c.number_index),
    func.coalesce(sync_state.c.document_index, station.c.number_index),
).join_from(station, sync_state, sync_state.c.only == station.c.only)


class LocalStore:
    """Implements `app.ports.store.Store`; opened by `open_store` or `create_store`, ended by `close`.

    `station` says whose store it is. A unit of work takes a connection of its own while it lasts.
    """

    def __init__(
        self, folder: Path, engine: Engine, lock: FileLock, changed: Callable[[Changes], None]
    ) -> None:
        self.folder = folder
        self._engine = engine
        self._lock = lock
        self._changed = changed
        with engine.connect() as connection:
            row = patiently(lambda: connection.execute(_STATION).one())
        self.station = Station(*row)

    def read(self) -> LocalUnit:
        """Return a unit that only reads and blocks nobody."""
        return self._unit(writes=False)

    def write(self) -> LocalUnit:
        """Return a unit that holds the store's one write lock from its beginning."""
        return self._unit(writes=True)

    def _unit(self, *, writes: bool) -> LocalUnit:
        return LocalUnit(Transaction(self._engine, writes=writes), self.station, self._changed)

    def faults(self) -> tuple[str, ...]:
        """Check the whole file page by page (seconds on a big store); nothing when it is sound."""
        try:
            with self._engine.connect() as connection:
                pages = connection.exec_driver_sql("PRAGMA quick_check").scalars().all()
                references = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        except StorageError as error:
            if error.code != "storage.damaged":
                raise
            return (str(error),)
        return (*(page for page in pages if page != "ok"), *(str(broken) for broken in references))

    def close(self) -> None:
        """Close all connections and let a migration run."""
        self._engine.dispose()
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def holds_store(folder: Path) -> bool:
    """Tell whether there is a store in a folder."""
    return (folder / STORE_FILE).exists()


def create_store(
    folder: Path, index: int, *, changed: Callable[[Changes], None], key: bytes | None = None
) -> LocalStore:
    """Make the store of a new station and open it; a program killed meanwhile leaves no store behind.

    Args:
        index: the index of the station's number blocks in its hall.
        changed: called after each commit, on the thread of the unit.
        key: raw key of 32 bytes of an encrypted store; without one the store is plain.

    Raises:
        StorageError: `storage.exists`, `storage.network_share`, `storage.read_only`, `storage.disk_full`,
            `storage.in_use`.
    """
    refuse_network_share(folder)
    make_private_folder(folder)
    with have_store_alone(folder):
        if holds_store(folder):
            raise StorageError("storage.exists", folder=str(folder))
        unfinished = folder / _UNFINISHED
        make_private_file(unfinished)
        _fill(unfinished, index, key)
        try:
            unfinished.replace(folder / STORE_FILE)
        except OSError as error:
            raise told(error, folder) from error
    return open_store(folder, changed=changed, key=key)


def create_encrypted_store(
    folder: Path, index: int, *, changed: Callable[[Changes], None]
) -> tuple[LocalStore, str]:
    """Make the store of a new station under a key of its own and open it.

    Returns:
        The store, and the recovery code, which is told only now.

    Raises:
        StorageError: see `create_store`.
    """
    from data.keys import new_key

    refuse_network_share(folder)
    make_private_folder(folder)
    if holds_store(folder):
        raise StorageError("storage.exists", folder=str(folder))
    key, code = new_key(folder)
    return create_store(folder, index, changed=changed, key=key), code


def _fill(path: Path, index: int, key: bytes | None) -> None:
    engine = open_engine(path, key)
    try:
        upgrade(engine)
        with engine.connect() as connection:
            values = {"only": 1, "id": new_id(), "epoch": new_id(), "number_index": index}
            connection.execute(insert(station), values)
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
    finally:
        engine.dispose()


def open_store(folder: Path, *, changed: Callable[[Changes], None], key: bytes | None = None) -> LocalStore:
    """Open a store, brought to this program's form first if it is older.

    Args:
        key: the key of an encrypted store; without one it is looked for where it was kept (see `data.keys`).

    Raises:
        StorageError: `storage.missing`, `storage.network_share`, `storage.read_only`, `storage.damaged`,
            `storage.newer_version`, `storage.in_use` (other programs use a store that must be migrated, or
            one migrates it just now), `storage.copy_failed`, `storage.disk_full`.
    """
    refuse_network_share(folder)
    if not holds_store(folder):
        raise StorageError("storage.missing", folder=str(folder))
    if key is None and driver.is_encrypted(folder / STORE_FILE):
        from data.keys import find_key

        key = find_key(folder)
    bring_up_to_date(folder, key)
    lock = use_store(folder)
    engine = open_engine(folder / STORE_FILE, key)
    try:
        return LocalStore(folder, engine, lock, changed)
    except BaseException:
        engine.dispose()
        lock.release()
        raise
