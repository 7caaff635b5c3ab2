"""Bytes for a printer are cut into commands (protocols §9), whatever comes."""

import pytest

from devices.simulators.escpos import EscposSimulator
from devices.simulators.escpos_stream import NOISE, TEXT, Command, take_command

RASTER = bytes.fromhex("1D763000 0200 0300 800000000001")
STORED = bytes.fromhex("1D284C 1000 3070300101311000 0300 800000000001")
PRINTED = bytes.fromhex("1D284C 0200 3032")
SEEDS = [
    RASTER,
    STORED + PRINTED,
    bytes.fromhex("1D384C 10000000 3070300101311000 0300 800000000001") + PRINTED,
    bytes.fromhex("1B2A21 0400 FFFFFF00FF00FFFFFF000001 0A"),
    bytes.fromhex("1B40 1B6101 1D2111") + "办事大厅\n".encode("gb18030") + b"\x1d\x56\x42\x10",
    bytes.fromhex("100401 100404 1D7201 1D6104 1D6100"),
]
CORNERS = bytes.fromhex("8000 0000 0001")


def commands(data: bytes) -> list[Command]:
    """Cut bytes that come one by one."""
    received, found = bytearray(), []
    for byte in data:
        received.append(byte)
        while received[0:1] < b"\x20" and (command := take_command(received)) is not None:
            found.append(command)
    return found


@pytest.mark.parametrize("way", [RASTER, STORED + PRINTED, SEEDS[2]], ids=["GS v 0", "GS ( L", "GS 8 L"])
def test_the_example_picture_of_the_sheet_is_printed(way: bytes) -> None:
    device = EscposSimulator(dots=16)
    assert device.receive(way + b"\x1d\x56\x00") == b""
    assert device.tickets[0].rows == CORNERS


def test_commands_that_come_byte_by_byte() -> None:
    cut = b"\x1d\x56\x42\x10"
    assert commands(b"\x1b\x40" + RASTER + cut) == [
        Command(b"\x1b\x40"),
        Command(b"\x1d\x76\x30", bytes.fromhex("00 0200 0300"), CORNERS),
        Command(b"\x1d\x56", b"\x42\x10"),
    ]


def test_text_ends_where_a_command_begins() -> None:
    received = bytearray("号".encode("gb18030") + b"A\n")
    assert take_command(received) == Command(TEXT, data=b"\xba\xc5A")
    assert take_command(received) == Command(b"\n")


def test_what_nobody_knows_is_skipped() -> None:
    received = bytearray(b"\x1b\x01\x07A")
    assert take_command(received) == Command(NOISE)
    assert take_command(received) == Command(NOISE)
    assert take_command(received) == Command(TEXT, data=b"A")


def test_an_impossible_length_is_noise() -> None:
    received = bytearray.fromhex("1D384C FFFFFFFF 41")
    assert take_command(received) == Command(NOISE)
    assert received == b"A"


def test_automatic_status_is_told_at_once_and_on_every_change() -> None:
    device = EscposSimulator()
    assert device.receive(bytes.fromhex("1D6104")) == bytes.fromhex("10000000")
    device.faults.add("paper_out")
    assert device.receive(b"A") == bytes.fromhex("18000F00")
    device.faults = {"cover_open"}
    assert device.receive(b"A") == bytes.fromhex("38000000")


@pytest.mark.parametrize(
    ("faults", "answers"),
    [
        (set(), "12 12 12 12"),
        ({"near_end"}, "12 12 12 1E"),
        ({"paper_out"}, "1A 32 12 7E"),
        ({"cover_open"}, "1A 16 12 12"),
        ({"cover_open", "paper_out"}, "1A 36 12 7E"),
        ({"cutter"}, "1A 52 1A 12"),
    ],
)
def test_real_time_answers_are_those_of_the_sheet(faults: set[str], answers: str) -> None:
    device = EscposSimulator()
    device.faults = faults
    assert device.receive(bytes.fromhex("100401 100402 100403 100404")) == bytes.fromhex(answers)
