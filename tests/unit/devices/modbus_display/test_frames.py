"""Modbus frames of seven-segment displays, byte by byte (protocols §3)."""

import pytest

from app.errors import DeviceError
from devices.modbus_display.frames import MAX_FRAME, Write, take_reply, take_request
from devices.modbus_display.segments import DIGITS, SEGMENTS, drawable, right_justified


def text_write(text: str) -> Write:
    data = right_justified(text, 6) if len(text) < 6 else text.encode("ascii")
    words = tuple(int.from_bytes(data[at : at + 2], "big") for at in (0, 2, 4))
    return Write(1, 0x70, words, several=True)


NUMBER = (Write(1, 0, (123,)), "01 06 00 00 00 7B C9 E9")
STRING = (text_write("A012"), "01 10 00 70 00 03 06 20 20 41 30 31 32 E2 7A")
MIDDLE = (text_write(" A012 "), "01 10 00 70 00 03 06 20 41 30 31 32 20 95 B3")


@pytest.mark.parametrize(("write", "hexed"), [NUMBER, STRING, MIDDLE], ids=["123", "  A012", " A012 "])
def test_request_both_ways(write: Write, hexed: str) -> None:
    assert write.request() == bytes.fromhex(hexed)
    assert take_request(bytearray.fromhex(hexed)) == write


def test_a_number_is_echoed_and_a_string_is_counted() -> None:
    assert NUMBER[0].reply() == bytes.fromhex(NUMBER[1])
    assert STRING[0].reply()[:6] == bytes.fromhex("01 10 00 70 00 03")
    for write, _ in (NUMBER, STRING):
        buffer = bytearray(b"\x00\xff" + write.reply() + b"\x01")
        assert take_reply(buffer, write.request()) == write.reply()
        assert buffer == b"\x01"


def test_half_a_reply_is_waited_for() -> None:
    buffer = bytearray(NUMBER[0].reply()[:5])
    assert take_reply(buffer, NUMBER[0].request()) is None
    buffer += NUMBER[0].reply()[5:]
    assert take_reply(buffer, NUMBER[0].request()) == NUMBER[0].reply()


def test_a_wrong_checksum_is_no_reply() -> None:
    buffer = bytearray(NUMBER[0].reply()[:-1] + b"\x00")
    assert take_reply(buffer, NUMBER[0].request()) is None


def test_the_slaves_refusal_is_told() -> None:
    frame = STRING[0].exception(2)
    assert frame[:3] == bytes.fromhex("01 90 02")
    with pytest.raises(DeviceError, match=r"display\.refused\(error=02\)"):
        take_reply(bytearray(b"\x01\x90\x00" + frame), STRING[0].request())
    assert take_reply(bytearray(frame[:-1] + b"\x00"), STRING[0].request()) is None


def test_the_buffers_are_bounded() -> None:
    noise = bytearray(MAX_FRAME)
    with pytest.raises(DeviceError, match=r"device\.garbled"):
        take_reply(noise, NUMBER[0].request())
    assert not noise
    noise = bytearray(b"\x01\x06" * MAX_FRAME)
    assert take_request(noise) is None
    assert len(noise) <= MAX_FRAME


def test_requests_come_out_of_noise() -> None:
    buffer = bytearray(b"\x01\x06\x00" + STRING[0].request() + NUMBER[0].request()[:4])
    assert take_request(buffer) == STRING[0]
    assert take_request(buffer) is None
    buffer += NUMBER[0].request()[4:]
    assert take_request(buffer) == NUMBER[0]
    assert not buffer


def test_letters_take_the_form_that_exists() -> None:
    assert drawable("B012") == "b012"
    assert drawable("a0-9") == "A0-9"
    with pytest.raises(DeviceError, match=r"display\.unshowable\(character=K, codepoint=U\+004B\)"):
        drawable("K012")


def test_text_stands_at_the_right() -> None:
    assert right_justified("A012", 6) == b"  A012"
    assert right_justified("12", 3) == b"  12"
    with pytest.raises(DeviceError, match=r"display\.too_long"):
        right_justified("A0123", 4)


def test_digits_are_the_makers() -> None:
    assert [DIGITS[digit] for digit in "0123456789"] == list(bytes.fromhex("3F065B4F666D7D077F6F"))
    assert len({form for name, form in SEGMENTS.items() if name not in "S5"}) == len(SEGMENTS) - 2
