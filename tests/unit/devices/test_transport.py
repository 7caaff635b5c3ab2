"""A port opened by URL: time-outs, late bytes, loss, and a trace that keeps secrets."""

import socket

import pytest

from app.errors import DeviceError
from devices.trace import Secrecy
from devices.transport import Transport


class NotedTrace:
    def __init__(self) -> None:
        self.notes: list[tuple[str, bytes | None, int]] = []

    def note(self, direction: str, data: bytes | None, length: int) -> None:
        self.notes.append((direction, data, length))


def take_line(received: bytearray) -> bytes | None:
    """A frame is everything up to a semicolon."""
    end = received.find(b";")
    if end < 0:
        return None
    frame = bytes(received[:end])
    del received[: end + 1]
    return frame


def test_exchange_returns_one_frame_and_drops_what_came_late() -> None:
    with Transport("loop://") as port:
        port.write(b"late;")
        assert port.exchange(b"hello;world;", take_line) == b"hello"
        assert port.exchange(b"again;", take_line) == b"again"


def test_silence_is_an_error_with_the_port_named() -> None:
    with Transport("loop://") as port, pytest.raises(DeviceError) as caught:
        port.exchange(b"half a frame", take_line, seconds=0.1)
    assert caught.value.code == "device.no_answer"
    assert caught.value.facts == {"port": "loop://"}


def test_what_came_by_itself_is_kept_until_it_is_a_frame() -> None:
    with Transport("loop://") as port:
        port.write(b"ab")
        assert port.listen(take_line, seconds=0.05) is None
        port.write(b"c;d;")
        assert [port.listen(take_line, seconds=0.05) for _ in range(3)] == [b"abc", b"d", None]


def test_endless_noise_is_bounded() -> None:
    with Transport("loop://") as port:
        for _ in range(16):
            port.write(b"x" * 4096)
            port.listen(take_line, seconds=0.01)
        port.write(b"x" * 4096)
        with pytest.raises(DeviceError, match="garbled"):
            port.listen(take_line, seconds=0.01)
        port.write(b"ok;")
        assert port.exchange(b"ok;", take_line) == b"ok"


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("/dev/no-such-port", "device.port_missing"),
        ("nonsense://x", "device.port_name"),
        ("socket://127.0.0.1:1", "device.port_missing"),
    ],
)
def test_a_port_that_cannot_be_opened_says_why(url: str, code: str) -> None:
    with pytest.raises(DeviceError) as caught:
        Transport(url)
    assert caught.value.code == code


def test_a_peer_that_closes_is_a_lost_port() -> None:
    server = socket.create_server(("127.0.0.1", 0))
    with server, Transport(f"socket://127.0.0.1:{server.getsockname()[1]}") as port:
        peer, _ = server.accept()
        port.check()
        peer.sendall(b"x")
        port.check()
        peer.close()
        assert port.receive(0.1) == b"x"
        with pytest.raises(DeviceError, match="port_lost"):
            port.check()
        with pytest.raises(DeviceError, match="port_lost"):
            port.receive(1)


@pytest.mark.parametrize(
    ("secrecy", "sent", "received"),
    [
        (Secrecy.NONE, b"who;", b"who;"),
        (Secrecy.REPLY, b"who;", None),
        (Secrecy.BOTH, None, None),
    ],
)
def test_a_trace_notes_every_byte_but_the_secret_ones(
    secrecy: Secrecy, sent: bytes | None, received: bytes | None
) -> None:
    trace = NotedTrace()
    with Transport("loop://", trace=trace) as port:
        port.exchange(b"who;", take_line, secrecy=secrecy)
        port.write(b"late secret", Secrecy.BOTH)
        port.drain()
    assert trace.notes == [(">", sent, 4), ("<", received, 4), (">", None, 11), ("~", None, 11)]
