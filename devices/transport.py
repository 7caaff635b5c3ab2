"""Bytes through a port: the one module that opens ports and knows how they fail.

How ports behave when they are pulled, and which exceptions that gives, was measured (reference
`protocols.md` §12): every one of them is turned into a `DeviceError` here.
"""

import contextlib
import socket
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

import serial

from app.errors import DeviceError
from devices.ports import identity
from devices.trace import Secrecy, Trace

T = TypeVar("T")
Take: TypeAlias = Callable[[bytearray], T | None]
"""Take one whole frame from the front of what was received, dropping garbage before it; None: not yet."""

_PORT_ERRORS: tuple[type[Exception], ...] = (serial.SerialException, OSError, TypeError)
if sys.platform != "win32":
    import termios

    _PORT_ERRORS += (termios.error,)

_SLICE = 0.05
_CHUNK = 256
_MAX_RECEIVED = 65_536


@dataclass(frozen=True)
class PortSettings:
    """How the line is set; `socket://` and `loop://` ignore it.

    Attributes:
        speed: baud.
        parity: `N`, `E` or `O`.
        data_bits: 7 or 8.
        stop_bits: 1 or 2.
        write_seconds: how long 256 bytes may take to leave.
    """

    speed: int = 9600
    parity: str = "N"
    data_bits: int = 8
    stop_bits: int = 1
    write_seconds: float = 3.0


class Transport:
    """An open port.

    Args:
        url: `COM3`, `/dev/ttyUSB0`, `socket://host:port` or `loop://`.
        settings: how the line is set.
        trace: who writes the exchanges down; None for nobody.

    Raises:
        DeviceError: `device.port_missing`, `device.port_busy` or `device.port_name`.
    """

    def __init__(self, url: str, settings: PortSettings | None = None, trace: Trace | None = None) -> None:
        self.url = url
        self._trace = trace
        self._secrecy = Secrecy.NONE
        self._received = bytearray()
        self._ended = False
        self._port = _open(url, settings or PortSettings())

    def write(self, data: bytes, secrecy: Secrecy = Secrecy.NONE) -> None:
        """Send bytes, in pieces small enough for the write time-out.

        Raises:
            DeviceError: `device.port_lost`, or `device.write_stalled` when the device does not take them.
        """
        self._note(">", data, hidden=secrecy is Secrecy.BOTH)
        with self._guarded():
            for start in range(0, len(data), _CHUNK):
                self._port.write(data[start : start + _CHUNK])

    def receive(self, seconds: float) -> bytes:
        """Return what has come, waiting at most `seconds` for the first byte; empty when nothing came.

        Raises:
            DeviceError: `device.port_lost`.
        """
        deadline = time.monotonic() + seconds
        with self._guarded():
            while not (data := self._port.read(1)):
                if self._ended:
                    raise ConnectionAbortedError("closed by another thread")
                if time.monotonic() >= deadline:
                    return b""
        # A peer may answer and hang up at once: the answer counts, the next call finds the loss.
        with contextlib.suppress(*_PORT_ERRORS):
            while waiting := min(self._port.in_waiting, _MAX_RECEIVED - len(data)):
                data += self._port.read(waiting)
        self._note("<", data, hidden=self._secrecy is not Secrecy.NONE)
        return data

    def drain(self) -> int:
        """Throw away what came late, and return how many bytes that was.

        A trace shows their number only: they may be the late answer to a secret question.

        Raises:
            DeviceError: `device.port_lost`.
        """
        dropped = len(self._received)
        self._received.clear()
        with self._guarded():
            while (waiting := self._port.in_waiting) and dropped < _MAX_RECEIVED:
                dropped += len(self._port.read(waiting))
        if dropped:
            self._note("~", b"\0" * dropped, hidden=True)
        return dropped

    def exchange(
        self, request: bytes, take: Take[T], *, seconds: float = 2.0, secrecy: Secrecy = Secrecy.NONE
    ) -> T:
        """Send a request and return the frame that `take` finds in the answer.

        Args:
            request: the whole frame.
            take: see `Take`; it raises `DeviceError` for a broken frame.
            seconds: how long the whole answer may take.
            secrecy: what a trace must not show.

        Raises:
            DeviceError: `device.no_answer`, `device.port_lost`, or what `take` raises.
        """
        self.drain()
        self.write(request, secrecy)
        answer = self.listen(take, seconds=seconds, secrecy=secrecy)
        if answer is None:
            raise DeviceError("device.no_answer", port=self.url)
        return answer

    def listen(self, take: Take[T], *, seconds: float, secrecy: Secrecy = Secrecy.NONE) -> T | None:
        """Return the next frame that comes by itself within `seconds`, else None.

        What was received and is no whole frame yet is kept for the next call.

        Raises:
            DeviceError: `device.port_lost`, `device.garbled` for endless noise, or what `take` raises.
        """
        deadline = time.monotonic() + seconds
        self._secrecy = secrecy
        while (frame := take(self._received)) is None:
            left = deadline - time.monotonic()
            data = self.receive(left) if left > 0 else b""
            if not data:
                return None
            self._received += data
            if len(self._received) > _MAX_RECEIVED:
                self._received.clear()
                raise DeviceError("device.garbled")
        return frame

    def check(self) -> None:
        """Find out whether the port is still there without touching what was received.

        Raises:
            DeviceError: `device.port_lost`.
        """
        with self._guarded():
            waiting = self._port.in_waiting
            if waiting and self.url.startswith("socket://"):
                _check_peer(self._port.fileno())

    def cancel(self) -> None:
        """Make a read or write of another thread end at once; the port can only be closed after it."""
        self._ended = True
        with contextlib.suppress(*_PORT_ERRORS, AttributeError):
            self._port.cancel_read()
            self._port.cancel_write()

    def close(self) -> None:
        """Close the port; closing twice or after it was pulled is fine."""
        # WORKAROUND pyserial 3.5: its socket close() forgets the socket when the peer has reset it.
        peer = getattr(self._port, "_socket", None)
        with contextlib.suppress(*_PORT_ERRORS):
            self._port.close()
        if isinstance(peer, socket.socket):
            peer.close()

    def __enter__(self) -> "Transport":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except serial.SerialTimeoutException as error:
            raise DeviceError("device.write_stalled", port=self.url) from error
        except _PORT_ERRORS as error:
            raise DeviceError("device.port_lost", port=self.url) from error

    def _note(self, direction: str, data: bytes, *, hidden: bool) -> None:
        if self._trace is not None:
            self._trace.note(direction, None if hidden else bytes(data), len(data))


def _open(url: str, settings: PortSettings) -> serial.Serial:
    try:
        port = serial.serial_for_url(
            url,
            do_not_open=True,
            baudrate=settings.speed,
            bytesize=settings.data_bits,
            parity=settings.parity,
            stopbits=settings.stop_bits,
            timeout=_SLICE,
            write_timeout=settings.write_seconds,
        )
        if "://" not in url:
            port.exclusive = True
    except ValueError as error:
        raise DeviceError("device.port_name", port=url) from error
    try:
        port.open()
    except _PORT_ERRORS as error:
        absent = "://" in url or identity(url) is None
        code = "device.port_missing" if absent else "device.port_busy"
        raise DeviceError(code, port=url) from error
    return port


def _check_peer(descriptor: int) -> None:
    with socket.fromfd(descriptor, socket.AF_INET, socket.SOCK_STREAM) as peer:
        peer.setblocking(False)
        if not peer.recv(1, socket.MSG_PEEK):
            raise ConnectionResetError("the peer closed")
