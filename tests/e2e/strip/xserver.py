"""A virtual X display, and keys pressed on it as a keyboard presses them (X11 protocol, XTEST extension)."""

import os
import socket
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

KEY_PRESS, KEY_RELEASE = 2, 3


@contextmanager
def virtual_display() -> Iterator[str]:
    """Run Xvfb on a free display and return its name."""
    reading, writing = os.pipe()
    with os.fdopen(reading) as told:
        command = ["Xvfb", "-displayfd", str(writing), "-nolisten", "tcp", "-ac"]
        quiet = subprocess.DEVNULL
        server = subprocess.Popen(command, pass_fds=(writing,), stdout=quiet, stderr=quiet)
        os.close(writing)
        try:
            yield f":{told.readline().strip()}"
        finally:
            server.terminate()
            server.wait()


class Keyboard:
    """Presses keys on a display by their codes."""

    def __init__(self, display: str) -> None:
        self._wire = socket.socket(socket.AF_UNIX)
        self._wire.connect(f"/tmp/.X11-unix/X{display[1:]}")
        self._wire.sendall(struct.pack("<BxHHHHxx", ord("l"), 11, 0, 0, 0))
        head = self._read(8)
        assert head[0] == 1
        self._read(4 * struct.unpack("<H", head[6:8])[0])
        name = b"XTEST"
        self._wire.sendall(struct.pack("<BxHHxx", 98, 4, len(name)) + name + b"\0" * 3)
        answer = self._read(32)
        assert answer[8] == 1
        self._test = answer[9]

    def press(self, *codes: int) -> None:
        """Press keys one after the other and let them go the other way round."""
        for code in codes:
            self._fake(KEY_PRESS, code)
        for code in reversed(codes):
            self._fake(KEY_RELEASE, code)

    def close(self) -> None:
        self._wire.close()

    def _fake(self, kind: int, code: int) -> None:
        self._wire.sendall(
            struct.pack("<BBHBBxxIIxxxxxxxxHHxxxxxxxB", self._test, 2, 9, kind, code, 0, 0, 0, 0, 0)
        )

    def _read(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            piece = self._wire.recv(count - len(data))
            assert piece
            data += piece
        return data
