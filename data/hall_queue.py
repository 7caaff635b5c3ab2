"""Which queue a machine works with: the one of its own store, or the one its hall shares."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit, urlunsplit

from app.domain.sync import Connection
from app.ports.clock import Clock
from app.ports.parted import HallLine
from app.ports.queue import HallQueue, HallSecrets
from data.local_queue import LocalQueue
from data.local_secrets import LocalSecrets
from data.store import LocalStore


@dataclass(frozen=True)
class QueueParts:
    """The queue of a machine; `line` leads to the hall's server and is closed at the end, if there is one."""

    queue: Callable[[], HallQueue]
    secrets: Callable[[], HallSecrets]
    line: HallLine | None = None

    def close(self) -> None:
        """End the connections to the hall's server, once nobody asks any more."""
        if self.line is not None:
            self.line.close()


def hall_queue(store: LocalStore, clock: Clock, central_url: str) -> QueueParts:
    """Return the queue of a machine.

    Args:
        central_url: address of the server with the hall's queue, empty where the machine is the whole hall;
            a store that is not enrolled keeps a queue of its own, too.
    """
    with store.read() as unit:
        enrolled = unit.sync.standing().connection
    if not central_url or enrolled is None:
        return QueueParts(lambda: LocalQueue(store, clock), lambda: LocalSecrets(store))
    from data.central.queue_line import station_line
    from data.central.shared_queue import SharedQueue
    from data.central.shared_secrets import SharedSecrets

    line = station_line(at_address(enrolled, central_url))
    own = LocalQueue(store, clock).setup()
    tells = bool(own.counters) and not enrolled.departments  # who serves a department sets no hall's queue
    shared = SharedQueue(store, clock, line, own if tells else None)
    secrets = SharedSecrets(store, line)
    return QueueParts(lambda: shared, lambda: secrets, shared)


def at_address(enrolled: Connection, url: str) -> Connection:
    """Return the connection with the host and port that the machine's settings name, if they name one."""
    told, known = urlsplit(url), urlsplit(enrolled.server)
    if not told.hostname:
        return enrolled
    user = known.netloc.rpartition("@")[0]
    port = f":{told.port}" if told.port else ""
    place = f"{user}@{told.hostname}{port}"
    return replace(enrolled, server=urlunsplit(known._replace(netloc=place)))
