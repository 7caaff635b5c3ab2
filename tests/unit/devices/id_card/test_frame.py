"""Frames of the ID card reader against the vectors of protocols §8, in both directions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import DeviceError
from app.sentences import sentence
from devices.id_card.frame import (
    HEADER,
    Reply,
    Request,
    build_reply,
    build_request,
    module_number,
    refusal,
    take_reply,
    take_request,
    text_and_photo,
)

REQUESTS = [
    (Request.STATUS, "00 03 11 FF ED"),
    (Request.MODULE_NUMBER, "00 03 12 FF EE"),
    (Request.FIND, "00 03 20 01 22"),
    (Request.SELECT, "00 03 20 02 21"),
    (Request.READ, "00 03 30 01 32"),
    (Request.READ_WITH_FINGERPRINT, "00 03 30 10 23"),
    (Request.NEWEST_ADDRESS, "00 03 30 03 30"),
]
REPLIES = [
    (Reply(0x90), "00 04 00 00 90 94"),
    (Reply(0x9F, bytes(4)), "00 08 00 00 9F 00 00 00 00 97"),
    (Reply(0x90, bytes(8)), "00 0C 00 00 90 00 00 00 00 00 00 00 00 9C"),
    (Reply(0x80), "00 04 00 00 80 84"),
    (Reply(0x81), "00 04 00 00 81 85"),
    (Reply(0x41), "00 04 00 00 41 45"),
]


@pytest.mark.parametrize(("request_", "wire"), REQUESTS)
def test_requests_in_both_directions(request_: Request, wire: str) -> None:
    """Protocols §8, request column."""
    frame = HEADER + bytes.fromhex(wire)
    assert build_request(request_) == frame
    assert take_request(bytearray(frame)) == request_.value


@pytest.mark.parametrize(("reply", "wire"), REPLIES)
def test_replies_in_both_directions(reply: Reply, wire: str) -> None:
    """Protocols §8, success replies and "other replies"."""
    frame = HEADER + bytes.fromhex(wire)
    assert build_reply(reply) == frame
    received = bytearray(frame)
    assert take_reply(received) == reply
    assert not received


@pytest.mark.parametrize(
    ("head", "body", "total"),
    [
        ("05 08 00 00 90 01 00 04 00", bytes(1280), 1295),
        ("09 0A 00 00 90 01 00 04 00 04 00", bytes(2304), 2321),
        ("07 0A 00 00 90 01 00 04 00 02 00", bytes(1792), 1809),
        ("05 0A 00 00 90 01 00 04 00 00 00", bytes(1280), 1297),
    ],
)
def test_lengths_of_the_card_replies(head: str, body: bytes, total: int) -> None:
    """Protocols §8, read text + photo (+ fingerprint)."""
    start = bytes.fromhex(head)
    frame = build_reply(Reply(0x90, start[5:] + body))
    assert len(frame) == total
    assert frame[5 : 5 + len(start)] == start
    assert take_reply(bytearray(frame)) == Reply(0x90, start[5:] + body)


def test_text_and_photo_are_told_apart() -> None:
    data = bytes.fromhex("01 00 04 00") + b"t" * 256 + b"p" * 1024
    assert text_and_photo(data) == (b"t" * 256, b"p" * 1024)
    for wrong in (data[:-1], data[1:], b"", b"\x01\x00\x04\x01" + data[4:] + b"p"):
        with pytest.raises(DeviceError, match="garbled"):
            text_and_photo(wrong)


def test_the_module_number_as_printed() -> None:
    """Protocols §8, SAM id text: LE16 . LE16 - LE32 - LE32 - LE32."""
    data = bytes.fromhex("0500 0300 d2029649 15cd5b07 01000000")
    assert module_number(data) == "05.03-1234567890-0123456789-0000000001"
    with pytest.raises(DeviceError, match="garbled"):
        module_number(data[1:])


def test_garbage_and_headers_within_it_are_passed_over() -> None:
    good = build_reply(Reply(0x90))
    received = bytearray(b"\x96\x69\xaa" + HEADER + b"\xff\xff" + b"\xaa" + good + good[:3])
    assert take_reply(received) == Reply(0x90)
    assert take_reply(received) is None
    assert received == good[:3]


@given(st.binary(max_size=300), st.integers(0, 255), st.data())
def test_one_wrong_bit_is_never_taken_for_the_reply(content: bytes, status: int, data: st.DataObject) -> None:
    reply = Reply(status, content)
    frame = bytearray(build_reply(reply))
    at = data.draw(st.integers(7, len(frame) - 1))
    frame[at] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(DeviceError, match="garbled"):
        take_reply(frame)


def test_a_reply_never_shows_a_card() -> None:
    assert repr(Reply(0x90, "格桑".encode("utf-16-le"))) == "Reply(status=0x90, 4 bytes)"


@pytest.mark.parametrize("status", range(256))
def test_every_refusal_has_a_sentence(status: int) -> None:
    assert sentence(refusal(status))
