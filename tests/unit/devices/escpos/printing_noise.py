"""Noise for a printer: commands that are whole but for a field now and then, so that few are swallowed."""

from collections.abc import Callable, Iterator
from random import Random

from devices.simulators.escpos_stream import FIXED

_FIXED = tuple(FIXED.items())
_WORDS = [word.encode("gb18030") for word in ("办事大厅", "A012", "前面 3 人")]
_ODD = 0.05
"""Share of commands of which something is wrong."""

_HUGE = 0.00001
"""Share whose length runs far beyond their data and swallows what follows."""

_EMPTY = 0.0005
"""Share of pictures without a dot."""


def printing(total: int) -> Iterator[bytes]:
    """Make commands of so many bytes together at least, always the same ones."""
    chance, made = Random(total), 0
    while made < total:
        command = _whole(chance)
        if chance.random() < _ODD:
            command = _odd(command, chance)
        made += len(command)
        yield command


def _whole(chance: Random) -> bytes:
    return chance.choice(_KINDS)(chance)


def _fixed(chance: Random) -> bytes:
    name, size = chance.choice(_FIXED)
    return name + chance.randbytes(size)


def _question(chance: Random) -> bytes:
    asked = (
        b"\x10\x04" + bytes((chance.randrange(1, 5),)),
        b"\x1d\x72\x01",
        b"\x1d\x61" + chance.randbytes(1),
    )
    return chance.choice(asked)


def _text(chance: Random) -> bytes:
    if chance.random() < _ODD:
        return bytes(chance.randrange(0x20, 0x100) for _ in range(chance.randrange(1, 12)))
    return chance.choice(_WORDS)


def _cut(chance: Random) -> bytes:
    mode = chance.choice((0, 1, 48, 49, 0x41, 0x42))
    return b"\x1d\x56" + bytes((mode,)) + (chance.randbytes(1) if mode > 0x40 else b"")


def _raster(chance: Random) -> bytes:
    wide, high = _size(4, chance), _size(8, chance)
    sizes = _length(wide, chance) + _length(high, chance)
    return b"\x1d\x76\x30" + bytes((chance.randrange(4),)) + sizes + chance.randbytes(wide * high)


def _columns(chance: Random) -> bytes:
    mode, columns = chance.choice((0, 1, 32, 33, chance.randrange(256))), _size(12, chance)
    data = chance.randbytes(columns * (3 if mode >= 0x20 else 1))
    return b"\x1b\x2a" + bytes((mode,)) + _length(columns, chance) + data


def _graphics(chance: Random) -> bytes:
    wide, high = _size(3, chance), _size(5, chance)
    head = bytes((0x30, 0x70, 0x30, chance.choice((1, 2, 9)), 1, 0x31))
    stored = head + bytes((8 * wide, 0, high, 0)) + chance.randbytes(wide * high)
    data = chance.choice((stored, b"\x30\x32", b"\x30"))[: _size(99, chance)]
    if chance.random() < 0.3:
        return b"\x1d\x38\x4c" + len(data).to_bytes(4, "little") + data
    letter = chance.choice((b"L", b"L", b"L", chance.randbytes(1)))
    return b"\x1d\x28" + letter + _length(len(data), chance) + data


def _size(most: int, chance: Random) -> int:
    return 0 if chance.random() < _EMPTY else chance.randrange(1, most + 1)


def _length(number: int, chance: Random) -> bytes:
    return (0xFFFF if chance.random() < _HUGE else number).to_bytes(2, "little")


def _odd(command: bytes, chance: Random) -> bytes:
    """Turn the last byte, cut it off, or put noise before the command."""
    return chance.choice(
        (
            command[:-1] + chance.randbytes(1),
            command[:-1],
            chance.randbytes(chance.randrange(1, 4)) + command,
        )
    )


_KINDS: tuple[Callable[[Random], bytes], ...] = (
    _fixed,
    _fixed,
    _question,
    _text,
    _cut,
    _raster,
    _columns,
    _graphics,
)
