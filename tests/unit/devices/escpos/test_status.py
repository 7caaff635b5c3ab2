"""Answers of an ESC/POS printer, byte by byte (protocols §9)."""

import pytest

from app.domain.device_records import PrinterState
from devices.escpos.status import Question, Status, take_paper, take_status

OK = 0x12


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (Status(OK, OK, OK, OK), PrinterState.READY),
        (Status(OK, OK, OK, 0x1E), PrinterState.NEAR_END),
        (Status(0x1A, 0x32, OK, 0x7E), PrinterState.PAPER_OUT),
        (Status(0x1A, OK, OK, 0x7E), PrinterState.PAPER_OUT),
        (Status(0x1A, 0x16, OK, OK), PrinterState.COVER_OPEN),
        (Status(0x1A, 0x36, OK, 0x7E), PrinterState.COVER_OPEN),
        (Status(0x1A, OK, OK, OK), PrinterState.OFFLINE),
        (Status(0x1A, 0x52, 0x1A, OK), PrinterState.ERROR),
        (Status(0x1A, 0x52, 0x32, OK), PrinterState.ERROR),
        (Status(0x1A, 0x52, OK, OK), PrinterState.ERROR),
    ],
)
def test_what_a_person_must_mend_first_is_the_state(status: Status, state: PrinterState) -> None:
    assert status.state is state


def test_the_cutter_is_told_apart() -> None:
    assert Status(0x1A, 0x52, 0x1A, OK).cutter
    assert not Status(0x1A, 0x52, 0x32, OK).cutter


def test_questions() -> None:
    assert [question.request().hex(" ") for question in Question] == [
        "10 04 01",
        "10 04 02",
        "10 04 03",
        "10 04 04",
    ]


def test_what_is_no_answer_is_dropped() -> None:
    received = bytearray.fromhex("11 13 10000000 FF 92 02 13 1E 12")
    assert take_status(received) == 0x1E
    assert take_status(received) == OK
    assert take_status(received) is None


@pytest.mark.parametrize("byte", range(256))
def test_only_bytes_of_the_right_form_are_answers(byte: int) -> None:
    right = f"{byte:08b}"[0] == "0" and f"{byte:08b}"[3] == "1" and f"{byte:08b}"[6:] == "10"
    assert take_status(bytearray((byte,))) == (byte if right else None)


def test_the_paper_is_told_in_its_turn() -> None:
    assert take_paper(bytearray.fromhex("12 91 03")) == 3
    assert take_paper(bytearray.fromhex("12")) is None
