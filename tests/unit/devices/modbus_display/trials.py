"""The parsers of seven-segment displays with the noise they have to bear."""

from devices.checksums import crc16_modbus
from devices.modbus_display.frames import MAX_FRAME, take_reply, take_request
from devices.simulators.modbus import ModbusSimulator
from tests.unit.devices.fuzzing import device, spoilt, stream
from tests.unit.devices.modbus_display.test_frames import MIDDLE, NUMBER, STRING

_WRITES = [write for write, _ in (NUMBER, STRING, MIDDLE)]
_REQUESTS = [write.request() for write in _WRITES]
_REPLIES = [STRING[0].reply(), STRING[0].reply(), STRING[0].exception(2)]


def _sealed(body: bytes) -> bytes:
    return body + crc16_modbus(body).to_bytes(2, "little")


_BARE = [frame[:-2] for frame in _REQUESTS]


class _Settled(ModbusSimulator):
    """A display that comes back to its address when noise has moved it away."""

    def receive(self, data: bytes) -> bytes:
        answer = super().receive(data)
        self.digits = {1: next(iter(self.digits.values()))}
        return answer


TRIALS = {
    "modbus_display/frames take_reply": stream(
        lambda received: take_reply(received, STRING[0].request()), spoilt(_REPLIES), MAX_FRAME
    ),
    "modbus_display/frames take_request": stream(take_request, spoilt(_REQUESTS), MAX_FRAME),
    "modbus_display/frames take_request: sealed": stream(take_request, spoilt(_BARE, _sealed), MAX_FRAME),
    "simulators/modbus ModbusSimulator.receive": device(_Settled, spoilt(_REQUESTS), MAX_FRAME),
    "simulators/modbus ModbusSimulator.receive: sealed": device(_Settled, spoilt(_BARE, _sealed), MAX_FRAME),
}
