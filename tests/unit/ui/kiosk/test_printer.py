"""The printer of a kiosk as its machine's settings say, or why there is none."""

import pytest

from app.domain.device_records import DeviceKind, DeviceSettings
from app.errors import DeviceError
from devices.configured import ConfiguredDevices
from devices.escpos.printer import EscposPrinter
from ui.kiosk.printer import TicketPaper, ticket_paper


def _paper(model: str = "escpos", **options: str) -> TicketPaper:
    one = DeviceSettings("号票打印机", DeviceKind.TICKET_PRINTER, model, "loop://", options)
    with ConfiguredDevices([one]) as room:
        return ticket_paper([one], room)


def test_a_printer_of_80_mm_with_a_cutter_is_what_a_kiosk_expects() -> None:
    paper = _paper()
    assert isinstance(paper.printer, EscposPrinter)
    assert (paper.lane, paper.dots, paper.cuts, paper.mute) == ("device:loop://", 576, True, False)


def test_narrow_paper_no_cutter_and_silence_are_settings() -> None:
    paper = _paper(paper="58", cutter="no", answers="no")
    assert (paper.dots, paper.cuts, paper.mute) == (384, False, True)


def test_without_a_printer_every_use_says_so() -> None:
    printer = ticket_paper([], ConfiguredDevices([])).printer
    for use in (printer.state, printer.restore, printer.inquire):
        with pytest.raises(DeviceError, match=r"printer\.none"):
            use()
    with pytest.raises(DeviceError, match=r"printer\.none"):
        printer.send(b"")
    with pytest.raises(DeviceError, match=r"printer\.none"):
        printer.printed(1.0)


def test_a_printer_that_cannot_be_made_says_why() -> None:
    with pytest.raises(DeviceError, match=r"device\.model"):
        _paper(model="star").printer.state()
