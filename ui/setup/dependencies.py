"""What the set-up pages stand on; the composition root fills it in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain.hall_records import NewHall
from app.ports.new_hall import HallMaker
from app.settings import Role
from ui.look import Look
from ui.tasks import TaskRunner


@dataclass(frozen=True)
class SetupDependencies:
    """One record for the first start.

    Attributes:
        choose: asks for workbooks; none means that the person thought better of it.
        maker: reads workbooks and makes the hall; blocks.
        save_machine: writes role and counter into the machine's settings file; blocks, raises `StorageError`.
    """

    look: Look
    runner: TaskRunner
    choose: Callable[[], Sequence[Path]]
    maker: HallMaker
    save_machine: Callable[[Role, str], None]


@dataclass(frozen=True)
class Wanted:
    """What the first page asks for: the hall, and what this machine is in it."""

    hall: NewHall
    role: Role
    counter: str
