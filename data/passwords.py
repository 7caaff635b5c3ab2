"""Password hashes by argon2id."""

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

from app.errors import StorageError


class Argon2Passwords:
    """Keeps passwords as argon2id hashes that carry their salt and parameters (RFC 9106 §4).

    Args:
        time_cost: passes over the memory.
        memory_kib: memory in KiB; 64 MiB is the RFC's second choice and bearable on a counter's machine.
        parallelism: lanes.
    """

    def __init__(self, time_cost: int = 3, memory_kib: int = 65_536, parallelism: int = 4) -> None:
        self._hasher = PasswordHasher(time_cost=time_cost, memory_cost=memory_kib, parallelism=parallelism)

    def hash(self, password: str) -> str:
        """Return a salted hash that carries its own parameters."""
        return self._hasher.hash(_typed(password))

    def verify(self, stored: str, password: str) -> bool:
        """Tell whether the password belongs to the stored hash.

        Raises:
            StorageError: `password.damaged`: what is stored is no argon2 hash.
        """
        try:
            return self._hasher.verify(stored, _typed(password))
        except VerifyMismatchError:
            return False
        except (InvalidHashError, VerificationError) as error:
            raise StorageError("password.damaged") from error

    def needs_rehash(self, stored: str) -> bool:
        """Tell whether the stored hash was made with other parameters than today's.

        Raises:
            StorageError: `password.damaged`: what is stored is no argon2 hash.
        """
        try:
            return self._hasher.check_needs_rehash(stored)
        except InvalidHashError as error:
            raise StorageError("password.damaged") from error


def _typed(password: str) -> str:
    # The same letters typed on another keyboard are the same password.
    return unicodedata.normalize("NFC", password)
