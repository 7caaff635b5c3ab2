"""Noise on the line of a display with frames of its own: always an end, a bounded buffer."""

import pytest

from devices.custom_display.frames import Frame, take_frame
from devices.simulators.custom import CustomSimulator
from tests.unit.devices.custom_display.test_frames import FORMS, TEXT
from tests.unit.devices.fuzzing import SHORT, feed_noise, noise, noise_rounds

ENDING = {name: form for name, (form, _) in FORMS.items() if form.suffix}
"""Without a suffix a frame may end anywhere; nobody but our simulator reads such frames."""


@pytest.mark.parametrize("form", ENDING.values(), ids=ENDING)
@pytest.mark.parametrize("total", noise_rounds())
def test_frames(form: Frame, total: int) -> None:
    seeds = [form.pack(4, TEXT), form.pack(5, b"1" * 40)]
    feed_noise(lambda received: take_frame(received, form, (4, 5)), seeds, total, largest=300)


def test_the_simulated_display_survives_noise() -> None:
    device = CustomSimulator(reply=b"\x06")
    seeds = [Frame(b"\x02", b"\x03").pack(1, TEXT)]
    answers = [device.receive(piece) for piece in noise(seeds, SHORT)]
    assert any(answers)
