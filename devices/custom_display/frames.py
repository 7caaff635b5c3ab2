"""Frames for counter displays whose protocol no one has published: every part is a setting.

Prefix, address, GB2312 text, checksum, suffix, as the label on the display or its seller tells.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from app.errors import DeviceError
from devices.checksums import crc16_arc, crc16_modbus, sum8, sum16, xor8

MAX_TEXT = 200
_LONGEST = MAX_TEXT + 32
"""Bytes of the longest frame, with what stands around its text."""


class AddressForm(Enum):
    """How the display's address stands in the frame."""

    NONE = "none"
    BYTE = "byte"
    TWO_DIGITS = "2-digits"
    THREE_DIGITS = "3-digits"


class ChecksumKind(Enum):
    """Which checksum follows the text."""

    NONE = "none"
    SUM8 = "sum8"
    SUM16_LE = "sum16-le"
    SUM16_BE = "sum16-be"
    XOR8 = "xor8"
    CRC16_MODBUS_LE = "crc16-modbus-le"
    CRC16_MODBUS_BE = "crc16-modbus-be"
    CRC16_ARC_LE = "crc16-arc-le"
    CRC16_ARC_BE = "crc16-arc-be"


_Sum: TypeAlias = Callable[[bytes], bytes]


def _sized(function: Callable[[bytes], int], size: int, order: str) -> _Sum:
    def compute(data: bytes) -> bytes:
        return function(data).to_bytes(size, "little" if order == "le" else "big")

    return compute


_SUMS: Mapping[ChecksumKind, _Sum] = {
    ChecksumKind.NONE: lambda _: b"",
    ChecksumKind.SUM8: _sized(sum8, 1, "be"),
    ChecksumKind.SUM16_LE: _sized(sum16, 2, "le"),
    ChecksumKind.SUM16_BE: _sized(sum16, 2, "be"),
    ChecksumKind.XOR8: _sized(xor8, 1, "be"),
    ChecksumKind.CRC16_MODBUS_LE: _sized(crc16_modbus, 2, "le"),
    ChecksumKind.CRC16_MODBUS_BE: _sized(crc16_modbus, 2, "be"),
    ChecksumKind.CRC16_ARC_LE: _sized(crc16_arc, 2, "le"),
    ChecksumKind.CRC16_ARC_BE: _sized(crc16_arc, 2, "be"),
}


@dataclass(frozen=True)
class Frame:
    """The form of a display's frames.

    Attributes:
        prefix: bytes before the address.
        suffix: bytes after the checksum.
        separator: bytes between address and text.
        address_form: how the address is written.
        checksum: which checksum stands before the suffix.
        covers_prefix: whether the checksum counts the prefix too, not only address and text.
    """

    prefix: bytes
    suffix: bytes
    separator: bytes = b""
    address_form: AddressForm = AddressForm.BYTE
    checksum: ChecksumKind = ChecksumKind.SUM8
    covers_prefix: bool = True

    def pack(self, address: int, text: bytes) -> bytes:
        """Return the frame that shows `text` on the display with `address`."""
        body = self._address(address) + self.separator + text
        check = _SUMS[self.checksum](self.prefix + body if self.covers_prefix else body)
        return self.prefix + body + check + self.suffix

    def parse(self, frame: bytes, addresses: tuple[int, ...]) -> tuple[int, bytes]:
        """Read a frame for one of `addresses`: the address and its text.

        Raises:
            DeviceError: `device.garbled`, no such frame or a wrong checksum.
        """
        check = len(_SUMS[self.checksum](b""))
        for address in addresses:
            head = self.prefix + self._address(address) + self.separator
            text = frame[len(head) : len(frame) - check - len(self.suffix)]
            if frame.startswith(head) and self.pack(address, text) == frame:
                return address, text
        raise DeviceError("device.garbled")

    def _address(self, address: int) -> bytes:
        match self.address_form:
            case AddressForm.NONE:
                return b""
            case AddressForm.BYTE:
                return bytes((address,))
            case AddressForm.TWO_DIGITS:
                return b"%02d" % address
            case AddressForm.THREE_DIGITS:
                return b"%03d" % address


def take_frame(buffer: bytearray, form: Frame, addresses: tuple[int, ...]) -> tuple[int, bytes] | None:
    """Take the first sound frame for one of `addresses` from what was received, with the noise before it.

    A suffix byte may occur in a checksum, so a frame ends at the first suffix where its checksum is right.
    """
    start = 0
    while (start := buffer.find(form.prefix, start)) >= 0 and start < len(buffer):
        end = start + len(form.prefix)
        while 0 < (end := _after(buffer, form.suffix, end)) <= start + _LONGEST:
            try:
                found = form.parse(bytes(buffer[start:end]), addresses)
            except DeviceError:
                continue
            del buffer[:end]
            return found
        start += 1
    del buffer[:-_LONGEST]
    return None


def _after(buffer: bytearray, suffix: bytes, start: int) -> int:
    """Return where the next suffix after `start` ends, 0 when there is none."""
    at = buffer.find(suffix, start)
    end = at + len(suffix) if suffix else start + 1
    return end if at >= 0 and end <= len(buffer) else 0
