"""What a scanner sends: put together until its suffix or a silence, and decoded (protocols §10)."""

import re
import unicodedata
from enum import Enum

from app.errors import DeviceError

LONGEST = 8192
"""More than any QR code holds (7 089 digits)."""


class Suffix(Enum):
    """What ends a scan beside a silence of 100 ms."""

    AUTO = b"\r\n\t"
    CR = b"\r\n"
    TAB = b"\t"
    NONE = b""


class Assembler:
    """Put the bytes of a scan together; scans come out in order.

    Args:
        suffix: what ends a scan; line feeds after carriage returns make no empty scans.
    """

    def __init__(self, suffix: Suffix) -> None:
        self._ends = re.compile(b"[" + re.escape(suffix.value) + b"]") if suffix.value else None
        self._pending = bytearray()

    @property
    def pending(self) -> int:
        """How many bytes wait for their end."""
        return len(self._pending)

    def take(self, received: bytearray) -> bytes | None:
        """Take the next whole scan; see `devices.transport.Take`.

        Raises:
            DeviceError: `scanner.too_long`; what was assembled is dropped.
        """
        self._pending += received
        received.clear()
        while self._ends is not None and (end := self._ends.search(self._pending)):
            scan = bytes(self._pending[: end.start()])
            del self._pending[: end.end()]
            if scan:
                return scan
        if len(self._pending) > LONGEST:
            self._pending.clear()
            raise DeviceError("scanner.too_long")
        return None

    def finish(self) -> bytes | None:
        """Take what is there as a scan, because nothing more came."""
        scan = bytes(self._pending)
        self._pending.clear()
        return scan or None


def decode(scan: bytes) -> str:
    """Return the text of a scan, UTF-8 or else GB18030, NFC, without blanks around it.

    Raises:
        DeviceError: `scanner.unreadable`, it is neither.
    """
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = scan.decode(encoding)
        except UnicodeDecodeError:
            continue
        return unicodedata.normalize("NFC", text).strip()
    raise DeviceError("scanner.unreadable")


TRIGGER_ANSWER = bytes.fromhex("02 00 00 01 00 33 31")
"""What a GM65 or GM861 module answers to a trigger command."""


def module_command(kind: int, register: int, value: int) -> bytes:
    """Return a command of GM65 and GM861 modules; `AB CD` in place of the CRC says that it is unchecked."""
    return b"\x7e\x00" + bytes((kind, 1)) + register.to_bytes(2, "big") + bytes((value,)) + b"\xab\xcd"


START_SCAN = module_command(0x08, 0x0002, 1)
STOP_SCAN = module_command(0x08, 0x0002, 0)


def take_trigger_answer(received: bytearray) -> bytes | None:
    """Take the answer to a trigger command; garbage before it is dropped."""
    start = received.find(TRIGGER_ANSWER)
    if start < 0:
        del received[: max(0, len(received) - len(TRIGGER_ANSWER) + 1)]
        return None
    del received[: start + len(TRIGGER_ANSWER)]
    return TRIGGER_ANSWER
