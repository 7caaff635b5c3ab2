"""Packets of the fingerprint modules ZFM-20, R30x, AS608, R503: built and taken apart (protocols §6)."""

from dataclasses import dataclass
from enum import IntEnum

from app.errors import DeviceError
from devices.checksums import sum16

HEADER = b"\xef\x01"
EVERYBODY = 0xFFFFFFFF
"""The address modules are shipped with."""

_HEAD_BYTES = 9
_LONGEST = 256 + 2


class PacketKind(IntEnum):
    """The packet identifier."""

    COMMAND = 0x01
    DATA = 0x02
    REPLY = 0x07
    LAST_DATA = 0x08


_KINDS = frozenset(PacketKind)


@dataclass(frozen=True)
class Packet:
    """One packet.

    Attributes:
        kind: what it is.
        content: what stands between length and checksum; of a command the code and its parameters, of a reply
            the confirmation code and its data.
        address: the module it is for or from.
    """

    kind: PacketKind
    content: bytes
    address: int = EVERYBODY


def build(packet: Packet) -> bytes:
    """Return the packet as it goes over the line."""
    checked = bytes((packet.kind,)) + (len(packet.content) + 2).to_bytes(2, "big") + packet.content
    return HEADER + packet.address.to_bytes(4, "big") + checked + sum16(checked).to_bytes(2, "big")


def take_packet(received: bytearray) -> Packet | None:
    """Take the next packet from the front of what was received; None when none is whole yet.

    Garbage before the header is dropped, also the `55` a module sends after power-on; so is a header that no
    packet can have.

    Raises:
        DeviceError: `device.garbled`, the checksum is wrong; the packet's header is dropped.
    """
    while True:
        _drop_to_header(received)
        if len(received) < _HEAD_BYTES:
            return None
        kind, length = received[6], int.from_bytes(received[7:9], "big")
        if kind in _KINDS and 3 <= length <= _LONGEST:
            break
        del received[:2]
    end = _HEAD_BYTES + length
    if len(received) < end:
        return None
    checked, checksum = bytes(received[6 : end - 2]), int.from_bytes(received[end - 2 : end], "big")
    if sum16(checked) != checksum:
        del received[:2]
        raise DeviceError("device.garbled")
    packet = Packet(PacketKind(kind), checked[3:], int.from_bytes(received[2:6], "big"))
    del received[:end]
    return packet


def _drop_to_header(received: bytearray) -> None:
    """Drop everything before the next header; a last byte that may begin one stays."""
    start = received.find(HEADER)
    if start < 0:
        start = len(received) - (1 if received[-1:] == HEADER[:1] else 0)
    del received[:start]
