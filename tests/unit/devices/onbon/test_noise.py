"""Noise on the line of an Onbon card: nothing but `DeviceError`, always an end, a bounded buffer."""

import pytest

from app.errors import DeviceError
from devices.onbon import bitmap, bitmap_areas, link, text, text_areas
from devices.onbon.pixels import unpack_5e, unpack_6e
from devices.simulators.frame import SimulatedDevice
from devices.simulators.onbon import OnbonBitmapSimulator, OnbonTextSimulator
from tests.unit.devices.fuzzing import SHORT, feed_noise, noise, noise_rounds
from tests.unit.devices.onbon.test_bitmap import AREA_5E, AREA_6Q
from tests.unit.devices.onbon.test_bitmap import REQUESTS as BITMAP_REQUESTS
from tests.unit.devices.onbon.test_text import CAPTURED_AREA
from tests.unit.devices.onbon.test_text import REQUESTS as TEXT_REQUESTS

LIMIT = 4096
TEXT_FRAMES = [
    *(text.Packet(screen, data).frame() for screen, data, _ in TEXT_REQUESTS.values()),
    text.Packet(1, text.ACK, answer=True).frame(),
    text.Packet(1, text.nack(3), answer=True).frame(),
]
BITMAP_FRAMES = [
    *(packet.frame() for packet, _ in BITMAP_REQUESTS.values()),
    bitmap.Packet(1, bitmap.ack(), answer=True).frame(),
    bitmap.Packet(1, bitmap.nack(3), answer=True).frame(),
]


def take_text(received: bytearray) -> object | None:
    body = link.take_body(received, LIMIT)
    return None if body is None else text.parse(body)


def take_bitmap(received: bytearray) -> object | None:
    body = link.take_body(received, LIMIT)
    return None if body is None else bitmap.parse(body)


@pytest.mark.parametrize("total", noise_rounds())
def test_frames_of_text_cards(total: int) -> None:
    feed_noise(take_text, TEXT_FRAMES, total, largest=LIMIT + 600)


@pytest.mark.parametrize("total", noise_rounds())
def test_frames_of_bitmap_cards(total: int) -> None:
    feed_noise(take_bitmap, BITMAP_FRAMES, total, largest=LIMIT + 600)


@pytest.mark.parametrize("total", noise_rounds())
def test_data_behind_the_checksum(total: int) -> None:
    """A card whose checksum is right may still send any data."""
    seeds = [
        text_areas.Update((CAPTURED_AREA,), (1, 2)).pack(),
        AREA_5E.update_5e(),
        AREA_6Q.update_6(),
        bitmap.delete([1, 2]),
        bitmap.ack(),
        text.ACK,
    ]
    read = 0
    for piece in noise(seeds, total):
        for parse in (
            text_areas.parse_update,
            text.check_reply,
            bitmap.check_reply,
            bitmap.parse_delete,
            lambda data: bitmap_areas.parse_update(data, sixth=False),
            lambda data: bitmap_areas.parse_update(data, sixth=True),
            lambda data: unpack_5e(data, 3, 16, 2),
            lambda data: unpack_6e(data, 3, 16, 2),
        ):
            try:
                parse(piece)
            except DeviceError:
                continue
            read += 1
    assert read


@pytest.mark.parametrize(
    ("device", "seeds"), [(OnbonTextSimulator(), TEXT_FRAMES), (OnbonBitmapSimulator(), BITMAP_FRAMES)]
)
def test_simulated_cards_survive_noise(device: SimulatedDevice, seeds: list[bytes]) -> None:
    answers = [device.receive(piece) for piece in noise(seeds, SHORT)]
    assert any(answers)


def test_a_simulated_card_survives_any_data_behind_a_right_checksum() -> None:
    device = OnbonTextSimulator()
    seeds = [data for _, data, _ in TEXT_REQUESTS.values()]
    frames = [text.Packet(1, piece).frame() for piece in noise(seeds, SHORT) if len(piece) > 3]
    assert any(b"\xa0\x01" in device.receive(frame) for frame in frames)
