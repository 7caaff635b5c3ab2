"""A trace of what passes through a port, for the technician who looks for a fault."""

from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Protocol

LARGEST = 1_000_000
"""Bytes after which a trace begins a new file and keeps one old one."""


class Secrecy(Enum):
    """What of an exchange a trace must not show."""

    NONE = "none"
    REPLY = "reply"
    BOTH = "both"


class Trace(Protocol):
    """Somebody who writes down what passes through a port."""

    def note(self, direction: str, data: bytes | None, length: int) -> None:
        """Write down one piece.

        Args:
            direction: `>` sent, `<` received, `~` late bytes thrown away.
            data: the bytes, None when they are secret.
            length: how many bytes passed.
        """


class FileTrace:
    """Write every exchange of a port to a file, one line a piece: time, direction, bytes.

    What is secret (passwords, ID cards) is given by its length alone; that is decided by the driver and kept
    by the transport, which never hands secret bytes to a trace.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)

    def note(self, direction: str, data: bytes | None, length: int) -> None:
        """See `Trace`."""
        shown = f"{length} bytes, not shown" if data is None else data.hex(" ")
        moment = datetime.now(UTC).isoformat(timespec="milliseconds")
        if self._path.exists() and self._path.stat().st_size > LARGEST:
            self._path.replace(self._path.with_suffix(".old"))
        with self._path.open("a", encoding="ascii") as file:
            file.write(f"{moment} {direction} {shown}\n")
