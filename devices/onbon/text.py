"""Frames and commands of Onbon K cards, which draw text with their own fonts (protocols §1)."""

import struct
from dataclasses import dataclass
from datetime import datetime

from app.errors import DeviceError
from devices.onbon import link
from devices.onbon.link import PC

ANY_DEVICE = 0xFE
MAX_FRAME = 1000
"""Bytes that surely fit a controller's receive buffer of 1024 (third-party source, protocols §1.3)."""

ACK = bytes.fromhex("A000000000")

CRC_ERROR = 5

_HEADER = struct.Struct("<HH3xBBBBBH")
_CHECK_CRC, _CHECK_SUM = 0, 1
_BARCODE = 16


@dataclass(frozen=True)
class Packet:
    """One frame's header and data.

    Attributes:
        screen: the display's number, whichever way the frame goes.
        data: command or reply.
        answer: whether the display sends it; else the computer does.
        device: the card's type (§1.1), FE for any.
        dynamic: whether areas have priority over programs.
    """

    screen: int
    data: bytes
    answer: bool = False
    device: int = ANY_DEVICE
    dynamic: bool = False

    def frame(self) -> bytes:
        """Return the frame as it goes over the line."""
        to, sender = (PC, self.screen) if self.answer else (self.screen, PC)
        header = _HEADER.pack(to, sender, 0, _CHECK_CRC, self.dynamic, self.device, 2, len(self.data))
        return link.wrap(header + self.data)


def parse(body: bytes) -> Packet:
    """Read a frame body, request or reply, that stood between the marks.

    Raises:
        DeviceError: `device.garbled`, not a K frame, or its check or length is wrong.
    """
    plain = link.unescape(body)
    if len(plain) < _HEADER.size + 2 or plain[8] not in (_CHECK_CRC, _CHECK_SUM):
        raise DeviceError("device.garbled")
    payload = link.verified(plain, by_sum=plain[8] == _CHECK_SUM)
    to, sender, option, _, dynamic, device, version, length = _HEADER.unpack_from(payload)
    data = payload[_HEADER.size + (_BARCODE if option else 0) :]
    if version != 2 or len(data) != length or PC not in (to, sender):
        raise DeviceError("device.garbled")
    return Packet(sender if to == PC else to, data, to == PC, device, bool(dynamic))


def ping() -> bytes:
    """Return the data of A2 00, is anybody there (§1.2)."""
    return bytes.fromhex("A200010000")


def clear() -> bytes:
    """Return the data of A3 10, clear the screen (§1.2)."""
    return bytes.fromhex("A310010000")


def power(on: bool) -> bytes:
    """Return the data of A3 00, light the screen or darken it (§1.2)."""
    return bytes.fromhex("A300010000") + (b"\x01" if on else b"\x02")


def brightness(level: int) -> bytes:
    """Return the data of A3 02 with one forced level 0..15 for the whole day (§1.2)."""
    if not 0 <= level <= 15:
        raise ValueError(f"brightness {level} is not 0..15")
    return bytes.fromhex("A30201000001") + bytes((level,)) * 49


def set_clock(when: datetime) -> bytes:
    """Return the data of A2 03, set the clock to `when` as the hall's walls show it (§1.2).

    The card takes BCD, the year's last two digits first, Monday as weekday 1.
    """
    digits = when.strftime("%y") + when.strftime("%Y")[:2] + when.strftime("%m%d%H%M%S")
    return bytes.fromhex(f"A203010000{digits}0{when.isoweekday()}")


def nack(error: int) -> bytes:
    """Return the data of a refusal with an error code of §1.4."""
    return bytes((0xA0, 0x01, error, 0, 0))


def check_reply(data: bytes) -> bytes:
    """Return a reply's data after the five common bytes.

    Raises:
        DeviceError: `display.refused` with the card's error code (§1.4); `device.garbled`, no reply, or the
            card says that the request came with a wrong check.
    """
    if len(data) < 5 or data[:3] == nack(CRC_ERROR)[:3]:
        raise DeviceError("device.garbled")
    if data[:2] == b"\xa0\x01" or data[2]:
        raise DeviceError("display.refused", error=f"{data[2]:02X}")
    return data[5:]
