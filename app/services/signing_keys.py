"""The hall's public keys: registered by the stations that sign, replaced, and withdrawn when stolen."""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

from app.domain.accounts import Actor, Right
from app.domain.certificates import SigningKey, refuse_withdrawn
from app.errors import RuleError
from app.ports.certificates import Signer
from app.services.journal import Journal


class SigningKeys:
    """Keeps the list of public keys, which goes to the centre and to every other station of the hall."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def all(self) -> tuple[SigningKey, ...]:
        """Return the hall's public keys."""
        with self._journal.store.read() as unit:
            return unit.certificates.signing_keys()

    def register(self, key_id: str, hall: str, public: str) -> None:
        """Make this station's key known; the station's former key is from now on replaced."""
        with self._journal.store.write() as unit:
            known = unit.certificates.signing_keys()
            if any(key.key_id == key_id for key in known):
                return
            at, station = self._journal.moment().at, unit.station.index
            for key in known:
                if key.station == station and key.replaced_at is None:
                    unit.certificates.put_key(replace(key, replaced_at=at))
            unit.certificates.put_key(SigningKey(key_id, hall, station, public, at))
            unit.audit.append(at, "", "signing_key.register", key_id, "ok", {})
            unit.commit()

    def withdraw(self, actor: Actor, key_id: str, reason: str) -> SigningKey:
        """Withdraw a key that may be in wrong hands: nothing it signed counts any more.

        Raises:
            RuleError: `certificate.key_unknown`, `certificate.key_withdrawn`, `case.reason_missing`.
        """
        actor.require(Right.ADMINISTRATOR)
        if not reason.strip():
            raise RuleError("case.reason_missing")
        with self._journal.store.write() as unit:
            at = self._journal.moment().at
            key = next((key for key in unit.certificates.signing_keys() if key.key_id == key_id), None)
            if key is None:
                raise RuleError("certificate.key_unknown", key_id=key_id)
            refuse_withdrawn(key)
            withdrawn = replace(key, withdrawn_at=at, withdrawn_reason=reason.strip())
            unit.certificates.put_key(withdrawn)
            unit.audit.append(at, actor.name, "signing_key.withdraw", key_id, "ok", {})
            unit.commit()
        return withdrawn


class FirstUseSigner:
    """Implements `app.ports.certificates.Signer`: opens this station's key at the first signature.

    Its public half is then made known, so that whatever it signs can be checked.

    Args:
        open_key: opens the key of this station for a hall, named by its area code; makes it the first time.
    """

    def __init__(self, journal: Journal, keys: SigningKeys, open_key: Callable[[str], Signer]) -> None:
        self._journal = journal
        self._keys = keys
        self._open_key = open_key

    @cached_property
    def _signer(self) -> Signer:
        with self._journal.store.read() as unit:
            hall = unit.hall.facts().area_code
        signer = self._open_key(hall)
        self._keys.register(signer.key_id, signer.hall, signer.public)
        return signer

    @property
    def key_id(self) -> str:
        """Name the key."""
        return self._signer.key_id

    @property
    def hall(self) -> str:
        """Name the hall the key belongs to."""
        return self._signer.hall

    @property
    def public(self) -> str:
        """Return the public key, 64 hexadecimal digits."""
        return self._signer.public

    def sign(self, message: bytes) -> bytes:
        """Return the Ed25519 signature of a message, 64 bytes."""
        return self._signer.sign(message)
