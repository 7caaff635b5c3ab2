"""Simulated Onbon cards: text cards of the K family and bitmap cards of the E family, several on one line."""

import re
from abc import abstractmethod
from pathlib import Path

from app.domain.device_records import Bitmap
from app.errors import DeviceError
from devices.onbon import bitmap, link, text
from devices.onbon.bitmap_areas import BitmapArea
from devices.onbon.bitmap_areas import parse_update as parse_bitmaps
from devices.onbon.pixels import unpack_5e, unpack_6e
from devices.onbon.text_areas import TextArea, Update
from devices.onbon.text_areas import parse_update as parse_texts
from devices.simulators.frame import SimulatedDevice
from devices.simulators.led import GREEN, RED, YELLOW, LedPanel, Rgb, cells, picture

_PANEL = (128, 32)
_LETTER = 16
_COLOURS: dict[str, Rgb] = {"1": RED, "2": GREEN, "3": YELLOW}
_IN_TEXT = re.compile(r"\\(C[1-9]|F[OEK]\d{3})")
_BUSY, _UNKNOWN_COMMAND, _FONT_MISSING, _OUT_OF_MEMORY = 0x03, 0x02, 0x0C, 0x04
_SIXTH = frozenset(card.value for card in bitmap.Card if card.sixth)
_WIDEST, _HIGHEST = 4096, 1024
_LARGEST = 400_000
"""Bytes of a frame with the 300 KB of pictures a card takes (protocols §2), escapes included."""


class _OnbonSimulator(SimulatedDevice):
    """Frames in, frames out; each address is a card of its own with a panel of its own."""

    FAULTS = frozenset({"busy"})
    NAME = ""

    def __init__(
        self, addresses: tuple[int, ...] = (), out: Path | None = None, panel: tuple[int, int] = _PANEL
    ) -> None:
        super().__init__(addresses or (1,), out)
        self.lit = dict.fromkeys(self.addresses, True)
        self._panels = {address: LedPanel(*panel) for address in self.addresses}
        self._received = bytearray()

    def receive(self, data: bytes) -> bytes:
        """See `SimulatedDevice`."""
        self._received += data
        answers = b""
        while (body := link.take_body(self._received, _LARGEST)) is not None:
            answers += self._frame(body)
        return answers

    def power_on(self) -> bytes:
        """Forget the areas: they live in RAM."""
        self._received.clear()
        for address in self.addresses:
            self.lit[address] = True
            self._forget(address)
            self._draw(address)
        return b""

    def spoil(self, reply: bytes) -> bytes:
        """See `SimulatedDevice`; the CRC stands before the end mark, escaped."""
        plain = link.unescape(link.take_body(bytearray(reply)) or b"")
        body = link.escape(plain[:-1] + bytes((plain[-1] ^ 0x01,)))
        return bytes((link.START,)) * 8 + body + bytes((link.END,))

    def _here(self, screen: int) -> int | None:
        """Return which of the cards is meant; the wildcard is answered by the first."""
        if screen == link.ANY_SCREEN:
            return self.addresses[0]
        return screen if screen in self.addresses else None

    @abstractmethod
    def _frame(self, body: bytes) -> bytes:
        """Do what a frame asks and return the answer."""

    @abstractmethod
    def _forget(self, address: int) -> None:
        """Forget the areas of a card."""

    @abstractmethod
    def _paint(self, address: int, panel: LedPanel) -> None:
        """Paint the areas of a card."""

    def _draw(self, address: int) -> None:
        """Write what a person would see of this card."""
        if self.out is None:
            return
        panel = self._panels[address]
        panel.clear()
        if self.lit[address]:
            self._paint(address, panel)
        self.out.mkdir(parents=True, exist_ok=True)
        panel.save(self.out / f"{self.NAME}-{address}.png")


class OnbonTextSimulator(_OnbonSimulator):
    """K cards with GB2312 fonts."""

    NAME = "onbon-k"

    def __init__(
        self,
        addresses: tuple[int, ...] = (),
        out: Path | None = None,
        panel: tuple[int, int] = (128, 16),
        font: Path | None = None,
    ) -> None:
        super().__init__(addresses, out, panel)
        self._font = font
        self.areas: dict[int, dict[int, TextArea]] = {address: {} for address in self.addresses}

    def shown(self, address: int) -> list[str]:
        """Return the texts on a card as a person reads them, by area number."""
        return [_readable(area) for _, area in sorted(self.areas[address].items())]

    def _frame(self, body: bytes) -> bytes:
        try:
            packet = text.parse(body)
        except DeviceError:
            return b""
        screen = self._here(packet.screen)
        if packet.answer or screen is None:
            return b""
        answer = self._obey(screen, packet.data)
        if packet.data[2:3] == b"\x02":
            return b""
        return text.Packet(screen, answer, answer=True, device=packet.device).frame()

    def _obey(self, screen: int, data: bytes) -> bytes:
        if "busy" in self.faults:
            return text.nack(_BUSY)
        try:
            return self._done(screen, data)
        except DeviceError:
            return text.nack(_UNKNOWN_COMMAND)

    def _done(self, screen: int, data: bytes) -> bytes:
        match data[:2]:
            case b"\xa2\x00" | b"\xa2\x03" | b"\xa3\x02":
                return text.ACK
            case b"\xa3\x00":
                self.lit[screen] = data[5:6] == b"\x01"
            case b"\xa3\x10":
                self._forget(screen)
            case b"\xa3\x06":
                update = parse_texts(data)
                if not all(_has_glyphs(area.text) for area in update.areas):
                    return text.nack(_FONT_MISSING)
                if not all(_fits(area) for area in update.areas):
                    return text.nack(_OUT_OF_MEMORY)
                self._update(screen, update)
            case _:
                return text.nack(_UNKNOWN_COMMAND)
        self._draw(screen)
        return text.ACK

    def _update(self, screen: int, update: Update) -> None:
        areas = self.areas[screen]
        if update.delete is None or update.restart:
            areas.clear()
        for number in update.delete or ():
            areas.pop(number, None)
        areas.update({area.number: area for area in update.areas})

    def _forget(self, address: int) -> None:
        self.areas[address].clear()

    def _paint(self, address: int, panel: LedPanel) -> None:
        for area in self.areas[address].values():
            lit = cells(_readable(area), _LETTER, self._font)
            field = picture(Bitmap(area.width, area.height, bytes((area.width + 7) // 8 * area.height)))
            left = max(0, (0, area.width - lit.width, (area.width - lit.width) // 2, 0)[area.alignment & 3])
            spare = area.height - lit.height
            field.paste(lit, (left, (0, spare, spare // 2, 0)[area.alignment >> 2 & 3]))
            colours = [code[1] for code in _IN_TEXT.findall(area.text.decode("gbk")) if code[0] == "C"]
            panel.put(field, area.x, area.y, _COLOURS.get(colours[0], RED) if colours else RED)


def _fits(area: TextArea) -> bool:
    return area.x + area.width <= _WIDEST and area.y + area.height <= _HIGHEST


def _has_glyphs(shown: bytes) -> bool:
    try:
        shown.decode("gbk")
    except UnicodeDecodeError:
        return False
    return True


def _readable(area: TextArea) -> str:
    return _IN_TEXT.sub("", area.text.decode("gbk"))


class OnbonBitmapSimulator(_OnbonSimulator):
    """5E and 6E cards; which of the two a frame is for, its header tells."""

    NAME = "onbon-e"

    def __init__(
        self, addresses: tuple[int, ...] = (), out: Path | None = None, panel: tuple[int, int] = _PANEL
    ) -> None:
        super().__init__(addresses, out, panel)
        self.areas: dict[int, dict[int, tuple[BitmapArea, Bitmap]]] = {one: {} for one in self.addresses}

    def shown(self, address: int) -> list[Bitmap]:
        """Return the first page of every area on a card, by area number."""
        return [seen for _, (_, seen) in sorted(self.areas[address].items())]

    def _frame(self, body: bytes) -> bytes:
        try:
            packet = bitmap.parse(body)
        except DeviceError:
            return b""
        screen = self._here(packet.screen)
        if packet.answer or screen is None:
            return b""
        answer = self._obey(screen, packet)
        return bitmap.Packet(screen, answer, packet.card, answer=True).frame()

    def _obey(self, screen: int, packet: bitmap.Packet) -> bytes:
        if "busy" in self.faults:
            return bitmap.nack(_BUSY)
        try:
            return self._done(screen, packet)
        except DeviceError:
            return bitmap.nack(_UNKNOWN_COMMAND)

    def _done(self, screen: int, packet: bitmap.Packet) -> bytes:
        match packet.data[1:3]:
            case b"\xa2\x00" | b"\xa2\x07":
                return bitmap.ack()
            case b"\xa7\x00":
                sixth = packet.card in _SIXTH
                area = parse_bitmaps(packet.data, sixth)
                self.areas[screen][area.number] = area, _first_page(area, sixth)
            case b"\xa7\x01":
                gone = bitmap.parse_delete(packet.data)
                for number in list(self.areas[screen]) if gone is None else gone:
                    self.areas[screen].pop(number, None)
            case _:
                return bitmap.nack(_UNKNOWN_COMMAND)
        self._draw(screen)
        return bitmap.ack()

    def _forget(self, address: int) -> None:
        self.areas[address].clear()

    def _paint(self, address: int, panel: LedPanel) -> None:
        for area, seen in self.areas[address].values():
            panel.put(picture(seen), area.x, area.y)


def _first_page(area: BitmapArea, sixth: bool) -> Bitmap:
    if not area.pages:
        raise DeviceError("device.garbled")
    unpack = unpack_6e if sixth else unpack_5e
    return unpack(area.pages[0].pixels, area.x, area.width, area.height)
