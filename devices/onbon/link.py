"""The outer layer of Onbon frames: start and end marks, escapes, and the check (protocols §1.1)."""

from app.errors import DeviceError
from devices.checksums import crc16_arc, sum16

START = 0xA5
END = 0x5A
ANY_SCREEN = 0xFFFE
PC = 0x8000
UNCHECKED = 0xFFFF
"""A received check of FFFF means that the sender did not compute one."""

_ESCAPES = {0xA5: b"\xa6\x02", 0xA6: b"\xa6\x01", 0x5A: b"\x5b\x02", 0x5B: b"\x5b\x01"}
_UNESCAPES = {pair: byte for byte, pair in _ESCAPES.items()}


def escape(body: bytes) -> bytes:
    """Return `body` with A5, A6, 5A and 5B replaced by their two-byte escapes."""
    return b"".join(_ESCAPES.get(byte) or bytes((byte,)) for byte in body)


def unescape(body: bytes) -> bytes:
    """Return `body` with its escapes resolved.

    Raises:
        DeviceError: `device.garbled`, an escape that does not exist.
    """
    plain = bytearray()
    rest = iter(body)
    for byte in rest:
        if byte not in (0xA6, 0x5B):
            plain.append(byte)
            continue
        original = _UNESCAPES.get(bytes((byte, next(rest, 0))))
        if original is None:
            raise DeviceError("device.garbled")
        plain.append(original)
    return bytes(plain)


def wrap(payload: bytes) -> bytes:
    """Return header and data as they go over the line: CRC appended, escaped, between the marks."""
    checked = payload + crc16_arc(payload).to_bytes(2, "little")
    return bytes((START,)) * 8 + escape(checked) + bytes((END,))


def verified(plain: bytes, by_sum: bool = False) -> bytes:
    """Return header and data of an unescaped body, its check verified.

    Args:
        plain: what stood between the last A5 and the first 5A, unescaped.
        by_sum: the check is the 16-bit sum, as a K header may ask for, not the CRC.

    Raises:
        DeviceError: `device.garbled`, too short or a wrong check.
    """
    payload, check = plain[:-2], int.from_bytes(plain[-2:], "little")
    expected = sum16(payload) if by_sum else crc16_arc(payload)
    if len(plain) < 3 or check not in (expected, UNCHECKED):
        raise DeviceError("device.garbled")
    return payload


def take_body(buffer: bytearray, limit: int = 4096) -> bytes | None:
    """Take the first escaped body from the front of what was received, with the noise before it.

    A5 never occurs inside an escaped body, so an A5 always starts afresh.

    Args:
        buffer: what was received; afterwards it holds at most an unfinished frame.
        limit: most bytes a body may have; what is longer is noise.
    """
    while (end := _drop_noise(buffer).find(END)) > 0:
        body = bytes(buffer[buffer.rfind(START, 0, end) + 1 : end])
        del buffer[: end + 1]
        if body and len(body) <= limit:
            return body
    if len(buffer) > limit:
        buffer.clear()
    return None


def _drop_noise(buffer: bytearray) -> bytearray:
    start = buffer.find(START)
    del buffer[: start if start >= 0 else len(buffer)]
    return buffer
