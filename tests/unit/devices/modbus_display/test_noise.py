"""Noise on a Modbus line: nothing but `DeviceError`, always an end, a bounded buffer."""

import pytest

from app.errors import DeviceError
from devices.modbus_display.frames import MAX_FRAME, take_reply, take_request
from devices.simulators.modbus import ModbusSimulator
from tests.unit.devices.fuzzing import SHORT, feed_noise, noise, noise_rounds
from tests.unit.devices.modbus_display.test_frames import MIDDLE, NUMBER, STRING

SEEDS = [write.request() for write, _ in (NUMBER, STRING, MIDDLE)] + [
    STRING[0].reply(),
    STRING[0].exception(2),
]


def take_any_reply(received: bytearray) -> object | None:
    try:
        return take_reply(received, STRING[0].request())
    except DeviceError as error:
        if error.code != "display.refused":
            raise
        return error


@pytest.mark.parametrize("total", noise_rounds())
def test_replies(total: int) -> None:
    feed_noise(take_any_reply, SEEDS, total, largest=MAX_FRAME)


@pytest.mark.parametrize("total", noise_rounds())
def test_requests(total: int) -> None:
    feed_noise(take_request, SEEDS, total, largest=MAX_FRAME)


def test_the_simulated_display_survives_noise() -> None:
    device = ModbusSimulator()
    answers = [device.receive(piece) for piece in noise(SEEDS, SHORT)]
    assert any(answers)
