"""Ticket printer that speaks ESC/POS: takes ready bytes, and is asked for its state by our own reader."""

from collections.abc import Mapping

from app.domain.device_records import PrinterState
from app.errors import DeviceError
from devices.escpos.status import TRANSMIT_PAPER, Question, Status, take_paper, take_status
from devices.line import Line

_INITIALISE = bytes.fromhex("1B 40")
_STATUS_SECONDS = 1.0
_FAULTS = {
    PrinterState.PAPER_OUT: "printer.paper_out",
    PrinterState.COVER_OPEN: "printer.cover_open",
    PrinterState.OFFLINE: "printer.offline",
    PrinterState.ERROR: "printer.error",
}


class EscposPrinter:
    """A printer on a port.

    Args:
        line: the port.
    """

    def __init__(self, line: Line) -> None:
        self._line = line

    @classmethod
    def configured(cls, line: Line, options: Mapping[str, str]) -> "EscposPrinter":
        """Return the printer that the technician configured; it has no options beside its line's."""
        return cls(line)

    def state(self) -> PrinterState:
        """Ask the printer how it is; silence is `PrinterState.UNKNOWN`.

        Raises:
            DeviceError: the port is missing or lost.
        """
        try:
            return self._status().state
        except DeviceError as error:
            if error.code != "device.no_answer":
                raise
            return PrinterState.UNKNOWN

    def inquire(self) -> Mapping[str, str]:
        """Ask the printer how it is; a near end of the paper is told as a warning.

        Raises:
            DeviceError: `device.no_answer`, `printer.paper_out`, `printer.cover_open`, `printer.cutter`,
                `printer.error`, `printer.offline`, or the port is missing or lost.
        """
        status = self._status()
        if status.state in _FAULTS:
            stuck = status.state is PrinterState.ERROR and status.cutter
            raise DeviceError("printer.cutter" if stuck else _FAULTS[status.state])
        return {"warning": "printer.near_end"} if status.state is PrinterState.NEAR_END else {}

    def send(self, data: bytes) -> None:
        """Send a composed ticket.

        Raises:
            DeviceError: `device.write_stalled`, the printer takes no more; the port is missing or lost.
        """
        self._line.send(data)

    def printed(self, seconds: float) -> bool:
        """Return whether the printer says that it has worked off what was sent.

        Args:
            seconds: how long to wait; False means that it says nothing, as some printers always do.

        Raises:
            DeviceError: the port is missing or lost.
        """
        try:
            self._line.exchange(TRANSMIT_PAPER, take_paper, seconds=seconds, attempts=1)
        except DeviceError as error:
            if error.code != "device.no_answer":
                raise
            return False
        return True

    def restore(self) -> None:
        """Initialise the printer after its port came back; a ticket that was cut off is not sent again."""
        self._line.send(_INITIALISE)

    def _status(self) -> Status:
        return Status(*(self._ask(question) for question in Question))

    def _ask(self, question: Question) -> int:
        return self._line.exchange(question.request(), take_status, seconds=_STATUS_SECONDS, attempts=1)
