"""The parsers of fingerprint modules with the noise they have to bear."""

from devices.fingerprint import commands
from devices.fingerprint.commands import Code, Colour, Light
from devices.fingerprint.module import Module
from devices.fingerprint.packet import EVERYBODY, Packet, PacketKind, build, take_packet
from devices.line import Line
from devices.simulators.fingerprint import FingerprintSimulator
from tests.unit.devices.fuzzing import blocks, device, spoilt, stream

_LARGEST = 9 + 258
_PARAMETERS = bytes.fromhex("0000 0009 00C8 0003 FFFFFFFF 0002 0006")
_ORDERS = [
    *(bytes((code,)) for code in Code),
    *(commands.img_2_tz(buffer) for buffer in (1, 2)),
    commands.search(1, 0, 200),
    commands.store(1, 5),
    commands.delete_char(5, 1),
    commands.verify_password(0),
    commands.read_index_table(0),
    commands.aura_led(Light.BREATHE, Colour.BLUE),
]


def _command(content: bytes) -> bytes:
    return build(Packet(PacketKind.COMMAND, content))


def _reply(content: bytes) -> bytes:
    return build(Packet(PacketKind.REPLY, content))


_REPLIES = [_reply(content) for content in (b"\0", b"\x09\0\0\0\0", b"\0" + _PARAMETERS, bytes(33))]
_COMMANDS = [_command(order) for order in _ORDERS]


def _sensor() -> FingerprintSimulator:
    sensor = FingerprintSimulator()
    sensor.command(["finger", "thumb"])
    return sensor


TRIALS = {
    "fingerprint/packet take_packet": stream(take_packet, spoilt(_REPLIES), _LARGEST),
    "fingerprint/module Module._take_reply": stream(
        Module(Line("loop://"), EVERYBODY, 0)._take_reply, spoilt(_REPLIES), _LARGEST
    ),
    "fingerprint/module Module._take_reply: sealed": stream(
        Module(Line("loop://"), EVERYBODY, 0)._take_reply, spoilt([bytes(33), b"\x09\0"], _reply), _LARGEST
    ),
    "fingerprint/commands parse_parameters": blocks(commands.parse_parameters, spoilt([_PARAMETERS])),
    "fingerprint/commands parse_words": blocks(
        lambda data: commands.parse_words(data, 2), spoilt([bytes(4)])
    ),
    "fingerprint/commands parse_index": blocks(
        lambda data: commands.parse_index(data, 1), spoilt([bytes(32)])
    ),
    "simulators/fingerprint FingerprintSimulator.receive": device(_sensor, spoilt(_COMMANDS), _LARGEST),
    "simulators/fingerprint FingerprintSimulator.receive: sealed": device(
        _sensor, spoilt(_ORDERS, _command), _LARGEST
    ),
}
