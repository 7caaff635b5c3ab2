"""Simulated counter displays whose frame is put together from settings, several on one line."""

from pathlib import Path

from devices.custom_display.frames import Frame, take_frame
from devices.simulators.frame import SimulatedDevice
from devices.simulators.led import LedPanel, cells

_LETTER = 16
_PANEL = (128, 16)


class CustomSimulator(SimulatedDevice):
    """Text displays; each address is one.

    Args:
        addresses: the displays on the line.
        out: folder for the pictures.
        form: the form of its frames; the driver's defaults unless told.
        reply: what it answers to a frame it took; empty for a display that never answers.
    """

    def __init__(
        self,
        addresses: tuple[int, ...] = (),
        out: Path | None = None,
        form: Frame | None = None,
        reply: bytes = b"",
    ) -> None:
        super().__init__(addresses or (1,), out)
        self.texts = dict.fromkeys(self.addresses, "")
        self._form = form or Frame(b"\x02", b"\x03")
        self._reply = reply
        self._received = bytearray()

    def receive(self, data: bytes) -> bytes:
        """See `SimulatedDevice`."""
        self._received += data
        answers = b""
        while (found := take_frame(self._received, self._form, self.addresses)) is not None:
            address, text = found
            self._show(address, text.decode("gb2312", "replace"))
            answers += self._reply
        return answers

    def power_on(self) -> bytes:
        """Show nothing."""
        self._received.clear()
        for address in self.addresses:
            self._show(address, "")
        return b""

    def _show(self, address: int, text: str) -> None:
        self.texts[address] = text
        if self.out is not None:
            panel = LedPanel(*_PANEL)
            panel.put(cells(text, _LETTER), 0, 0)
            self.out.mkdir(parents=True, exist_ok=True)
            panel.save(self.out / f"custom-{address}.png")
