"""Queue display without a published protocol: its frame is put together from settings."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.device_records import ShownCall
from app.errors import DeviceError
from devices.custom_display.frames import MAX_TEXT, AddressForm, ChecksumKind, Frame
from devices.gb_text import encode
from devices.line import Line
from devices.options import Options
from devices.remembering import RememberingDisplay

_REPLY_SECONDS = 1.0


@dataclass(frozen=True)
class CustomScreen:
    """How such a display is configured.

    Attributes:
        address: its address on the line.
        form: the form of its frames.
        reply: what it answers to a frame it took; empty when it never answers.
        blank: the text that shows nothing.
        number_only: whether it has room for the ticket's number only.
    """

    address: int
    form: Frame
    reply: bytes = b""
    blank: str = " "
    number_only: bool = False

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "CustomScreen":
        """Return what the settings file says; bytes are written in hexadecimal.

        Raises:
            DeviceError: `device.option`.
        """
        options = Options(given)
        form = Frame(
            prefix=options.hexed("prefix", b"\x02"),
            suffix=options.hexed("suffix", b"\x03"),
            separator=options.hexed("separator", b""),
            address_form=options.choice("address_form", AddressForm.BYTE),
            checksum=options.choice("checksum", ChecksumKind.SUM8),
            covers_prefix=options.flag("checksum_covers_prefix", True),
        )
        return cls(
            address=options.number(
                "address", 1, 0, 99 if form.address_form is AddressForm.TWO_DIGITS else 255
            ),
            form=form,
            reply=options.hexed("reply", b""),
            blank=options.text("blank", " "),
            number_only=options.flag("number_only", False),
        )


class CustomDisplay(RememberingDisplay):
    """A queue display whose frame is put together from settings.

    Args:
        line: the port, shared with other displays.
        screen: address and frame.
    """

    def __init__(self, line: Line, screen: CustomScreen) -> None:
        super().__init__()
        self._line, self._screen = line, screen

    @classmethod
    def configured(cls, line: Line, options: Mapping[str, str]) -> "CustomDisplay":
        """Return the display that the technician configured, see `CustomScreen.read`."""
        return cls(line, CustomScreen.read(options))

    def inquire(self) -> Mapping[str, str]:
        """Send once more what it shows, and see whether it answers.

        Raises:
            DeviceError: `display.one_way`, it is of those that never answer, so its state is unknown; or it
                does not answer although it should.
        """
        self.restore()
        if not self._screen.reply:
            raise DeviceError("display.one_way")
        return {"address": str(self._screen.address)}

    def _drawn(self, call: ShownCall) -> bytes:
        return self._frame(call.ticket if self._screen.number_only else call.text or call.ticket)

    def _blank(self) -> bytes:
        return self._frame(self._screen.blank)

    def _frame(self, text: str) -> bytes:
        data = encode(text)
        if len(data) > MAX_TEXT:
            raise DeviceError("display.too_long", bytes=len(data))
        suffix = self._screen.form.suffix
        if suffix and suffix in data:
            character = suffix.decode("gb2312", "replace")
            raise DeviceError("display.unshowable", character=character, codepoint=suffix.hex().upper())
        return self._screen.form.pack(self._screen.address, data)

    def _deliver(self, *requests: bytes) -> None:
        for request in requests:
            if self._screen.reply:
                self._line.exchange(request, self._take, seconds=_REPLY_SECONDS)
            else:
                self._line.send(request)

    def _take(self, received: bytearray) -> bytes | None:
        reply = self._screen.reply
        if (at := received.find(reply)) < 0:
            del received[: max(0, len(received) - len(reply) + 1)]
            return None
        del received[: at + len(reply)]
        return reply
