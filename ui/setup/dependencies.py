"""What the set-up page stands on; the composition root fills it in."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain.hall_records import HallRecords
from app.services.import_hall import NewHall, Piece
from app.settings import Role
from ui.look import Look
from ui.tasks import TaskRunner


@dataclass(frozen=True)
class SetupDependencies:
    """One record for the first start.

    Attributes:
        choose: asks for workbooks; none means that the person thought better of it.
        read: reads workbooks with the place's word; raises `TableError` with every fault; blocks.
        write: writes a checked hall piece by piece; blocks.
        save_machine: writes role and counter into the machine's settings file; blocks, raises `StorageError`.
    """

    look: Look
    runner: TaskRunner
    choose: Callable[[], Sequence[Path]]
    read: Callable[[Sequence[Path], str], HallRecords]
    write: Callable[[NewHall], Iterator[Piece]]
    save_machine: Callable[[Role, str], None]
