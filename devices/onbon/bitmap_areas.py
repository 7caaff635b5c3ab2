"""Dynamic bitmap areas of Onbon cards: command A7 00, 5E layout and 6-series layout (protocols §2)."""

import struct
from dataclasses import dataclass

from app.errors import DeviceError

_COMMAND = bytes.fromhex("01A7000000")
_AREA = struct.Struct("<BBHBHB4xBHHHHB")
_AREA_TYPE = 0x10
_SIXTH_EXTRA = bytes(9)
"""Background, transparency, equal, no sound, five reserved: only the 6-series has them."""

_PAGE_5E = struct.Struct("<BBBBHBH4x")
_PAGE_6 = struct.Struct("<BBBBHBH9xII")


@dataclass(frozen=True)
class Page:
    """One picture of an area; `stay` in 10 ms, `pixels` as the card wants them."""

    pixels: bytes
    valid_width: int
    effect: int = 1
    clear: int = 0
    speed: int = 0
    stay: int = 500
    repeat: int = 1

    def _how(self) -> tuple[int, ...]:
        return (0, self.effect, self.clear, self.speed, self.stay, self.repeat, self.valid_width)

    def pack_5e(self) -> bytes:
        """Return the page as a 5E card takes it; its length counts everything after itself."""
        block = _PAGE_5E.pack(*self._how()) + self.pixels
        return len(block).to_bytes(4, "little") + block

    def pack_6(self, offset: int) -> bytes:
        """Return the page's parameters as a 6-series card takes them; the pixels follow all parameters."""
        block = _PAGE_6.pack(*self._how(), offset, len(self.pixels))
        return len(block).to_bytes(4, "little") + block


@dataclass(frozen=True)
class BitmapArea:
    """One area in pixels with its pages (§2); `timeout` in seconds."""

    number: int
    x: int
    y: int
    width: int
    height: int
    pages: tuple[Page, ...]
    run_mode: int = 0
    timeout: int = 0
    all_programs: bool = True
    alone: bool = True

    def _head(self) -> bytes:
        head = (self.number, self.run_mode, self.timeout, self.all_programs, 0, self.alone)
        return _AREA.pack(*head, _AREA_TYPE, self.x, self.y, self.width, self.height, 0)

    def update_5e(self) -> bytes:
        """Return the data of A7 00 for a 5E card."""
        pages = b"".join(page.pack_5e() for page in self.pages)
        area = self._head() + len(self.pages).to_bytes(2, "little") + pages
        return _COMMAND + len(area).to_bytes(4, "little") + area

    def update_6(self) -> bytes:
        """Return the data of A7 00 with this one area for a 6-series card."""
        parameters, pixels = b"", b""
        for page in self.pages:
            parameters += page.pack_6(len(pixels))
            pixels += page.pixels
        area = self._head() + _SIXTH_EXTRA + len(self.pages).to_bytes(2, "little") + parameters
        return _COMMAND + b"\x01\0" + len(area).to_bytes(4, "little") + area + pixels


def parse_update(data: bytes, sixth: bool) -> BitmapArea:
    """Read the data of A7 00 with one area.

    Raises:
        DeviceError: `device.garbled`, another command, cut short, or fields we never send.
    """
    try:
        return _parse_6(data) if sixth else _parse_5e(data)
    except struct.error:
        raise DeviceError("device.garbled") from None


def _need(right: bool) -> None:
    if not right:
        raise DeviceError("device.garbled")


def _parse_area(area: bytes) -> tuple[BitmapArea, bytes]:
    number, run, timeout, every, related, alone, kind, *box, frame = _AREA.unpack_from(area)
    _need(kind == _AREA_TYPE and not related and not frame)
    x, y, width, height = box
    head = BitmapArea(number, x, y, width, height, (), run, timeout, bool(every), bool(alone))
    return head, area[_AREA.size :]


def _with(area: BitmapArea, pages: list[Page]) -> BitmapArea:
    return BitmapArea(**{**vars(area), "pages": tuple(pages)})


def _page(how: tuple[int, ...], pixels: bytes) -> Page:
    _, effect, clear, speed, stay, repeat, valid = how
    return Page(pixels, valid, effect, clear, speed, stay, repeat)


def _parse_5e(data: bytes) -> BitmapArea:
    _need(data[:5] == _COMMAND and int.from_bytes(data[5:9], "little") == len(data) - 9)
    area, rest = _parse_area(data[9:])
    count, rest = int.from_bytes(rest[:2], "little"), rest[2:]
    pages: list[Page] = []
    while rest:
        size = int.from_bytes(rest[:4], "little")
        block, rest = rest[4 : 4 + size], rest[4 + size :]
        _need(len(block) == size)
        pages.append(_page(_PAGE_5E.unpack_from(block), block[_PAGE_5E.size :]))
    _need(len(pages) == count)
    return _with(area, pages)


def _parse_6(data: bytes) -> BitmapArea:
    _need(data[:7] == _COMMAND + b"\x01\0")
    size = int.from_bytes(data[7:11], "little")
    area, rest = _parse_area(data[11 : 11 + size])
    pixels = data[11 + size :]
    extra, count, rest = rest[:9], int.from_bytes(rest[9:11], "little"), rest[11:]
    _need(extra == _SIXTH_EXTRA)
    pages: list[Page] = []
    while rest:
        *how, offset, length = _PAGE_6.unpack_from(rest, 4)
        _need(int.from_bytes(rest[:4], "little") == _PAGE_6.size and offset + length <= len(pixels))
        pages.append(_page(tuple(how), pixels[offset : offset + length]))
        rest = rest[4 + _PAGE_6.size :]
    _need(len(pages) == count)
    return _with(area, pages)
