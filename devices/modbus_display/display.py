"""Queue display of seven-segment digits on Modbus RTU: it shows the ticket's number (protocols §3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from app.domain.device_records import ShownCall
from devices.line import Line
from devices.modbus_display.frames import Write, take_reply
from devices.modbus_display.segments import right_justified
from devices.options import Options
from devices.remembering import RememberingDisplay

_REPLY_SECONDS = 1.0
_ADDRESSES = 247
"""Slave addresses a request may name (Modbus over Serial Line V1.02, 2.2)."""


@dataclass(frozen=True)
class Digits:
    """How a seven-segment display is configured; the register map differs by maker.

    Attributes:
        slave: its address, 1 as shipped.
        digits: how many it has.
        register: first register of the string.
    """

    slave: int = 1
    digits: int = 6
    register: int = 0x70

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "Digits":
        """Return what the settings file says.

        Raises:
            DeviceError: `device.option`.
        """
        options = Options(given)
        return cls(
            slave=options.number("address", 1, 1, _ADDRESSES),
            digits=options.number("digits", 6, 3, 16),
            register=options.number("register", 0x70, 0, 0xFFFF),
        )


class ModbusDisplay(RememberingDisplay):
    """A seven-segment queue display.

    Args:
        line: the port, shared with other displays.
        digits: address and size.
    """

    def __init__(self, line: Line, digits: Digits) -> None:
        super().__init__()
        self._line, self._digits = line, digits

    @classmethod
    def configured(cls, line: Line, options: Mapping[str, str]) -> "ModbusDisplay":
        """Return the display that the technician configured, see `Digits.read`."""
        return cls(line, Digits.read(options))

    def inquire(self) -> Mapping[str, str]:
        """Write what it shows once more: the family has no question every model answers.

        Raises:
            DeviceError: it does not answer, or refuses.
        """
        self.restore()
        return {"address": str(self._digits.slave)}

    def _drawn(self, call: ShownCall) -> bytes:
        return self._write(call.ticket).request()

    def _blank(self) -> bytes:
        return self._write("").request()

    def _write(self, text: str) -> Write:
        data = right_justified(text, self._digits.digits)
        words = tuple(int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2))
        return Write(self._digits.slave, self._digits.register, words, several=True)

    def _deliver(self, *requests: bytes) -> None:
        for request in requests:
            self._line.exchange(request, partial(take_reply, request=request), seconds=_REPLY_SECONDS)
