"""Frames of Onbon bitmap cards, byte by byte (protocols §2)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.device_records import Bitmap
from app.errors import DeviceError
from devices.onbon import bitmap, link
from devices.onbon.bitmap import Card, Packet
from devices.onbon.bitmap_areas import BitmapArea, Page, parse_update
from devices.onbon.link import ANY_SCREEN
from devices.onbon.pixels import Colour, WordOrder, centred, pack_5e, pack_6e, unpack_5e, unpack_6e

MARKS = "A5" * 8
EVERYBODY = 0xFFFF
CORNERS = Bitmap(16, 2, bytes.fromhex("8001 0000"))

AREA_5E = BitmapArea(0, 0, 0, 16, 2, (Page(pack_5e(CORNERS), 16),))
AREA_6Q = BitmapArea(
    1,
    0,
    16,
    4,
    1,
    (Page(bytes.fromhex("FF0000 000000 000000 5AA55B"), 4, stay=100),),
    all_programs=False,
    alone=False,
)

REQUESTS = {
    "ping": (
        Packet(ANY_SCREEN, bitmap.ping(), Card.ANY),
        "FE FF 00 80 F0 00 FE FF 00 00 00 00 05 00 00 00 01 A2 00 00 00 C6 86",
    ),
    "delete all": (
        Packet(EVERYBODY, bitmap.delete(), Card.BX_6Q2),
        "FF FF 00 80 F0 00 66 02 00 00 00 00 06 00 00 00 01 A7 01 00 00 FF FD C6",
    ),
    "delete area 0": (
        Packet(EVERYBODY, bitmap.delete([0]), Card.BX_6Q2),
        "FF FF 00 80 F0 00 66 02 00 00 00 00 07 00 00 00 01 A7 01 00 00 01 00 43 1D",
    ),
    "6Q2 area": (
        Packet(EVERYBODY, AREA_6Q.update_6(), Card.BX_6Q2),
        "FF FF 00 80 F0 00 66 02 00 00 00 00 56 00 00 00 01 A7 00 00 00 01 00 3F 00 00"
        " 00 01 00 00 00 00 00 00"
        " 00 00 00 00 00 10 00 00 10 00 04 00 01 00 00 00 00 00 00 00 00 00 00 00 01 00"
        " 1A 00 00 00 00 01 00 00"
        " 64 00 01 04 00 00 00 00 00 00 00 00 00 00 00 00 00 00 0C 00 00 00 FF 00 00 00"
        " 00 00 00 00 00 5B 02 A6"
        " 02 5B 01 C4 C6",
    ),
    "5E1 area": (
        Packet(1, AREA_5E.update_5e(), Card.BX_5E1),
        "01 00 00 80 F0 00 54 01 00 00 00 00 36 00 00 00 01 A7 00 00 00 2D 00 00 00 00"
        " 00 00 00 01 00 00 01 00"
        " 00 00 00 10 00 00 00 00 10 00 02 00 00 01 00 11 00 00 00 00 01 00 00 F4 01 01"
        " 10 00 00 00 00 00 7F FE"
        " FF FF E8 10",
    ),
}
REPLIES = {
    "ACK": (bitmap.ack(), "00 80 01 00 F0 00 54 01 00 00 00 00 09 00 00 00 00 A0 00 00 00 00 00 00 00 28 FC"),
    "NACK": (
        bitmap.nack(5),
        "00 80 01 00 F0 00 54 01 00 00 00 00 09 00 00 00 00 A0 01 01 00 05 00 00 00 39 21",
    ),
}


@pytest.mark.parametrize(("packet", "hexed"), REQUESTS.values(), ids=REQUESTS)
def test_request_both_ways(packet: Packet, hexed: str) -> None:
    frame = bytes.fromhex(f"{MARKS} {hexed} 5A")
    assert packet.frame() == frame
    assert bitmap.parse(link.take_body(bytearray(frame)) or b"") == packet


@pytest.mark.parametrize(("data", "hexed"), REPLIES.values(), ids=REPLIES)
def test_reply_both_ways(data: bytes, hexed: str) -> None:
    frame = bytes.fromhex(f"{MARKS} {hexed} 5A")
    assert Packet(1, data, Card.BX_5E1, answer=True).frame() == frame
    assert bitmap.parse(link.take_body(bytearray(frame)) or b"") == Packet(1, data, Card.BX_5E1, answer=True)


def test_areas_are_read_back() -> None:
    assert parse_update(AREA_5E.update_5e(), sixth=False) == AREA_5E
    assert parse_update(AREA_6Q.update_6(), sixth=True) == AREA_6Q


def test_several_pages_are_read_back() -> None:
    pages = (Page(b"\x7f\xfe\xff\xff", 16, stay=3), Page(b"\x00" * 4, 16, effect=3))
    area = BitmapArea(2, 8, 0, 16, 2, pages, run_mode=1, timeout=9)
    assert parse_update(area.update_5e(), sixth=False) == area
    assert parse_update(area.update_6(), sixth=True) == area


def test_deletions_are_read_back() -> None:
    assert bitmap.parse_delete(bitmap.delete()) is None
    assert bitmap.parse_delete(bitmap.delete([3, 1])) == (3, 1)
    with pytest.raises(DeviceError, match=r"device\.garbled"):
        bitmap.parse_delete(bitmap.delete([3, 1])[:-1])


def test_ack_and_nack_are_told_apart() -> None:
    assert bitmap.check_reply(bitmap.ack()) == b""
    with pytest.raises(DeviceError, match=r"display\.refused\(error=0C\)"):
        bitmap.check_reply(bitmap.nack(0x0C))
    with pytest.raises(DeviceError, match=r"device\.garbled"):
        bitmap.check_reply(bitmap.nack(5))
    for broken in (bitmap.ack()[:-1], bitmap.ack() + b"\0", bitmap.ping()):
        with pytest.raises(DeviceError, match=r"device\.garbled"):
            bitmap.check_reply(broken)


def test_pixels_stand_on_the_displays_own_grid() -> None:
    three = Bitmap(3, 1, b"\xa0")
    assert pack_5e(three) == b"\x5f"
    assert pack_5e(three, x=7) == bytes.fromhex("FE BF")
    assert pack_5e(three, colour=Colour.RED) == b"\x5f\xff"
    assert pack_5e(three, colour=Colour.GREEN) == b"\xff\x5f"
    assert pack_5e(three, colour=Colour.YELLOW) == b"\x5f\x5f"
    assert pack_6e(three) == bytes.fromhex("5FFFFFFF")
    assert pack_6e(three, x=31) == bytes.fromhex("FFFFFFFE BFFFFFFF")
    assert pack_6e(three, order=WordOrder.LITTLE) == bytes.fromhex("FFFFFF5F")
    assert pack_6e(three, colour=Colour.GREEN) == bytes.fromhex("FFFFFFFF 5FFFFFFF")


@st.composite
def pictures(draw: st.DrawFn) -> Bitmap:
    width, height = draw(st.integers(1, 70)), draw(st.integers(1, 4))
    rows = [draw(st.integers(0, 2**width - 1)) for _ in range(height)]
    stride = (width + 7) // 8
    return Bitmap(width, height, b"".join((row << -width % 8).to_bytes(stride, "big") for row in rows))


@given(pictures(), st.integers(0, 200), st.sampled_from(Colour), st.sampled_from(WordOrder))
def test_pixels_are_read_back(picture: Bitmap, x: int, colour: Colour, order: WordOrder) -> None:
    size = (x, picture.width, picture.height)
    assert unpack_5e(pack_5e(picture, x, colour), *size) == picture
    assert unpack_6e(pack_6e(picture, x, colour, order), *size, order) == picture


@pytest.mark.parametrize("unpack", [unpack_5e, unpack_6e])
def test_a_wrong_number_of_pixels_is_refused(unpack: object) -> None:
    assert callable(unpack)
    with pytest.raises(DeviceError, match=r"device\.garbled"):
        unpack(b"\0" * 7, 0, 16, 2)


def test_brightness_covers_the_day() -> None:
    assert bitmap.brightness(3) == bytes.fromhex("01A207310000") + b"\x03" * 48
    with pytest.raises(ValueError, match="brightness -1"):
        bitmap.brightness(-1)


def test_a_smaller_picture_stands_in_the_middle() -> None:
    assert centred(Bitmap(2, 1, b"\xc0"), 10, 3) == Bitmap(10, 3, bytes.fromhex("0000 0C00 0000"))
    assert centred(CORNERS, 16, 2) == CORNERS
