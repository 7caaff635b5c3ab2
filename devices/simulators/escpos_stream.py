"""The bytes an ESC/POS printer is sent, cut into commands (protocols §9)."""

from typing import NamedTuple

LARGEST = 1_000_000
"""Most bytes of one command's data; a greater length is taken for noise."""

FIXED = {
    b"\x0a": 0,
    b"\x0d": 0,
    b"\x10\x04": 1,
    b"\x1b\x40": 0,
    b"\x1b\x20": 1,
    b"\x1b\x21": 1,
    b"\x1b\x2d": 1,
    b"\x1b\x32": 0,
    b"\x1b\x33": 1,
    b"\x1b\x45": 1,
    b"\x1b\x47": 1,
    b"\x1b\x4a": 1,
    b"\x1b\x4d": 1,
    b"\x1b\x52": 1,
    b"\x1b\x61": 1,
    b"\x1b\x64": 1,
    b"\x1b\x69": 0,
    b"\x1b\x6d": 0,
    b"\x1b\x70": 3,
    b"\x1b\x74": 1,
    b"\x1b\x7b": 1,
    b"\x1c\x26": 0,
    b"\x1c\x2e": 0,
    b"\x1d\x21": 1,
    b"\x1d\x42": 1,
    b"\x1d\x4c": 2,
    b"\x1d\x57": 2,
    b"\x1d\x61": 1,
    b"\x1d\x72": 1,
}
"""Command → bytes of its arguments."""

_SIZED = {b"\x1b\x2a": 3, b"\x1d\x76\x30": 5, b"\x1d\x28": 3, b"\x1d\x38\x4c": 4}
"""Commands whose arguments tell how many bytes of data follow."""

_CUT = b"\x1d\x56"
_CUT_AND_FEED = (0x41, 0x42)
_INTRODUCERS = b"\x10\x1b\x1c\x1d"
_TEXT_FROM = 0x20
TEXT = b"text"
NOISE = b"noise"


class Command(NamedTuple):
    """One command: its leading bytes (or `TEXT`, `NOISE`), its arguments and its data."""

    name: bytes
    arguments: bytes = b""
    data: bytes = b""


def take_command(buffer: bytearray) -> Command | None:
    """Take the first command from what was received; None while it is not whole."""
    if not buffer:
        return None
    if buffer[0] >= _TEXT_FROM:
        return _take_text(buffer)
    for table in (FIXED, _SIZED):
        for name, size in table.items():
            if buffer.startswith(name):
                return _take_whole(buffer, name, size)
    if buffer.startswith(_CUT):
        feeds = len(buffer) > 2 and buffer[2] in _CUT_AND_FEED
        return _take_whole(buffer, _CUT, 2 if feeds else 1)
    if (buffer[0] in _INTRODUCERS and len(buffer) < 2) or any(name.startswith(buffer) for name in _SIZED):
        return None
    del buffer[: 2 if buffer[0] in _INTRODUCERS else 1]
    return Command(NOISE)


def _take_text(buffer: bytearray) -> Command:
    end = next((at for at, byte in enumerate(buffer) if byte < _TEXT_FROM), len(buffer))
    text = bytes(buffer[:end])
    del buffer[:end]
    return Command(TEXT, data=text)


def _take_whole(buffer: bytearray, name: bytes, size: int) -> Command | None:
    data_at = len(name) + size
    if len(buffer) < data_at:
        return None
    arguments = bytes(buffer[len(name) : data_at])
    end = data_at + _data_size(name, arguments)
    if end - data_at > LARGEST:
        del buffer[:data_at]
        return Command(NOISE)
    if len(buffer) < end:
        return None
    data = bytes(buffer[data_at:end])
    del buffer[:end]
    return Command(name, arguments, data)


def _data_size(name: bytes, arguments: bytes) -> int:
    number = int.from_bytes
    match name:
        case b"\x1b\x2a":
            columns = number(arguments[1:3], "little")
            return columns * (3 if arguments[0] >= 0x20 else 1)
        case b"\x1d\x76\x30":
            return number(arguments[1:3], "little") * number(arguments[3:5], "little")
        case b"\x1d\x28":
            return number(arguments[1:3], "little")
        case b"\x1d\x38\x4c":
            return number(arguments, "little")
        case _:
            return 0
