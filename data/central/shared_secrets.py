"""What the machines of a hall know and nobody else: the server's word, kept for a start without it."""

from collections.abc import Callable
from typing import TypeVar

from app.errors import SyncError
from data.central.queue_line import QueueLine
from data.central.secrets import CentralSecrets
from data.local_secrets import LocalSecrets
from data.store import LocalStore

T = TypeVar("T")


class SharedSecrets:
    """Implements `app.ports.queue.HallSecrets`; only the server is ever written to by a person."""

    def __init__(self, store: LocalStore, line: QueueLine) -> None:
        self._central, self._local = CentralSecrets(line), LocalSecrets(store)

    def person_key(self) -> bytes:
        """Return the hall's key for marks of persons; without the line the one known here."""
        return self._told(self._central.person_key, self._local.person_key, self._local.put_person_key)

    def renew_person_key(self) -> None:
        """Make another key.

        Raises:
            SyncError: without the line there is no other key.
        """
        self._central.renew_person_key()

    def pin_hash(self) -> str:
        """Return the hash of the maintenance number; without the line the one known here.

        A number that was set before the hall had a server becomes the hall's.
        """
        known = self._local.pin_hash
        return self._told(lambda: self._central.pin_hash(known()), known, self._local.put_pin_hash)

    def put_pin_hash(self, hashed: str) -> None:
        """Set the number that leads to a kiosk's maintenance.

        Raises:
            SyncError: without the line it stays as it is.
        """
        self._central.put_pin_hash(hashed)

    def _told(self, ask: Callable[[], T], known: Callable[[], T], keep: Callable[[T], None]) -> T:
        try:
            told = ask()
        except SyncError:
            return known()
        if told != known():
            keep(told)
        return told
