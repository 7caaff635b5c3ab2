"""Frames of resident ID card readers with an SAM module: built and taken apart (protocols §8)."""

from dataclasses import dataclass
from enum import Enum, IntEnum

from app.errors import DeviceError
from devices.checksums import xor8

HEADER = b"\xaa\xaa\xaa\x96\x69"
TEXT_BYTES = 256
PHOTO_BYTES = 1024
ADDRESS_BYTES = 70

_LONGEST = 0x090A
_SHORTEST = 4


class Request(Enum):
    """What a reader can be asked: command and parameter byte."""

    STATUS = b"\x11\xff"
    MODULE_NUMBER = b"\x12\xff"
    FIND = b"\x20\x01"
    SELECT = b"\x20\x02"
    READ = b"\x30\x01"
    READ_WITH_FINGERPRINT = b"\x30\x10"
    NEWEST_ADDRESS = b"\x30\x03"


class Status(IntEnum):
    """The third status byte, as far as a driver has to tell the values apart."""

    OK = 0x90
    NOT_ON_CARD = 0x91
    FOUND = 0x9F
    CHECKSUM = 0x10
    LENGTH = 0x11
    MODULE_REFUSED = 0x31
    CARD_REFUSED = 0x32
    VERIFICATION = 0x33
    UNKNOWN_CARD = 0x40
    READ_FAILED = 0x41
    SELF_TEST = 0x60
    NOT_AUTHORISED = 0x66
    FIND_FAILED = 0x80
    SELECT_FAILED = 0x81


_ERRORS = {
    Status.CHECKSUM: "device.garbled",
    Status.LENGTH: "device.garbled",
    Status.MODULE_REFUSED: "id_card.not_genuine",
    Status.CARD_REFUSED: "id_card.not_genuine",
    Status.VERIFICATION: "id_card.not_genuine",
    Status.UNKNOWN_CARD: "id_card.unknown_card",
    Status.READ_FAILED: "id_card.read_failed",
    Status.SELECT_FAILED: "id_card.read_failed",
    Status.SELF_TEST: "id_card.module",
    Status.NOT_AUTHORISED: "id_card.module",
}


@dataclass(frozen=True)
class Reply:
    """What a reader answers; `data` may be a person's card and is never logged.

    Attributes:
        status: the third status byte.
        data: what follows the status.
    """

    status: int
    data: bytes = b""

    def __repr__(self) -> str:
        return f"Reply(status={self.status:#04x}, {len(self.data)} bytes)"


def build_request(request: Request) -> bytes:
    """Return a request as it goes over the line."""
    return _frame(request.value)


def build_reply(reply: Reply) -> bytes:
    """Return a reply as it goes over the line."""
    return _frame(bytes((0, 0, reply.status)) + reply.data)


def take_reply(received: bytearray) -> Reply | None:
    """Take the next reply from the front of what was received; None when none is whole yet.

    Raises:
        DeviceError: `device.garbled`, the checksum is wrong; the header is dropped.
    """
    body = _take_body(received, _SHORTEST)
    return None if body is None else Reply(body[2], body[3:])


def take_request(received: bytearray) -> bytes | None:
    """Take the next request, command and parameter with its data; for the simulated reader.

    Raises:
        DeviceError: `device.garbled`, the checksum is wrong; the header is dropped.
    """
    return _take_body(received, 3)


def text_and_photo(data: bytes) -> tuple[bytes, bytes]:
    """Take the data of a read reply apart: text block and photo.

    Raises:
        DeviceError: `device.garbled`, the lengths are not those of a card.
    """
    sizes = (int.from_bytes(data[0:2], "big"), int.from_bytes(data[2:4], "big"))
    if sizes != (TEXT_BYTES, PHOTO_BYTES) or len(data) != 4 + TEXT_BYTES + PHOTO_BYTES:
        raise DeviceError("device.garbled")
    return data[4 : 4 + TEXT_BYTES], data[4 + TEXT_BYTES :]


def module_number(data: bytes) -> str:
    """Return the module's number as it is printed on the reader.

    Raises:
        DeviceError: `device.garbled`, not 16 bytes.
    """
    if len(data) != 16:
        raise DeviceError("device.garbled")
    maker, kind = int.from_bytes(data[0:2], "little"), int.from_bytes(data[2:4], "little")
    day, first, second = (int.from_bytes(data[at : at + 4], "little") for at in (4, 8, 12))
    return f"{maker:02d}.{kind:02d}-{day:08d}-{first:010d}-{second:010d}"


def refusal(status: int) -> DeviceError:
    """Return what a status other than a good one means for a person."""
    code = _ERRORS.get(Status(status)) if status in frozenset(Status) else None
    return DeviceError(code) if code else DeviceError("id_card.refused", answer=f"{status:02X}")


def _frame(body: bytes) -> bytes:
    checked = (len(body) + 1).to_bytes(2, "big") + body
    return HEADER + checked + bytes((xor8(checked),))


def _take_body(received: bytearray, shortest: int) -> bytes | None:
    while True:
        _drop_to_header(received)
        if len(received) < len(HEADER) + 2:
            return None
        length = int.from_bytes(received[5:7], "big")
        if shortest <= length <= _LONGEST:
            break
        del received[:1]
    end = len(HEADER) + 2 + length
    if len(received) < end:
        return None
    checked = bytes(received[5:end])
    if xor8(checked) != 0:
        del received[:1]
        raise DeviceError("device.garbled")
    del received[:end]
    return checked[2:-1]


def _drop_to_header(received: bytearray) -> None:
    """Drop everything before the next header; what may begin one at the end stays."""
    start = received.find(HEADER)
    if start < 0:
        kept = next(size for size in range(len(HEADER) - 1, -1, -1) if received.endswith(HEADER[:size]))
        start = len(received) - kept
    del received[:start]
