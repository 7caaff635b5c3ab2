"""Frames of displays without a published protocol: every part of the frame is a setting."""

import pytest

from app.errors import DeviceError
from devices.custom_display.frames import AddressForm, ChecksumKind, Frame, take_frame

TEXT = "A012号".encode("gb2312")
FORMS = {
    "byte, sum": (Frame(b"\x02", b"\x03"), "02 05 41303132BAC5 5A 03"),
    "digits, none": (
        Frame(b"$", b"#", b",", AddressForm.THREE_DIGITS, ChecksumKind.NONE),
        "24 303035 2C 41303132BAC5 23",
    ),
    "two digits, xor": (
        Frame(b"\x02", b"\x03", b"", AddressForm.TWO_DIGITS, ChecksumKind.XOR8, covers_prefix=False),
        "02 3035 41303132BAC5 08 03",
    ),
    "no address, sum16": (
        Frame(b"\xaa\x55", b"\r\n", b"", AddressForm.NONE, ChecksumKind.SUM16_LE),
        "AA55 41303132BAC5 5203 0D0A",
    ),
    "no suffix, crc": (
        Frame(b"\xfe", b"", b"", AddressForm.BYTE, ChecksumKind.CRC16_MODBUS_LE),
        "FE 05 41303132BAC5 C8D6",
    ),
}


@pytest.mark.parametrize(("form", "hexed"), FORMS.values(), ids=FORMS)
def test_frame_both_ways(form: Frame, hexed: str) -> None:
    frame = bytes.fromhex(hexed)
    assert form.pack(5, TEXT) == frame
    assert form.parse(frame, (5,)) == (5, TEXT)


@pytest.mark.parametrize(
    ("kind", "check"),  # check values of "123456789" as the catalogues of CRCs give them
    [
        (ChecksumKind.CRC16_MODBUS_BE, "4B37"),
        (ChecksumKind.CRC16_MODBUS_LE, "374B"),
        (ChecksumKind.CRC16_ARC_BE, "BB3D"),
        (ChecksumKind.CRC16_ARC_LE, "3DBB"),
        (ChecksumKind.SUM8, "DD"),
        (ChecksumKind.SUM16_BE, "01DD"),
        (ChecksumKind.XOR8, "31"),
    ],
)
def test_checksums_agree_with_the_catalogue(kind: ChecksumKind, check: str) -> None:
    form = Frame(b"\x02", b"\x03", b"", AddressForm.NONE, kind, covers_prefix=False)
    assert form.pack(0, b"123456789") == b"\x02123456789" + bytes.fromhex(check) + b"\x03"


@pytest.mark.parametrize("form", [form for form, _ in FORMS.values()], ids=FORMS)
def test_frames_come_out_of_noise_byte_by_byte(form: Frame) -> None:
    buffer = bytearray()
    found = []
    for byte in b"\x00\x99" + form.pack(4, b"1") + b"\xff" + form.pack(5, TEXT):
        buffer.append(byte)
        if (frame := take_frame(buffer, form, (4, 5))) is not None:
            found.append(frame[1])
    assert found == [b"1", TEXT]
    assert not buffer


def test_another_address_or_a_wrong_checksum_is_no_frame() -> None:
    form = Frame(b"\x02", b"\x03")
    with pytest.raises(DeviceError, match=r"device\.garbled"):
        form.parse(form.pack(6, TEXT), (5,))
    broken = bytearray(form.pack(5, TEXT))
    broken[-2] ^= 1
    assert take_frame(broken, form, (5,)) is None


def test_a_suffix_inside_the_checksum_does_not_end_the_frame() -> None:
    form = Frame(b"\x02", b"\x03", b"", AddressForm.NONE, ChecksumKind.SUM8, covers_prefix=False)
    frame = form.pack(0, b"\x41\xc2")
    assert frame.count(b"\x03") == 2
    assert take_frame(bytearray(frame), form, (0,)) == (0, b"\x41\xc2")


def test_the_buffer_is_bounded() -> None:
    noise = bytearray(b"\x02" * 5000)
    assert take_frame(noise, Frame(b"\x02", b"\x03"), (1,)) is None
    assert len(noise) < 300
