"""Queue display on an Onbon bitmap card: it shows pictures, so any script (protocols §2)."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.device_records import Bitmap, ShownCall
from app.errors import DeviceError
from devices.line import Line
from devices.onbon import bitmap, link
from devices.onbon.bitmap import Card
from devices.onbon.bitmap_areas import BitmapArea, Page
from devices.onbon.pixels import Colour, WordOrder, centred, pack_5e, pack_6e
from devices.options import Options
from devices.remembering import RememberingDisplay

_REPLY_SECONDS = 1.5


@dataclass(frozen=True)
class BitmapScreen:
    """How a bitmap card and its area are configured; pixels, the line's speed in baud.

    Attributes:
        screen: the card's address.
        card: the card's type; a 6-series type changes the layout of areas, pages and pixels.
        colour: what lights up.
        order: bytes of a 6E card's words, to be found out on site (§2).
    """

    screen: int = 1
    card: Card = Card.BX_5E1
    x: int = 0
    y: int = 0
    width: int = 128
    height: int = 32
    colour: Colour = Colour.SINGLE
    order: WordOrder = WordOrder.BIG
    speed: int = 57600

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "BitmapScreen":
        """Return what the settings file says.

        Raises:
            DeviceError: `device.option`.
        """
        options = Options(given)
        return cls(
            screen=options.number("screen", 1, 1, link.ANY_SCREEN),
            card=options.choice("card", Card.BX_5E1, allowed=lambda card: card.supported),
            x=options.number("x", 0, 0, 4096),
            y=options.number("y", 0, 0, 4096),
            width=options.number("width", 128, 8, 4096),
            height=options.number("height", 32, 8, 1024),
            colour=options.choice("colour", Colour.SINGLE),
            order=options.choice("word_order", WordOrder.BIG),
            speed=options.number("speed", 57600, 1200, 921_600),
        )


class OnbonBitmapDisplay(RememberingDisplay):
    """A queue display on a bitmap card.

    Args:
        line: the port, shared with other displays.
        screen: the card and its area.
    """

    def __init__(self, line: Line, screen: BitmapScreen) -> None:
        super().__init__()
        self._line, self._screen = line, screen

    @classmethod
    def configured(cls, line: Line, options: Mapping[str, str]) -> "OnbonBitmapDisplay":
        """Return the display that the technician configured, see `BitmapScreen.read`."""
        return cls(line, BitmapScreen.read(options))

    @property
    def size(self) -> tuple[int, int]:
        """Return width and height of the area in pixels: how large a picture may be."""
        return self._screen.width, self._screen.height

    def inquire(self) -> Mapping[str, str]:
        """Ping the card.

        Raises:
            DeviceError: it does not answer, or refuses.
        """
        self._deliver(self._frame(bitmap.ping()))
        return {"screen": str(self._screen.screen), "card": self._screen.card.name}

    def _drawn(self, call: ShownCall) -> bytes:
        screen = self._screen
        if call.picture is None:
            raise DeviceError("display.no_picture")
        if call.picture.width > screen.width or call.picture.height > screen.height:
            raise DeviceError("display.picture_size", width=call.picture.width, height=call.picture.height)
        page = Page(self._pixels(centred(call.picture, screen.width, screen.height)), screen.width)
        area = BitmapArea(0, screen.x, screen.y, screen.width, screen.height, (page,))
        return self._frame(area.update_6() if screen.card.sixth else area.update_5e())

    def _pixels(self, picture: Bitmap) -> bytes:
        screen = self._screen
        if screen.card.sixth:
            return pack_6e(picture, screen.x, screen.colour, screen.order)
        return pack_5e(picture, screen.x, screen.colour)

    def _blank(self) -> bytes:
        return self._frame(bitmap.delete())

    def _dimmed(self, level: int) -> tuple[bytes, ...]:
        return (self._frame(bitmap.brightness(level)),)

    def _frame(self, data: bytes) -> bytes:
        return bitmap.Packet(self._screen.screen, data, self._screen.card).frame()

    def _deliver(self, *requests: bytes) -> None:
        for request in requests:
            on_the_way = 10 * len(request) / self._screen.speed
            self._line.exchange(request, self._take, seconds=_REPLY_SECONDS + on_the_way)

    def _take(self, received: bytearray) -> bytes | None:
        while (body := link.take_body(received)) is not None:
            packet = bitmap.parse(body)
            if packet.answer and self._screen.screen in (packet.screen, link.ANY_SCREEN):
                return bitmap.check_reply(packet.data)
        return None
