"""Scans put together and decoded (protocols §10)."""

import binascii

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import DeviceError
from devices.scanner.text import (
    START_SCAN,
    STOP_SCAN,
    TRIGGER_ANSWER,
    Assembler,
    Suffix,
    decode,
    module_command,
    take_trigger_answer,
)


def scans(suffix: Suffix, *pieces: bytes) -> list[bytes]:
    assembler, found = Assembler(suffix), []
    for piece in pieces:
        received = bytearray(piece)
        while (scan := assembler.take(received)) is not None:
            found.append(scan)
    return found


@pytest.mark.parametrize(
    ("suffix", "pieces", "expected"),
    [
        (Suffix.AUTO, [b"AB", b"C\r"], [b"ABC"]),
        (Suffix.AUTO, [b"ABC\r\nDEF\tGHI\n"], [b"ABC", b"DEF", b"GHI"]),
        (Suffix.AUTO, [b"ABC\r", b"\nDEF\r", b"\n"], [b"ABC", b"DEF"]),
        (Suffix.CR, [b"A\tB\r"], [b"A\tB"]),
        (Suffix.TAB, [b"A\rB\t"], [b"A\rB"]),
        (Suffix.NONE, [b"A\rB\t"], []),
    ],
)
def test_scans_end_with_their_suffix(suffix: Suffix, pieces: list[bytes], expected: list[bytes]) -> None:
    assert scans(suffix, *pieces) == expected


def test_silence_ends_a_scan_too() -> None:
    assembler = Assembler(Suffix.NONE)
    assert assembler.take(bytearray(b"ABC")) is None
    assert assembler.finish() == b"ABC"
    assert assembler.finish() is None


@pytest.mark.parametrize(
    ("scan", "text"),
    [
        (b"91540000TEST", "91540000TEST"),
        ("格桑 བོད".encode(), "格桑 བོད"),
        ("格桑办件".encode("gb18030"), "格桑办件"),
        (b"\xef\xbb\xbfA1 ", "A1"),
        ("e\u0301".encode(), "é"),
    ],
)
def test_text_is_utf_8_or_else_gb18030(scan: bytes, text: str) -> None:
    assert decode(scan) == text


def test_what_is_neither_is_unreadable() -> None:
    with pytest.raises(DeviceError, match="unreadable"):
        decode(b"\xff\xff\xff")


@given(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=40))
def test_any_utf_8_text_survives_in_any_pieces(text: str) -> None:
    wire = text.encode() + b"\r"
    found = scans(Suffix.AUTO, *(wire[at : at + 3] for at in range(0, len(wire), 3)))
    assert [scan.decode() for scan in found] == [text]


def test_the_commands_of_a_module() -> None:
    """Protocols §10, optional trigger: start, stop, save, answer."""
    assert bytes.fromhex("7E 00 08 01 00 02 01 AB CD") == START_SCAN
    assert bytes.fromhex("7E 00 08 01 00 02 00 AB CD") == STOP_SCAN
    save = module_command(0x09, 0, 0)[:-2]
    check = binascii.crc_hqx(save[2:], 0).to_bytes(2, "big")
    assert save + check == bytes.fromhex("7E 00 09 01 00 00 00 DE C8")
    received = bytearray(b"\x02\x00" + bytes.fromhex("02 00 00 01 00 33 31") + b"ABC")
    assert take_trigger_answer(received) == TRIGGER_ANSWER
    assert received == b"ABC"
