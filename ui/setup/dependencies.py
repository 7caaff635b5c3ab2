"""What the set-up pages stand on; the composition root fills it in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.ports.new_hall import HallJoiner, HallMaker
from app.settings import Role
from ui.look import Look
from ui.tasks import Task, TaskRunner


@dataclass(frozen=True)
class SetupDependencies:
    """One record for the first start.

    Attributes:
        choose: asks for workbooks; none means that the person thought better of it.
        choose_connection: asks for a connection file, in the same way.
        maker: reads workbooks and makes the hall; blocks.
        joiner: fetches a hall that another machine made; blocks.
        save_machine: writes role and counter into the machine's settings file; blocks, raises `StorageError`.
    """

    look: Look
    runner: TaskRunner
    choose: Callable[[], Sequence[Path]]
    choose_connection: Callable[[], Path | None]
    maker: HallMaker
    joiner: HallJoiner
    save_machine: Callable[[Role, str], None]


@dataclass(frozen=True)
class Wanted:
    """How the hall is to come, and what this machine is in it.

    Attributes:
        begin: makes the store and returns its recovery code, empty where it was told before; blocks.
        bring: brings the hall into the store, on a lane; called again after a failure.
        joins: whether the hall stands elsewhere already; to fetch it may be broken off and gone on with.
    """

    role: Role
    counter: str
    begin: Callable[[], str]
    bring: Callable[[Task], None]
    joins: bool = False
