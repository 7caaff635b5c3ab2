"""The ports of this machine: which there are, and whether the configured one is there now."""

import sys
from pathlib import Path
from urllib.parse import urlsplit

from serial.tools import list_ports

from app.domain.device_records import FoundPort

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def found_ports() -> list[FoundPort]:
    """Return the ports of this machine, by their stable names where the system gives them."""
    by_id = Path("/dev/serial/by-id")
    stable = {str(link.resolve()): str(link) for link in by_id.iterdir()} if by_id.is_dir() else {}
    return [
        FoundPort(stable.get(port.device, port.device), port.description)
        for port in sorted(list_ports.comports(), key=lambda port: port.device)
    ]


def identity(url: str) -> object | None:
    """Return what tells one appearance of a port from the next, None while it is absent.

    A port that was pulled and plugged in between two looks has another identity. URLs always seem present;
    only opening them tells.
    """
    if "://" in url:
        return url
    if sys.platform == "win32":
        return next((p.device for p in list_ports.comports() if p.device.upper() == url.upper()), None)
    else:  # noqa: RET505 (for the type checker, which reads each platform's branch alone)
        try:
            node = Path(url).stat()
        except OSError:
            return None
        return node.st_dev, node.st_ino, node.st_rdev


def is_simulated(url: str) -> bool:
    """Return whether a simulator stands behind a port: a pty, this machine's own network, or `loop://`.

    An adapter that a program on this machine serves is addressed by the machine's name to be told apart.
    """
    if "://" in url:
        return urlsplit(url).scheme == "loop" or urlsplit(url).hostname in _LOOPBACK
    return Path("/dev/pts") in Path(url).resolve().parents
