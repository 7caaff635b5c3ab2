"""What the machines of a hall know and nobody else, at the hall's PostgreSQL."""

import secrets

from data.central.queue_line import QueueLine

_PERSON_KEY, _PIN = "person_key", "pin_hash"
_KEY_BYTES = 32


class CentralSecrets:
    """Implements `app.ports.queue.HallSecrets`."""

    def __init__(self, line: QueueLine) -> None:
        self._line = line

    def person_key(self) -> bytes:
        """Return the hall's key for marks of persons; of two machines that ask first, both get one key."""
        return bytes.fromhex(self._value(_PERSON_KEY, secrets.token_hex(_KEY_BYTES)))

    def renew_person_key(self) -> None:
        """Make another key for marks of persons."""
        self._line.rows("SELECT queue.put_secret(%s, %s)", _PERSON_KEY, secrets.token_hex(_KEY_BYTES))

    def pin_hash(self, first: str = "") -> str:
        """Return the hash of the maintenance number, empty while none is set.

        Args:
            first: holds where the server was never told one.
        """
        return self._value(_PIN, first)

    def put_pin_hash(self, hashed: str) -> None:
        """Set the number that leads to a kiosk's maintenance."""
        self._line.rows("SELECT queue.put_secret(%s, %s)", _PIN, hashed)

    def _value(self, name: str, first: str) -> str:
        return str(self._line.rows("SELECT queue.secret(%s, %s) AS value", name, first)[0]["value"])
