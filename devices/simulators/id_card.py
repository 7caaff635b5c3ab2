"""A simulated resident ID card reader; the cards laid on it are invented (protocols §8)."""

import json
from pathlib import Path

from app.domain.device_records import CardType
from app.errors import DeviceError
from devices.id_card.frame import (
    PHOTO_BYTES,
    TEXT_BYTES,
    Reply,
    Request,
    Status,
    build_reply,
    take_request,
)
from devices.id_card.layouts import build_text
from devices.simulators.frame import SimulatedDevice

PHOTO = b"\x5a" * PHOTO_BYTES
MODULE_NUMBER = bytes.fromhex("0500 0100 ac2c3501 01000000 02000000")
_SIZES = TEXT_BYTES.to_bytes(2, "big") + PHOTO_BYTES.to_bytes(2, "big")


class IdCardSimulator(SimulatedDevice):
    """One card lies on it or none; a card that was read is found again only after it was laid down anew.

    Commands: `card FILE` or `card {"type": "resident", "name": …}` lays a card down (fields as in
    `devices.id_card.layouts`, and `newest_address`), `remove` takes it away.
    """

    FAULTS = frozenset({"no_card", "read_failed", "not_genuine"})

    def __init__(self, addresses: tuple[int, ...] = (), out: Path | None = None) -> None:
        super().__init__(addresses, out)
        self._received = bytearray()
        self._card: bytes | None = None
        self._newest_address = ""
        self._found = self._selected = self._was_read = False

    def lay(self, text: bytes, newest_address: str = "") -> None:
        """Lay a card with this text block down."""
        self._card, self._newest_address = text, newest_address
        self._found = self._selected = self._was_read = False

    def command(self, words: list[str]) -> bytes:
        """See the class."""
        match words:
            case ["card", *rest] if rest:
                written = " ".join(rest)
                fields = json.loads(written if written.startswith("{") else Path(written).read_text("utf-8"))
                newest = fields.pop("newest_address", "")
                self.lay(build_text(CardType(fields.pop("type")), fields), newest)
            case ["remove"]:
                self._card = None
            case _:
                return super().command(words)
        return b""

    def power_on(self) -> bytes:
        """A reader that lost power finds the same card again."""
        self._received.clear()
        self._found = self._selected = self._was_read = False
        return b""

    def receive(self, data: bytes) -> bytes:
        """See `SimulatedDevice`."""
        self._received += data
        answers = b""
        while True:
            try:
                body = take_request(self._received)
            except DeviceError:
                answers += build_reply(Reply(Status.CHECKSUM))
                continue
            if body is None:
                return answers
            answers += build_reply(self._answer(body[:2]))

    def _answer(self, asked: bytes) -> Reply:
        match asked:
            case Request.STATUS.value:
                return Reply(Status.OK)
            case Request.MODULE_NUMBER.value:
                return Reply(Status.OK, MODULE_NUMBER)
            case Request.FIND.value:
                self._found = self._card is not None and not self._was_read and "no_card" not in self.faults
                return Reply(Status.FOUND, bytes(4)) if self._found else Reply(Status.FIND_FAILED)
            case Request.SELECT.value:
                self._selected = self._found
                return Reply(Status.OK, bytes(8)) if self._selected else Reply(Status.SELECT_FAILED)
            case Request.READ.value | Request.READ_WITH_FINGERPRINT.value:
                return self._read(with_fingerprint=asked == Request.READ_WITH_FINGERPRINT.value)
            case Request.NEWEST_ADDRESS.value:
                if self._selected and self._newest_address:
                    return Reply(Status.OK, self._newest_address.ljust(35).encode("utf-16-le"))
                return Reply(Status.NOT_ON_CARD)
        return Reply(0x21)

    def _read(self, *, with_fingerprint: bool) -> Reply:
        if "not_genuine" in self.faults:
            return Reply(Status.MODULE_REFUSED)
        if self._card is None or not self._selected or "read_failed" in self.faults:
            return Reply(Status.READ_FAILED)
        self._was_read = True
        sizes = _SIZES + (b"\0\0" if with_fingerprint else b"")
        return Reply(Status.OK, sizes + self._card + PHOTO)
