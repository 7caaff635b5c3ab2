"""Where the raw key of an encrypted store lies: the system's keyring, else a file only its owner can read.

A sheet beside the store names the place, lets a key be recognised, and holds the key wrapped under a recovery
code that is told once. SQLCipher has no SM4; where a rule orders it, single fields need their own cipher.
"""

import base64
import hashlib
import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.errors import StorageError
from data.driver import RAW_KEY_BYTES, is_encrypted
from data.places import STORE_FILE, make_private_file, told

SHEET_FILE = "store.recovery"
KEY_FILE = "store.key"

_SERVICE = "hallcounter"
_CODE_BYTES = 20
_GROUP = 4
_NONCE_BYTES = 12
_LABEL = b"hallcounter recovery code"


class KeyPlace(Protocol):
    """Keeps raw keys by name."""

    def get(self, name: str) -> bytes | None:
        """Return a key, or None if it is not here.

        Raises:
            StorageError: `key.no_keyring`, the place cannot be opened.
        """

    def put(self, name: str, key: bytes) -> bool:
        """Keep a key; False if this place does not work here."""


class SystemKeyring:
    """The keyring of the signed-in user: Secret Service, Windows' vault, macOS' keychain."""

    def get(self, name: str) -> bytes | None:
        """Return a key, or None if it is not here."""
        try:
            import keyring
            from keyring.errors import KeyringError
        except ImportError:
            raise StorageError("key.no_keyring") from None
        try:
            found = keyring.get_password(_SERVICE, name)
        except KeyringError:
            raise StorageError("key.no_keyring") from None
        return None if found is None else bytes.fromhex(found)

    def put(self, name: str, key: bytes) -> bool:
        """Keep a key; False if there is no keyring, as on a kiosk without a session."""
        try:
            import keyring
            from keyring.errors import KeyringError
        except ImportError:
            return False
        try:
            keyring.set_password(_SERVICE, name, key.hex())
            return bool(keyring.get_password(_SERVICE, name) == key.hex())
        except KeyringError:
            return False


class OwnersFile:
    """A file in the folder of the store that only its owner can read."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / KEY_FILE

    def get(self, name: str) -> bytes | None:
        """Return the key of that name, or None if there is no such file."""
        try:
            kept, _, key = self._path.read_text(encoding="ascii").strip().partition(" ")
            return bytes.fromhex(key) if kept == name else None
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            raise StorageError("key.file", path=str(self._path)) from None

    def put(self, name: str, key: bytes) -> bool:
        """Keep a key in the place of any former one."""
        _write_privately(self._path, f"{name} {key.hex()}\n")
        return True


@dataclass(frozen=True)
class Sheet:
    """What lies beside an encrypted store; nothing of it opens the store without the recovery code.

    `place` is `keyring` or `file`, `check` recognises the key, `wrapped` is the key under the recovery code.
    """

    name: str
    place: str
    check: str
    nonce: str
    wrapped: str


def new_key(folder: Path, keyring: KeyPlace | None = None) -> tuple[bytes, str]:
    """Make and keep the key of a folder's store; return it with the recovery code, which is told only now.

    Raises:
        StorageError: what the disk says.
    """
    key, code = secrets.token_bytes(RAW_KEY_BYTES), secrets.token_bytes(_CODE_BYTES)
    name, nonce = secrets.token_hex(8), secrets.token_bytes(_NONCE_BYTES)
    wrapped = AESGCM(_wrapping(code)).encrypt(nonce, key, name.encode())
    _keep(folder, Sheet(name, "", _check(key), nonce.hex(), wrapped.hex()), key, keyring)
    return key, _spoken(code)


def _keep(folder: Path, sheet: Sheet, key: bytes, keyring: KeyPlace | None) -> None:
    kept = (keyring or SystemKeyring()).put(sheet.name, key)
    if not kept:
        OwnersFile(folder).put(sheet.name, key)
    placed = asdict(sheet) | {"place": "keyring" if kept else "file"}
    _write_privately(folder / SHEET_FILE, json.dumps(placed, indent=1) + "\n")


def find_key(folder: Path, keyring: KeyPlace | None = None) -> bytes | None:
    """Return the key of a folder's store, None if the store is plain.

    Raises:
        StorageError: `key.missing`, `key.no_keyring`, `key.wrong`, `key.file`, `key.sheet`.
    """
    return kept_key(folder, keyring) if is_encrypted(folder / STORE_FILE) else None


def kept_key(folder: Path, keyring: KeyPlace | None = None) -> bytes:
    """Return the key that the sheet of a folder names, be there a store or not.

    Raises:
        StorageError: as `find_key`.
    """
    sheet = _sheet(folder)
    place: KeyPlace = (keyring or SystemKeyring()) if sheet.place == "keyring" else OwnersFile(folder)
    key = place.get(sheet.name)
    if key is None:
        raise StorageError("key.missing", folder=str(folder))
    if len(key) != RAW_KEY_BYTES or _check(key) != sheet.check:
        raise StorageError("key.wrong", folder=str(folder))
    return key


def recover(folder: Path, code: str, keyring: KeyPlace | None = None) -> None:
    """Put the key back where it is looked for, by the recovery code as typed.

    Raises:
        StorageError: `key.code`, `key.sheet`, or what the disk says.
    """
    sheet = _sheet(folder)
    try:
        typed = base64.b32decode("".join(code.upper().replace("-", " ").split()))
        key = AESGCM(_wrapping(typed)).decrypt(
            bytes.fromhex(sheet.nonce), bytes.fromhex(sheet.wrapped), sheet.name.encode()
        )
    except (ValueError, InvalidTag):
        raise StorageError("key.code") from None
    _keep(folder, sheet, key, keyring)


def key_name(path: Path) -> str:
    """Return the name of the key that a sheet is about.

    Raises:
        StorageError: `key.sheet`.
    """
    return _read_sheet(path).name


def _sheet(folder: Path) -> Sheet:
    return _read_sheet(folder / SHEET_FILE)


def _read_sheet(path: Path) -> Sheet:
    try:
        return Sheet(**json.loads(path.read_text(encoding="ascii")))
    except (OSError, ValueError, TypeError):
        raise StorageError("key.sheet", path=str(path)) from None


def _check(key: bytes) -> str:
    return hashlib.sha256(b"hallcounter key check" + key).hexdigest()[:16]


def _wrapping(code: bytes) -> bytes:
    """Return the key that wraps: the code is random, so that no slow derivation is needed."""
    return hashlib.sha256(_LABEL + code).digest()


def _spoken(code: bytes) -> str:
    text = base64.b32encode(code).decode()
    return "-".join(text[start : start + _GROUP] for start in range(0, len(text), _GROUP))


def _write_privately(path: Path, text: str) -> None:
    unfinished = path.with_suffix(path.suffix + ".unfinished")
    make_private_file(unfinished)
    try:
        with unfinished.open("r+", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        raise told(error, path.parent) from error
