"""A resident ID card reader on a line; what it reads stays in memory and out of every trace (§8)."""

import contextlib
import threading
from collections.abc import Mapping
from dataclasses import replace
from typing import Self

from app.domain.device_records import CardType, IdCard
from app.errors import DeviceError
from app.ports.devices import Cancelled
from devices.id_card.frame import (
    ADDRESS_BYTES,
    Reply,
    Request,
    Status,
    build_request,
    module_number,
    refusal,
    take_reply,
    text_and_photo,
)
from devices.id_card.layouts import decode, parse_card
from devices.line import Line
from devices.trace import Secrecy

POLL_SECONDS = 0.4
_SECONDS = {
    Request.FIND: 1.1,
    Request.SELECT: 1.1,
    Request.READ: 2.0,
    Request.NEWEST_ADDRESS: 1.5,
}


class SdtReader:
    """A reader with an SAM_A or SAM_V module.

    Args:
        line: its port.
        poll_seconds: pause between two looks for a card.
    """

    def __init__(self, line: Line, *, poll_seconds: float = POLL_SECONDS) -> None:
        self._line = line
        self._poll_seconds = poll_seconds

    @classmethod
    def configured(cls, line: Line, options: Mapping[str, str]) -> Self:
        """See `devices.registry.DriverClass`; it has no options beside the line's."""
        return cls(line)

    def restore(self) -> None:
        """Ask whether the module is well; it keeps no state of ours."""
        self._ask(Request.STATUS)

    def inquire(self) -> Mapping[str, str]:
        """Return the number of the security module.

        Raises:
            DeviceError: the reader is not there or not well.
        """
        self._ask(Request.STATUS, attempts=1)
        return {"module": module_number(self._ask(Request.MODULE_NUMBER, attempts=1).data)}

    def poll(self) -> IdCard | None:
        """Look once for a card and read it; None when there is none, or still the one already read.

        Raises:
            DeviceError: `id_card.read_failed`, `id_card.not_genuine`, `id_card.unknown_card`,
                `id_card.unreadable`, `id_card.module`, `id_card.refused`.
        """
        if self._ask(Request.FIND, Status.FOUND, Status.FIND_FAILED).status == Status.FIND_FAILED:
            return None
        self._ask(Request.SELECT)
        card = parse_card(*text_and_photo(self._ask(Request.READ).data))
        if card.card_type is CardType.RESIDENT and (address := self._newest_address()):
            return replace(card, address=address)
        return card

    def read(self, cancelled: Cancelled) -> IdCard | None:
        """Wait for a card and read it; None when cancelled.

        Raises:
            DeviceError: see `poll`.
        """
        while not cancelled():
            if (card := self.poll()) is not None:
                return card
            threading.Event().wait(self._poll_seconds)
        return None

    def _newest_address(self) -> str:
        """Return the address written on the card after a removal, empty when there is none."""
        reply = self._ask(Request.NEWEST_ADDRESS, Status.OK, Status.NOT_ON_CARD)
        if reply.status == Status.NOT_ON_CARD:
            return ""
        with contextlib.suppress(UnicodeDecodeError):  # the cause would quote the card
            return decode(reply.data[:ADDRESS_BYTES])
        raise DeviceError("id_card.unreadable")

    def _ask(self, request: Request, *good: Status, attempts: int = 2) -> Reply:
        reply = self._line.exchange(
            build_request(request),
            take_reply,
            seconds=_SECONDS.get(request, 1.0),
            secrecy=Secrecy.REPLY,
            attempts=attempts,
        )
        if reply.status not in (good or (Status.OK,)):
            raise refusal(reply.status)
        return reply
