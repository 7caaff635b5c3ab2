"""Dynamic text areas of Onbon K cards: command A3 06 (protocols §1.3)."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from app.errors import DeviceError

ALL = 0xFF
_FIELDS = struct.Struct("<BHHHHBBBHBBBBBBBBBI")
_PIXEL_FLAG = 0x8000
_UPDATE = b"\xa3\x06"


class Units(Enum):
    """How a card takes X and width; public 6K samples disagree, hence a setting. 5K: eight pixels."""

    EIGHT_PIXELS = "8px"
    PIXEL_FLAG = "pixel-flag"


class Effect(Enum):
    """How text comes on (§1.3 offset 19)."""

    STILL = 1
    QUICK = 2
    LEFT = 3
    RIGHT = 4
    UP = 5
    DOWN = 6


@dataclass(frozen=True)
class TextArea:
    """One area: geometry in pixels, times in the card's units, text as the card's bytes (§1.3)."""

    number: int
    x: int
    y: int
    width: int
    height: int
    text: bytes
    line_spacing: int = 0
    run_mode: int = 0
    timeout: int = 0
    alignment: int = 0
    lines: int = 1
    wrap: int = 1
    effect: Effect = Effect.STILL
    speed: int = 0
    stay: int = 0

    def pack(self, units: Units = Units.EIGHT_PIXELS) -> bytes:
        """Return the area block without voice.

        Raises:
            DeviceError: `display.geometry`, X or width is no multiple of the card's eight pixels.
        """
        x, width = (_horizontal(value, units) for value in (self.x, self.width))
        where = (0, x, self.y, width, self.height, self.number, self.line_spacing, self.run_mode)
        how = (self.timeout, 0, 0, self.alignment, self.lines, self.wrap, self.effect.value, 0)
        return _FIELDS.pack(*where, *how, self.speed, self.stay, len(self.text)) + self.text


def _horizontal(pixels: int, units: Units) -> int:
    if units is Units.PIXEL_FLAG:
        return pixels | _PIXEL_FLAG
    if pixels % 8:
        raise DeviceError("display.geometry", pixels=pixels)
    return pixels // 8


def _pixels(value: int) -> int:
    return value & ~_PIXEL_FLAG if value & _PIXEL_FLAG else value * 8


def parse_area(block: bytes) -> TextArea:
    """Read an area block without voice.

    Raises:
        DeviceError: `device.garbled`, cut short, a voice area, or an unknown effect.
    """
    if len(block) < _FIELDS.size:
        raise DeviceError("device.garbled")
    kind, x, y, width, height, number, spacing, run, *rest = _FIELDS.unpack_from(block)
    timeout, voice, _, alignment, lines, wrap, effect, _, speed, stay, length = rest
    text = block[_FIELDS.size :]
    if kind or voice or len(text) != length or effect not in range(1, 7):
        raise DeviceError("device.garbled")
    where = (number, _pixels(x), y, _pixels(width), height, text, spacing, run, timeout)
    return TextArea(*where, alignment, lines, wrap, Effect(effect), speed, stay)


@dataclass(frozen=True)
class Update:
    """One A3 06 command: areas to show, areas to take away (None: all), whether the card must answer."""

    areas: Sequence[TextArea] = ()
    delete: Sequence[int] | None = ()
    must_reply: bool = True
    restart: bool = False

    def pack(self, units: Units = Units.EIGHT_PIXELS) -> bytes:
        """Return the command's data."""
        deleted = bytes((ALL,)) if self.delete is None else bytes((len(self.delete), *self.delete))
        blocks = [area.pack(units) for area in self.areas]
        head = _UPDATE + bytes((1 if self.must_reply else 2, self.restart, 0)) + deleted
        return head + bytes((len(blocks),)) + b"".join(_sized(block) for block in blocks)


def _sized(block: bytes) -> bytes:
    return len(block).to_bytes(2, "little") + block


def parse_update(data: bytes) -> Update:
    """Read the data of an A3 06 command.

    Raises:
        DeviceError: `device.garbled`, another command or cut short.
    """
    if len(data) < 7 or data[:2] != _UPDATE:
        raise DeviceError("device.garbled")
    count = 0 if data[5] == ALL else data[5]
    at = 6 + count
    delete = None if data[5] == ALL else tuple(data[6:at])
    areas: list[TextArea] = []
    rest = data[at:]
    number, rest = (rest[0], rest[1:]) if rest else (-1, b"")
    while rest:
        size = int.from_bytes(rest[:2], "little")
        areas.append(parse_area(rest[2 : 2 + size]))
        rest = rest[2 + size :]
    if number != len(areas):
        raise DeviceError("device.garbled")
    return Update(tuple(areas), delete, data[2] == 1, bool(data[3]))
