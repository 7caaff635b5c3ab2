"""What the hall asks of its devices, one Protocol a kind; drivers in `devices` fill them in.

Every method blocks, raises `DeviceError` for what the world does, and belongs on the lane of its port. A wait
is a loop of exchanges of at most two seconds that asks `cancelled` between them.
"""

from collections.abc import Callable, Mapping
from typing import Protocol, TypeAlias

from app.domain.device_records import (
    DeviceHealth,
    FingerMatch,
    FingerPrompt,
    IdCard,
    PrinterState,
    ShownCall,
)

Cancelled: TypeAlias = Callable[[], bool]
Prompt: TypeAlias = Callable[[FingerPrompt], None]


class Device(Protocol):
    """What every device on a port can do."""

    def restore(self) -> None:
        """Set the device up again after its port came back, and show what it showed before."""

    def inquire(self) -> Mapping[str, str]:
        """Ask the device once, for about a second, and return what it says about itself.

        The key `warning` holds an error code when the device works but wants somebody to come.

        Raises:
            DeviceError: it is not there, or not well.
        """


class DeviceRoom(Protocol):
    """The devices of a machine by their names; `devices.configured.ConfiguredDevices` is one."""

    def names(self) -> list[str]:
        """Return the devices' names in the order they were configured."""

    def port(self, name: str) -> str:
        """Return the port of a device, which is also the name of its lane."""

    def device(self, name: str) -> Device:
        """Return a device; its kind says which of the Protocols below it fulfils.

        Raises:
            DeviceError: why it could not be made.
        """

    def health(self, name: str) -> DeviceHealth:
        """Ask a device how it is; on the lane of its port."""

    def known(self, name: str) -> DeviceHealth:
        """Return what is known of a device without asking it."""

    def tend(self, port: str) -> None:
        """Look after a port, every second and on its lane: find it again, set its devices up again."""


class FingerprintReader(Device, Protocol):
    """A sensor that keeps fingers in numbered slots; no print ever leaves it."""

    def capacity(self) -> int:
        """Return how many slots there are."""

    def count(self) -> int:
        """Return how many slots are taken."""

    def stored(self) -> frozenset[int]:
        """Return the taken slots."""

    def free_slot(self) -> int:
        """Return the lowest free slot.

        Raises:
            DeviceError: `fingerprint.full`.
        """

    def enrol(self, slot: int, prompt: Prompt, cancelled: Cancelled) -> bool:
        """Take a finger twice and keep it in `slot`; return False when cancelled."""

    def identify(self, prompt: Prompt, cancelled: Cancelled) -> FingerMatch | None:
        """Wait for a finger and name its slot; return None when cancelled.

        Raises:
            DeviceError: `fingerprint.unknown_finger` for a finger nobody enrolled.
        """

    def delete(self, slot: int, count: int = 1) -> None:
        """Forget the fingers in `count` slots from `slot` on."""

    def empty(self) -> None:
        """Forget every finger."""


class QueueDisplay(Device, Protocol):
    """A display over a counter."""

    def show(self, call: ShownCall) -> None:
        """Show a call until the next one.

        Raises:
            DeviceError: `display.unshowable` when the device cannot draw the text; it then shows nothing new.
        """

    def clear(self) -> None:
        """Show nothing."""

    def brightness(self, level: int) -> None:
        """Set the brightness, 0 (darkest) to 15; a device without it does nothing."""


class IdCardReader(Device, Protocol):
    """A reader for resident ID cards and the three permits of the same form."""

    def poll(self) -> IdCard | None:
        """Look once for a card and read it; return None when there is none."""

    def read(self, cancelled: Cancelled) -> IdCard | None:
        """Wait for a card and read it; return None when cancelled."""


class TicketPrinter(Device, Protocol):
    """A printer that takes ready bytes."""

    def state(self) -> PrinterState:
        """Ask the printer how it is; silence is `PrinterState.UNKNOWN`."""

    def send(self, data: bytes) -> None:
        """Send a composed ticket."""


class Scanner(Device, Protocol):
    """A barcode scanner on a serial port."""

    def poll(self) -> str | None:
        """Return a scanned text within two seconds, else None."""

    def scan(self, cancelled: Cancelled) -> str | None:
        """Wait for a scan; return None when cancelled."""
