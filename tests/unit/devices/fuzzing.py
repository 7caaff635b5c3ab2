"""Noise for parsers: random bytes, and whole pieces with bytes turned, cut off and sealed again."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeAlias

from app.errors import AppError, DeviceError
from devices.simulators.frame import SimulatedDevice

SHORT = 60_000
LONG = 10_000_000

Noise: TypeAlias = Callable[[int], Iterable[bytes]]
"""Makes pieces of so many bytes together at least, always the same ones."""


def spoilt(seeds: Sequence[bytes], sealed: Callable[[bytes], bytes] = bytes) -> Noise:
    """Return the noise around whole pieces.

    Args:
        seeds: whole pieces to spoil.
        sealed: puts a frame with a right checksum around what was spoilt; only then does noise reach what is
            behind the checksum.
    """

    def made(total: int) -> Iterator[bytes]:
        chance, count = Random(total), 0
        while count < total:
            piece = _spoilt(chance.choice(seeds) if chance.random() < 0.7 else chance.randbytes(40), chance)
            count += len(piece)
            yield sealed(piece)

    return made


def _spoilt(whole: bytes, chance: Random) -> bytes:
    piece = bytearray(whole)
    for _ in range(chance.choice((0, 0, 1, 3))):
        piece[chance.randrange(len(piece))] = chance.randrange(256)
    if chance.random() < 0.2:
        del piece[chance.randrange(1, len(piece) + 1) :]
    return bytes(piece)


def in_blocks(noise: Noise, size: int) -> Noise:
    """Return the same bytes as they come when a port is read late: many pieces at once."""

    def made(total: int) -> Iterator[bytes]:
        block = bytearray()
        for piece in noise(total):
            block += piece
            if len(block) >= size:
                yield bytes(block)
                block.clear()
        yield bytes(block)

    return made


def feed_stream(
    take: Callable[[bytearray], object | None], pieces: Iterable[bytes], largest: int
) -> tuple[int, int]:
    """Feed what takes frames from a buffer: only its own error, always an end, a buffer that stays small.

    Args:
        take: see `devices.transport.Take`.
        largest: bytes of the largest frame; more than that and one piece must never be kept.

    Returns:
        How many pieces there were, and how many frames were taken.
    """
    received, count, taken = bytearray(), 0, 0
    for piece in pieces:
        count += 1
        received += piece
        while True:
            before = len(received)
            try:
                frame = take(received)
            except DeviceError:
                assert len(received) < before, "what is broken or refused must be consumed"
                continue
            if frame is None:
                break
            assert len(received) < before, "a frame must be consumed"
            taken += 1
        assert len(received) <= largest
    return count, taken


def feed_blocks(
    parse: Callable[[bytes], object], pieces: Iterable[bytes], own: type[Exception] = AppError
) -> tuple[int, int]:
    """Feed what reads one piece: it reads or raises its own error; return pieces and how many it read."""
    count, read = 0, 0
    for piece in pieces:
        count += 1
        try:
            parse(piece)
        except own:
            continue
        read += 1
    return count, read


def feed_device(device: SimulatedDevice, pieces: Iterable[bytes], largest: int) -> tuple[int, int]:
    """Feed a simulated device: it raises nothing and keeps little; return pieces and how many it answered."""
    count, answered = 0, 0
    for piece in pieces:
        count += 1
        answered += bool(device.receive(piece))
        assert len(vars(device)["_received"]) <= largest
    return count, answered


@dataclass(frozen=True)
class Trial:
    """A parser with the noise it has to bear.

    Attributes:
        feed: feeds it; returns how many pieces there were and how many it read.
        noise: makes the pieces.
        least: share of the pieces it must read; less means that the noise does not reach what it does.
    """

    feed: Callable[[Iterable[bytes]], tuple[int, int]]
    noise: Noise
    least: float = 0.1


def stream(
    take: Callable[[bytearray], object | None], noise: Noise, largest: int, least: float = 0.1
) -> Trial:
    """Return the trial of what takes frames from a buffer."""
    return Trial(lambda pieces: feed_stream(take, pieces, largest), noise, least)


def blocks(parse: Callable[[bytes], object], noise: Noise, own: type[Exception] = AppError) -> Trial:
    """Return the trial of what reads one piece."""
    return Trial(lambda pieces: feed_blocks(parse, pieces, own), noise)


def device(make: Callable[[], SimulatedDevice], noise: Noise, largest: int, least: float = 0.1) -> Trial:
    """Return the trial of a simulated device."""
    return Trial(lambda pieces: feed_device(make(), pieces, largest), noise, least)
