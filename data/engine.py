"""The SQLAlchemy engine of one store file: pooled connections, errors told as storage errors."""

import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL, Engine, ExceptionContext, create_engine, event
from sqlalchemy.pool import QueuePool

from app.errors import StorageError
from data import driver

BUSY_SECONDS = 10.0

_LONGEST_PAUSE = 0.002
_KEPT_CONNECTIONS = 4

T = TypeVar("T")


def open_engine(path: Path, key: bytes | None = None) -> Engine:
    """Return an engine on an existing store file; transactions are begun and ended in SQL by the caller.

    Connections may be used from any thread, one at a time. Whatever the disk, the file or another program
    does to a statement comes out as a `StorageError`.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        module=driver.MODULE,
        creator=lambda: driver.connect(path, key),
        poolclass=QueuePool,
        pool_size=_KEPT_CONNECTIONS,
        max_overflow=-1,
        isolation_level="AUTOCOMMIT",
    )

    @event.listens_for(engine, "handle_error")
    def tell(context: ExceptionContext) -> None:
        told = driver.storage_error(context.original_exception, path)
        if told is not None:
            raise told from context.original_exception

    return engine


def patiently(act: Callable[[], T], seconds: float = BUSY_SECONDS) -> T:
    """Do something that another program's lock may hold up, trying again until the time is over.

    SQLite's own busy handler sleeps in growing steps and is unfair when several programs press at once;
    short random pauses are not.

    Raises:
        StorageError: `storage.busy` when the time is over; any other at once.
    """
    deadline = time.monotonic() + seconds
    while True:
        try:
            return act()
        except StorageError as error:
            if error.code != "storage.busy" or time.monotonic() >= deadline:
                raise
        time.sleep(random.uniform(0, _LONGEST_PAUSE))
