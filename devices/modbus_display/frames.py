"""Modbus RTU frames: write one register (06) and several (10), and their answers (protocols §3)."""

import struct
from dataclasses import dataclass

from app.errors import DeviceError
from devices.checksums import crc16_modbus

WRITE_ONE = 0x06
WRITE_SEVERAL = 0x10
EXCEPTION = 0x80
MAX_FRAME = 256
"""Most bytes of a frame on a serial line (Modbus over Serial Line V1.02, 2.5.1.1)."""


@dataclass(frozen=True)
class Write:
    """A request to write registers from `register` on; one value with function 06, else function 10."""

    slave: int
    register: int
    values: tuple[int, ...]
    several: bool = False

    def request(self) -> bytes:
        """Return the frame."""
        if not self.several:
            return _checked(struct.pack(">BBHH", self.slave, WRITE_ONE, self.register, *self.values))
        count = len(self.values)
        head = struct.pack(">BBHHB", self.slave, WRITE_SEVERAL, self.register, count, 2 * count)
        return _checked(head + struct.pack(f">{count}H", *self.values))

    def reply(self) -> bytes:
        """Return the frame with which a slave says that it did so."""
        if not self.several:
            return self.request()
        return _checked(struct.pack(">BBHH", self.slave, WRITE_SEVERAL, self.register, len(self.values)))

    def exception(self, code: int) -> bytes:
        """Return the frame with which a slave refuses: 01 function, 02 address, 03 value, 04 failure."""
        return _checked(bytes((self.slave, EXCEPTION | (WRITE_SEVERAL if self.several else WRITE_ONE), code)))


def _checked(frame: bytes) -> bytes:
    return frame + crc16_modbus(frame).to_bytes(2, "little")


def _sound(frame: bytes | bytearray) -> bool:
    return crc16_modbus(frame[:-2]) == int.from_bytes(frame[-2:], "little")


def take_reply(buffer: bytearray, request: bytes) -> bytes | None:
    """Take the answer to `request` from what was received, with the noise before it.

    RTU frames have no header: the answer is what begins as it must and has the right CRC.

    Raises:
        DeviceError: `display.refused` with the slave's exception code; `device.garbled`, as many bytes as the
            answer has came, but no answer is among them.
    """
    good = request if request[1] == WRITE_ONE else _checked(request[:6])
    if (at := buffer.find(good)) >= 0:
        del buffer[: at + len(good)]
        return good
    refusal = bytes((request[0], EXCEPTION | request[1]))
    at = buffer.find(refusal)
    while 0 <= at <= len(buffer) - 5:
        if _sound(buffer[at : at + 5]):
            code = buffer[at + 2]
            del buffer[: at + 5]
            raise DeviceError("display.refused", error=f"{code:02X}")
        at = buffer.find(refusal, at + 1)
    if len(buffer) >= MAX_FRAME:
        buffer.clear()
        raise DeviceError("device.garbled")
    return None


def take_request(buffer: bytearray) -> Write | None:
    """Take the first sound write request from what was received, with the noise before it.

    What cannot be the beginning of a request any more is dropped.
    """
    at = 0
    while at < len(buffer):
        size = _request_size(buffer[at : at + 7])
        if size and len(buffer) >= at + size and _sound(buffer[at : at + size]):
            frame = bytes(buffer[at : at + size])
            del buffer[: at + size]
            return _read(frame)
        at += 1
    if len(buffer) > MAX_FRAME:
        del buffer[:-MAX_FRAME]
    return None


def _request_size(head: bytearray) -> int:
    """Return how long the request is that begins with `head`, 0 when none does."""
    if len(head) > 1 and head[1] == WRITE_ONE:
        return 8
    if len(head) > 6 and head[1] == WRITE_SEVERAL and head[6] == 2 * int.from_bytes(head[4:6], "big"):
        return 9 + head[6] if head[6] else 0
    return 0


def _read(frame: bytes) -> Write:
    slave, function, register = struct.unpack_from(">BBH", frame)
    if function == WRITE_ONE:
        return Write(slave, register, (int.from_bytes(frame[4:6], "big"),))
    return Write(slave, register, struct.unpack_from(f">{frame[6] // 2}H", frame, 7), several=True)
