"""Noise for parsers: random bytes, real frames, and frames with bits turned, cut and glued."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from app.errors import DeviceError

SHORT = 60_000
LONG = 10_000_000


def noise_rounds() -> list[Any]:
    """Return how many bytes to generate: few in every run, ten million behind `long`."""
    return [pytest.param(SHORT, id="short"), pytest.param(LONG, id="long", marks=pytest.mark.long)]


def noise(seeds: list[bytes], total: int) -> list[bytes]:
    """Return pieces of noise of `total` bytes at least, always the same ones."""
    generator = random.Random(total)
    pieces, made = [], 0
    while made < total:
        piece = bytearray(generator.choice(seeds) if generator.random() < 0.7 else generator.randbytes(40))
        for _ in range(generator.choice((0, 0, 1, 3))):
            piece[generator.randrange(len(piece))] = generator.randrange(256)
        if generator.random() < 0.2:
            del piece[generator.randrange(1, len(piece) + 1) :]
        pieces.append(bytes(piece))
        made += len(piece)
    return pieces


def feed_noise(
    take: Callable[[bytearray], object | None], seeds: list[bytes], total: int, *, largest: int
) -> None:
    """Feed a parser with noise: only its own error, always an end, and a buffer that stays small.

    Args:
        take: see `devices.transport.Take`.
        seeds: whole frames to spoil.
        total: bytes to generate.
        largest: bytes of the largest frame; more than that and one piece must never be kept.
    """
    received = bytearray()
    taken = 0
    for piece in noise(seeds, total):
        received += piece
        while True:
            before = len(received)
            try:
                frame = take(received)
            except DeviceError as error:
                if error.code != "device.garbled":
                    raise
                assert len(received) < before, "a broken frame must be consumed"
                continue
            if frame is None:
                break
            assert len(received) < before, "a frame must be consumed"
            taken += 1
        assert len(received) <= largest
    assert taken, "some frames were whole"
