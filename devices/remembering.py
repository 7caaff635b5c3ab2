"""What every queue display has in common: it is shown again what it showed after its port came back."""

from abc import ABC, abstractmethod

from app.domain.device_records import ShownCall


class RememberingDisplay(ABC):
    """A display that forgets at power-off, and a driver that does not."""

    def __init__(self) -> None:
        self._shown: bytes | None = None
        self._level: int | None = None

    def show(self, call: ShownCall) -> None:
        """Show a call until the next one.

        Raises:
            DeviceError: the device cannot draw it (`display.unshowable`, `display.no_picture`,
                `display.picture_size`, `display.too_long`); it then goes on showing what it showed.
        """
        self._put(self._drawn(call))

    def clear(self) -> None:
        """Show nothing."""
        self._put(self._blank())

    def brightness(self, level: int) -> None:
        """Set the brightness, 0 (darkest) to 15; a device without it does nothing."""
        self._level = level
        self._deliver(*self._dimmed(level))

    def restore(self) -> None:
        """Set brightness and picture again as they were before the port went away."""
        dimmed = () if self._level is None else self._dimmed(self._level)
        self._deliver(*dimmed, self._blank() if self._shown is None else self._shown)

    def _put(self, request: bytes) -> None:
        # Remembered before it is sent: when the line breaks now, this is what its return must bring.
        self._shown = request
        self._deliver(request)

    @abstractmethod
    def _drawn(self, call: ShownCall) -> bytes:
        """Return the request that shows the call."""

    @abstractmethod
    def _blank(self) -> bytes:
        """Return the request that shows nothing."""

    @abstractmethod
    def _deliver(self, *requests: bytes) -> None:
        """Send the requests, waiting for the answer to each where there is one."""

    def _dimmed(self, level: int) -> tuple[bytes, ...]:
        """Return the requests that set the brightness, none where the device has no such thing."""
        return ()
