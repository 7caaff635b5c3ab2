"""Checksums that several devices share: the two reflected 16-bit CRCs, sums and exclusive or."""

from functools import reduce
from operator import xor


def _crc_step(value: int) -> int:
    for _ in range(8):
        value = value >> 1 ^ (0xA001 if value & 1 else 0)
    return value


_CRC_TABLE = tuple(_crc_step(value) for value in range(256))


def _crc(data: bytes | bytearray, value: int) -> int:
    for byte in data:
        value = value >> 8 ^ _CRC_TABLE[(value ^ byte) & 0xFF]
    return value


def crc16_arc(data: bytes | bytearray) -> int:
    """Return CRC-16/ARC (polynomial A001 reflected, init 0), the check of Onbon cards (protocols §1.1)."""
    return _crc(data, 0)


def crc16_modbus(data: bytes | bytearray) -> int:
    """Return CRC-16/MODBUS (polynomial A001 reflected, init FFFF), sent low byte first (protocols §3)."""
    return _crc(data, 0xFFFF)


def sum8(data: bytes | bytearray) -> int:
    """Return the low eight bits of the sum of all bytes."""
    return sum(data) & 0xFF


def sum16(data: bytes | bytearray) -> int:
    """Return the low sixteen bits of the sum of all bytes."""
    return sum(data) & 0xFFFF


def xor8(data: bytes | bytearray) -> int:
    """Return the exclusive or of all bytes (BCC, LRC)."""
    return reduce(xor, data, 0)
