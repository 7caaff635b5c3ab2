"""A further machine of a hall: a store of its own, and the hall fetched from the centre."""

from collections.abc import Callable
from pathlib import Path

from app.changes import unheard
from app.commands.central import read_connection
from app.domain.sync import Connection
from app.errors import SyncError
from app.services.exchange import Exchange
from app.services.import_hall import stands
from data.central.stations import station_sync
from data.store import LocalStore, create_encrypted_store, holds_store, open_store
from data.unfinished import remove_unfinished


class JoiningFolder:
    """Implements `app.ports.new_hall.HallJoiner` for the store of a folder.

    Args:
        exchange_of: gives what takes in the records that come down to a store.
    """

    def __init__(self, folder: Path, exchange_of: Callable[[LocalStore], Exchange]) -> None:
        self._folder = folder
        self._exchange_of = exchange_of

    def read(self, file: Path) -> Connection:
        """Read a connection file; see `HallJoiner`."""
        return read_connection(file)

    def begin(self, connection: Connection) -> str:
        """Make the encrypted store, or go on with the one that was enrolled before."""
        if holds_store(self._folder):
            if self._was_begun(connection):
                return ""
            remove_unfinished(self._folder)
        store, code = create_encrypted_store(self._folder, connection.index, changed=unheard)
        store.close()
        return code

    def fetch(self, connection: Connection, between: Callable[[], None]) -> None:
        """Enrol the store and exchange everything; see `HallJoiner`."""
        with open_store(self._folder, changed=unheard) as store:
            sync = station_sync(store, self._exchange_of(store))
            sync.join(connection)
            sync.run(between)
            with store.read() as unit:
                if not stands(unit):
                    raise SyncError("sync.no_hall", hall=connection.hall)

    def _was_begun(self, connection: Connection) -> bool:
        with open_store(self._folder, changed=unheard) as store, store.read() as unit:
            joined = unit.sync.standing().connection
        return joined is not None and (joined.hall, joined.station) == (connection.hall, connection.station)
