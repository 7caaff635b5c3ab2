"""The printer of a kiosk: the first ticket printer of the machine, or one that says why there is none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from app.domain.device_records import DeviceKind, DeviceSettings, PrinterState
from app.errors import DeviceError
from app.ports.devices import DeviceRoom
from app.ports.queue import KioskPrinter
from ui.device_desk import lane

DOTS = {"80": 576, "58": 384}
"""Dots across by the paper's width in mm, at 203 dpi."""


@dataclass(frozen=True)
class MissingPrinter:
    """Prints nothing and says why; numbers are given all the same and stand on the screen."""

    why: DeviceError

    def state(self) -> PrinterState:
        """Raise why there is no printer."""
        raise self.why

    def send(self, data: bytes) -> None:
        """Raise why there is no printer."""
        raise self.why

    def printed(self, seconds: float) -> bool:
        """Raise why there is no printer."""
        raise self.why

    def restore(self) -> None:
        """Raise why there is no printer."""
        raise self.why

    def inquire(self) -> Mapping[str, str]:
        """Raise why there is no printer."""
        raise self.why


@dataclass(frozen=True)
class TicketPaper:
    """The printer and its paper.

    Attributes:
        lane: on which it is used.
        dots: across the paper.
        cuts: whether it has a cutter.
        mute: whether it never answers.
    """

    printer: KioskPrinter
    lane: str
    dots: int = DOTS["80"]
    cuts: bool = True
    mute: bool = False


def ticket_paper(settings: Sequence[DeviceSettings], room: DeviceRoom) -> TicketPaper:
    """Return the printer of a kiosk."""
    one = next((one for one in settings if one.kind is DeviceKind.TICKET_PRINTER), None)
    if one is None:
        return TicketPaper(MissingPrinter(DeviceError("printer.none")), lane(""))
    try:
        printer = cast(KioskPrinter, room.device(one.name))
    except DeviceError as error:
        printer = MissingPrinter(error)
    asked = one.options.get
    return TicketPaper(
        printer,
        lane(one.port),
        DOTS.get(asked("paper", "80"), DOTS["80"]),
        asked("cutter", "yes") == "yes",
        asked("answers", "yes") == "no",
    )
