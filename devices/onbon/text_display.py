"""Queue display on an Onbon K card: the card draws the text with its own fonts (protocols §1)."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.device_records import ShownCall
from app.errors import DeviceError
from devices.gb_text import encode
from devices.line import Line
from devices.onbon import link, text
from devices.onbon.text_areas import Effect, TextArea, Units, Update
from devices.options import Options
from devices.remembering import RememberingDisplay

_CENTRED = 0b1010


@dataclass(frozen=True)
class TextScreen:
    """How a K card and its area are configured; pixels, the stay in half seconds.

    Attributes:
        screen: the card's address.
        device: the card's type, FE for any.
        charset: `gb2312`, or `gbk` where a GBK font is loaded.
        letter: height of the card's Chinese font; text wider than the area moves to the left.
        prefix: commands before the text, for example `\\C1` for red.
    """

    screen: int = 1
    device: int = text.ANY_DEVICE
    x: int = 0
    y: int = 0
    width: int = 128
    height: int = 16
    units: Units = Units.EIGHT_PIXELS
    charset: str = "gb2312"
    letter: int = 16
    prefix: bytes = b""
    speed: int = 4
    stay: int = 10

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "TextScreen":
        """Return what the settings file says.

        Raises:
            DeviceError: `device.option`.
        """
        options = Options(given)
        return cls(
            screen=options.number("screen", 1, 1, link.ANY_SCREEN),
            device=options.number("device", text.ANY_DEVICE, 0, 0xFF),
            x=options.number("x", 0, 0, 4096),
            y=options.number("y", 0, 0, 4096),
            width=options.number("width", 128, 8, 4096),
            height=options.number("height", 16, 8, 1024),
            units=options.choice("units", Units.EIGHT_PIXELS),
            charset="gbk" if options.flag("gbk", False) else "gb2312",
            letter=options.number("letter", 16, 8, 64),
            prefix=options.ascii("prefix"),
            speed=options.number("text_speed", 4, 0, 0x18),
            stay=options.number("stay", 10, 0, 255),
        )


class OnbonTextDisplay(RememberingDisplay):
    """A queue display on a K card.

    Args:
        line: the port, shared with other displays.
        screen: the card and its area.
    """

    def __init__(self, line: Line, screen: TextScreen) -> None:
        super().__init__()
        self._line, self._screen = line, screen

    @classmethod
    def configured(cls, line: Line, options: Mapping[str, str]) -> "OnbonTextDisplay":
        """Return the display that the technician configured, see `TextScreen.read`."""
        return cls(line, TextScreen.read(options))

    def inquire(self) -> Mapping[str, str]:
        """Ping the card.

        Raises:
            DeviceError: it does not answer, or refuses.
        """
        self._deliver(self._frame(text.ping()))
        return {"screen": str(self._screen.screen)}

    def _drawn(self, call: ShownCall) -> bytes:
        screen = self._screen
        shown = encode(call.text or call.ticket, screen.charset)
        fits = len(shown) * screen.letter // 2 <= screen.width
        area = TextArea(
            number=0,
            x=screen.x,
            y=screen.y,
            width=screen.width,
            height=screen.height,
            text=screen.prefix + shown,
            alignment=_CENTRED,
            effect=Effect.STILL if fits else Effect.LEFT,
            speed=screen.speed,
            stay=screen.stay,
        )
        frame = self._frame(Update((area,), delete=None).pack(screen.units))
        if len(frame) > text.MAX_FRAME:
            raise DeviceError("display.too_long", bytes=len(shown))
        return frame

    def _blank(self) -> bytes:
        return self._frame(Update(delete=None).pack())

    def _dimmed(self, level: int) -> tuple[bytes, ...]:
        return (self._frame(text.brightness(level)),)

    def _frame(self, data: bytes) -> bytes:
        return text.Packet(self._screen.screen, data, device=self._screen.device).frame()

    def _deliver(self, *requests: bytes) -> None:
        for request in requests:
            self._line.exchange(request, self._take)

    def _take(self, received: bytearray) -> bytes | None:
        while (body := link.take_body(received)) is not None:
            packet = text.parse(body)
            if packet.answer and self._screen.screen in (packet.screen, link.ANY_SCREEN):
                return text.check_reply(packet.data)
        return None
