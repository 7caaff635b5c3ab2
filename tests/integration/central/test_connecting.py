"""Coming in to the centre, and what stays behind of an attempt that failed."""

import gc
import socket
from collections.abc import Iterator

import pytest

from app.domain.sync import Blocks, Connection
from app.errors import SyncError
from data.central.connecting import as_station

PATIENCE = 5.0
SHORT = 2
"""The shortest time to connect that the driver knows, in seconds."""


@pytest.fixture
def uncollected() -> Iterator[None]:
    """Let nothing be freed by chance."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def test_an_attempt_that_took_too_long_leaves_no_connection_open(uncollected: None) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        address = f"postgresql://s1@127.0.0.1:{mute.getsockname()[1]}/centre"
        station = Connection("maqin", "s1", address, "geheim", 0, Blocks(0, 0))
        for _ in range(2):
            with pytest.raises(SyncError, match=r"sync\.unreachable"):
                as_station(station, seconds=SHORT)
            caller, _ = mute.accept()
            with caller:
                caller.settimeout(PATIENCE)
                while caller.recv(4096):
                    pass  # what it said while it still hoped
