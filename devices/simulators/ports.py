"""The ports simulators appear on: a pty behind a symbolic link, or a listening socket."""

import contextlib
import os
import select
import socket
import sys
import time
from pathlib import Path
from typing import ClassVar, Protocol

_WRITE_SECONDS = 2.0


class SimulatedPort(Protocol):
    """A port that can be pulled (`close`) and plugged in again (`open`) under the same URL."""

    url: str

    def open(self) -> None:
        """Make the port appear; opening it twice is fine."""

    def close(self) -> None:
        """Make the port vanish; closing it twice is fine."""

    def wait(self) -> bytes:
        """Return what comes in, or empty bytes when it was woken."""

    def wake(self) -> None:
        """Let `wait` return, from any thread."""

    def write(self, data: bytes) -> None:
        """Send bytes; a client that does not take them within two seconds loses them."""

    def dispose(self) -> None:
        """Give back what waits for `wake`."""


def _new_pty() -> tuple[int, int, str]:
    if sys.platform == "win32":
        raise OSError("this system has no ptys; use a socket")
    else:  # noqa: RET506 (for the type checker, which reads each platform's branch alone)
        import tty

        master, slave = os.openpty()
        tty.setraw(slave)
        os.set_blocking(master, False)
        return master, slave, os.ttyname(slave)


class _Bell:
    """What lets a waiting thread be woken, also on Windows."""

    def __init__(self) -> None:
        self._bell, self._button = socket.socketpair()
        self._bell.setblocking(False)

    def wake(self) -> None:
        with contextlib.suppress(OSError):
            self._button.send(b"!")

    def hush(self) -> None:
        with contextlib.suppress(BlockingIOError):
            self._bell.recv(4096)

    def dispose(self) -> None:
        self._bell.close()
        self._button.close()

    def fileno(self) -> int:
        return self._bell.fileno()


class PtyPort(_Bell):
    """A pty whose name stands behind a symbolic link, as a by-id name does for a real adapter."""

    AVAILABLE: ClassVar[bool] = sys.platform != "win32"

    def __init__(self, link: Path) -> None:
        if link.exists() and not link.is_symlink():
            raise FileExistsError(f"{link} is a file, not a link to a port")
        super().__init__()
        self.url = str(link)
        self._link = link
        self._master = self._slave = -1

    def open(self) -> None:
        """Make a new pty and point the link at it."""
        if self._master >= 0:
            return
        # The slave stays open here too: a pty without any open slave gives errors instead of silence.
        self._master, self._slave, name = _new_pty()
        fresh = self._link.with_name(self._link.name + ".new")
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(name)
        fresh.replace(self._link)

    def close(self) -> None:
        """Take the link away and hang up."""
        if self._master < 0:
            return
        self._link.unlink(missing_ok=True)
        os.close(self._slave)
        os.close(self._master)
        self._master = self._slave = -1

    def wait(self) -> bytes:
        """See `SimulatedPort`."""
        pulled = self._master < 0
        waiting = [self.fileno()] if pulled else [self.fileno(), self._master]
        ready, _, _ = select.select(waiting, [], [])
        self.hush()
        if self._master not in ready:
            return b""
        return os.read(self._master, 4096)

    def write(self, data: bytes) -> None:
        """See `SimulatedPort`."""
        deadline = time.monotonic() + _WRITE_SECONDS
        while data and self._master >= 0 and (left := deadline - time.monotonic()) > 0:
            if select.select([], [self._master], [], left)[1]:
                data = data[os.write(self._master, data) :]


class SocketPort(_Bell):
    """A listening socket that serves one client after the other, as a serial-to-network adapter does."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__()
        self._address = (host, port)
        self._server: socket.socket | None = None
        self._client: socket.socket | None = None
        self.url = f"socket://{host}:{port}"

    def open(self) -> None:
        """Listen, from the second time on at the port taken the first time."""
        if self._server is None:
            self._server = socket.create_server(self._address)
            self._address = self._server.getsockname()[:2]
            self.url = "socket://{}:{}".format(*self._address)

    def close(self) -> None:
        """Hang up and stop listening."""
        self._hang_up()
        if self._server is not None:
            self._server.close()
            self._server = None

    def wait(self) -> bytes:
        """See `SimulatedPort`."""
        source = self._client or self._server
        waiting = [self.fileno()] if source is None else [self.fileno(), source.fileno()]
        ready, _, _ = select.select(waiting, [], [])
        self.hush()
        if source is None or source.fileno() not in ready:
            return b""
        if self._client is None:
            self._client = source.accept()[0]
            self._client.settimeout(_WRITE_SECONDS)
            return b""
        try:
            data = self._client.recv(4096)
        except OSError:
            data = b""
        if not data:
            self._hang_up()
        return data

    def write(self, data: bytes) -> None:
        """See `SimulatedPort`."""
        if self._client is not None:
            try:
                self._client.sendall(data)
            except OSError:
                self._hang_up()

    def _hang_up(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None
