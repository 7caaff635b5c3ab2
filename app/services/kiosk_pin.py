"""The number that leads to a kiosk's maintenance: set by who has the right, tried at the kiosk, logged."""

from app.domain.accounts import Actor, Right
from app.errors import RuleError
from app.ports.queue import HallSecrets
from app.ports.rules import PasswordHash
from app.services.journal import Journal

SHORTEST, LONGEST = 6, 12


class KioskPin:
    """One number of a hall, kept as a salted hash."""

    def __init__(self, secrets: HallSecrets, hashing: PasswordHash, journal: Journal) -> None:
        self._secrets = secrets
        self._hashing = hashing
        self._journal = journal

    def put(self, actor: Actor, pin: str) -> None:
        """Set the number; it holds at every kiosk of the hall at once.

        Raises:
            RuleError: `account.right_missing`, `kiosk.pin_form`.
        """
        actor.require(Right.KIOSK)
        if not (pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST):
            raise RuleError("kiosk.pin_form", shortest=SHORTEST, longest=LONGEST)
        self._secrets.put_pin_hash(self._hashing.hash(pin))
        self._log(actor.name, "kiosk.pin", "ok")

    def opens(self, kiosk: str, pin: str) -> bool:
        """Tell whether a number that was typed at a kiosk is the right one; each try stands in the log.

        Raises:
            RuleError: `kiosk.pin_unset`.
        """
        stored = self._secrets.pin_hash()
        if not stored:
            raise RuleError("kiosk.pin_unset")
        right = self._hashing.verify(stored, pin)
        self._log(kiosk, "kiosk.maintenance", "ok" if right else "refused")
        return right

    def _log(self, name: str, action: str, result: str) -> None:
        with self._journal.store.write() as unit:
            unit.audit.append(self._journal.moment().at, name, action, name, result, {})
            unit.commit()
