"""What a visitor holds before a kiosk's card reader and scanner, without the wires between."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from app.domain.device_records import (
    CardType,
    DeviceHealth,
    DeviceKind,
    DeviceSettings,
    DeviceState,
    IdCard,
)
from app.errors import DeviceError
from app.ports.devices import Device

READER, SCANNER = "身份证", "扫码"
BOTH = (
    DeviceSettings(READER, DeviceKind.ID_CARD_READER, "sdt", "socket://reader"),
    DeviceSettings(SCANNER, DeviceKind.SCANNER, "serial", "socket://scanner"),
)
CARD = "632621199003074510"


def card(number: str = CARD) -> IdCard:
    return IdCard(CardType.RESIDENT, "才让多杰", "1", date(1990, 3, 7), number, date(2020, 1, 1), None)


@dataclass
class Slot:
    """Gives what was laid on it once, as a reader does."""

    held: list[object] = field(default_factory=list)

    def poll(self) -> object:
        found = self.held.pop(0) if self.held else None
        if isinstance(found, DeviceError):
            raise found
        return found


class Counter:
    """A room of devices with two slots; nothing is ever wrong with them."""

    def __init__(self, settings: Sequence[DeviceSettings]) -> None:
        self._settings = {one.name: one for one in settings}
        self.slots = {name: Slot() for name in self._settings}

    def names(self) -> list[str]:
        return list(self._settings)

    def port(self, name: str) -> str:
        return self._settings[name].port

    def device(self, name: str) -> Device:
        return self.slots[name]  # type: ignore[return-value]  # only asked to poll

    def health(self, name: str) -> DeviceHealth:
        return self.known(name)

    def known(self, name: str) -> DeviceHealth:
        return DeviceHealth(name, self._settings[name].kind, DeviceState.READY)

    def tend(self, port: str) -> None:
        """Nothing to look after."""

    def close(self) -> None:
        """Nothing to close."""
