"""What the sync page stands on; the role fills it in."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.domain.accounts import Actor
from app.domain.sync import Connection
from ui.look import Look
from ui.sync.worker import SyncWorker
from ui.tasks import TaskRunner


@dataclass(frozen=True)
class SyncDependencies:
    """One record for who looks after the exchange.

    Attributes:
        ask_file: asks for a connection file; None when the person thought better of it.
        read_file: reads it; raises `SyncError`.
        ask_target: asks where a file of what waits goes; `ask_carried` for one of another station.
    """

    look: Look
    runner: TaskRunner
    actor: Actor
    worker: SyncWorker
    ask_file: Callable[[], Path | None]
    read_file: Callable[[Path], Connection]
    ask_target: Callable[[], Path | None]
    ask_carried: Callable[[], Path | None]
