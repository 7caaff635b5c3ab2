"""What the machines of a hall know and nobody else, in the embedded store."""

import secrets

from data.store import LocalStore

_PERSON_KEY, _PIN = "person_key", "pin_hash"
_KEY_BYTES = 32


class LocalSecrets:
    """Implements `app.ports.queue.HallSecrets`."""

    def __init__(self, store: LocalStore) -> None:
        self._store = store

    def person_key(self) -> bytes:
        """Return the hall's key for marks of persons; of two programs that ask first, both get one key."""
        with self._store.read() as unit:
            known = unit.secrets.value(_PERSON_KEY)
        return bytes.fromhex(known or self._first_key())

    def put_person_key(self, key: bytes) -> None:
        """Keep the key that the hall's server told."""
        self._put(_PERSON_KEY, key.hex())

    def renew_person_key(self) -> None:
        """Make another key for marks of persons."""
        self._put(_PERSON_KEY, _fresh_key())

    def pin_hash(self) -> str:
        """Return the hash of the maintenance number, empty while none is set."""
        with self._store.read() as unit:
            return unit.secrets.value(_PIN)

    def put_pin_hash(self, hashed: str) -> None:
        """Set the number that leads to a kiosk's maintenance."""
        self._put(_PIN, hashed)

    def _first_key(self) -> str:
        with self._store.write() as unit:
            known = unit.secrets.value(_PERSON_KEY)
            if known:
                return known
            unit.secrets.put(_PERSON_KEY, fresh := _fresh_key())
            unit.commit()
        return fresh

    def _put(self, name: str, value: str) -> None:
        with self._store.write() as unit:
            unit.secrets.put(name, value)
            unit.commit()


def _fresh_key() -> str:
    return secrets.token_hex(_KEY_BYTES)
