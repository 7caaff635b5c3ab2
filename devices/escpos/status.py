"""What an ESC/POS printer says of itself: DLE EOT and GS r (protocols §9)."""

from dataclasses import dataclass
from enum import IntEnum

from app.domain.device_records import PrinterState

TRANSMIT_PAPER = bytes.fromhex("1D 72 01")
"""GS r 1, answered in its turn: after what was sent before it (§9)."""

_OFFLINE = 0x08  # of the answer to PRINTER
_COVER_OPEN, _STOPPED, _FAULT = 0x04, 0x20, 0x40  # OFFLINE_CAUSE
_CUTTER, _ANY_ERROR = 0x08, 0x6C  # ERROR
_NEAR_END, _NO_PAPER = 0x0C, 0x60  # PAPER


class Question(IntEnum):
    """The four real-time questions, n of DLE EOT n."""

    PRINTER = 1
    OFFLINE_CAUSE = 2
    ERROR = 3
    PAPER = 4

    def request(self) -> bytes:
        """Return the bytes that ask it."""
        return bytes((0x10, 0x04, self))


@dataclass(frozen=True)
class Status:
    """The four answers, each a valid byte."""

    printer: int
    cause: int
    error: int
    paper: int

    @property
    def cutter(self) -> bool:
        """Whether the cutter is stuck."""
        return bool(self.error & _CUTTER)

    @property
    def state(self) -> PrinterState:
        """The state, that which a person must mend first when there are several."""
        if self.cause & _COVER_OPEN:
            return PrinterState.COVER_OPEN
        if self.paper & _NO_PAPER or self.cause & _STOPPED:
            return PrinterState.PAPER_OUT
        if self.error & _ANY_ERROR or self.cause & _FAULT:
            return PrinterState.ERROR
        if self.printer & _OFFLINE:
            return PrinterState.OFFLINE
        return PrinterState.NEAR_END if self.paper & _NEAR_END else PrinterState.READY


def take_status(received: bytearray) -> int | None:
    """Take the first valid answer to a real-time question from what was received.

    Bits 0 and 7 of an answer are 0, bits 1 and 4 are 1; anything else (XON, ASB, noise) is dropped.
    """
    return _take(received, 0b1001_0011, 0b0001_0010)


def take_paper(received: bytearray) -> int | None:
    """Take the first valid answer to `TRANSMIT_PAPER`: bits 4 and 7 are 0; anything else is dropped."""
    return _take(received, 0b1001_0000, 0)


def _take(received: bytearray, fixed: int, value: int) -> int | None:
    for at, byte in enumerate(received):
        if byte & fixed == value:
            del received[: at + 1]
            return byte
    received.clear()
    return None
