"""Frames of Onbon K cards, byte by byte (protocols §1)."""

from datetime import datetime

import pytest

from app.errors import DeviceError
from devices.gb_text import encode
from devices.onbon import link, text
from devices.onbon.link import ANY_SCREEN
from devices.onbon.text_areas import Effect, TextArea, Units, Update, parse_area, parse_update

MARKS = "A5" * 8
TO_ANY = "FE FF 00 80 00 00 00 00 00 00 FE 02"
TO_ONE = "01 00 00 80 00 00 00 00 00 00 FE 02"

VENDOR_AREA = TextArea(
    0, 0, 0, 64, 16, b"\\C1" + encode("A012号"), timeout=5, lines=2, effect=Effect.QUICK, stay=8
)
CAPTURED_AREA = TextArea(
    2, 0, 0x24, 96, 12, rb"\FO000AIRPRE:1016.0hPa", line_spacing=10, run_mode=1, timeout=2, speed=23, stay=2
)
ESCAPED_AREA = TextArea(0, 0, 0, 64, 16, b"Z01", stay=10)

REQUESTS = {  # §1.5
    "ping": (1, text.ping(), f"{TO_ONE} 05 00 A2 00 01 00 00 68 F8"),
    "clear one": (1, text.clear(), f"{TO_ONE} 05 00 A3 10 01 00 00 51 F8"),
    "on": (ANY_SCREEN, text.power(True), f"{TO_ANY} 06 00 A3 00 01 00 00 01 5D F1"),
    "off": (ANY_SCREEN, text.power(False), f"{TO_ANY} 06 00 A3 00 01 00 00 02 1D F0"),
    "clear any": (ANY_SCREEN, text.clear(), f"{TO_ANY} 05 00 A3 10 01 00 00 75 DC"),
    "clock": (
        ANY_SCREEN,
        text.set_clock(datetime(2026, 11, 22, 13, 45, 59)),  # noqa: DTZ001  the wall's time
        f"{TO_ANY} 0D 00 A2 03 01 00 00 26 20 11 22 13 45 59 07 23 DF",
    ),
    "vendor text": (
        ANY_SCREEN,
        Update((VENDOR_AREA,)).pack(),
        f"{TO_ANY} 2D 00 A3 06 01 00 00 00 01 24 00 00 00 00 00 00 08 00 10 00 00 00 00 05 00 00 00 00 02 01"
        " 02 00 00 08 09 00 00 00 5C 43 31 41 30 31 32 BA C5 89 7D",
    ),
    "captured text": (
        1,
        Update((CAPTURED_AREA,), must_reply=False).pack(),
        f"{TO_ONE} 3A 00 A3 06 02 00 00 00 01 31 00 00 00 00 24 00 0C 00 0C 00 02 0A 01 02 00 00 00 00 01 01"
        f" 01 00 17 02 16 00 00 00 {CAPTURED_AREA.text.hex()} 4A 72",
    ),
    "escapes": (
        1,
        Update((ESCAPED_AREA,)).pack(),
        f"{TO_ONE} 27 00 A3 06 01 00 00 00 01 1E 00 00 00 00 00 00 08 00 10 00 00 00 00 00 00 00 00 00 01 01"
        " 01 00 00 0A 03 00 00 00 5B 02 30 31 3C 66",
    ),
}
REPLIES = {  # §1.5
    "ACK": (text.ACK, "00 80 01 00 00 00 00 00 00 00 FE 02 05 00 A0 00 00 00 00 64 DC"),
    "NACK": (text.nack(5), "00 80 01 00 00 00 00 00 00 00 FE 02 05 00 A0 01 05 00 00 75 21"),
}


@pytest.mark.parametrize(("screen", "data", "hexed"), REQUESTS.values(), ids=REQUESTS)
def test_request_both_ways(screen: int, data: bytes, hexed: str) -> None:
    frame = bytes.fromhex(f"{MARKS} {hexed} 5A")
    assert text.Packet(screen, data).frame() == frame
    body = link.take_body(bytearray(frame))
    assert body is not None
    assert text.parse(body) == text.Packet(screen, data)


@pytest.mark.parametrize(("data", "hexed"), REPLIES.values(), ids=REPLIES)
def test_reply_both_ways(data: bytes, hexed: str) -> None:
    frame = bytes.fromhex(f"{MARKS} {hexed} 5A")
    assert text.Packet(1, data, answer=True).frame() == frame
    body = link.take_body(bytearray(frame))
    assert body is not None
    assert text.parse(body) == text.Packet(1, data, answer=True)


@pytest.mark.parametrize("area", [VENDOR_AREA, CAPTURED_AREA, ESCAPED_AREA])
def test_areas_are_read_back(area: TextArea) -> None:
    assert parse_update(Update((area,), must_reply=False).pack()) == Update((area,), (), must_reply=False)


def test_update_deletes_some_or_all() -> None:
    assert Update(delete=None).pack() == bytes.fromhex("A3 06 01 00 00 FF 00")
    assert parse_update(Update(delete=None).pack()) == Update(delete=None)
    some = Update((ESCAPED_AREA, CAPTURED_AREA), (3, 1), restart=True)
    assert parse_update(some.pack()) == some


def test_pixel_flag_carries_any_pixel() -> None:
    area = TextArea(0, 13, 0, 99, 16, b"1")
    assert area.pack(Units.PIXEL_FLAG)[1:3] == b"\x0d\x80"
    assert parse_area(area.pack(Units.PIXEL_FLAG)) == area


@pytest.mark.parametrize(("x", "width"), [(4, 64), (0, 60)])
def test_eight_pixel_cards_refuse_odd_geometry(x: int, width: int) -> None:
    with pytest.raises(DeviceError, match=r"display\.geometry"):
        TextArea(0, x, 0, width, 16, b"").pack()


def test_ack_and_nack_are_told_apart() -> None:
    assert text.check_reply(text.ACK) == b""
    with pytest.raises(DeviceError, match=r"display\.refused\(error=0C\)"):
        text.check_reply(text.nack(0x0C))
    with pytest.raises(DeviceError, match=r"device\.garbled"):
        text.check_reply(text.nack(5))
    with pytest.raises(DeviceError, match=r"device\.garbled"):
        text.check_reply(b"\xa0\0")


def test_encode_is_strict() -> None:
    assert encode("请3号　窗口") == "请3号　窗口".encode("gb2312")
    assert encode("镕", "gbk") == "镕".encode("gbk")
    for bad in ("镕", "བོད་", "A\\B", "两\n行", "€"):
        with pytest.raises(DeviceError, match=r"display\.unshowable"):
            encode(bad)


def test_the_first_bad_character_is_named() -> None:
    with pytest.raises(DeviceError) as told:
        encode("朱镕基")
    assert told.value.facts == {"character": "镕", "codepoint": "U+9555"}


def test_a_sum_is_checked_where_the_header_asks_for_it() -> None:
    payload = bytes.fromhex("00 80 01 00 00 00 00 00 01 00 FE 02 05 00") + text.ACK
    body = link.escape(payload + sum(payload).to_bytes(2, "little"))
    assert text.parse(body).data == text.ACK
    with pytest.raises(DeviceError, match=r"device\.garbled"):
        text.parse(body[:-1] + b"\x07")


def test_unchecked_frames_are_taken_but_wrong_checks_are_not() -> None:
    payload = bytes.fromhex("00 80 01 00 00 00 00 00 00 00 FE 02 05 00") + text.ACK
    assert text.parse(link.escape(payload + b"\xff\xff")).data == text.ACK
    with pytest.raises(DeviceError, match=r"device\.garbled"):
        text.parse(link.escape(payload + b"\x65\xdc"))


def test_bodies_come_one_after_the_other_out_of_noise() -> None:
    first, second = text.Packet(1, text.ping()).frame(), text.Packet(2, text.clear()).frame()
    buffer = bytearray(b"\x00\x5a\x13" + first[:20])
    assert link.take_body(buffer) is None
    buffer += first[3:] + b"\x5a\x5a noise" + second
    assert text.parse(link.take_body(buffer) or b"").screen == 1
    assert text.parse(link.take_body(buffer) or b"").screen == 2
    assert link.take_body(buffer) is None
    assert not buffer


def test_the_buffer_is_bounded() -> None:
    buffer = bytearray(b"\xa5" + b"x" * 5000)
    assert link.take_body(buffer, limit=4096) is None
    assert not buffer


def test_brightness_covers_the_day() -> None:
    assert text.brightness(7) == bytes.fromhex("A30201000001") + b"\x07" * 49
    with pytest.raises(ValueError, match="brightness 16"):
        text.brightness(16)
