"""Frames and commands of Onbon BX-5E and 6-series cards, which show bitmaps (protocols §2)."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from app.errors import DeviceError
from devices.onbon import link
from devices.onbon.link import PC
from devices.onbon.text import CRC_ERROR

ALL = 0xFF
_HEADER = struct.Struct("<HHBxH4xI")
_VERSION = 0xF0
_REPLY = struct.Struct("<xBBHHH")


class Card(IntEnum):
    """The card's type as its header names it (§2)."""

    BX_5E1 = 0x0154
    BX_5E2 = 0x0254
    BX_5E3 = 0x0354
    BX_6E1 = 0x0174
    BX_6E2 = 0x0274
    BX_6E3 = 0x0374
    BX_6E1X = 0x0474
    BX_6E2X = 0x0574
    BX_6Q1 = 0x0166
    BX_6Q2 = 0x0266
    BX_6Q3 = 0x0366
    BX_6Q2L = 0x0466
    BX_6Q3L = 0x0566
    ANY = 0xFFFE

    @property
    def sixth(self) -> bool:
        """Return whether the card speaks the 6-series layout of areas and pages."""
        return self.name.startswith("BX_6")

    @property
    def supported(self) -> bool:
        """Return whether we know how the card wants its pixels: 5E and, to be tried on site, 6E."""
        return self.name.startswith(("BX_5E", "BX_6E"))


@dataclass(frozen=True)
class Packet:
    """One frame's header and data.

    Attributes:
        screen: the display's number, whichever way the frame goes.
        data: command or reply.
        card: the card's type.
        answer: whether the display sends it; else the computer does.
    """

    screen: int
    data: bytes
    card: int = Card.ANY
    answer: bool = False

    def frame(self) -> bytes:
        """Return the frame as it goes over the line."""
        to, sender = (PC, self.screen) if self.answer else (self.screen, PC)
        return link.wrap(_HEADER.pack(to, sender, _VERSION, self.card, len(self.data)) + self.data)


def parse(body: bytes) -> Packet:
    """Read a frame body, request or reply, that stood between the marks.

    Raises:
        DeviceError: `device.garbled`, not an E frame, or its check or length is wrong.
    """
    payload = link.verified(link.unescape(body))
    if len(payload) < _HEADER.size:
        raise DeviceError("device.garbled")
    to, sender, version, card, length = _HEADER.unpack_from(payload)
    data = payload[_HEADER.size :]
    if version != _VERSION or len(data) != length or PC not in (to, sender):
        raise DeviceError("device.garbled")
    return Packet(sender if to == PC else to, data, card, to == PC)


def ping() -> bytes:
    """Return the data of A2 00, is anybody there."""
    return bytes.fromhex("01A2000000")


def delete(areas: Sequence[int] | None = None) -> bytes:
    """Return the data of A7 01, take areas away (None: all)."""
    which = bytes((ALL,)) if areas is None else bytes((len(areas), *areas))
    return bytes.fromhex("01A7010000") + which


def parse_delete(data: bytes) -> tuple[int, ...] | None:
    """Read the data of A7 01: the areas to take away, None for all.

    Raises:
        DeviceError: `device.garbled`, another command or cut short.
    """
    if data[1:3] != b"\xa7\x01" or len(data) < 6 or (data[5] != ALL and len(data) != 6 + data[5]):
        raise DeviceError("device.garbled")
    return None if data[5] == ALL else tuple(data[6:])


def brightness(level: int) -> bytes:
    """Return the data of A2 07 with one manual level 0..15 for the whole day."""
    if not 0 <= level <= 15:
        raise ValueError(f"brightness {level} is not 0..15")
    return bytes.fromhex("01A207310000") + bytes((level,)) * 48


def ack() -> bytes:
    """Return the data of a display's consent."""
    return _REPLY.pack(0xA0, 0, 0, 0, 0)


def nack(error: int) -> bytes:
    """Return the data of a display's refusal with an error code of §1.4."""
    return _REPLY.pack(0xA0, 1, 1, error, 0)


def check_reply(data: bytes) -> bytes:
    """Return a reply's data after the common fields.

    Raises:
        DeviceError: `display.refused` with the card's error code (§1.4); `device.garbled`, no reply, or the
            card says that the request came with a wrong check.
    """
    if len(data) < _REPLY.size or data[0]:
        raise DeviceError("device.garbled")
    _, _, status, error, length = _REPLY.unpack_from(data)
    rest = data[_REPLY.size :]
    if len(rest) != length:
        raise DeviceError("device.garbled")
    if status & 1 and error == CRC_ERROR:
        raise DeviceError("device.garbled")
    if status & 1:
        raise DeviceError("display.refused", error=f"{error:02X}")
    return rest
