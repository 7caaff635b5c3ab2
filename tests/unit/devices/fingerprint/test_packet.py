"""Packets of the fingerprint module against the vectors of protocols §6, in both directions."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import DeviceError
from app.sentences import sentence
from devices.fingerprint import commands
from devices.fingerprint.commands import Code, Colour, Light
from devices.fingerprint.packet import Packet, PacketKind, build, take_packet

HEAD = "EF 01 FF FF FF FF "

COMMANDS = [
    ("VfyPwd 00000000", commands.verify_password(0), "01 00 07 13 00 00 00 00 00 1B"),
    ("ReadSysPara", bytes((Code.READ_SYS_PARA,)), "01 00 03 0F 00 13"),
    ("GenImg", bytes((Code.GEN_IMG,)), "01 00 03 01 00 05"),
    ("Img2Tz 1", commands.img_2_tz(1), "01 00 04 02 01 00 08"),
    ("Img2Tz 2", commands.img_2_tz(2), "01 00 04 02 02 00 09"),
    ("RegModel", bytes((Code.REG_MODEL,)), "01 00 03 05 00 09"),
    ("Store buffer 1 page 5", commands.store(1, 5), "01 00 06 06 01 00 05 00 13"),
    ("Search buffer 1, 0..200", commands.search(1, 0, 200), "01 00 08 04 01 00 00 00 C8 00 D6"),
    ("DeletChar page 5 x1", commands.delete_char(5, 1), "01 00 07 0C 00 05 00 01 00 1A"),
    ("Empty", bytes((Code.EMPTY,)), "01 00 03 0D 00 11"),
    ("TempleteNum", bytes((Code.TEMPLATE_NUM,)), "01 00 03 1D 00 21"),
    ("ReadIndex 0", commands.read_index_table(0), "01 00 04 1F 00 00 24"),
    (
        "AuraLed breathe 64 blue",
        commands.aura_led(Light.BREATHE, Colour.BLUE),
        "01 00 07 35 01 64 02 00 00 A4",
    ),
]
REPLIES = [
    (
        "ReadSysPara reply",
        "00 00 00 00 09 00 C8 00 03 FF FF FF FF 00 02 00 06",
        "07 00 13 00 00 00 00 09 00 C8 00 03 FF FF FF FF 00 02 00 06 04 F2",
    ),
    ("GenImg ok", "00", "07 00 03 00 00 0A"),
    ("GenImg no finger", "02", "07 00 03 02 00 0C"),
    ("found page 5 score 100", "00 00 05 00 64", "07 00 07 00 00 05 00 64 00 77"),
    ("not found", "09 00 00 00 00", "07 00 07 09 00 00 00 00 00 17"),
    ("wrong password", "13", "07 00 03 13 00 1D"),
]
DATA = [
    (PacketKind.DATA, "02 00 0A 01 02 03 04 05 06 07 08 00 30"),
    (PacketKind.LAST_DATA, "08 00 0A 01 02 03 04 05 06 07 08 00 36"),
]
VECTORS = [
    *(
        pytest.param(Packet(PacketKind.COMMAND, content), HEAD + wire, id=name)
        for name, content, wire in COMMANDS
    ),
    *(
        pytest.param(Packet(PacketKind.REPLY, bytes.fromhex(content)), HEAD + wire, id=name)
        for name, content, wire in REPLIES
    ),
    *(pytest.param(Packet(kind, bytes(range(1, 9))), HEAD + wire, id=kind.name) for kind, wire in DATA),
]


@pytest.mark.parametrize(("packet", "wire"), VECTORS)
def test_vectors_in_both_directions(packet: Packet, wire: str) -> None:
    """Protocols §6, every vector."""
    frame = bytes.fromhex(wire)
    assert build(packet) == frame
    received = bytearray(frame)
    assert take_packet(received) == packet
    assert not received


def test_parameters_of_the_vector() -> None:
    """Protocols §6, ReadSysPara: capacity 200, security 3, 128 bytes, 57600 baud."""
    parameters = commands.parse_parameters(bytes.fromhex(REPLIES[0][1])[1:])
    assert parameters == commands.Parameters(0, 9, 200, 3, 0xFFFFFFFF, 128, 57600)


def test_the_index_counts_from_the_lowest_bit() -> None:
    """Protocols §6, ReadIndexTable: bit i of byte k is template page · 256 + 8k + i."""
    table = bytearray(32)
    table[0], table[2], table[31] = 0b101, 0b1000_0000, 0b1
    assert commands.parse_index(bytes(table), 1) == {256, 258, 256 + 23, 256 + 248}


def test_garbage_and_the_power_on_byte_are_passed_over() -> None:
    good = build(Packet(PacketKind.REPLY, b"\0"))
    received = bytearray(b"\x55\xef\x00\xef" + b"\xef\x01\xff\xff\xff\xff\x99\x00\x03" + good + good[:5])
    assert take_packet(received) == Packet(PacketKind.REPLY, b"\0")
    assert take_packet(received) is None
    assert received == good[:5]


@pytest.mark.parametrize("length", [0, 1, 2, 259, 0xFFFF])
def test_a_length_no_packet_has_is_no_header(length: int) -> None:
    received = bytearray(b"\xef\x01\xff\xff\xff\xff\x07" + length.to_bytes(2, "big") + b"\0" * 300)
    assert take_packet(received) is None
    assert len(received) < 2


@given(st.binary(min_size=1, max_size=256), st.integers(0, 0xFFFFFFFF), st.data())
def test_one_wrong_bit_is_never_taken_for_the_packet(
    content: bytes, address: int, data: st.DataObject
) -> None:
    packet = Packet(PacketKind.REPLY, content, address)
    frame = bytearray(build(packet))
    at = data.draw(st.integers(6, len(frame) - 1))
    frame[at] ^= 1 << data.draw(st.integers(0, 7))
    with contextlib.suppress(DeviceError):
        assert take_packet(frame) != packet


@given(st.lists(st.binary(min_size=1, max_size=40), max_size=5), st.integers(1, 7))
def test_packets_arrive_in_pieces(contents: list[bytes], piece: int) -> None:
    packets = [Packet(PacketKind.DATA, content) for content in contents]
    wire = b"".join(map(build, packets))
    received, taken = bytearray(), []
    for at in range(0, len(wire), piece):
        received += wire[at : at + piece]
        while (packet := take_packet(received)) is not None:
            taken.append(packet)
    assert taken == packets


@pytest.mark.parametrize(
    ("confirmation", "code"),
    [
        (0x01, "device.garbled"),
        (0x0A, "fingerprint.not_same"),
        (0x0B, "fingerprint.no_such_slot"),
        (0x13, "fingerprint.password"),
        (0x1F, "fingerprint.full"),
        (0x29, "fingerprint.broken"),
        (0x10, "fingerprint.refused"),
        (0xFE, "fingerprint.refused"),
    ],
)
def test_every_refusal_has_a_sentence(confirmation: int, code: str) -> None:
    error = commands.refusal(confirmation)
    assert error.code == code
    assert sentence(error)
