"""The one module that speaks to cryptography: this station's Ed25519 key, and signatures verified."""

import base64
import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.domain import wire
from app.domain.certificates import SigningKey, refuse_withdrawn
from app.errors import RuleError, StorageError
from data.places import make_private_file, told

KEY_FILE = "signing-key.pem"

_UNFINISHED = "signing-key.unfinished"
_KEY_ID_LENGTH = 8


class StationSigner:
    """Fills the port `Signer`: the private key never leaves this object and its file."""

    def __init__(self, private: Ed25519PrivateKey, hall: str) -> None:
        self._private = private
        self.hall = hall
        self._public = private.public_key().public_bytes_raw()
        self.key_id = key_id_of(self._public)

    @property
    def public(self) -> str:
        """Return the public key, 64 hexadecimal digits."""
        return self._public.hex()

    def sign(self, message: bytes) -> bytes:
        """Return the signature of a message, 64 bytes."""
        return self._private.sign(message)


class PublicKeys:
    """Fills the port `HallKeys`."""

    def __init__(self, hall: str, keys: Iterable[SigningKey]) -> None:
        self.hall = hall
        self._keys = {key.key_id: key for key in keys if key.hall == hall}

    def verify(self, key_id: str, message: bytes, signature: bytes) -> None:
        """Accept a signature silently; see `app.ports.certificates.HallKeys`."""
        key = self._keys.get(key_id)
        if key is None:
            raise RuleError("certificate.key_unknown", key_id=key_id)
        refuse_withdrawn(key)
        try:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(key.public)).verify(signature, message)
        except InvalidSignature:
            raise RuleError("certificate.signature") from None


def key_id_of(public: bytes) -> str:
    """Return the name of a key, made from the key itself: 8 letters and digits."""
    return base64.b32encode(hashlib.sha256(public).digest())[:_KEY_ID_LENGTH].decode()


def open_signer(folder: Path, hall: str) -> StationSigner:
    """Return this station's key; the first time it is made, in a file that only its owner can read.

    Args:
        folder: the folder of the store.
        hall: the mark of the hall, as it stands in every code.

    Raises:
        StorageError: `signing_key.broken`, or what the disk says.
    """
    path = folder / KEY_FILE
    if not path.exists():
        return replace_key(folder, hall)
    try:
        private = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except OSError as error:
        raise told(error, folder) from error
    except ValueError as error:
        raise StorageError("signing_key.broken", path=str(path)) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise StorageError("signing_key.broken", path=str(path))
    return StationSigner(private, hall)


def replace_key(folder: Path, hall: str) -> StationSigner:
    """Make a new key in place of any former one, whose private half is gone afterwards.

    Raises:
        StorageError: what the disk says; the former key is then still there.
    """
    private = Ed25519PrivateKey.generate()
    data = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    unfinished = folder / _UNFINISHED
    make_private_file(unfinished)
    try:
        with unfinished.open("r+b") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(folder / KEY_FILE)
    except OSError as error:
        raise told(error, folder) from error
    return StationSigner(private, hall)


def write_key_list(path: Path, hall: str, keys: Iterable[SigningKey]) -> None:
    """Write the public keys of a hall for those who check without a store.

    Raises:
        StorageError: what the disk says.
    """
    plain = {"hall": hall, "keys": [wire.to_plain(key) for key in keys]}
    try:
        path.write_text(json.dumps(plain, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise told(error, path.parent) from error


def read_key_list(path: Path) -> PublicKeys:
    """Read a list of public keys.

    Raises:
        StorageError: `signing_key.list`.
    """
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        return PublicKeys(plain["hall"], [wire.from_plain(SigningKey, key) for key in plain["keys"]])
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise StorageError("signing_key.list", path=str(path)) from error
